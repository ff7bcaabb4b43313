"""The very pictures that a patient was asked about, for the browser that opened the link."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.canonical import digest_of_bytes
from compliance.models import Photo
from consents.models import Authorization, Material, Request
from consents.patient_sessions import COPIES, FORMS, bound
from consents.views.patient_pages import patient_page
from consents.views.staff import who


@patient_page
@require_safe
def of_form(request: HttpRequest, public_id: UUID, material: int) -> HttpResponse:
    if not bound(request, FORMS, public_id):
        raise Http404
    asked = Request.objects.filter(public_id=public_id).first()
    return picture(asked.content if asked else None, material)


@patient_page
@require_safe
def of_copy(request: HttpRequest, public_id: UUID, material: int) -> HttpResponse:
    if not bound(request, COPIES, public_id):
        raise Http404
    signed = Authorization.objects.filter(public_id=public_id).first()
    return picture(signed.record["content"] if signed else None, material)


def picture(content: dict[str, Any] | None, material: int) -> HttpResponse:
    """The bytes of one thing of the frozen content, if they are still the same bytes; else 404."""
    things = (content or {}).get("things", [])
    thing = next((one for one in things if one["material"] == material), None)
    if thing is None or thing["kind"] != "photo":
        raise Http404
    photo: Photo | None = Material.objects.select_related("photo").get(pk=material).photo
    data = _read(photo) if photo else b""
    if photo is None or digest_of_bytes(data) != thing["sha256"]:
        raise Http404
    return HttpResponse(data, content_type=photo.content_type)


def _read(photo: Photo) -> bytes:
    with photo.file.open("rb") as stored:
        return bytes(stored.read())


@require_safe
def of_staff(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A picture for people of its organization, wherever permissions speak of it."""
    photo = get_object_or_404(Photo.objects.visible_to(who(request)), public_id=public_id)
    answer = HttpResponse(_read(photo), content_type=photo.content_type)
    answer["Cache-Control"] = "no-store, private"
    return answer
