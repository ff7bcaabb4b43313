"""The decrypted bytes of a picture, never kept by a browser or a proxy."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.encryption import Unreadable
from accounts.models import User
from compliance.models import Photo


@require_safe
def photo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A foreign picture is a missing one."""
    if not isinstance(request.user, User):
        raise Http404
    row = get_object_or_404(Photo.objects.visible_to(request.user), public_id=public_id)
    try:
        with row.file.open("rb") as stored:
            data = stored.read()
    except (OSError, Unreadable):
        # The store is away or the file damaged: nothing is shown rather than something else.
        raise Http404 from None
    return HttpResponse(
        data,
        content_type=row.content_type,
        headers={
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "inline",
            # Opened by itself a picture runs nothing and loads nothing.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
