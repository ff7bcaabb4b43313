"""The copy of a checked picture that one kind of channel gets: smaller, never richer."""

import hashlib
import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from compliance.photos.containers import parts
from compliance.photos.parts import CannotCheck
from compliance.photos.reencode import Reencoded, reencode


@dataclass(frozen=True)
class Profile:
    """How large a picture a kind of channel takes, in pixels on the longest side."""

    name: str
    longest: int


NEWSROOM = Profile("newsroom", 1600)
PROFILES = {profile.name: profile for profile in (NEWSROOM,)}


def render(data: bytes, profile: Profile) -> Reencoded:
    """The picture scaled down for the profile, or the very same bytes when they fit already.

    For pictures that went through `sandbox.prepare`; anything else is re-encoded as well, so that
    nothing but pixels ever leaves. Raises NotAccepted.
    """
    return _unchanged(data, profile) or reencode(data, profile.longest)


def _unchanged(data: bytes, profile: Profile) -> Reencoded | None:
    """The picture as it is, if it is within the limit and carries only what we write."""
    try:
        if any(True for _ in parts(data)):
            return None
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            ours = picture.mode in {"RGB", "RGBA"} and "icc_profile" not in picture.info
            if not ours or max(picture.size) > profile.longest:
                return None
            kind: Literal["JPEG", "PNG"] = "PNG" if picture.format == "PNG" else "JPEG"
            return Reencoded(data, *picture.size, hashlib.sha256(data).hexdigest(), kind)
    except (CannotCheck, OSError):
        return None
