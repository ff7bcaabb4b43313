"""Which rules the words are checked by; the one place of this room that asks."""

from compliance.phi.scan import ruleset


def current() -> str:
    """The ruleset of today: it changes with an update, and when a model comes or goes."""
    return ruleset()
