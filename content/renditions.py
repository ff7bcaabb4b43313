"""Which renditions posts still need: every picture of a draft for every channel it goes to."""

from collections.abc import Iterable

from channels.connectors import connector
from compliance.models import Photo, Rendition
from content.models import Picture
from content.workflow import State


def wanted() -> Iterable[tuple[Photo, str]]:
    """(photo, profile) pairs that are chosen in a draft and not made yet."""
    rows = (
        Picture.objects.filter(post__state=State.DRAFT, post__targets__isnull=False)
        .select_related("photo")
        .values_list("photo", "post__targets__channel__kind")
        .distinct()
    )
    pairs = {(photo, connector(kind).limits.profile) for photo, kind in rows}
    made = set(
        Rendition.objects.filter(photo__in=[photo for photo, _ in pairs]).values_list(
            "photo", "profile"
        )
    )
    missing = sorted(pairs - made)
    photos = Photo.objects.in_bulk([photo for photo, _ in missing])
    return [(photos[photo], profile) for photo, profile in missing]
