"""What the demonstration posts that shows no patient: one text of each kind the field writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One post: its picture (a file of `content/demo/pictures`), and how far it has come.

    `in_days` is when it is planned for, none for 0.
    """

    kind: str
    title: str
    text: str
    stage: str
    picture: str = ""
    alt: str = ""
    shows: str = "nobody"
    link: str = ""
    purpose: str = "education"
    answered: bool = True
    in_days: int = 0

    @property
    def goes_out(self) -> bool:
        return self.stage in {"published", "withdrawn"}


TEXTS = (
    Text(
        "tip",
        "When everything flowers",
        "Pollen counts are highest in the early morning. Air the bedroom in the evening, rinse "
        "your hair before bed, and ask your pharmacist which of the usual tablets make you sleepy.",
        "published",
        picture="photo-dandelions.jpg",
        alt="Dandelion clocks in a meadow, the sun low behind them",
    ),
    Text(
        "event",
        "Walk with us to the high meadow",
        "Our community walk starts at the Orchard Lane Clinic. Any pace, any shoes, dogs welcome. "
        "Dr. Noor Haddad answers questions about healthy hearts on the way. "
        "Everything else is at https://larkspur.example/walk.",
        "scheduled",
        picture="photo-meadow.jpg",
        alt="A green meadow below a grey mountain in autumn",
        link="https://larkspur.example/walk",
        purpose="marketing",
        in_days=4,
    ),
    Text(
        "closure",
        "Closed on Thanksgiving Day",
        "The Orchard Lane Clinic is closed on Thanksgiving Day. The emergency department of "
        "Larkspur Valley Hospital is open, as always. For anything that can wait, call 555-0110.",
        "approved",
        picture="photo-wall-clock.jpg",
        alt="A round white clock on a wall",
    ),
    Text(
        "staff",
        "Four people you will meet",
        "New in our teams: Tobias Grant, physical therapist, and June Abara, charge nurse, here "
        "with Dr. Elena Marsh and Dr. Noor Haddad. They like slow mornings and hard questions.",
        "legal_review",
        picture="drawn-four-staff.png",
        alt="A drawing of four members of staff in front of a clinic",
        shows="staff",
        purpose="marketing",
        in_days=2,
    ),
    Text(
        "award",
        "An award for clean hands",
        "Larkspur Valley Hospital has won the state association’s award for hand hygiene. "
        "Charge nurse June Abara says it belongs to everybody who opens a dispenser forty times "
        "a shift.",
        "published",
        picture="photo-building.jpg",
        alt="A white hospital building of six floors behind a lawn",
        purpose="marketing",
    ),
    Text(
        "job",
        "Somebody who paints on Thursdays",
        "Our hospital school is looking for an art teacher, two afternoons a week. Paint is there; "
        "patience you bring along. Apply at https://larkspur.example/jobs.",
        "draft",
        picture="photo-paint-brushes.jpg",
        alt="Used paint brushes in many colours",
        link="https://larkspur.example/jobs",
        purpose="recruiting",
        in_days=6,
    ),
    Text(
        "other",
        "The bell on the second floor",
        "Brenda Kowalczyk from Maple Street rang the bell last Tuesday: her last chemo is behind "
        "her! 62 years old and already planning her garden. We are so proud of you, Brenda.",
        "draft",
        purpose="marketing",
        answered=False,
    ),
    Text(
        "deidentified",
        "What a drum can do",
        "Some years ago somebody who had not spoken for a long time sat down at the drum in our "
        "music room. Nobody asked for words. The rhythm came first, the words came later. "
        "Nothing in this story points to a person.",
        "second_review",
        picture="photo-music-room.jpg",
        alt="A drum on a beanbag in an empty room",
        in_days=3,
    ),
    Text(
        "event",
        "Blood drive at the town hall",
        "Give a pint, get a cookie. Mayor Marta Ellison opens the blood drive at the town hall. "
        "Walk in, or book a chair at 555-0118.",
        "withdrawn",
        purpose="marketing",
    ),
    Text(
        "tip",
        "Bring a list",
        "Before you come, write down three questions and every medicine you take. "
        "The list remembers what nerves forget.",
        "sent_back",
    ),
    Text(
        "other",
        "Old visiting hours",
        "Visitors are welcome from ten to eight. Please knock.",
        "archived",
        picture="drawn-planting-hands.png",
        alt="A drawing of two hands setting a seedling into a raised bed",
        shows="staff",
    ),
)
