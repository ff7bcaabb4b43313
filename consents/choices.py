"""What the patient chose on the form, and what is wrong with it. Frozen content in, no rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from compliance.blockers import Blocker
from consents.lasting import MOST_YEARS, years_later
from consents.models.authorization import NAME_LEVELS, ON_EXPIRY

#: Beside which field of the patient's form a refusal belongs.
FIELDS = {
    "nothing_chosen": "things",
    "not_asked": "things",
    "nowhere_chosen": "places",
    "name_not_chosen": "name_level",
    "day_not_possible": "until",
    "after_not_chosen": "on_expiry",
    "name_differs": "typed_name",
    "not_agreed": "agreed",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """A yes to some of what was asked: never to more. `until` is the last day, included."""

    materials: frozenset[int]
    channels: frozenset[int]
    name_level: str
    until: date
    on_expiry: str


def everything(content: dict[str, Any], until: date, on_expiry: str) -> Choices:
    """Yes to everything shown: all things, all places, the name as shown. Never paid ads."""
    return Choices(
        frozenset(thing["material"] for thing in content["things"]),
        frozenset(place["channel"] for place in content["places"]),
        content.get("name_shown", "first"),
        until,
        on_expiry,
    )


def faults(
    content: dict[str, Any], choices: Choices, typed_name: str, agreed: bool, today: date
) -> Iterator[Blocker]:
    """Everything that keeps this from being a signature; sentences for the patient."""
    asked = everything(content, choices.until, choices.on_expiry)
    if not choices.materials:
        yield Blocker("nothing_chosen", _("Say yes to at least one thing, or press “No” below."))
    if not choices.channels:
        yield Blocker("nowhere_chosen", _("Say where, or press “No” below."))
    if choices.materials - asked.materials or choices.channels - asked.channels:
        yield Blocker("not_asked", _("Choose only from what is on this page."))
    if choices.name_level not in dict(NAME_LEVELS):
        yield Blocker("name_not_chosen", _("Choose which name we may use."))
    if not today < choices.until <= years_later(today, MOST_YEARS):
        yield Blocker(
            "day_not_possible", _("Choose a day after today, at most five years from now.")
        )
    if choices.on_expiry not in dict(ON_EXPIRY):
        yield Blocker("after_not_chosen", _("Choose what happens after that day."))
    name = content["signer"]["name"]
    if not same_name(typed_name, name):
        yield Blocker("name_differs", name_differs(typed_name, name))
    if not agreed:
        yield Blocker("not_agreed", _("Tick this box if you say yes. If not, press “No” below."))


def same_name(typed: str, name: str) -> bool:
    """Is it the same name, whatever the spaces and capitals?"""
    return bool(typed.split()) and typed.casefold().split() == name.casefold().split()


def name_differs(typed: str, name: str) -> str:
    if not typed.strip():
        return _("Type your full name, “%(name)s”. That is your signature.") % {"name": name}
    return _(
        "This says “%(typed)s”. Your form says “%(name)s”. Please type it the same way, "
        "or tell us if the form is wrong."
    ) % {"typed": " ".join(typed.split()), "name": name}
