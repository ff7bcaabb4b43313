"""Emptying what still says an erased version's words outside of it: working copy and proposals."""

import json
from typing import Any

from accounts.clock import now
from accounts.models import User
from content.models import Picture, Post, Proposal, Revision, Target
from content.workflow import State

#: here the working copy is nobody's basis for a decision, so it can be emptied
LOOSE = frozenset({State.DRAFT, State.WITHDRAWN, State.ARCHIVED})
FIELDS = ("title", "text", "link")


def words_of(revision: Revision) -> set[str]:
    """Every text that a version froze, without the spaces that do not matter."""
    targets: list[dict[str, Any]] = json.loads(revision.payload or '{"targets":[]}')["targets"]
    said = [
        target[name] for target in targets for name in ("title", "text", "link", "first_comment")
    ]
    said += [one["alt"] for target in targets for one in target["pictures"]]
    said += [" ".join(target["tags"]) for target in targets]
    return {same(text) for text in said if text.strip()}


def same(text: str) -> str:
    return " ".join(text.split())


def empty_copy(post: Post, words: set[str] | None) -> None:
    """Empty each surface of the working copy that says one of these; all of them for None."""

    def erased(text: str) -> bool:
        return words is None or same(text) in words

    fields = [name for name in FIELDS if erased(getattr(post, name))]
    for name in fields:
        setattr(post, name, "")
    for target in Target.objects.filter(post=post):
        target.text = "" if erased(target.text) else target.text
        target.first_comment = "" if erased(target.first_comment) else target.first_comment
        target.tags = [] if erased(" ".join(target.tags)) else target.tags
        target.save(update_fields=["text", "first_comment", "tags"])
    for picture in Picture.objects.filter(post=post):
        if erased(picture.alt_text):
            picture.alt_text = ""
            picture.save(update_fields=["alt_text"])
    # Whoever has the editor open must not save the words back.
    post.copy_number += 1
    post.save(update_fields=["copy_number", "changed_at", *fields])


def empty_proposals(post: Post, words: set[str], by: User) -> None:
    """Proposals quote the words they are about; those on erased words are empty and settled."""
    rows = Proposal.objects.of(post.organization_id).filter(post=post).exclude(words="")
    quoting = [row.pk for row in rows if any(same(row.words) in text for text in words)]
    mine = rows.filter(pk__in=quoting)
    mine.filter(settled_at=None).update(settled_at=now(), settled_by=by)
    mine.update(words="", instead="", why="")
