"""Which rules the words are checked by; the one place of this room that asks."""

from compliance.phi.scan import RULESET


def current() -> str:
    """The ruleset of today: it changes with an update, and every check remembers its own."""
    return RULESET
