"""The admin class that all others derive from: it shows rows of one's own organizations only.

The stock class is scoped by its queryset alone; choices of foreign keys, filters, lookups in the
address, autocompletion and history reach around it. Here all of them ask the same question.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse

from accounts import access
from accounts.history import lines
from accounts.models import User

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline

SUFFIXES = frozenset({"exact", "isnull", "gte", "lt", "year", "month", "day", "id", "pk"})

DATE_PARTS = frozenset({"year", "month", "day"})


class Scoped:
    """What an admin class and an inline share: whose rows, and who may."""

    model: type[Model]
    view_permission: ClassVar[str] = ""
    """The permission that opens the rows; empty: the model's own."""

    add_permission: ClassVar[str] = ""
    change_permission: ClassVar[str] = ""
    """Empty: nobody adds or changes here."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = rows_of(self.model, person(request), self.view_permission or None)
        ordering = self.get_ordering(request)  # type: ignore[attr-defined]
        return rows.order_by(*ordering) if ordering else rows

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        wanted = self.view_permission or getattr(self.model, "see_permission", "")
        return self._may(request, wanted, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.add_permission, None)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._may(request, self.change_permission, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_field_queryset(
        self, db: str | None, db_field: Any, request: HttpRequest | None
    ) -> QuerySet[Any]:
        """Rows that a foreign key may be given: visible ones, colleagues, else none."""
        related: type[Model] = db_field.remote_field.model
        return rows_of(related, person(request)) if request else related._base_manager.none()

    def _may(self, request: HttpRequest, permission: str, obj: Model | None) -> bool:
        if not permission:
            return False
        if obj is None or obj.pk is None:
            return access.may_somewhere(person(request), permission)
        return access.may(person(request), permission, organization_of(obj))


class ScopedModelAdmin(Scoped, ModelAdmin):
    """Derive from this one. Without declared permissions it is read-only."""

    actions: Any = None
    view_on_site = False
    list_per_page = 50
    show_full_result_count = False
    object_history_template = "accounts/history.html"
    more_lookups: ClassVar[Sequence[str]] = ()
    """Fields that may be asked for in the address beside those of the filters."""

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Related objects are offered only as far as visible rows point to them."""
        return [self._narrow(one) for one in super().get_list_filter(request)]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """An allow-list: a lookup in the address is a question about a field, asked by anyone."""
        names = {self.date_hierarchy or "", *self.more_lookups}
        for one in self.list_filter:
            names.add(one if isinstance(one, str) else getattr(one, "parameter_name", ""))
        names.discard("")
        field, *rest = lookup.split("__")
        return field in names and SUFFIXES.issuperset(rest) and _is_a_date_part(rest, value)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return bool(to_field == self.opts.pk.name)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What people changed, to read only: the stock one of simple_history saves on POST."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_view_permission(request, obj):
            raise Http404("There is no such object.")
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {obj}",
            "lines": lines(obj, person(request)),
            "object": obj,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        """A row of somebody else answers exactly as one that is not there."""
        raise Http404("There is no such object.")

    def _narrow(self, one: Any) -> Any:
        if isinstance(one, str) and self.opts.get_field(one).is_relation:
            return (one, admin.RelatedOnlyFieldListFilter)
        return one


class ScopedInline(Scoped, TabularInline):
    """Rows of the same organization, to read only."""

    extra = 0
    max_num = 0
    can_delete = False


def _is_a_date_part(suffixes: Sequence[str], value: Any) -> bool:
    """A year that no calendar has would break the query."""
    if not DATE_PARTS.intersection(suffixes):
        return True
    typed = value if isinstance(value, list | tuple) else [value]
    return all(str(one).isdecimal() and 0 < len(str(one)) <= 4 for one in typed)


def person(request: HttpRequest) -> User:
    return cast(User, request.user)


def rows_of(model: type[Model], user: User, permission: str | None = None) -> QuerySet[Any]:
    """Rows of any model as far as `user` may see them; none of a model without organization."""
    if model is User:
        mine = access.organization_ids(user, "accounts.see_posts")
        colleagues = User.objects.filter(memberships__organization__in=mine).values("pk")
        return User.objects.filter(pk__in=colleagues)
    if not hasattr(model, "organization_path"):
        return model._base_manager.none()
    rows: QuerySet[Any] = model.objects.visible_to(user, permission)  # type: ignore[attr-defined]
    return rows


def organization_of(obj: Model) -> int:
    """The key of the organization that a row belongs to, along its model's path."""
    *steps, last = str(obj.organization_path).split("__")  # type: ignore[attr-defined]
    row: Any = obj
    for step in steps:
        row = getattr(row, step)
    # The chain of the installation belongs to no organization: key 0 is nobody's.
    return int(row.pk if last == "pk" else getattr(row, f"{last}_id") or 0)
