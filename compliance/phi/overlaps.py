"""One finding for one place: overlapping identifiers are settled, context findings stay."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.phi.base import Finding

CONTEXT = frozenset(
    {
        "testimonial",
        "patient_acknowledgement",
        "medical_advice",
        "health_information",
        "self_disclosure",
        "phi_context",
        "unknown_language",
    }
)


def settle(found: Iterable[Finding]) -> list[Finding]:
    """Drop what another identifier covers as strongly, and repeats of one category.

    Nothing is dropped for something weaker, so settling never lowers the severity of a place.
    """
    kept: list[Finding] = []
    ranked = sorted(
        enumerate(found), key=lambda p: (-p[1].severity.rank, p[1].start - p[1].end, p[0])
    )
    for _, finding in ranked:
        if not any(_covers(other, finding) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: (f.start, f.end, f.rule))


def _covers(other: Finding, finding: Finding) -> bool:
    overlap = other.start < finding.end and finding.start < other.end
    same = other.category == finding.category
    if finding.category in CONTEXT or other.category in CONTEXT:
        return same and other.start <= finding.start and finding.end <= other.end
    inside = other.start <= finding.start and finding.end <= other.end
    return inside or (same and overlap)
