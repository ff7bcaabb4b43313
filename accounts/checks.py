"""Refuses to start with an admin class that does not know whose rows it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import ModelAdmin
from django.contrib.admin.sites import all_sites
from django.core.checks import CheckMessage, Error, Tags, register

from accounts.scoped_admin import ScopedInline, ScopedModelAdmin


@register(Tags.security)
def admin_classes_scoped(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every registered admin class and inline is scoped, and so is what its filters offer."""
    registered = [one for site in all_sites for one in site._registry.values()]
    return [fault for one in registered for fault in _faults(one)]


def _faults(one: ModelAdmin[Any]) -> Iterator[CheckMessage]:
    name = type(one).__qualname__
    if not isinstance(one, ScopedModelAdmin):
        yield Error(f"{name} does not derive from ScopedModelAdmin.", id="accounts.E201")
        return
    if not hasattr(one.model, "organization_path"):
        yield Error(f"{name} shows rows that belong to no organization.", id="accounts.E202")
    for inline in one.inlines:
        if not issubclass(inline, ScopedInline):
            yield Error(f"{name} has an inline that is not a ScopedInline.", id="accounts.E203")
    for entry in one.list_filter:
        path = entry if isinstance(entry, str) else ""
        # Across a relation Django offers every value of the other table.
        if "__" in path or isinstance(entry, tuple):
            yield Error(f"{name} filters by {entry}, which is not a field of its own rows, or"
                        " brings a filter of its own.", id="accounts.E204")  # fmt: skip
