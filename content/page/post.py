"""Everything the page of one post shows: for the second look, and for legal's own page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse

from accounts.access import may
from accounts.models import User
from content import freezing, proposing
from content.answers import CONFIRMS
from content.case import Case
from content.loading import load_one
from content.models import Delivery, Note, Post, Revision
from content.models.post import PATIENT_KINDS
from content.page import changes, look, permissions, photos, sendings
from content.page.bar import bar
from content.page.facts import decisions_of
from content.page.history import timeline
from content.page.look import Item
from content.page.moments import moment, sentence
from content.page.needed import panel
from content.page.people import called, hats, three, within
from content.page.proof import appearing
from content.workflow import State


def read(post: Post, me: User, channel: str = "") -> dict[str, Any]:
    """The context of `content/post.html` but for what was just typed; a fixed number of queries."""
    case = load_one(post)
    zone = post.organization.time_zone
    versions = list(Revision.objects.visible_to(me).filter(post=post).select_related("created_by"))
    newest = versions[0] if versions else None
    deliveries = deliveries_of(post, me)
    notes = list(Note.objects.visible_to(me).filter(post=post).select_related("user"))
    seen = look.in_words(post, case, me)
    album = photos.album(post, case, me, len(seen.items))
    items = with_keys(post, me, case, [*seen.items, *album.items])
    shown = appearing(post, case, newest, channel, seen.places, album.pictures)
    needed = panel(post, case, me)
    counted = [item for item in items if item.counts]
    may_ask = may(me, "accounts.request_authorizations", post)
    forms = permissions.signed_forms(case, me) if may(me, "accounts.see_subjects", post) else {}
    return {
        "post": post,
        "case": case,
        "kind": "look" if post.kind in PATIENT_KINDS else "",
        "lead": lead(post, case, newest, me),
        "people": three_of(post, case, me),
        "version": newest if post.state != State.DRAFT else None,
        "shown": shown,
        "needed": needed,
        "items": items,
        "confirmed": sum(item.shut for item in counted),
        "counted": len(counted),
        "changes": changed(post, case, versions, shown.channel, me),
        "pictures": album.pictures,
        "channels": [target.channel for target in case.targets],
        "matrix": permissions.matrix(case, zone, may_ask, forms),
        "may_name": may_ask and post.state == State.DRAFT,
        "deliveries": [
            drawn(row, post, case, me, sendings.came_down(row, deliveries))
            for row in reversed(deliveries)
        ],
        "comments": [comment(note, me) for note in notes],
        "timeline": timeline(post, case, me, deliveries, notes),
        "bar": bar(post, case, me, needed, sendings.troubled(deliveries)),
        "may_comment": may(me, "accounts.withdraw_posts", post),
        "may_edit": post.state == State.DRAFT and may(me, "accounts.write_posts", post),
        "erasable": erasable(versions, post, me),
        "proposals": list(proposing.unsettled(post).select_related("by")),
        "may_propose": proposing.may_propose(post, me, case.authors),
    }


def deliveries_of(post: Post, me: User) -> list[Delivery]:
    rows = Delivery.objects.visible_to(me).filter(revision__post=post).order_by("pk")
    return list(rows.select_related("target__channel", "revision"))


def three_of(post: Post, case: Case, me: User) -> Any:
    decisions = decisions_of([post], me)[post.pk]
    return three(post, me, decisions, case.authors, hats(me, [post.organization_id]))


def lead(post: Post, case: Case, newest: Revision | None, me: User) -> str:
    """Under the title: the version and its writer, when it goes out, how long it stays."""
    zone = post.organization.time_zone
    if newest is None or post.state == State.DRAFT:
        said = [f"A draft by {within(post.created_by, me)}"]
    else:
        said = [f"Version {newest.number} by {within(newest.created_by, me)}"]
    if post.planned_at is not None and post.state not in (State.PUBLISHED, State.WITHDRAWN):
        passed = post.planned_at < case.now
        late = "goes out now, due" if post.state == State.SCHEDULED else "was to go out"
        verb = late if passed else "to go out"
        said.append(f"{verb} {sentence(post.planned_at, zone, case.now)}")
    elif post.planned_at is None:
        said.append("no time yet")
    until = post.runs_until
    said.append(
        f"stays up until {until.day} {until:%B %Y}" if until else "stays up until taken down"
    )
    if post.paid_by:
        said.append(f"paid for by {post.paid_by}")
    return " · ".join(said)


def with_keys(post: Post, me: User, case: Case, items: Sequence[Item]) -> list[Item]:
    """Buttons for the one whose turn it is; the first open one listens to the keyboard.

    What waits stands before what is confirmed, which shrinks to a line and never vanishes.
    """
    permission = CONFIRMS.get(State(post.state))
    mine = permission is not None and may(me, permission, post) and me.pk not in case.authors
    made: list[Item] = []
    for item in sorted(items, key=lambda one: (one.shut, one.number)):
        if not (mine and item.open and item.answered_by != me.pk):
            made.append(replace(item, actions=to_answer(post, item, me, case)))
            continue
        first = not any(one.current for one in made)
        made.append(replace(item, current=first, actions=buttons(post, item, first)))
    return made


def to_answer(post: Post, item: Item, me: User, case: Case) -> list[dict[str, Any]]:
    """An author is led to where answers are given."""
    drafts = post.state == State.DRAFT and me.pk in case.authors
    if not drafts or item.level != "stop" or not may(me, "accounts.write_posts", post):
        return []
    url = reverse("content:editor", args=[post.pk])
    place = f"#photo-{item.picture_id}" if item.picture_id else "#findings"
    return [{"label": "Answer it", "url": f"{url}{place}"}]


def buttons(post: Post, item: Item, first: bool) -> list[dict[str, Any]]:
    if item.finding_id:
        url = reverse("content:confirm", args=[post.pk, item.finding_id])
        url += f"?answer={item.answer_id}"
    else:
        url = reverse("content:confirm_who", args=[post.pk, item.picture_id])
    return [
        {"label": "That’s right", "kind": "go" if first else "", "post": url, "key": "c"},
        {"label": "Not so", "name": "doubt", "value": item.number, "key": "x"},
    ]


def changed(
    post: Post, case: Case, versions: Sequence[Revision], channel: int, me: User
) -> dict[str, Any] | None:
    """Since the version before, or since the last version while it is a draft again."""
    if post.state == State.DRAFT:
        if not versions:
            return None
        old, number = versions[0], "the draft"
        new = changes.parsed(freezing.payload(case), freezing.basis(case))
    elif len(versions) < 2:
        return None
    else:
        old, number = versions[1], f"version {versions[0].number}"
        new = changes.parsed(versions[0].payload, versions[0].basis)
    if old.erased_at is not None or not new["payload"]["targets"]:
        return None
    names = {target.channel_id: target.channel for target in case.targets}
    told = changes.between(changes.parsed(old.payload, old.basis), new, channel, names)
    return {"told": told, "label": f"Version {old.number} → {number}", "old": old.number}


def drawn(row: Delivery, post: Post, case: Case, me: User, gone: bool) -> dict[str, Any]:
    """A delivery: what is known, since when, and whether this person decides about it."""
    zone = post.organization.time_zone
    at = row.sent_at or row.due_at
    told = moment(at, zone, case.now)
    return {
        "row": row,
        "key": str(row.pk),
        "says": sendings.was(row) if gone else sendings.says(row),
        "why": "" if gone else sendings.why(row),
        "level": "" if gone else sendings.LEVELS.get(row.state, ""),
        "when": f"{told.words} {told.zone}, {told.distance}",
        "decides": row.state in sendings.TROUBLE and may(me, "accounts.run_deliveries", post),
        "down": row.kind == "takedown" or gone,
    }


def comment(note: Note, me: User) -> dict[str, Any]:
    reason = {"send_back": "sent it back", "recall": "called it back", "withdraw": "withdrew it"}
    who = called(note.user, me)
    verb = reason.get(note.action, "")
    return {"who": f"{who} {verb}".strip(), "at": note.at, "text": note.text}


def erasable(versions: Sequence[Revision], post: Post, me: User) -> list[Revision]:
    """Versions whose words a privacy officer may erase."""
    if not may(me, "accounts.erase_revisions", post):
        return []
    return [version for version in versions if version.erased_at is None]
