"""Legal's desk: the queue, the whole case, and a decision with a signature. It edits nothing."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from accounts.clock import now
from accounts.scoped_admin import ScopedModelAdmin, person
from content.legal import Decide, case_context
from content.models import Post
from content.page.moments import moment
from content.workflow import State


class WaitingFilter(admin.SimpleListFilter):
    """The queue first: what waits for legal, unless something else is asked for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", "All"), *((s.value, s.label) for s in State if s != State.LEGAL_REVIEW)]

    def choices(self, changelist: Any) -> Any:
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "Waiting for legal",
        }
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == str(value),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or State.LEGAL_REVIEW)


@admin.register(Post)
class PostAdmin(ScopedModelAdmin):
    """Each row opens the case: what leaves, who is in it, what was found, who decided."""

    list_display = ("case", "organization", "kind", "wrote", "looked", "goes_out")
    list_display_links = None
    list_filter: ClassVar = (WaitingFilter, "organization", "kind")
    list_select_related = ("organization", "created_by")
    ordering = ("planned_at", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        rows = super().get_queryset(request)
        return rows.prefetch_related("revisions__decisions__user")

    @admin.display(description="post")
    def case(self, post: Post) -> str:
        url = reverse("admin:content_post_change", args=[post.pk])
        return format_html('<a href="{}">{}</a>', url, post.shown_title)

    @admin.display(description="wrote")
    def wrote(self, post: Post) -> str:
        return post.created_by.name

    @admin.display(description="second look", empty_value="–")
    def looked(self, post: Post) -> str | None:
        revision = next(iter(post.revisions.all()), None)
        decisions = revision.decisions.all() if revision else ()
        return next((one.user.name for one in decisions if one.stage == "endorse"), None)

    @admin.display(description="goes out", ordering="planned_at", empty_value="no time yet")
    def goes_out(self, post: Post) -> str | None:
        if post.planned_at is None:
            return None
        told = moment(post.planned_at, post.organization.time_zone, now())
        return f"{told.words} {told.zone}"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        chosen = request.GET.get("state", "")
        shown = dict(State.choices).get(chosen) or ("All posts" if chosen else "Waiting for legal")
        context = {"title": shown, **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        post = self.get_queryset(request).filter(pk=number(object_id)).first()
        if post is None:
            raise Http404("There is no such object.")
        decide = Decide(post, person(request), request)
        if request.method == "POST" and decide.done():
            messages.success(request, decide.sentence)
            return HttpResponseRedirect(reverse("admin:content_post_changelist"))
        context = {
            **self.admin_site.each_context(request),
            **case_context(post, person(request), request.GET.get("channel", "")),
            "title": post.shown_title,
            "opts": self.opts,
            "decide": decide,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        status = 422 if decide.blockers else 200
        return TemplateResponse(request, "admin/content/post/case.html", context, status=status)


def number(object_id: str) -> int:
    return int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
