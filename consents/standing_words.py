"""Where a request or a permission stands, in words for staff."""

from dataclasses import dataclass
from datetime import datetime

from consents.models import Authorization, Request
from consents.requests import standing


@dataclass(frozen=True, slots=True)
class Standing:
    """A word and its colour: empty, good, look or stop."""

    label: str
    kind: str = ""


REQUESTS: dict[str, Standing] = {
    "to_be_sent": Standing("The mail is on its way"),
    "mail_stuck": Standing(
        "The mail could not be sent. Check the address, then send it again", "stop"
    ),
    "sent": Standing("Waits for an answer"),
    "opened": Standing("Opened, waits for an answer"),
    "link_ended": Standing("The link has ended", "look"),
    "signed": Standing("Signed", "good"),
    "declined": Standing("Said no", "stop"),
    "voided": Standing("Taken back by us"),
}


def of_request(request: Request, at: datetime) -> Standing:
    return REQUESTS[standing(request, at)]


def of_authorization(authorization: Authorization, at: datetime) -> Standing:
    if authorization.revoked_at:
        return Standing("Taken back by the patient", "stop")
    if authorization.expires_at <= at:
        return Standing("Ended", "look")
    if authorization.copy_stuck:
        return Standing("In force, but the signed copy could not be mailed", "look")
    return Standing("In force", "good")
