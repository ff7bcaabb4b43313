"""May this person do it, asked anew: verbs of this room ask under the organization's lock."""

from accounts import access
from accounts.models import Organization, User
from compliance.blockers import Refused

ASKS, SEES, APPROVES_FORMS = (
    "accounts.request_authorizations",
    "accounts.see_subjects",
    "accounts.approve_forms",
)

SENTENCES = {
    ASKS: "Only somebody who asks patients for permission can do this.",
    SEES: "Only somebody who works with patients can do this.",
    APPROVES_FORMS: "Only legal can approve a permission form.",
}


def demand(by: User, permission: str, organization: Organization) -> None:
    """Raises Refused (code “not_yours”) unless `by` holds the permission at this moment."""
    access.forget(by)
    if not access.may(by, permission, organization):
        raise Refused.because("not_yours", SENTENCES[permission])
