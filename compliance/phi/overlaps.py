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


_BLOCK = 256
"""Places are kept by stretches of so many characters, so that settling stays linear."""


def settle(found: Iterable[Finding]) -> list[Finding]:
    """Drop what another identifier covers as strongly, and repeats of one category.

    Nothing is dropped for something weaker, so settling never lowers the severity of a place.
    """
    kept: list[Finding] = []
    near: dict[int, dict[tuple[int, int, bool, str], Finding]] = {}
    for finding in sorted(found, key=_first):
        stretches = range(finding.start // _BLOCK, finding.end // _BLOCK + 1)
        others = (other for n in stretches for other in near.get(n, {}).values())
        if any(_covers(other, finding) for other in others):
            continue
        kept.append(finding)
        for n in stretches:
            near.setdefault(n, {})[_what(finding)] = finding
    return sorted(kept, key=lambda f: (f.start, f.end, f.rule))


def _what(finding: Finding) -> tuple[int, int, bool, str]:
    return finding.start, finding.end, finding.category in CONTEXT, finding.category


def _first(finding: Finding) -> tuple[int, int, bool]:
    """The stronger first, then the longer; of one place, the place rather than the name."""
    return (
        -finding.severity.rank,
        finding.start - finding.end,
        finding.category != "geographic",
    )


def _covers(other: Finding, finding: Finding) -> bool:
    overlap = other.start < finding.end and finding.start < other.end
    same = other.category == finding.category
    if finding.category in CONTEXT or other.category in CONTEXT:
        return same and other.start <= finding.start and finding.end <= other.end
    inside = other.start <= finding.start and finding.end <= other.end
    return inside or (same and overlap)
