"""What allauth is allowed to do with accounts here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by an organization; nobody signs up by themselves.

    The second factor enters in `pre_login`: a response returned there is shown instead of the
    desk until the person has proved it.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
