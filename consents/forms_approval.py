"""Legal approves the wording of a permission form once; from then on it never changes."""

import re
from collections.abc import Iterator

from django.db import transaction

from accounts import audit
from accounts.clock import now
from accounts.locks import lock
from accounts.models import Organization, User
from compliance.blockers import Blocker, Refused
from consents import rights
from consents.elements import missing
from consents.models import FormVersion
from consents.reading_grade import grade

MOST_YEARS_OF_SCHOOL = 8.0

# 45 CFR 164.508(b)(1)(ii): nothing beside the elements may contradict the right to take it back.
CONTRADICTIONS = re.compile(r"\b(irrevocabl\w+|perpetual\w*|forever|waiv\w+)\b", re.IGNORECASE)


def approve(form_version: FormVersion, by: User) -> None:
    """Approve a wording. Raises Refused with everything that is wrong with it."""
    with transaction.atomic(durable=True):
        if form_version.organization_id is None:
            raise Refused.because("not_yours", "The default form belongs to no organization.")
        organization = lock(form_version.organization_id)
        rights.demand(by, rights.APPROVES_FORMS, organization)
        form_version.refresh_from_db()
        blockers = list(faults(form_version))
        if blockers:
            raise Refused(blockers)
        form_version.approved_at, form_version.approved_by = now(), by
        form_version.save(update_fields=["approved_at", "approved_by"])
        audit.record(organization, by, "form_approved", form_version, number=form_version.number)


def faults(form_version: FormVersion) -> Iterator[Blocker]:
    """Why a wording cannot be approved: an element is missing, it contradicts, it is too hard."""
    if form_version.approved_at:
        yield Blocker("approved_before", "This wording is approved already and cannot change.")
    for element in missing(form_version.statements):
        yield Blocker(
            f"missing_{element.code}",
            f"The form does not say {element.what} ({element.citation}).",
        )
    text = " ".join(form_version.statements.values())
    for word in sorted({match.lower() for match in CONTRADICTIONS.findall(text)}):
        yield Blocker("contradiction", f"“{word}” contradicts the right to take it back.")
    years = grade(text)
    if form_version.language == "en" and years > MOST_YEARS_OF_SCHOOL:
        yield Blocker("too_hard", f"It asks for {years:.0f} years of school. Write it for eight.")


def current(organization: Organization, language: str) -> FormVersion | None:
    """The newest approved wording in a language: the organization's own, else the default."""
    usable = FormVersion.objects.filter(
        language=language, approved_at__isnull=False, withdrawn_at=None
    ).order_by("-number")
    return (
        usable.filter(organization=organization).first() or usable.filter(organization=None).first()
    )
