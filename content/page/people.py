"""The three people of a post: who wrote, who looks, who decides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from accounts.models import Membership, User
from content.models import Decision, Post
from content.workflow import State

DONE, NOW, NEXT = "done", "now", "next"
WORDS = ("Writer", "Second look", "Legal")
STAGE_ROLES = ("writer", "reviewer", "legal")

#: whose turn it is in a state: 0 the writer, 1 the second reviewer, 2 legal, 3 nobody's
TURN = {
    State.DRAFT: 0,
    State.SECOND_REVIEW: 1,
    State.LEGAL_REVIEW: 2,
    State.APPROVED: 3,
    State.SCHEDULED: 3,
    State.PUBLISHED: 3,
    State.WITHDRAWN: 3,
    State.ARCHIVED: 0,
}


@dataclass(frozen=True, slots=True)
class Person:
    """One of the three, as `parts/three.html` draws them."""

    initials: str
    label: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Hats:
    """Who could give the second look, and who could decide, by organization."""

    by_role: dict[tuple[int, str], list[User]] = field(default_factory=dict)

    def could(self, post: Post, role: str, authors: Collection[int]) -> list[User]:
        people = self.by_role.get((post.organization_id, role), [])
        return [person for person in people if person.pk not in authors]


def hats(user: User, organizations: Collection[int]) -> Hats:
    """One query for all organizations on a page."""
    found: dict[tuple[int, str], list[User]] = defaultdict(list)
    rows = Membership.objects.visible_to(user, "accounts.see_posts").filter(
        organization__in=organizations, ended_at=None, user__closed_at=None, user__is_active=True
    )
    for row in rows.select_related("user").order_by("pk"):
        for role in row.roles:
            found[row.organization_id, role].append(row.user)
    return Hats(dict(found))


def three(
    post: Post,
    me: User,
    decisions: Iterable[Decision],
    authors: Collection[int],
    could: Hats,
) -> list[Person]:
    """Done, now and not yet. `decisions` are those on the newest version."""
    turn = TURN[State(post.state)]
    decided = {one.stage: one.user for one in decisions} if turn else {}
    writer = decided.get("submit") or (me if me.pk in authors else post.created_by)
    people: Sequence[User | None] = (
        writer,
        decided.get("endorse") or only(could.could(post, "reviewer", authors), me, turn == 1),
        decided.get("approve") or only(could.could(post, "legal", authors), me, turn == 2),
    )
    return [drawn(person, me, place, turn) for place, person in enumerate(people)]


def only(people: Sequence[User], me: User, now: bool) -> User | None:
    """The one who will do it: me, when it is my turn; somebody, when nobody else can."""
    if now and me in people:
        return me
    return people[0] if len(people) == 1 else None


def drawn(person: User | None, me: User, place: int, turn: int) -> Person:
    state = DONE if place < turn else NOW if place == turn else NEXT
    mine = person is not None and person.pk == me.pk
    initials = "You" if mine else person.initials if person else "…"
    who = "You" if mine else short(person.name) if person else WORDS[place]
    # A step that is still to come is named after its work, one that is done after its person.
    label = who if state == DONE else WORDS[place]
    return Person(initials, label, person.name if person else "", state)


def short(name: str) -> str:
    """Dana O.: enough to know a colleague by."""
    first, *rest = name.split()
    return f"{first} {rest[-1][0]}." if rest else first


def called(person: User | None, me: User) -> str:
    """“You”, or the whole name; the machine's part is Chaperone's."""
    if person is None:
        return "Chaperone"
    return "You" if person.pk == me.pk else person.name


def within(person: User | None, me: User) -> str:
    """The same inside a sentence."""
    name = called(person, me)
    return "you" if name == "You" else name
