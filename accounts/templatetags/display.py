"""How names, times and places in a picture are written on a page."""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()

TITLES = frozenset({"dr", "mr", "mrs", "ms", "mx", "prof", "sr", "sra"})


@register.filter
def initials(name: object) -> str:
    """First letters of the first and the last name, without titles; "?" when there is no name."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    names = [word for word in words if word.rstrip(".").lower() not in TITLES] or words
    ends = names if len(names) < 2 else [names[0], names[-1]]
    return "".join(word[0] for word in ends).upper() or "?"


@register.filter
def moment(value: datetime | None) -> str:
    """A time as people say it, in the active zone and with its name: 12 May 2026, 2:00 pm EDT.

    The zone is always said, because one page may show organizations in several of them.
    """
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"
    zone = local.tzname() or ""
    return f"{date_format(local, 'j F Y')}, {clock} {zone if zone.isalpha() else f'UTC{zone}'}"


@register.filter
def percent(share: float | Decimal) -> str:
    """A share of 0..1 as an SVG percentage; a point in every language, unlike Django's numbers."""
    hundredth = (Decimal(str(share)) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{hundredth}%"
