"""Answering what was found, and a second person confirming it.

Authors answer in draft and in review; the confirmer is neither an author nor the answerer. An
answer is never changed: a new one supersedes it, unconfirmed.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts import access, audit
from accounts.clock import day_in, now
from accounts.locks import lock
from accounts.models import User
from accounts.plain_text import plain
from compliance import directory
from compliance.blockers import Refused
from compliance.models import DirectoryEntry
from consents import appearances
from consents.appearances import Said
from consents.models import Material
from content import checks, further
from content.models import Answer, Author, Occurrence, Picture, Post, TextFinding
from content.models.finding import ANSWERS, DIRECTORY_ANSWERS
from content.workflow import ANSWERABLE, State
from content.writing import become_author

KINDS = frozenset(code for code, _ in ANSWERS)
#: words of or as a patient cannot be argued away
TESTIMONIAL_ANSWERS = frozenset({"patient", "staff", "public", "stock"})
#: where a confirmer sits, by state
CONFIRMS = {
    State.SECOND_REVIEW: "accounts.endorse_posts",
    State.LEGAL_REVIEW: "accounts.approve_posts",
}


def answer(
    finding: TextFinding,
    by: User,
    kind: str,
    *,
    because: str = "",
    material: Material | None = None,
) -> Answer:
    """Say what a finding is. Refused outside draft and review, to strangers, without a reason."""
    with transaction.atomic(durable=True):
        post = answerable(finding.post, by)
        return write_answer(post, finding, by, kind, because, material)


def write_answer(
    post: Post,
    finding: TextFinding,
    by: User,
    kind: str,
    because: str = "",
    material: Material | None = None,
) -> Answer:
    """The rows of an answer, for a verb that holds the lock and has asked who may."""
    finding = TextFinding.objects.of(post.organization_id).get(pk=finding.pk, post=post)
    check_answer(post, finding, kind, because, material)
    Answer.objects.filter(finding=finding, superseded_at=None).update(superseded_at=now())
    row = Answer.objects.create(
        finding=finding,
        kind=kind,
        because=plain(because).strip(),
        material=material,
        answered_by=by,
        answered_at=now(),
        for_severity=finding.severity,
    )
    become_author(post, by)
    audit.record(post.organization, by, "finding_answered", post, finding=finding.pk, kind=kind)
    return row


def check_answer(
    post: Post, finding: TextFinding, kind: str, because: str, material: Material | None
) -> None:
    if kind not in KINDS:
        raise Refused.because("no_answer", "Choose one of the answers.")
    if finding.category == "testimonial" and kind not in TESTIMONIAL_ANSWERS:
        raise Refused.because(
            "testimonial_needs_permission",
            "A patient’s words need the patient’s permission. Say whose they are.",
        )
    if kind in {"not_phi", "deidentified"} and not because.strip():
        raise Refused.because("reason_missing", "Please say why, in a few words.")
    if kind != "patient":
        return
    if post.state != State.DRAFT:
        raise Refused.because(
            "patient_after_submit", "Somebody found a patient: send the post back to draft."
        )
    if material is None or material.organization_id != post.organization_id:
        raise Refused.because("material_missing", "Say which permission these words are in.")


def confirm(finding: TextFinding, by: User, *, seen: int | None = None) -> Answer:
    """One key: “That’s right”. A name answered as staff or public enters the directory.

    `seen` is the key of the answer that was on the page: another one, given meanwhile, is not
    confirmed unread.
    """
    with transaction.atomic(durable=True):
        post = confirmable(finding.post, by)
        row = confirm_answer(post, finding, by, seen)
    checks.renew(post)
    further.ring()
    return row


def confirm_answer(post: Post, finding: TextFinding, by: User, seen: int | None) -> Answer:
    """The rows of a confirmation, for a verb that holds the lock and has asked who may."""
    row = Answer.objects.filter(
        finding=finding, finding__post=post, superseded_at=None, confirmed_at=None
    ).first()
    if row is None:
        raise Refused.because("nothing_to_confirm", "There is no answer to confirm here.")
    if seen is not None and seen != row.pk:
        raise Refused.because(
            "other_answer", "This was answered anew while you were reading. Please look again."
        )
    if row.answered_by_id == by.pk:
        raise Refused.because("own_answer", "You gave this answer. Somebody else confirms it.")
    row.confirmed_by, row.confirmed_at = by, now()
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    if row.material is not None:
        appearances.confirm(row.material, by)
    enter_directory(post, row, by)
    audit.record(post.organization, by, "answer_confirmed", post, finding=finding.pk, kind=row.kind)
    return row


def enter_directory(post: Post, row: Answer, by: User) -> None:
    """Nobody is asked twice about the same person.

    Only full names: a first name alone would hide a patient who bears it too.
    """
    if row.kind not in DIRECTORY_ANSWERS or row.finding.category != "name":
        return
    name = shown_words(post, row.finding)
    if len(name.split()) < 2 or not is_of(row.finding, name):
        return
    directory.add(
        post.organization,
        kind=row.kind,
        value=name,
        why=shortened(row.because),
        added_by=row.answered_by,
        confirmed_by=by,
        since=day_in(post.organization.time_zone, now()),
    )


def is_of(finding: TextFinding, words: str) -> bool:
    """Others may stand at its place since: nobody answered for those."""
    of_words = checks.fingerprint_of_words(finding.post_id, finding.rule, finding.category, words)
    return of_words == finding.fingerprint


def shortened(because: str) -> str:
    """As much of a reason as the directory has room for: PostgreSQL refuses more."""
    most = DirectoryEntry._meta.get_field("why").max_length or 0
    return because if len(because) <= most else because[: most - 1] + "…"


def shown_words(post: Post, finding: TextFinding) -> str:
    """The words a finding stands on, from the post itself; rows never hold them."""
    place = Occurrence.objects.filter(finding=finding).order_by("-found_in").first()
    if place is None:
        return ""
    return words_at(post, place.surface)[place.start : place.end]


def words_at(post: Post, surface: str) -> str:
    kind, _, key = surface.partition(":")
    match kind:
        case "title" | "text" | "link":
            return str(getattr(post, kind))
        case "alt":
            return post.pictures.get(photo=int(key)).alt_text
    target = post.targets.get(channel=int(key))
    if kind == "tags":
        return " ".join(target.tags)
    return target.text if kind == "target" else target.first_comment


def say_who(picture: Picture, by: User, people: Sequence[Said], because: str = "") -> None:
    """Does the picture show a patient, or any part of one? The writer says, in draft."""
    with transaction.atomic(durable=True):
        post = answerable(picture.post, by)
        if post.state != State.DRAFT:
            raise Refused.because(
                "not_a_draft", "Who is in a picture is said in draft. Take the post back first."
            )
        appearances.say(picture.photo.material, people, by, because)
        become_author(post, by)
        audit.record(post.organization, by, "people_said", post, photo=picture.photo_id)


def confirm_who(picture: Picture, by: User) -> None:
    """The second person agrees about who is in the picture."""
    with transaction.atomic(durable=True):
        post = confirmable(picture.post, by)
        appearances.confirm(picture.photo.material, by)
        audit.record(post.organization, by, "people_confirmed", post, photo=picture.photo_id)


def answerable(post: Post, by: User) -> Post:
    row = locked(post, by)
    if row.state not in ANSWERABLE:
        raise Refused.because("too_late", "Answers are given before legal has decided.")
    if not access.may(by, "accounts.write_posts", row.organization):
        raise Refused.because("may_not_write", f"You do not write for {row.organization.name}.")
    return row


def confirmable(post: Post, by: User) -> Post:
    row = locked(post, by)
    permission = CONFIRMS.get(State(row.state))
    if permission is None or not access.may(by, permission, row.organization):
        raise Refused.because("may_not_confirm", "It is not your turn to confirm this.")
    not_an_author(row, by)
    return row


def not_an_author(post: Post, by: User) -> None:
    if Author.objects.filter(post=post, user=by).exists():
        raise Refused.because("own_post", "You worked on this post. Somebody else confirms it.")


def locked(post: Post, by: User) -> Post:
    organization = lock(post.organization_id)
    access.forget(by)
    return Post.objects.of(organization).select_related("organization").get(pk=post.pk)
