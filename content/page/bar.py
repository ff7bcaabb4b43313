"""The bar at the foot of a post: what may be done now, and what holds the next step back."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from content import copying, lifecycle
from content.case import Case
from content.gates import count
from content.models import Delivery, Post
from content.page import sendings
from content.page.needed import Panel
from content.workflow import State, Transition

BACK = frozenset({"send_back", "recall", "withdraw"})
QUIET = frozenset({"archive"})
#: what a reason is asked for, in the words of the one who gives it
ASKS = {
    "send_back": "What should be changed?",
    "recall": "Why does it have to change?",
    "withdraw": "Why does it have to come down?",
}
WITH = {
    State.DRAFT: "It is being written.",
    State.SECOND_REVIEW: "It is with the second reviewer.",
    State.LEGAL_REVIEW: "It is with legal.",
    State.APPROVED: "It is approved and has no time yet.",
    State.SCHEDULED: "It goes out at its time.",
    State.PUBLISHED: "It is public. A correction is a new post.",
    State.WITHDRAWN: "It was withdrawn.",
    State.ARCHIVED: "It is archived.",
}
#: the workers look every few seconds
GOING = "It is going out. Open the page again in a few seconds."


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be done: a button, a small form (`asks` or `timed`), or a link."""

    action: str
    label: str
    kind: str
    url: str
    asks: str = ""
    timed: bool = False
    link: bool = False
    held: bool = False
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar says on its left, and offers on its right: back first, forward last."""

    say: str
    say_url: str
    choices: list[Choice]


def bar(
    post: Post, case: Case, me: User, panel: Panel | None, trouble: Delivery | None = None
) -> Bar:
    """The offered actions of this person; the next step last and filled."""
    forward = panel.action if panel else ""
    choices = [choice(row, post, panel) for row in lifecycle.offered(post, case, me)]
    again = copying.offered(post, me)
    if again:
        choices.append(Choice("copy", again, "", reverse("content:copy", args=[post.pk])))
    choices.sort(key=lambda one: (one.action == forward, one.kind == "", one.action in BACK))
    if trouble is not None:
        return Bar(f"{sendings.says(trouble)}.", "#deliveries", choices)
    ours = any(one.action == forward for one in choices)
    holding = panel.holding if panel else []
    if holding and (ours or post.state == State.DRAFT):
        need = count(len(holding), "thing is", "things are")
        return Bar(f"{need} still needed", "#needed", choices)
    if ours and panel and panel.blockers:
        return Bar("Only a time is missing.", "", choices)
    if ours:
        return Bar("Nothing is missing.", "", choices)
    if post.state == State.SCHEDULED and post.planned_at and post.planned_at <= case.now:
        return Bar(GOING, "", choices)
    return Bar(WITH[State(post.state)], "", choices)


def choice(row: Transition, post: Post, panel: Panel | None) -> Choice:
    forward = panel is not None and row.action == panel.action
    kind = "go" if forward else "back" if row.action in BACK else ""
    held = bool(forward and panel and panel.holding)
    if row.signed:
        # Signing is done on legal's own page, with the whole case and a password.
        url = reverse("admin:content_post_change", args=[post.pk])
        return Choice(row.action, "Decide on legal’s page", kind, url, link=True)
    return Choice(
        action=row.action,
        label="Archive" if row.action in QUIET else row.says,
        kind="plain" if row.action in QUIET else kind,
        url=reverse("content:step", args=[post.pk, row.action]),
        asks=ASKS.get(row.action, "") if row.needs_note else "",
        timed=row.action == "schedule",
        held=held,
        decides=row.decision,
    )
