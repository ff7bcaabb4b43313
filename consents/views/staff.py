"""What the staff's pages share: who asks, and one answer for what is foreign or not there."""

from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.models import User
from compliance.blockers import Refused
from consents.models import Authorization, Request, Subject

Row = TypeVar("Row", Subject, Request, Authorization)


def who(request: HttpRequest) -> User:
    return cast(User, request.user)


def reach(model: type[Row], request: HttpRequest, permission: str, public_id: UUID) -> Row:
    """The row, as far as this person may; else 404, whether it is foreign or not there at all."""
    path = "organization" if model is Subject else "subject__organization"
    rows: Any = cast(Any, model).objects.visible_to(who(request), permission)
    row: Row = get_object_or_404(rows.select_related(path), public_id=public_id)
    return row


def tell(request: HttpRequest, refused: Refused) -> None:
    """Every reason why a verb did nothing, as notices."""
    for blocker in refused.blockers:
        messages.error(request, blocker.message)


def beside_fields(form: Form, refused: Refused, fields: dict[str, str]) -> None:
    """Every reason beside the field it belongs to; the others above the form."""
    for blocker in refused.blockers:
        field = fields.get(blocker.code)
        form.add_error(field if field in form.fields else None, blocker.message)


def show(
    request: HttpRequest, template: str, subject: Subject, context: dict[str, Any]
) -> HttpResponse:
    """A page about one patient, in the organization's time; 422 when its form comes back."""
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    with timezone.override(subject.organization.time_zone):
        return render(request, template, {"subject": subject, **context}, status=status)
