"""What the check sees in words that are just being typed: looked at, and never stored.

A save stores a check and brings the answers; this is what the eye needs before it, within a
fraction of a second. Nothing here is asked by a gate.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from compliance import directory
from compliance.phi.base import Severity
from content import checks
from content.case import FindingFacts
from content.loading import finding_facts
from content.models import Answer, Post, TextFinding
from content.noticed import Noticed


@dataclass(frozen=True, slots=True)
class Glance:
    """Marks by surface, as the paper draws them; `news` when something was never seen before."""

    marks: dict[str, list[dict[str, object]]]
    news: bool


def glance(post: Post, texts: Mapping[str, str], language: str) -> Glance:
    """Look at the words of some surfaces as they are now, with the answers given so far."""
    facts = directory.of(post.organization)
    known = known_findings(post)
    found: dict[str, list[dict[str, object]]] = {}
    news = False
    for surface, text in texts.items():
        found[surface] = []
        for finding in checks.look(text, facts, language):
            fact = known.get(checks.fingerprint_of(post.pk, finding, text))
            news = news or fact is None
            unseen = "good" if finding.severity is Severity.INFO else "stop"
            found[surface].append(
                {
                    "start": finding.start,
                    "end": finding.end,
                    "level": Noticed(0, fact).level if fact else unseen,
                    "finding": fact.id if fact else 0,
                }
            )
    return Glance(found, news)


def known_findings(post: Post) -> dict[str, FindingFacts]:
    """By fingerprint: an answer follows its words, through edits and back."""
    live = Prefetch(
        "answers", queryset=Answer.objects.filter(superseded_at=None), to_attr="live_answers"
    )
    rows = TextFinding.objects.of(post.organization_id).filter(post=post).prefetch_related(live)
    return {row.fingerprint: finding_facts(row, ()) for row in rows}
