"""Refuses to start while nobody could stop the posts that rest on a permission."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register

from consents import uses


@register(Tags.security)
def uses_answered(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """45 CFR 164.508(b)(5): taking back must work, so its port must be filled."""
    try:
        uses.port()
    except uses.NobodyAnswers as fault:
        hint = "The app that knows posts calls consents.uses.fill() when it is ready."
        return [Error(str(fault), hint=hint, id="consents.E101")]
    return []
