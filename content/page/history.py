"""What happened to a post, newest first, in people's words: from the audit log and its notes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import AuditEvent, User
from content.case import Case
from content.models import Delivery, Note, Post, Revision
from content.page.people import called

#: one line for each event; {who} did it, {version} is a number, {channel} a name
SAYS = {
    "post_begun": "{who} began the post",
    "post_copied": "{who} began the post from an earlier one",
    "channels_chosen": "{who} chose the channels",
    "picture_added": "{who} added a picture",
    "picture_removed": "{who} took a picture out",
    "place_said": "{who} said where a picture was taken",
    "people_said": "{who} said who is in a picture",
    "people_confirmed": "{who} agreed about who is in a picture",
    "finding_answered": "{who} answered about the words",
    "answer_confirmed": "{who} confirmed an answer about the words",
    "photo_answered": "{who} answered about a picture",
    "photo_confirmed": "{who} confirmed an answer about a picture",
    "takedown_opened": "It is to come down from {channel}",
    "words_proposed": "{who} proposed other words",
    "proposal_accepted": "{who} took a proposal over",
    "proposal_left": "{who} left a proposal aside",
    "submit": "{who} sent version {version} for a second look",
    "endorse": "{who} looked at version {version}: looks right",
    "approve": "{who} approved version {version} with a signature",
    "send_back": "{who} sent version {version} back",
    "take_back": "{who} took it back to change it",
    "recall": "{who} called it back to change it",
    "schedule": "{who} scheduled it",
    "unschedule": "{who} took it off the schedule",
    "publish": "It went out",
    "withdraw": "{who} withdrew it",
    "archive": "{who} archived it",
    "restore": "{who} restored it to draft",
    "revision_erased": "{who} erased the words of version {version}",
    "delivery_hold": "It was held on {channel}",
    "delivery_release": "{who} let it go out on {channel}",
    "delivery_cancel": "{channel} was called off",
    "delivery_sent": "It went out on {channel}",
    "delivery_retry": "{channel} asked us to wait; it is tried again",
    "delivery_fail": "It did not go out on {channel}",
    "delivery_lose": "We lost sight of it on {channel}",
    "delivery_it_is_live": "It was found on {channel}",
    "delivery_send_again": "It was not on {channel}, so it goes out again",
    "delivery_give_up": "It did not go out on {channel}",
    "takedown_sent": "It was taken down from {channel}",
    "takedown_it_is_live": "It was taken down from {channel}",
    "takedown_retry": "Taking it down from {channel} is tried again",
    "takedown_send_again": "It was still on {channel}; it is taken down again",
    "takedown_fail": "It could not be taken down from {channel}",
    "takedown_lose": "We lost sight of it on {channel}",
    "takedown_release": "{who} had it taken down from {channel} again",
}
KINDS = {
    "approve": "good", "endorse": "good", "publish": "good", "delivery_sent": "good",
    "delivery_it_is_live": "good", "takedown_sent": "good",
    "send_back": "stop", "recall": "stop", "withdraw": "stop", "delivery_hold": "stop",
    "delivery_fail": "stop", "delivery_lose": "stop", "delivery_give_up": "stop",
    "takedown_fail": "stop", "takedown_lose": "stop",
}  # fmt: skip
#: said several times in a row they are one line
TOLD_ONCE = frozenset(
    {"finding_answered", "answer_confirmed", "people_said", "people_confirmed", "picture_added",
     "channels_chosen", "place_said"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline."""

    text: str
    at: datetime
    note: str = ""
    kind: str = ""


def timeline(
    post: Post, case: Case, me: User, deliveries: Sequence[Delivery], notes: Sequence[Note]
) -> list[Event]:
    """Events of the post, its versions and deliveries, and when its permissions were signed."""
    rows = events_of(post, me, deliveries)
    reasons = reasons_of(notes)
    channels = {str(row.pk): row for row in deliveries}
    lines: list[tuple[str, Event]] = []
    for row in rows:
        name = spoken(row)
        if name not in SAYS:
            continue
        delivery = channels.get(row.object_id) if row.object_kind == "delivery" else None
        text = SAYS[name].format(
            who=called(row.actor, me),
            version=row.payload.get("version", ""),
            channel=delivery.target.channel.name if delivery else "a channel",
        )
        waiting = reasons[row.action] if row.payload.get("noted") else []
        note = f"“{waiting.pop(0).text}”" if waiting else ""
        event = Event(text, row.at, note, KINDS.get(name, ""))
        if lines and name in TOLD_ONCE and (lines[-1][0], lines[-1][1].text) == (name, text):
            lines[-1] = (name, replace(lines[-1][1], at=row.at))
        else:
            lines.append((name, event))
    told = [event for _, event in lines] + list(signatures(case))
    return sorted(told, key=lambda event: event.at, reverse=True)


def events_of(post: Post, me: User, deliveries: Sequence[Delivery]) -> list[AuditEvent]:
    seen = AuditEvent.objects.visible_to(me, "accounts.see_posts").of(post.organization_id)
    versions = Revision.objects.of(post.organization_id).filter(post=post)
    keys = {
        "post": [str(post.pk)],
        "delivery": [str(row.pk) for row in deliveries],
        "revision": [str(key) for key in versions.values_list("pk", flat=True)],
    }
    found = seen.none()
    for kind, ids in keys.items():
        found |= seen.filter(object_kind=kind, object_id__in=ids)
    return list(found.select_related("actor").order_by("seq"))


def spoken(row: AuditEvent) -> str:
    """A takedown's events have words of their own."""
    if row.payload.get("kind") == "takedown":
        return row.action.replace("delivery_", "takedown_")
    return row.action


def reasons_of(notes: Iterable[Note]) -> dict[str, list[Note]]:
    """Reasons by step, oldest first: the first noted event of a step has the first."""
    found: dict[str, list[Note]] = defaultdict(list)
    for note in sorted(notes, key=lambda one: (one.at, one.pk)):
        if note.action:
            found[note.action].append(note)
    return found


def signatures(case: Case) -> Iterable[Event]:
    """When the people who are shown signed, or took it back; each form once."""
    forms = {grant.authorization_id: grant for grant in case.grants}
    shown = {key for material in case.materials for key in case.patients(material)}
    for grant in forms.values():
        if grant.subject_id not in shown:
            continue
        name = case.names.get(grant.subject_id, "The patient")
        yield Event(f"The permission form of {name} was signed", grant.signed_at, kind="good")
        if grant.revoked_at is not None:
            yield Event(f"{name} took the permission back", grant.revoked_at, kind="stop")
