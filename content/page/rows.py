"""A row of the desk: whose, what, one line of meaning, when, and exactly one next step."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.access import may
from accounts.clock import day_in
from accounts.models import Organization, User
from content import lifecycle
from content.models.post import PATIENT_KINDS
from content.page import sendings
from content.page.facts import Desk, PostFacts
from content.page.moments import moment, sentence
from content.page.people import Person, called, three
from content.workflow import State

FORWARD = {
    State.DRAFT: "submit",
    State.SECOND_REVIEW: "endorse",
    State.LEGAL_REVIEW: "approve",
    State.APPROVED: "schedule",
}
BEFORE_OUT = frozenset(FORWARD) | {State.SCHEDULED}


@dataclass(frozen=True, slots=True)
class Next:
    """The one next step: its words, where it leads, whether it is the filled button."""

    label: str
    url: str
    go: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """What `parts/row.html` shows."""

    organization: Organization
    title: str
    url: str
    kind: str
    kind_label: str
    detail: str
    people: list[Person]
    due: str
    due_note: str
    late: bool
    step: Next


def rows(desk: Desk, keys: Iterable[int], user: User, now: datetime, mine: bool) -> list[Row]:
    """Rows in the order of `keys`; `mine` when they stand under “Needs you”."""
    made = [row(desk.posts[key], desk, user, now, mine) for key in keys]
    if mine and made:
        made[0] = replace(made[0], step=replace(made[0].step, go=True))
    return made


def row(one: PostFacts, desk: Desk, user: User, now: datetime, mine: bool) -> Row:
    post = one.post
    late = mine and bool(post.planned_at and post.planned_at < now)
    return Row(
        organization=post.organization,
        title=post.shown_title,
        url=reverse("content:post", args=[post.pk]),
        kind="look" if post.kind in PATIENT_KINDS else "",
        kind_label=post.get_kind_display(),
        detail=detail(one, user, now, mine),
        people=three(post, user, one.decisions, one.authors, desk.could),
        **due(one, now),
        late=late,
        step=step(one, user, mine),
    )


def due(one: PostFacts, now: datetime) -> dict[str, Any]:
    """When it goes out, or went out, on the wall of its organization."""
    out = [row.sent_at for row in one.deliveries if row.kind == "publish" and row.sent_at]
    at = min(out) if out and one.post.state not in BEFORE_OUT else one.post.planned_at
    if at is None:
        return {"due": "No time yet", "due_note": ""}
    told = moment(at, one.post.organization.time_zone, now)
    return {"due": told.words, "due_note": f"{told.zone} · {told.distance}"}


def step(one: PostFacts, user: User, mine: bool) -> Next:
    """Exactly one: what this person can do next, else to look at it."""
    post = one.post
    page = reverse("content:post", args=[post.pk])
    trouble = sendings.troubled(one.deliveries)
    if mine and trouble is not None and post.state not in FORWARD:
        label = {"unknown": "Find out", "held": "Decide", "failed": "See why"}[trouble.state]
        return Next(label, f"{page}#deliveries")
    if mine:
        return my_step(one, page)
    if post.state == State.SCHEDULED and may(user, "accounts.schedule_posts", post):
        return Next("Move or stop", f"{page}#deliveries")
    return Next("See it", page)


def my_step(one: PostFacts, page: str) -> Next:
    key = [one.post.pk]
    match one.post.state:
        case State.DRAFT:
            label = "Change it" if came_back(one) else "Go on writing"
            return Next(label, reverse("content:editor", args=key))
        case State.LEGAL_REVIEW:
            return Next("Decide", reverse("admin:content_post_change", args=key))
        case State.APPROVED:
            return Next("Choose a time", f"{page}#when")
    return Next("Look at it", page)


def came_back(one: PostFacts) -> bool:
    event = one.post.last_event
    return event is not None and event.action in ("send_back", "recall")


def detail(one: PostFacts, user: User, now: datetime, mine: bool) -> str:
    """One line of meaning, so that nobody opens a post only to see why it is there."""
    post = one.post
    trouble = sendings.troubled(one.deliveries)
    if trouble is not None and post.state not in FORWARD:
        return " ".join(filter(None, [f"{sendings.says(trouble)}.", sendings.why(trouble)]))
    match post.state:
        case State.DRAFT:
            return draft_detail(one, user, now)
        case State.SECOND_REVIEW | State.LEGAL_REVIEW:
            return review_detail(one, user, now, mine)
        case State.APPROVED:
            return approved_detail(one, now)
        case State.WITHDRAWN:
            return withdrawn_detail(one)
    return channels(one)


def draft_detail(one: PostFacts, user: User, now: datetime) -> str:
    if came_back(one) and one.last_note is not None:
        verb = "sent it back" if one.last_note.action == "send_back" else "called it back"
        return f"{called(one.last_note.user, user)} {verb}: “{one.last_note.text}”"
    zone = one.post.organization.time_zone
    saved = f"Saved {sentence(one.post.changed_at, zone, now)}"
    return " · ".join(filter(None, [saved, still_needed(one)]))


def review_detail(one: PostFacts, user: User, now: datetime, mine: bool) -> str:
    stage = "endorse" if one.post.state == State.LEGAL_REVIEW else "submit"
    if not mine:
        return " · ".join([since(one, now), still_needed(one) or "nothing is missing"])
    said = [version(one), pictures(one)]
    if stage == "endorse":
        decider = next((d.user for d in one.decisions if d.stage == "endorse"), None)
        said.append(f"second look by {called(decider, user)}" if decider else "")
    waiting = sum(f.counts and f.answered and not f.confirmed for f in one.case.findings)
    said.append(number(waiting, "answer to confirm", "answers to confirm"))
    return " · ".join(filter(None, said))


def approved_detail(one: PostFacts, now: datetime) -> str:
    planned = one.post.planned_at
    if planned is not None and planned < now:
        return "Approved. That time has passed; choose a new one."
    return "Approved. It has no time yet." if planned is None else "Approved. Confirm its time."


def withdrawn_detail(one: PostFacts) -> str:
    down = [row for row in one.deliveries if row.kind == "takedown"]
    waiting = [sendings.says(row) for row in down if row.state not in ("sent", "confirmed")]
    if waiting:
        return " · ".join(waiting)
    return "Gone from every channel" if down else "It never went out"


def since(one: PostFacts, now: datetime) -> str:
    who = "legal" if one.post.state == State.LEGAL_REVIEW else "the second reviewer"
    event = one.post.last_event
    if event is None:
        return f"With {who}"
    zone = one.post.organization.time_zone
    today = day_in(zone, event.at) == day_in(zone, now)
    return (
        f"With {who} since {sentence(event.at, zone, now)}"
        if today
        else (f"With {who} since {sentence(event.at, zone, now).split(' at ')[0]}")
    )


def still_needed(one: PostFacts) -> str:
    action = FORWARD.get(State(one.post.state), "")
    missing = len(lifecycle.blockers(one.case, action))
    return number(missing, "thing still needed", "things still needed")


def version(one: PostFacts) -> str:
    return f"version {one.case.revision.number}" if one.case.revision else ""


def pictures(one: PostFacts) -> str:
    return number(len(one.case.pictures), "picture", "pictures")


def channels(one: PostFacts) -> str:
    return ", ".join(target.channel for target in one.case.targets)


def number(count: int, one: str, many: str) -> str:
    """“2 pictures”; nothing when there are none."""
    return f"{count} {one if count == 1 else many}" if count else ""
