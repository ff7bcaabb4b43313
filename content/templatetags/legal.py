"""What waits for legal, for the first page of the admin."""

from typing import Any

from django import template
from django.http import HttpRequest

from accounts.clock import now
from accounts.scoped_admin import person
from content.models import Post
from content.page.facts import facts
from content.page.rows import Row, rows
from content.page.sections import sections
from content.workflow import State

register = template.Library()

#: the list behind has the rest
SHOWN = 20


@register.inclusion_tag("admin/waiting_for_legal.html")
def waiting_for_legal(request: HttpRequest) -> dict[str, Any]:
    """The posts that wait for this person, then those that wait for another one in legal."""
    user, at = person(request), now()
    needs = sections(user, at).of("needs").filter(state=State.LEGAL_REVIEW)
    waiting = Post.objects.visible_to(user).filter(state=State.LEGAL_REVIEW).for_list()
    mine = list(needs[:SHOWN])
    others = list(waiting.exclude(pk__in=needs.values("pk")).order_by("planned_at", "pk")[:SHOWN])
    known = facts([*mine, *others], user)

    def drawn(posts: list[Post], are_mine: bool) -> list[Row]:
        return rows(known, [post.pk for post in posts], user, at, mine=are_mine)

    return {"mine": drawn(mine, True), "others": drawn(others, False)}
