"""Keys of rows as people's browsers send them: no number may be larger than a key can be.

SQLite cannot even compare with a larger one, so it must not reach a query.
"""

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    RowsChoice = forms.ModelMultipleChoiceField[Any]
else:
    RowsChoice = forms.ModelMultipleChoiceField

LARGEST = 2**63 - 1
DIGITS = len(str(LARGEST))


def row_key(text: str) -> int | None:
    """The key that a text names; None for what is no key of any row."""
    if not text.isdecimal() or len(text) > DIGITS:
        return None
    number = int(text)
    return number if number <= LARGEST else None


class RowsField(RowsChoice):
    """Several rows to choose from; a number that no row can have is no choice, like any other."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, list | tuple) else ():
            if isinstance(one, str) and one.isdecimal() and row_key(one) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": one[:DIGITS]},
                )
        return super().clean(value)
