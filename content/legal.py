"""What legal's page shows and does: the words around a signature, and the decision itself."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.models import User
from compliance.blockers import Blocker, Refused
from content import lifecycle, signatures
from content.lifecycle import Seen
from content.loading import load_one
from content.models import Post, Revision
from content.page.post import read
from content.workflow import State


class Decide:
    """One visit to the decision: approve with a signature, or send back with a note."""

    def __init__(self, post: Post, user: User, request: HttpRequest) -> None:
        self.post, self.user, self.request = post, user, request
        self.revision = post.revisions.first()
        self.note = request.POST.get("note", "")
        self.blockers: tuple[Blocker, ...] = ()
        self.sentence = ""

    @property
    def open(self) -> bool:
        """Is it legal's turn, and this person's right?"""
        rows = lifecycle.offered(self.post, load_one(self.post), self.user)
        return self.post.state == State.LEGAL_REVIEW and any(r.action == "approve" for r in rows)

    @property
    def meaning(self) -> str:
        if self.revision is None:
            return ""
        targets = self.revision.targets.select_related("channel")
        names = [target.channel.name for target in targets]
        return signatures.meaning(self.post, self.revision, names)

    def error(self, *codes: str) -> str:
        """The refusal that belongs beside a field."""
        return next((one.message for one in self.blockers if one.code in codes), "")

    @property
    def password_error(self) -> str:
        return self.error("wrong_password", "too_many_tries")

    @property
    def note_error(self) -> str:
        return self.error("note_missing", "note_too_long")

    @property
    def other_errors(self) -> list[Blocker]:
        beside = {"wrong_password", "too_many_tries", "note_missing", "note_too_long"}
        return [one for one in self.blockers if one.code not in beside]

    def done(self) -> bool:
        """Do what was asked; False with `blockers` set when it was refused."""
        try:
            if "send_back" in self.request.POST:
                self.send_back()
            else:
                self.approve()
        except Refused as refused:
            self.blockers = refused.blockers
        return not self.blockers

    def send_back(self) -> None:
        lifecycle.perform(self.post, "send_back", by=self.user, note=self.note)
        self.sentence = f"Sent back to {self.post.created_by.name}."

    def signed(self) -> signatures.Signature:
        limited(self.request, self.user, count=False)
        try:
            return signatures.sign(self.user, self.request.POST.get("password", ""), self.meaning)
        except Refused:
            limited(self.request, self.user, count=True)
            raise

    def approve(self) -> None:
        signature = self.signed()
        seen = Seen(self.request.POST.get("digest", ""), self.request.POST.get("basis_digest", ""))
        post = lifecycle.perform(
            self.post, "approve", by=self.user, note=self.note, seen=seen, signature=signature
        )
        self.sentence = "Approved and signed."
        if post.planned_at is None:
            self.sentence += " It has no time yet."
            return
        try:
            lifecycle.schedule_if_planned(post)
        except Refused as refused:
            self.sentence += f" It is not scheduled: {refused.blockers[0].message}"
        else:
            self.sentence += " It goes out at its time."


def limited(request: HttpRequest, user: User, *, count: bool) -> None:
    """Refused after ten wrong passwords in a minute; good ones do not count."""
    if not ratelimit.consume(request, action="reauthenticate", user=user, dry_run=not count):
        raise Refused.because("too_many_tries", "Too many tries. Please wait a minute.")


def earlier_decisions(post: Post) -> list[dict[str, Any]]:
    """Every decision on every version, newest first, in people's words."""
    words = {"submit": "Submitted", "endorse": "Looks right, sent to legal", "approve": "Approved"}
    return [
        {
            "number": revision.number,
            "who": decision.printed_name or decision.user.name,
            "what": words[decision.stage],
            "at": decision.at,
            "meaning": decision.meaning,
        }
        for revision in Revision.objects.of(post.organization_id)
        .filter(post=post)
        .prefetch_related("decisions__user")
        for decision in sorted(revision.decisions.all(), key=lambda one: one.at, reverse=True)
    ]


def case_context(post: Post, user: User, channel: str) -> dict[str, Any]:
    """Everything legal reads before deciding: the post's own page, and who decided before."""
    return {**read(post, user, channel), "earlier": earlier_decisions(post)}
