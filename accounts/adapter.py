"""What allauth is allowed to do with accounts here."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.invitation_mail import NO_MAIL

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by an organization; nobody signs up by themselves.

    The second factor enters in `pre_login`: a response returned there is shown instead of the
    desk until the person has proved it.
    """

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail that does not leave changes no answer: it would tell who has an account."""
        try:
            super().send_mail(template_prefix, email, context)
        except NO_MAIL as fault:
            log.error("a mail of %s did not leave: %s", template_prefix, type(fault).__name__)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
