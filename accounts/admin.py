from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import AuditEvent, Membership, Organization
from accounts.roles import BY_CODE
from accounts.scoped_admin import ScopedModelAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ScopedModelAdmin):
    list_display = ("at", "organization", "who", "action", "about", "seq")
    list_display_links = ("at",)
    list_filter = ("action",)
    date_hierarchy = "at"
    ordering = ("-at", "-seq")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEvent]:
        return super().get_queryset(request).select_related("chain__organization", "actor")

    @admin.display(ordering="chain__organization__name")
    def organization(self, event: AuditEvent) -> str:
        return str(event.chain.organization)

    @admin.display(ordering="actor__name")
    def who(self, event: AuditEvent) -> str:
        return str(event.actor or "the system")

    @admin.display
    def about(self, event: AuditEvent) -> str:
        return f"{event.object_kind} {event.object_id}"


@admin.register(Membership)
class MembershipAdmin(ScopedModelAdmin):
    list_display = ("user", "organization", "hats", "since", "ended_at")
    list_filter = ("organization",)
    list_select_related = ("user", "organization")
    ordering = ("organization__name", "user__name")

    @admin.display(description="roles")
    def hats(self, membership: Membership) -> str:
        return ", ".join(BY_CODE[code].label for code in membership.roles)


@admin.register(Organization)
class OrganizationAdmin(ScopedModelAdmin):
    list_display = ("name", "slug", "time_zone", "created_at")
    ordering: ClassVar = ("name",)
