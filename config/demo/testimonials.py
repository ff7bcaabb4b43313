"""Patients who do not exist, and what they would say. Every number gives other words."""

from dataclasses import dataclass

FIRST = ("Nadia", "Joel", "Rosa", "Peter", "Ines", "Walter", "Hana", "Luis", "Greta", "Omar")
LAST = ("Lindgren", "Brandvold", "Achebe", "Novak", "Castellanos", "Whitaker", "Imamura", "Doyle",
        "Farrow")  # fmt: skip
OPENINGS = (
    "I was afraid of the stairs after my knee surgery.",
    "I had put my hip operation off three times.",
    "Before my surgery here my back decided what I could do.",
    "After my accident the nurses got me walking again.",
)
MIDDLES = (
    "Tobias Grant counted every step with me until I laughed.",
    "Dr. Elena Marsh drew everything on paper until I understood it.",
    "June Abara sat down with me at four in the morning and just stayed.",
    "Nobody hurried me, not once.",
    "They called the day after to ask how I had slept.",
)
CLOSINGS = (
    "Now I take the stairs to annoy my grandchildren.",
    "Last week I carried my own groceries home.",
    "I would send my own mother there.",
    "I dance again, badly, like before.",
    "My tomatoes are the proof.",
    "I sleep through the night.",
    "I am back at work, and I whistle there.",
)


@dataclass(frozen=True, slots=True)
class Testimonial:
    """An invented patient, the exact words, and the post around them.

    For a child a parent signs: `signer` and `relation` say who.
    """

    name: str
    words: str
    signer: str = ""
    relation: str = ""
    closing: str = "with thanks to everybody at Larkspur Valley Health"

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@patients.example"

    @property
    def title(self) -> str:
        return f"{self.first}’s story"

    @property
    def text(self) -> str:
        return f"“{self.words}”\n\n{self.first}, {self.closing}."


def testimonial(number: int) -> Testimonial:
    """The lengths have no common divisor, so that 90 names and 140 texts go by without a repeat."""
    name = f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}"
    parts = (OPENINGS[number % 4], MIDDLES[number % 5], CLOSINGS[number % 7])
    return Testimonial(name, " ".join(parts))


CHILD = Testimonial(
    "Mia Torres",
    "After my operation Tobias said I would walk to the apple tree. I counted ninety steps, and "
    "then I counted them back again.",
    signer="Dana Torres",
    relation="mother",
    closing="who learned to walk again in our garden",
)

SKIN = Testimonial(
    "Vera Olsson",
    "For nine years I wore long sleeves. After three months of treatment in your clinic I bought "
    "a summer dress.",
    closing="who wanted everybody with a rash to see both pictures",
)
