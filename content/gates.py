"""What is asked before a post may take a step: pure functions of the case.

Each gate returns every blocker it sees, as a sentence for the person who can lift it. A gate
that raises blocks: `ask` turns its failure into a blocker, never into a yes.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import cast

from django.urls import reverse_lazy

from compliance.blockers import Blocker
from consents.coverage import covers
from consents.words import reason_sentence
from content import freezing
from content.case import Case, FindingFacts, TargetFacts
from content.workflow import STAGES, State, Strength

Gate = Callable[[Case, Strength], list[Blocker]]
log = logging.getLogger(__name__)

#: a planned time this little ago still counts as now
GRACE = timedelta(minutes=1)


def ask(names: Iterable[str], case: Case, strength: Strength) -> list[Blocker]:
    """The blockers of the named gates, in their order; a broken gate is a blocker itself."""
    found: list[Blocker] = []
    for name in names:
        try:
            found += GATES[name](case, strength)
        except Exception:
            # The exception's text may quote the post; the gate's name is enough to find it.
            log.error("gate %s failed for post %s", name, case.post_id)
            found.append(Blocker(f"{name}_broken", BROKEN, wall=True))
    # One form covers a picture and three sentences: it is asked for once.
    return list(dict.fromkeys(found))


BROKEN = "Something could not be checked, so nothing goes on. Please try again in a minute."


def organization_active(case: Case, strength: Strength) -> list[Blocker]:
    """Nothing moves for an organization that is closed."""
    if case.organization_open:
        return []
    return [Blocker("organization_closed", f"{case.organization} is closed.", wall=True)]


def phi(case: Case, strength: Strength) -> list[Blocker]:
    """Words that could point to a patient (45 CFR 164.514(b)), or speak as one.

    To submit every finding is answered; from endorse on each answer is confirmed by another.
    """
    unread = not_read(case, strength)
    if unread:
        return unread
    unanswered = [finding for finding in case.findings if finding.counts and not finding.answered]
    if unanswered:
        return [unanswered_blocker(unanswered)]
    if strength is Strength.ANSWERED:
        return []
    waiting = [finding for finding in case.findings if finding.counts and not finding.confirmed]
    if waiting:
        return [
            Blocker(
                "answers_to_confirm",
                f"{count(len(waiting), 'answer waits', 'answers wait')} for a second person.",
                "Look at them",
                "#findings",
                "accounts.endorse_posts",
            )
        ]
    return []


def not_read(case: Case, strength: Strength) -> list[Blocker]:
    """There are words, and they are checked; from endorse on by further engines as well."""
    if not case.text.strip():
        return [Blocker("no_words", "There are no words yet.", "Write them", "#words")]
    if not is_current(case):
        message = "The words are being checked. One moment."
        return [Blocker("check_running", message, fix_url="#words")]
    if strength is not Strength.ANSWERED and not is_read(case):
        message = "The words are being read once more, by a further check. One moment."
        return [Blocker("check_running", message, fix_url="#words")]
    return []


def is_current(case: Case) -> bool:
    check = case.check
    return (
        check is not None
        and check.finished
        and check.text_digest == freezing.text_digest(case)
        and check.ruleset == case.ruleset
        and check.directory_version == case.directory_version
    )


def is_read(case: Case) -> bool:
    """Have the further engines of this installation, if it has any, read exactly these words?"""
    further = case.further
    if further is None:
        return not case.engines
    return (
        further.finished
        and further.text_digest == freezing.text_digest(case)
        and further.engines == case.engines
        and further.directory_version == case.directory_version
    )


def unanswered_blocker(findings: list[FindingFacts]) -> Blocker:
    if any(finding.category == "testimonial" for finding in findings):
        message = (
            "A patient’s own words need a patient’s signed permission. "
            "Say whose words they are, or take them out."
        )
        return Blocker("testimonial_open", message, "Answer it", "#findings", wall=True)
    have = "has" if len(findings) == 1 else "have"
    message = f"{count(len(findings), 'thing', 'things')} in the words {have} no answer."
    return Blocker("phi_open", message, "Answer", "#findings", wall=True)


def media_checked(case: Case, strength: Strength) -> list[Blocker]:
    """Every picture is ready in the very bytes that leave.

    From endorse on its check is done, and each answer about it confirmed by another person.
    """
    blockers: list[Blocker] = []
    for number, picture in enumerate(case.pictures, start=1):
        fix = f"#photo-{picture.id}"
        if any(not picture.rendition(target.profile) for target in case.targets):
            message = f"Picture {number} is being made ready. One moment."
            blockers.append(Blocker("rendition_pending", message, fix_url=fix))
        if not picture.alt_text.strip():
            message = f"Picture {number} has no words for people who cannot see it."
            blockers.append(Blocker("alt_text_missing", message, "Describe it", fix))
        if picture.open_findings:
            message = f"Something in picture {number} has no answer."
            blockers.append(Blocker("photo_open", message, "Look at it", fix, wall=True))
        if strength is not Strength.ANSWERED and picture.to_confirm:
            message = f"An answer about picture {number} waits for a second person."
            permission = "accounts.endorse_posts"
            blockers.append(Blocker("photo_to_confirm", message, "Look at it", fix, permission))
        if strength is not Strength.ANSWERED and not picture.checked:
            message = f"Picture {number} is still being checked."
            blockers.append(Blocker("photo_check_pending", message, fix_url=fix, wall=True))
    return blockers


def people_resolved(case: Case, strength: Strength) -> list[Blocker]:
    """Somebody has said of every picture who is in it; from endorse on another one agrees."""
    blockers: list[Blocker] = []
    for number, picture in enumerate(case.pictures, start=1):
        fix = f"#photo-{picture.id}"
        said = case.said_about(picture.material_id)
        if not said:
            message = f"Picture {number}: does it show a patient, or any part of one?"
            blockers.append(Blocker("people_unresolved", message, "Say who", fix, wall=True))
        elif strength is not Strength.ANSWERED and any(one.confirmed_by is None for one in said):
            message = f"Picture {number}: who is in it waits for a second person."
            blockers.append(
                Blocker("people_to_confirm", message, "Look", fix, "accounts.endorse_posts")
            )
    words = set(case.materials) - {picture.material_id for picture in case.pictures}
    if any(not case.patients(material_id) for material_id in words):
        message = "Nobody has said whose words these are."
        blockers.append(Blocker("words_of_nobody", message, "Say whose", "#findings", wall=True))
    elif strength is not Strength.ANSWERED and any(
        said.confirmed_by is None for material_id in words for said in case.said_about(material_id)
    ):
        message = "Whose words these are waits for a second person."
        blockers.append(
            Blocker("words_to_confirm", message, "Look", "#findings", "accounts.endorse_posts")
        )
    if case.kind == "before_after" and not any(case.patients(m) for m in case.materials):
        message = "Before and after always shows a patient. Say whose pictures these are."
        blockers.append(Blocker("before_after_patient", message, "Say who", "#photos", wall=True))
    return blockers


def words_unchanged(case: Case, strength: Strength) -> list[Blocker]:
    """What is said of or by a patient is what the patient's permission form shows, or a part of it.

    A quote or a paragraph that was changed since is other words (45 CFR 164.508(c)(1)(i)).
    """
    if not case.changed_words:
        return []
    message = (
        "The words are not those on the permission form any more. "
        "Put them back, or answer anew and ask the family for the new ones."
    )
    return [Blocker("words_changed", message, "See which", "#findings", wall=True)]


def coverage(case: Case, strength: Strength) -> list[Blocker]:
    """Every patient in every material is covered on every target (45 CFR 164.508).

    The owner's rule: it stands at every step, whatever the strength.
    """
    return [blocker for target in case.targets for blocker in uncovered(case, target)]


def uncovered(case: Case, target: TargetFacts) -> list[Blocker]:
    """What is missing for one target; the matrix and the moment of sending ask this too."""
    at = max(case.now, case.planned_at or case.now)
    blockers = []
    for use in case.uses(target):
        verdict = covers(use, case.grants, at)
        if verdict.allowed:
            continue
        name = case.names.get(use.subject_id, "this patient")
        blockers.append(
            Blocker(
                "not_covered",
                reason_sentence(verdict.reasons[0], name, target.channel),
                f"Take {target.channel} off, or ask the family",
                # Lazy, so that a link can never break what is asked for safety.
                cast(str, reverse_lazy("content:ask", args=[case.post_id])),
                "accounts.request_authorizations",
                wall=True,
            )
        )
    return blockers


def channel_limits(case: Case, strength: Strength) -> list[Blocker]:
    """At least one open channel, and no channel gets more than it takes."""
    if not case.targets:
        return [Blocker("no_channel", "No channel is chosen.", "Choose one", "#where")]
    blockers: list[Blocker] = []
    for target in case.targets:
        if not target.channel_open:
            message = f"{target.channel} is no longer connected."
            blockers.append(Blocker("channel_closed", message, "Take it off", "#where"))
        if len(target.text) > target.text_limit:
            over = len(target.text) - target.text_limit
            message = f"{target.channel} takes {target.text_limit} characters; this is {over} more."
            blockers.append(Blocker("too_long", message, "Shorten it", "#words"))
        if len(case.pictures) > target.picture_limit:
            message = f"{target.channel} takes {target.picture_limit} pictures."
            blockers.append(Blocker("too_many_pictures", message, "Take some out", "#photos"))
    return blockers


def has_a_time(case: Case, strength: Strength) -> list[Blocker]:
    """There is a time, and it has not passed."""
    if case.planned_at is None:
        return [Blocker("no_time", "There is no time yet.", "Choose one", "#when")]
    if case.planned_at < case.now - GRACE:
        message = "The time has passed. Choose a new one."
        return [Blocker("time_passed", message, "Choose one", "#when")]
    if case.until is not None and case.planned_at > case.until:
        message = "It would go out after the day it should come down."
        return [Blocker("after_its_end", message, "Change the time", "#when")]
    return []


#: how many decisions a post has behind it in a state
DECIDED = {
    State.SECOND_REVIEW: 1,
    State.LEGAL_REVIEW: 2,
    State.APPROVED: 3,
    State.SCHEDULED: 3,
    State.PUBLISHED: 3,
}


def same_as_decided(case: Case, strength: Strength) -> list[Blocker]:
    """What would leave is exactly what was decided on, by different people, step by step."""
    needed = DECIDED.get(State(case.state), 0)
    if needed == 0:
        return []
    revision = case.revision
    if revision is None or revision.erased:
        return [Blocker("no_version", "There is no version to decide on.", wall=True)]
    blockers = [
        Blocker(f"{code}_changed", message, wall=True)
        for code, message, now, then in zip(
            ("payload", "basis"),
            (
                "The words, pictures or channels are not those of this version any more.",
                "Who is shown, or what the post is for, is not what this version says any more.",
            ),
            freezing.digests(case),
            (revision.digest, revision.basis_digest),
            strict=True,
        )
        if now != then
    ]
    decided = {
        decision.stage: decision
        for decision in revision.decisions
        if (decision.digest, decision.basis_digest) == (revision.digest, revision.basis_digest)
    }
    if any(stage not in decided for stage in STAGES[:needed]):
        blockers.append(
            Blocker("decision_missing", "A decision on this version is missing.", wall=True)
        )
    elif len({decided[stage].user_id for stage in STAGES[:needed]}) < needed:
        message = "Different people have to decide, and here one decided twice."
        blockers.append(Blocker("decided_twice", message, wall=True))
    if any(
        decision.user_id in case.authors for stage, decision in decided.items() if stage != "submit"
    ):
        blockers.append(
            Blocker("author_decided", "An author decided on their own post.", wall=True)
        )
    return blockers


def count(number: int, one: str, many: str) -> str:
    """“One thing”, “Three things”: numbers up to nine as words, as people write them."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    said = words[number] if number < len(words) else str(number)
    return f"{said} {one if number == 1 else many}"


GATES: dict[str, Gate] = {
    gate.__name__: gate
    for gate in (
        organization_active,
        phi,
        media_checked,
        people_resolved,
        words_unchanged,
        coverage,
        channel_limits,
        has_a_time,
        same_as_decided,
    )
}
