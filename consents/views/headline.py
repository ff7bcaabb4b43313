"""What a form asks, in one question."""

from typing import Any

from django.utils.translation import gettext as _


def headline(content: dict[str, Any]) -> str:
    """“May we show this picture of Mia?”: the things, and the patient when somebody else signs."""
    kinds = {thing["kind"] for thing in content["things"]}
    several = len(content["things"]) > 1
    name = {"name": content["patient"]["first_name"]}
    own = content["signer"]["kind"] == "self"
    if kinds == {"photo"}:
        if several:
            return _("May we show these pictures of you?") if own else (
                _("May we show these pictures of %(name)s?") % name
            )  # fmt: skip
        return _("May we show this picture of you?") if own else (
            _("May we show this picture of %(name)s?") % name
        )  # fmt: skip
    if "photo" not in kinds:
        return _("May we show your words?") if own else _("May we show %(name)s’s words?") % name
    return _("May we show this of you?") if own else _("May we show this of %(name)s?") % name
