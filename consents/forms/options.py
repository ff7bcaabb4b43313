"""Choices drawn as cards for patients, each with a hint of its own; nothing ticked beforehand."""

from typing import Any

from django import forms


class _Hinted(forms.widgets.ChoiceWidget):
    def __init__(self, hints: dict[str, str] | None = None, **attributes: dict[str, str]) -> None:
        super().__init__()
        self.hints = hints or {}
        self.of_options = attributes

    def create_option(self, name: Any, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        option["attrs"] |= self.of_options.get(str(value), {})
        return option


class OneOf(_Hinted, forms.RadioSelect):
    """Radio buttons. Keyword arguments name a value and give its input attributes."""


class AnyOf(_Hinted, forms.CheckboxSelectMultiple):
    """Boxes to tick."""
