"""Model fields whose column holds only ciphertext, also in the copies of django-simple-history."""

import json
from typing import TYPE_CHECKING, Any, NoReturn

from django import forms
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.encryption.envelope import seal, unseal
from accounts.encryption.keys import Unreadable

if TYPE_CHECKING:
    Column = models.BinaryField[Any, Any]
else:
    Column = models.BinaryField


class EncryptedField(Column):
    """A column of envelopes. The context is a constant of its own, not derived from the model.

    The context is part of what is authenticated: ciphertext moved to another column is refused,
    while a history table with the same context reads it. Searching is done by ``blind_index``.
    """

    def __init__(self, *args: Any, context: str = "", **kwargs: Any) -> None:
        self.context = context
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, kwargs = models.Field.deconstruct(self)
        # The re-exporting package, so that moving the class never touches an old migration.
        path = f"accounts.encryption.{type(self).__name__}"
        return name, path, list(args), {**kwargs, "context": self.context}

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        found = list(models.Field.check(self, **kwargs))
        if not self.context:
            found.append(Error("An encrypted field needs a context.", obj=self, id="accounts.E110"))
        if any(getattr(self, option) for option in ("unique", "db_index")):
            found.append(
                Error(
                    "Ciphertext differs each time: it cannot be unique, indexed or a key.",
                    hint="Keep a blind_index() beside it.",
                    obj=self,
                    id="accounts.E111",
                )
            )
        return found

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, plain: bytes) -> Any:
        raise NotImplementedError

    def get_default(self) -> Any:
        return models.Field.get_default(self)

    def get_prep_value(self, value: Any) -> bytes | None:
        return None if value is None else seal(self.encode(value), self.context)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if hasattr(value, "as_sql") and not self._writes_our_ciphertext(value):
            raise FieldError(f"{self.name} is encrypted: it takes values, not expressions.")
        return super().get_db_prep_save(value, connection)

    def _writes_our_ciphertext(self, expression: Any) -> bool:
        """bulk_update wraps values in expressions that end in this very field."""
        output = getattr(expression, "output_field", None)
        return isinstance(output, EncryptedField) and output.context == self.context

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        if value is None:
            return None
        if isinstance(value, str):
            raise Unreadable(f"The value stored for {self.context} is not encrypted.")
        return self.decode(unseal(bytes(value), self.context))

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        self._refuse_search()

    def get_transform(self, lookup_name: str) -> Any:
        self._refuse_search()

    def _refuse_search(self) -> NoReturn:
        raise FieldError(f"{self.name} is encrypted: only isnull can be asked. Use a blind index.")

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is encrypted and is not exported.")


class UnshownText(str):
    """Decrypted text that stays out of error reports, logs of locals and debuggers."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<decrypted text>"


class EncryptedTextField(EncryptedField):
    """Text of any length; ``max_length`` counts characters of the plain text."""

    def encode(self, value: Any) -> bytes:
        # Django fills a new column of an old table with b"" (schema editor).
        if value == b"":
            return b""
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text, not {type(value).__name__}.")
        return value.encode()

    def decode(self, plain: bytes) -> str:
        return UnshownText(plain.decode())

    def to_python(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else str(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        widget = forms.TextInput if self.max_length else forms.Textarea
        options: dict[str, Any] = {
            "form_class": forms.CharField,
            "max_length": self.max_length,
            "widget": widget,
        }
        if self.null:
            options["empty_value"] = None
        return models.Field.formfield(self, **{**options, **kwargs})

    def _check_str_default_value(self) -> list[CheckMessage]:
        return []


class EncryptedJSONField(EncryptedField):
    """Anything JSON can say; None is SQL NULL."""

    empty_strings_allowed = False

    def encode(self, value: Any) -> bytes:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode()

    def decode(self, plain: bytes) -> Any:
        return json.loads(plain)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **kwargs})
