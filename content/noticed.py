"""What the text check saw in a post, with its words and its answers, as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from content import freezing
from content.case import AnswerFacts, Case, FindingFacts
from content.gates import is_current
from content.models import Occurrence, Post
from content.models.finding import ANSWERS, DIRECTORY_ANSWERS

#: which answers a category is offered; the first words on its buttons
SAYS = {
    "patient": "About a patient, who signs for it",
    "staff": "Our staff",
    "public": "A public person",
    "stock": "Invented, and says so",
    "deidentified": "De-identified: I know the case",
    "not_phi": "Not about a patient, because …",
}
OFFERED = {
    "testimonial": ("patient", "staff", "public", "stock"),
    "name": ("staff", "public", "patient", "not_phi"),
}
OTHERWISE = ("patient", "not_phi")


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence: code points of a surface (“text”, “title”, “alt:7” …), end exclusive."""

    surface: str
    start: int
    end: int
    words: str
    suggestion: str


@dataclass(slots=True)
class Noticed:
    """One finding with all its places. `level` is stop, look or good, as marks are drawn."""

    number: int
    facts: FindingFacts
    places: list[Place] = field(default_factory=list)
    whose: str = ""  # the patients whom the answer names

    @property
    def id(self) -> int:
        return self.facts.id

    @property
    def answer(self) -> AnswerFacts | None:
        return self.facts.answer if self.facts.answered else None

    @property
    def open(self) -> bool:
        return self.facts.counts and self.answer is None

    @property
    def is_name(self) -> bool:
        return self.facts.counts and self.facts.category == "name"

    @property
    def asks_who(self) -> bool:
        """A name whose sentence does not ask by itself."""
        return self.is_name and "?" not in self.facts.message

    @property
    def will_be_known(self) -> bool:
        """Once it is confirmed, this answer enters the directory."""
        given = self.answer
        full = len(self.words.split()) > 1
        return bool(self.is_name and full and given and given.kind in DIRECTORY_ANSWERS
                    and not self.facts.confirmed)  # fmt: skip

    @property
    def level(self) -> str:
        if self.open:
            return "stop"
        return "look" if self.facts.counts and not self.facts.confirmed else "good"

    @property
    def words(self) -> str:
        return self.places[0].words

    @property
    def shown(self) -> str:
        """The words without quotation marks of their own, for standing between ours."""
        return self.words.strip('“”"„«» ')

    @property
    def suggestion(self) -> str:
        """Words to put there, when every place has some; the first of them."""
        return self.places[0].suggestion if all(one.suggestion for one in self.places) else ""

    @property
    def surface(self) -> str:
        return self.places[0].surface

    @property
    def answer_words(self) -> str:
        if self.answer and self.whose:
            return f"about {self.whose}, who signs for it"
        return dict(ANSWERS).get(self.answer.kind, "") if self.answer else ""

    def offers(self, kind: str) -> list[tuple[str, str]]:
        """(kind of answer, words on its button) for a post of this kind."""
        kinds = OFFERED.get(self.facts.category, OTHERWISE)
        if kind == "deidentified" and "not_phi" in kinds:
            kinds = (*kinds[:-1], "deidentified", "not_phi")
        return [(one, SAYS[one]) for one in kinds]


def noticed(post: Post, case: Case) -> list[Noticed]:
    """All findings of the current check in the order of the words; nothing when it is stale.

    Numbers begin at one and join a mark, a line of the list and an answer.
    """
    if not is_current(case):
        return []
    facts = {one.id: one for one in case.findings}
    rows = list(Occurrence.objects.filter(found_in__in=case.checks, found_in__post=post))
    found: dict[int, Noticed] = {}
    # The case's own words: those of the rows may have changed, or gone with their channel.
    words = dict(freezing.surfaces(case))
    for row in sorted(rows, key=_reading_order):
        fact = facts.get(row.finding_id)
        if fact is None or (row.surface, row.start, row.end) not in fact.places:
            continue
        one = found.setdefault(
            row.finding_id, Noticed(len(found) + 1, fact, whose=whose(fact.answer, case))
        )
        shown = words[row.surface][row.start : row.end]
        one.places.append(Place(row.surface, row.start, row.end, shown, row.suggestion))
    return list(found.values())


def whose(answer: AnswerFacts | None, case: Case) -> str:
    """The patients of an answer by their short names; nothing for any other answer."""
    if answer is None or answer.kind != "patient" or answer.material_id is None:
        return ""
    keys = case.patients(answer.material_id)
    return ", ".join(case.names[key] for key in keys if key in case.names)


def marks(seen: Iterable[Noticed], surface: str = "text") -> list[dict[str, object]]:
    """Where one surface is marked, as the paper draws it: code points, a level, and which card."""
    return [
        {"start": place.start, "end": place.end, "level": one.level, "finding": one.id}
        for one in seen
        for place in one.places
        if place.surface == surface
    ]


def _reading_order(row: Occurrence) -> tuple[int, str, int]:
    order = ("title", "text", "link")
    rank = order.index(row.surface) if row.surface in order else len(order)
    return rank, row.surface, row.start
