"""What a signed authorization says, from its frozen record alone: for the patient and for staff."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from consents.models import Authorization


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """The yes, in words; `things` and `places` are those that were chosen."""

    things: list[dict[str, Any]]
    places: list[dict[str, Any]]
    name: str
    until: date
    after: str
    statements: list[str]
    signature: str
    signer: str
    signed_at: datetime


def signed_copy(authorization: Authorization) -> SignedCopy:
    record = authorization.record
    content, choices = record["content"], record["choices"]
    return SignedCopy(
        things=[one for one in content["things"] if one["material"] in choices["materials"]],
        places=[one for one in content["places"] if one["channel"] in choices["channels"]],
        name=_name(choices["name_level"], content["patient"]),
        until=date.fromisoformat(choices["until"]),
        after=_after(choices["on_expiry"]),
        statements=[one["text"] for one in content["statements"]],
        signature=record["signature"],
        signer=signer(content),
        signed_at=authorization.signed_at,
    )


def signer(content: dict[str, Any]) -> str:
    """Who signs: “Ana Torres (mother of Mia)”."""
    person, patient = content["signer"], content["patient"]
    if person["kind"] == "self":
        return str(person["name"])
    return _("%(name)s, for %(patient)s (%(relation)s)") % {
        "name": person["name"],
        "patient": patient["first_name"],
        "relation": person["relation"],
    }


def _name(level: str, patient: dict[str, str]) -> str:
    if level == "none":
        return _("No name")
    return patient["first_name"] if level == "first" else patient["name"]


def _after(on_expiry: str) -> str:
    if on_expiry == "leave":
        return _("The posts stay up, and nothing new is shown.")
    return _("The posts are taken down.")
