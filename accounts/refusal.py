"""How a verb says no."""


class Refusal(ValueError):
    """What was asked cannot be done; the message is a whole sentence for the one who asked."""
