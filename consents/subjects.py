"""Patients who may be asked: who they are, and since when they said that we may write to them."""

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.locks import lock
from accounts.models import Organization, User
from compliance.blockers import Refused
from consents import rights
from consents.models import Subject


def add(
    organization: Organization,
    *,
    name: str,
    by: User,
    email: str = "",
    phone: str = "",
    is_minor: bool = False,
    language: str = "en",
    may_be_contacted_since: date | None = None,
) -> Subject:
    """Add a patient. Raises Refused for a stranger and for a blank name."""
    subject = Subject(organization=organization, added_by=by)
    details = {"email": email, "phone": phone, "is_minor": is_minor, "language": language}
    return _write(
        subject, by, "patient_added", name, may_be_contacted_since=may_be_contacted_since, **details
    )


def change(subject: Subject, *, name: str, by: User, **details: object) -> Subject:
    """Correct what is known about a patient. What was signed stays as it was signed."""
    return _write(subject, by, "patient_changed", name, **details)


def _write(subject: Subject, by: User, action: str, name: str, **details: object) -> Subject:
    if not name.strip():
        raise Refused.because("no_name", "Write the patient’s name.")
    with transaction.atomic(durable=True):
        organization = lock(subject.organization_id)
        rights.demand(by, rights.ASKS, organization)
        subject.name = " ".join(name.split())
        for field, value in details.items():
            setattr(subject, field, value)
        subject.save()
        audit.record(organization, by, action, subject)
    return subject
