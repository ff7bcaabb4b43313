"""The text check of a post: run, stored, and current only for exactly these words.

Scanning happens outside every lock; a verb only reads what is stored. A check that failed is
stored unfinished, and blocks.
"""

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.clock import now
from accounts.encryption import fingerprint
from accounts.locks import lock
from compliance import directory
from compliance.phi.base import Finding, Severity
from compliance.phi.directory import Directory
from compliance.phi.scan import RULESET, scan
from compliance.phi.surface import normalise_surface
from content import freezing
from content.gates import is_current
from content.loading import load_one
from content.models import Check, Occurrence, Post, TextFinding

log = logging.getLogger(__name__)
Surfaces = Sequence[tuple[str, str]]
LONGEST = Occurrence._meta.get_field("suggestion").max_length or 0
RANK = {Severity.INFO: 0, Severity.WARN: 1, Severity.BLOCK: 2}


def renew(post: Post) -> bool:
    """Check the post's words unless that is done already; say whether anything was done.

    Must not run inside a transaction of a verb: it scans.
    """
    # Read again: a verb hands over the row it was given, which may be older than the words.
    post = Post.objects.select_related("organization").get(pk=post.pk)
    case = load_one(post)
    if is_current(case) or not case.text.strip():
        return False
    surfaces = freezing.surfaces(case)
    started = now()
    version = directory.version(post.organization_id)
    facts = directory.of(post.organization)
    check = Check(
        post=post,
        stage=post.state,
        language=post.language,
        text_digest=freezing.text_digest(case),
        ruleset=RULESET,
        directory_version=version,
        started_at=started,
    )
    try:
        seen = [
            (place, text, finding)
            for place, text in surfaces
            for finding in look(text, facts, post.language)
        ]
    except Exception:
        log.error("text check failed for post %s", post.pk)
        remember_failure(check)
        return True
    return keep(check, seen)


def keep(check: Check, seen: Iterable[tuple[str, str, Finding]]) -> bool:
    """Store a finished check, unless its words have gone or another check of them came first.

    Under the lock of the organization: two checks that enter the same findings in another order
    would wait in a circle, and a verb must not read half of one check and half of the next.
    """
    with transaction.atomic(durable=True):
        organization = lock(check.post.organization_id)
        post = Post.objects.of(organization).select_related("organization").get(pk=check.post_id)
        case = load_one(post)
        if is_current(case) or freezing.text_digest(case) != check.text_digest:
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
        text_digest=check.text_digest,
        ruleset=check.ruleset,
        directory_version=check.directory_version,
        finished_at=None,
    )
    if not same.update(started_at=check.started_at):
        check.save()


def store(check: Check, seen: Iterable[tuple[str, str, Finding]]) -> None:
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
    surface = normalise_surface(text[finding.start : finding.end])
    return fingerprint("content.finding", f"{post_id}|{finding.rule}|{finding.category}|{surface}")
