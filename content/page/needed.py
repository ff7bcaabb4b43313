"""“Still needed”: everything that stands before the next step, each with the link that lifts it."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.access import may
from accounts.models import User
from compliance.blockers import Blocker
from content import lifecycle
from content.case import Case
from content.gates import coverage, is_current
from content.models import Post
from content.workflow import State, Strength

#: the step forward in each state, and how the panel is headed before it
FORWARD = {
    State.DRAFT: ("submit", "Still needed before the second look"),
    State.SECOND_REVIEW: ("endorse", "Still needed before legal sees it"),
    State.LEGAL_REVIEW: ("approve", "Still needed before it is approved"),
    State.APPROVED: ("schedule", "Still needed before it can go out"),
    State.SCHEDULED: ("publish", "Still needed before it goes out"),
}
#: what the form for the time lifts itself
TIMES = frozenset({"no_time", "time_passed", "after_its_end"})
#: places that this page has; the others are in the editor
HERE = ("#findings", "#when", "#photo-", "#deliveries")


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the panel."""

    message: str
    fix_url: str
    fix_label: str
    strength: str


@dataclass(frozen=True, slots=True)
class Panel:
    """What `parts/needed.html` shows, and what holds the step forward back."""

    action: str
    title: str
    blockers: list[Need]
    met: list[str]
    holding: list[Blocker]


def panel(post: Post, case: Case, me: User) -> Panel | None:
    """The panel for a post on its way; None once it is out, withdrawn or archived."""
    state = State(post.state)
    if state not in FORWARD:
        return None
    action, title = FORWARD[state]
    found = lifecycle.blockers(case, action)
    if state == State.SCHEDULED and not found:
        return None
    writes = me.pk in case.authors and may(me, "accounts.write_posts", post)
    return Panel(
        action,
        title,
        [need(one, post, me, writes) for one in found],
        met(case),
        [one for one in found if one.code not in TIMES],
    )


def need(blocker: Blocker, post: Post, me: User, writes: bool) -> Need:
    """A line for this person: the link only where they can do something with it."""
    url, label = str(blocker.fix_url), blocker.fix or "Show me"
    allowed = not blocker.permission or may(me, blocker.permission, post)
    if blocker.code == "not_covered" and not allowed and writes and post.state == State.DRAFT:
        # Who may not ask the family can still take the channel off.
        url, label, allowed = "#where", "Take it off", True
    if url.startswith("#") and not url.startswith(HERE):
        drafts = post.state == State.DRAFT and writes
        url = f"{reverse('content:editor', args=[post.pk])}{url}" if drafts else ""
    elif url.startswith("#") and post.state == State.DRAFT and writes:
        url = f"{reverse('content:editor', args=[post.pk])}{url}"
    strength = "must" if blocker.wall else "small"
    return Need(blocker.message, url if allowed else "", label, strength)


def met(case: Case) -> list[str]:
    """What is true already, and worth a line. Never a tick for what no machine can know."""
    said = []
    if is_current(case) and all(one.confirmed for one in case.findings if one.counts):
        counted = [one for one in case.findings if one.counts]
        said.append(
            "Every answer about the words is confirmed."
            if counted
            else "The words were checked: nothing found by the machine."
        )
    if case.pictures and all(one.checked for one in case.pictures):
        many = "The pictures were" if len(case.pictures) > 1 else "The picture was"
        said.append(f"{many} checked: nothing but the picture is left in the file.")
    patients = any(case.patients(material) for material in case.materials)
    if patients and case.targets and not coverage(case, Strength.CLOSED):
        said.append("Everybody who is shown has signed for every channel.")
    return said
