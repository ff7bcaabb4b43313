"""The text check of a post: run, stored, and current only for exactly these words.

Scanning happens outside every lock; a verb only reads what is stored. A check that failed is
stored unfinished, and blocks.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.clock import now
from accounts.encryption import fingerprint
from accounts.locks import lock
from compliance import directory
from compliance.phi.base import Finding, Severity
from compliance.phi.directory import Directory
from compliance.phi.scan import scan
from compliance.phi.surface import normalise_surface
from content import freezing, rules
from content.case import Case
from content.gates import DECIDED, is_current
from content.loading import load_one
from content.models import Check, Occurrence, Post, Revision, TextFinding
from content.workflow import STAGES, transition

log = logging.getLogger(__name__)
Surfaces = Sequence[tuple[str, str]]
Sight = tuple[str, str, Finding]  # where, in which words, what
LONGEST = Occurrence._meta.get_field("suggestion").max_length or 0
RANK = {Severity.INFO: 0, Severity.WARN: 1, Severity.BLOCK: 2}
#: from here on people decide, or have decided, on frozen words
FROZEN = frozenset(DECIDED)


@dataclass(frozen=True, slots=True)
class Words:
    """What a check reads: the surfaces of the working copy, or of the version decided on."""

    surfaces: Surfaces
    digest: str
    revision_id: int | None = None


def words_of(post: Post, case: Case) -> Words:
    """The words of a draft as they are, those of anything later as they were frozen."""
    now_here = freezing.text_digest(case)
    revision = case.revision
    if case.state not in FROZEN or revision is None or revision.erased:
        return Words(freezing.surfaces(case), now_here)
    if revision.text_digest == now_here:  # the same words, under the names that pages use
        return Words(freezing.surfaces(case), now_here, revision.id)
    frozen = Revision.objects.of(post.organization_id).get(pk=revision.id)
    return Words(freezing.frozen_surfaces(frozen.payload), frozen.text_digest, frozen.pk)


def renew(post: Post, stage: str = "") -> bool:
    """Check the post's words unless that is done already; say whether anything was done.

    For a decision (`stage` submit, endorse or approve) they are checked once more, so that each
    has a check of its own. Must not run inside a transaction of a verb: it scans.
    """
    # Read again: a verb hands over the row it was given, which may be older than the words.
    post = Post.objects.select_related("organization").get(pk=post.pk)
    stage = stage if transition(post.state, stage) else ""
    case = load_one(post)
    if is_done(case, stage) or not case.text.strip():
        return False
    words = words_of(post, case)
    started = now()
    version = directory.version(post.organization_id)
    facts = directory.of(post.organization)
    check = Check(
        post=post,
        revision_id=words.revision_id,
        stage=stage or post.state,
        language=post.language,
        text_digest=words.digest,
        ruleset=rules.current(),
        directory_version=version,
        started_at=started,
    )
    try:
        seen = [
            (place, text, finding)
            for place, text in words.surfaces
            for finding in look(text, facts, post.language)
        ]
    except Exception:
        log.error("text check failed for post %s", post.pk)
        remember_failure(check)
        return True
    return keep(check, seen)


def is_done(case: Case, stage: str) -> bool:
    return is_current(case) and case.check is not None and stage in ("", case.check.stage)


def keep(check: Check, seen: Iterable[Sight]) -> bool:
    """Store a finished check, unless its words have gone or another check of them came first.

    Under the lock of the organization: two checks that enter the same findings in another order
    would wait in a circle, and a verb must not read half of one check and half of the next.
    """
    with transaction.atomic(durable=True):
        organization = lock(check.post.organization_id)
        post = Post.objects.of(organization).select_related("organization").get(pk=check.post_id)
        case = load_one(post)
        stage = check.stage if check.stage in STAGES else ""
        if is_done(case, stage) or words_of(post, case).digest != check.text_digest:
            return False
        check.finished_at = now()
        check.save()
        store(check, seen)
    return True


def look(text: str, facts: Directory, language: str) -> list[Finding]:
    """What is seen in the words of one surface; stored by nobody here."""
    return scan(text, "draft", facts, language or None)


def remember_failure(check: Check) -> None:
    """One unfinished row for these words and rules, however often the sweep tries again."""
    same = Check.objects.filter(
        post=check.post,
        reader="rules",
        text_digest=check.text_digest,
        ruleset=check.ruleset,
        directory_version=check.directory_version,
        finished_at=None,
    )
    if not same.update(started_at=check.started_at):
        check.save()


def store(check: Check, seen: Iterable[Sight]) -> None:
    """Write what a check saw; a finding already known keeps its answers."""
    rows: list[Occurrence] = []
    known: dict[str, TextFinding] = {}
    for place, text, finding in seen:
        key = fingerprint_of(check.post_id, finding, text)
        if key not in known or RANK[Severity(known[key].severity)] < RANK[finding.severity]:
            known[key], _ = TextFinding.objects.update_or_create(
                post_id=check.post_id,
                fingerprint=key,
                defaults={
                    "rule": finding.rule,
                    "category": finding.category,
                    "severity": finding.severity.value,
                    "message": finding.message,
                },
            )
        suggestion = finding.suggestion or ""
        rows.append(
            Occurrence(
                found_in=check,
                finding=known[key],
                surface=place,
                start=finding.start,
                end=finding.end,
                # Too long to be put there with one click, and for PostgreSQL.
                suggestion=suggestion if len(suggestion) <= LONGEST else "",
            )
        )
    Occurrence.objects.bulk_create(rows)


def fingerprint_of(post_id: int, finding: Finding, text: str) -> str:
    """Keyed, so that a row says nothing; of the words, so that an answer follows them."""
    words = text[finding.start : finding.end]
    return fingerprint_of_words(post_id, finding.rule, finding.category, words)


def fingerprint_of_words(post_id: int, rule: str, category: str, words: str) -> str:
    surface = normalise_surface(words)
    return fingerprint("content.finding", f"{post_id}|{rule}|{category}|{surface}")
