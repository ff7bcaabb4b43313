"""How people join an organization: asked by mail, with a link that works once.

The link's token (256 bit) stands in the mail only; the database keeps its SHA-256.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from accounts import access, audit, invitation_mail, roles
from accounts.clock import now
from accounts.locks import lock
from accounts.models import Invitation, Membership, Organization, User
from accounts.refusal import Refusal

LASTS = timedelta(days=14)
MANAGE = "accounts.manage_people"
OVER = "This link is not valid any more. Ask whoever invited you for a new one."


def invite(
    organization: Organization, email: str, codes: Iterable[str], by: User, name: str = ""
) -> Invitation:
    """Ask somebody by mail to join with these roles; an earlier open invitation is replaced.

    `name` is for the greeting and is not kept. The mail leaves when the transaction is through.
    Raises ValidationError for an address that is none, Refusal for unknown roles or somebody who
    is here already, PermissionDenied when `by` does not manage people here; MailFailed after
    the invitation was made, when only its mail did not leave.
    """
    email = email.strip().lower()
    validate_email(email)
    wanted = [role.code for role in roles.ROLES if role.code in set(codes)]
    if not wanted or set(codes) - set(roles.BY_CODE):
        raise Refusal("Choose at least one role.")
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        _demand_manager(organization, by)
        if Membership.objects.of(organization).filter(user__email=email, ended_at=None).exists():
            raise Refusal("This person is here already. Change the roles instead.")
        open_ones(organization).filter(email=email).update(withdrawn_at=now())
        invitation = Invitation.objects.create(
            organization=organization,
            email=email,
            roles=wanted,
            token_digest=digest(token),
            invited_by=by,
            expires_at=now() + LASTS,
        )
        audit.record(organization, by, "person_invited", invitation, roles=wanted)
        transaction.on_commit(lambda: invitation_mail.send(invitation, token, name))
    return invitation


def find(token: str) -> Invitation:
    """The open invitation that a link belongs to. Raises Refusal when there is none."""
    found = (
        Invitation.objects.select_related("organization", "invited_by")
        .filter(token_digest=digest(token), accepted_at=None, withdrawn_at=None)
        .filter(expires_at__gt=now(), organization__closed_at=None)
        .first()
    )
    if found is None:
        raise Refusal(OVER)
    return found


def has_account(invitation: Invitation) -> bool:
    """Does the invited address belong to somebody already?"""
    return User.objects.filter(email=invitation.email).exists()


def accept(token: str, name: str, password: str) -> User:
    """Make an account for the invited address and join. Uses the link up.

    Raises Refusal for a link that is over or an address that has an account, ValidationError
    for a weak password or an empty name.
    """
    email = find(token).email
    user = User(email=email, name=name.strip())
    validate_password(password, user)
    user.password = make_password(password)
    with transaction.atomic():
        invitation = _redeem(token)
        if has_account(invitation):
            raise Refusal("There is an account with this address. Sign in to join.")
        user.full_clean()
        user.save()
        _join(invitation, user)
    return user


def join(token: str, user: User) -> Organization:
    """Join with the account one has; the address must be the invited one. Uses the link up."""
    with transaction.atomic():
        invitation = _redeem(token)
        if user.email != invitation.email or user.closed_at or not user.is_active:
            raise Refusal("This invitation was sent to somebody else.")
        _join(invitation, user)
    return invitation.organization


def withdraw(invitation: Invitation, by: User) -> None:
    """Make the link void. Raises Refusal when it was used meanwhile."""
    with transaction.atomic():
        _demand_manager(invitation.organization, by)
        current = Invitation.objects.of(invitation.organization).get(pk=invitation.pk)
        if current.accepted_at:
            raise Refusal("This invitation has been accepted. End the membership instead.")
        if current.withdrawn_at is None:
            current.withdrawn_at = now()
            current.save(update_fields=["withdrawn_at"])
            audit.record(current.organization, by, "invitation_withdrawn", current)


def open_ones(organization: Organization) -> QuerySet[Invitation]:
    """Invitations that may still be accepted, as far as they have not expired."""
    return Invitation.objects.of(organization).filter(accepted_at=None, withdrawn_at=None)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _demand_manager(organization: Organization, by: User) -> None:
    lock(organization.pk)
    access.forget(by)
    if not access.may(by, MANAGE, organization):
        raise PermissionDenied("Only an organization admin invites people.")


def _redeem(token: str) -> Invitation:
    """The invitation, read again under the organization's lock: two clicks join once."""
    lock(find(token).organization_id)
    invitation = find(token)
    access.forget(invitation.invited_by)
    if not access.may(invitation.invited_by, MANAGE, invitation.organization):
        raise Refusal(OVER)
    return invitation


def _join(invitation: Invitation, user: User) -> None:
    here = Membership.objects.of(invitation.organization).filter(user=user, ended_at=None).first()
    invitation.accepted_at, invitation.accepted_by = now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(invitation.organization, user, "invitation_accepted", invitation)
    codes = {*invitation.roles, *(here.roles if here else ())}
    roles.assign(invitation.organization, user, codes, by=invitation.invited_by)
