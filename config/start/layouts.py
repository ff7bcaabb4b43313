"""The four questions of a new organization, and three usual ways to answer them."""

from dataclasses import dataclass

ME, OTHER, LATER = "me", "other", "later"


@dataclass(frozen=True, slots=True)
class Question:
    """Who does a thing: the role it is about, the question and what explains it."""

    role: str
    asks: str
    hint: str


QUESTIONS = (
    Question("writer", "Who writes?", "Drafts posts and answers what the reviewers ask."),
    Question(
        "reviewer",
        "Who looks?",
        "Reads every post and every picture before legal does. Not the one who wrote it.",
    ),
    Question(
        "legal",
        "Who decides for legal?",
        "An attorney, or the privacy official of a small practice. Signs every post.",
    ),
    Question(
        "coordinator",
        "Who asks patients?",
        "Sends permission forms. May be one of the three people above.",
    ),
)
THE_THREE = ("writer", "reviewer", "legal")


@dataclass(frozen=True, slots=True)
class Layout:
    """A usual way to answer: who does what by default, and what the founder does besides."""

    code: str
    name: str
    tells: str
    answers: dict[str, str]
    founder: tuple[str, ...] = ()


LAYOUTS = (
    Layout(
        "practice",
        "Two people and outside counsel",
        "A small practice: you write, a colleague looks, and a lawyer from outside decides.",
        {"writer": ME, "reviewer": OTHER, "legal": OTHER, "coordinator": ME},
        ("community", "privacy"),
    ),
    Layout(
        "hospital",
        "Hospital team",
        "Communications writes and looks, counsel decides, and somebody near the wards asks "
        "patients.",
        {"writer": OTHER, "reviewer": ME, "legal": OTHER, "coordinator": OTHER},
        ("community",),
    ),
    Layout(
        "agency",
        "Agency with clients",
        "You write for a client and a colleague looks; the client’s own people decide and ask "
        "patients. One organization for each client.",
        {"writer": ME, "reviewer": OTHER, "legal": OTHER, "coordinator": OTHER},
        ("community",),
    ),
)
BY_CODE = {layout.code: layout for layout in LAYOUTS}
