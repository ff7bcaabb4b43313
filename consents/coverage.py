"""May this person be shown in this material, in this place? Pure: no database, no Django.

45 CFR 164.508(a)(1): a use must be consistent with the authorization. One authorization has to
cover the whole tuple of person, material, place, purpose, payer and time. Grants are never
added together, and what is unknown is not covered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from consents import names

TAKEDOWN, LEAVE = "takedown", "leave"


@dataclass(frozen=True, slots=True)
class Use:
    """One person in one material going to one place. `until` None: until it is taken down."""

    subject_id: int
    material_id: int
    sha256: str
    channel_id: int
    placement: str
    purpose: str
    paid_by: str
    until: datetime | None
    name_level: str = "none"  # how much of the person's name the words there show


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """One row of what one signed authorization allows. Times are aware instants."""

    id: int
    authorization_id: int
    subject_id: int
    material_id: int
    sha256: str
    channel_id: int
    placement: str
    purposes: frozenset[str]
    paid_by: str
    signed_at: datetime
    expires_at: datetime
    on_expiry: str
    revoked_at: datetime | None
    stopped_at: datetime | None
    name_level: str = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The grant that covers the use, or every reason why none does (codes of `REASONS`)."""

    grant: GrantFacts | None
    reasons: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        return self.grant is not None

    @property
    def ends_at(self) -> datetime | None:
        """When it must be down: the end of a permission that says “take it down”."""
        if self.grant is None or self.grant.on_expiry != TAKEDOWN:
            return None
        return self.grant.expires_at


# In the order in which people are told; the first two stand for a missing permission form.
REASONS = (
    "no_permission",
    "material",
    "changed",
    "channel",
    "placement",
    "purpose",
    "paid",
    "name",
    "taken_back",
    "stopped",
    "not_yet",
    "ended",
    "outlasts",
    "end_unknown",
)


def covers(use: Use, grants: Iterable[GrantFacts], at: datetime) -> Verdict:
    """Does one grant allow `use` at the instant `at`?

    Without one, the reasons are all that is wrong with the grants that come closest: those for
    this very place if there are any. A grant that was taken back or stopped never covers,
    whatever `at` is.
    """
    mine = [grant for grant in grants if grant.subject_id == use.subject_id]
    faults = [(grant, tuple(_faults(use, grant, at))) for grant in mine]
    fitting = [grant for grant, wrong in faults if not wrong]
    if fitting:
        return Verdict(max(fitting, key=_lasts), ())
    same = [(grant, wrong) for grant, wrong in faults if grant.material_id == use.material_id]
    if not same:
        return Verdict(None, ("material",) if mine else ("no_permission",))
    near = [wrong for _, wrong in same if "channel" not in wrong] or [wrong for _, wrong in same]
    fewest = min(len(wrong) for wrong in near)
    told = {code for wrong in near if len(wrong) == fewest for code in wrong}
    return Verdict(None, tuple(code for code in REASONS if code in told))


def _faults(use: Use, grant: GrantFacts, at: datetime) -> Iterator[str]:
    """Everything that keeps this grant of the same person from covering the use."""
    asked = {
        "material": grant.material_id == use.material_id,
        "changed": bool(use.sha256) and grant.sha256 == use.sha256,
        "channel": grant.channel_id == use.channel_id,
        "placement": bool(use.placement) and grant.placement == use.placement,
        "purpose": use.purpose in grant.purposes,
        # Who pays must be stated (164.508(a)(3)(ii)); a stated payer who pays nothing is no fault.
        "paid": not use.paid_by or use.paid_by == grant.paid_by,
        "name": names.covers(grant.name_level, use.name_level),
        "taken_back": grant.revoked_at is None,
        "stopped": grant.stopped_at is None or grant.revoked_at is not None,
        "not_yet": grant.signed_at <= at,
        "ended": at < grant.expires_at,
        "outlasts": use.until is None or use.until < grant.expires_at,
        "end_unknown": grant.on_expiry in (TAKEDOWN, LEAVE),
    }
    return (code for code, holds in asked.items() if not holds)


def _lasts(grant: GrantFacts) -> tuple[bool, datetime, int]:
    """The most generous grant first, so that nothing is taken down too early; then the oldest."""
    return grant.on_expiry == LEAVE, grant.expires_at, -grant.id
