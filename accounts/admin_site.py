"""The one admin site: for people with a staff role, through the product's own login."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

NOT_OURS = frozenset({"account", "auth", "guardian"})
"""Apps that register admin classes which know nothing of organizations, or grant rights."""


class DefaultSite(AdminSite):
    """The stock admin without its back doors: foreign admin classes, bulk deletion, the shortcut
    that tells whether an object exists, and a login and password page of its own.
    """

    site_header = "Chaperone, legal"
    site_title = "Chaperone"
    index_title = "Legal’s desk"
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.disable_action("delete_selected")

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        given = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        ours = [model for model in given if model._meta.app_label not in NOT_OURS]
        super().register(ours, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        urls: list[URLPattern | URLResolver] = super().get_urls()
        return [url for url in urls if getattr(url, "name", None) != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return bool(user.is_active and user.is_staff and not getattr(user, "closed_at", None))

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """To the product's login; those who are signed in and have no staff role are refused."""
        if not request.user.is_authenticated:
            return redirect_to_login(_after_login(request), resolve_url(settings.LOGIN_URL))
        if not self.has_permission(request):
            raise PermissionDenied("This desk is for legal, privacy, admins and auditors.")
        return HttpResponseRedirect(_after_login(request))

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        return LogoutView.as_view(next_page=resolve_url(settings.LOGIN_URL))(request)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("account_change_password"))

    def get_log_entries(self, request: HttpRequest) -> QuerySet[LogEntry]:
        return LogEntry.objects.filter(user=request.user.pk).select_related("content_type", "user")


def default_site() -> DefaultSite:
    """Called once by Django's admin to make `admin.site`."""
    return DefaultSite()


def _after_login(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else reverse("admin:index")
