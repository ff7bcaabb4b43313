"""Answering what was found in a picture's text, codes and metadata, and a second person agreeing.

In the spirit of `content.answers`, but the answers stay with the picture: whoever uses it again
finds them there. Who is in a picture is said by `answers.say_who`.
"""

from django.db import transaction

from accounts import audit
from accounts.clock import now
from accounts.models import User
from accounts.plain_text import plain
from compliance.blockers import Refused
from compliance.models import PhotoAnswer, PhotoFinding
from compliance.models.photo import PHOTO_ANSWERS
from content.answers import answerable, confirmable
from content.models import Picture, Post
from content.workflow import State
from content.writing import become_author

KINDS = frozenset(code for code, _ in PHOTO_ANSWERS)
LONGEST = 300


def answer_photo(
    picture: Picture, finding: PhotoFinding, by: User, kind: str, because: str = ""
) -> PhotoAnswer:
    """Say what a finding in a post's picture is; supersedes what was said before, unconfirmed.

    Saying the same again changes nothing and keeps a confirmation. Refused outside draft and
    review, to strangers, without a reason where one is needed.
    """
    because = plain(because).strip()
    with transaction.atomic(durable=True):
        post = answerable(picture.post, by)
        row = shown(post, picture, finding)
        check(post, kind, because)
        live = PhotoAnswer.objects.filter(finding=row, superseded_at=None)
        same = live.filter(kind=kind, because=because, for_severity=row.severity).first()
        if same is not None:
            return same
        at = now()
        live.update(superseded_at=at)
        answer = PhotoAnswer.objects.create(
            finding=row,
            kind=kind,
            because=because,
            answered_by=by,
            answered_at=at,
            for_severity=row.severity,
        )
        become_author(post, by)
        audit.record(
            post.organization, by, "photo_answered", post,
            photo=row.photo_id, finding=row.pk, kind=kind,
        )  # fmt: skip
    return answer


def confirm_photo(picture: Picture, finding: PhotoFinding, by: User) -> PhotoAnswer:
    """Say so too. Refused to authors of the post, to the answerer, and when nothing waits."""
    with transaction.atomic(durable=True):
        post = confirmable(picture.post, by)
        row = shown(post, picture, finding)
        answer = PhotoAnswer.objects.filter(
            finding=row, superseded_at=None, confirmed_at=None
        ).first()
        if answer is None:
            raise Refused.because("nothing_to_confirm", "There is no answer to confirm here.")
        if answer.answered_by_id == by.pk:
            raise Refused.because("own_answer", "You gave this answer. Somebody else confirms it.")
        answer.confirmed_by, answer.confirmed_at = by, now()
        answer.save(update_fields=["confirmed_by", "confirmed_at"])
        audit.record(
            post.organization, by, "photo_confirmed", post,
            photo=row.photo_id, finding=row.pk, kind=answer.kind,
        )  # fmt: skip
    return answer


def shown(post: Post, picture: Picture, finding: PhotoFinding) -> PhotoFinding:
    """The finding, read again, if it is one of a picture that this post still has."""
    here = Picture.objects.filter(pk=picture.pk, post=post).values("photo")
    row = PhotoFinding.objects.of(post.organization_id).filter(pk=finding.pk, photo__in=here)
    found = row.first()
    if found is None:
        raise Refused.because("no_such_finding", "This picture is not in the post any more.")
    return found


def check(post: Post, kind: str, because: str) -> None:
    if kind not in KINDS:
        raise Refused.because("no_answer", "Choose one of the answers.")
    if kind == "not_phi" and not because:
        raise Refused.because("reason_missing", "Please say why, in a few words.")
    if len(because) > LONGEST:
        raise Refused.because("too_long", f"Please say it shorter: {LONGEST} characters at most.")
    if kind == "patient" and post.state != State.DRAFT:
        raise Refused.because(
            "patient_after_submit", "Somebody found a patient: send the post back to draft."
        )
