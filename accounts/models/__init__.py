from accounts.models.audit import AuditChain, AuditEvent
from accounts.models.invitation import Invitation
from accounts.models.membership import Membership, OrganizationGrant
from accounts.models.organization import Organization
from accounts.models.user import User

__all__ = [
    "AuditChain",
    "AuditEvent",
    "Invitation",
    "Membership",
    "Organization",
    "OrganizationGrant",
    "User",
]
