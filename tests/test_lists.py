"""A page costs as many queries for three things as for one, whatever it lists.

Every address of the product is either in the table of `tests/lists.py` or named here as one
that lists nothing, so that a new page cannot be forgotten.
"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.content import road
from tests.lists import ALL_HATS, LISTS, Visit
from tests.routes import routes

pytestmark = pytest.mark.django_db

#: looked at one by one: these pages are about one thing, or they change one and lead on
LIST_NOTHING = {
    # fragments of a page that is in the table
    "content:pending", "set_language", "alive",
    # one form
    "content:erase", "content:new_patient", "people:details", "people:invite", "people:change",
    "people:profile", "people:accept", "start:first", "start:organization", "start:questions",
    "directory:add", "directory:staff",
    "consents:change", "patient:door", "patient:copy_door", "patient:answered",
    # the frozen form once more: one row with everything in it, as patient:form
    "patient:copy", "patient:take_back",
    # files
    "consents:picture", "patient:form_picture", "patient:copy_picture", "newsroom:picture",
    "compliance:photo",
    # the admin's own, and rows of it that only lead to their fields
    "admin:index", "admin:login", "admin:password_change",
    "admin:password_change_done", "admin:autocomplete", "admin:jsi18n", "admin:app_list",
    "admin:accounts_auditevent_change", "admin:accounts_auditevent_history",
    "admin:accounts_membership_change", "admin:accounts_organization_change",
}  # fmt: skip
#: allauth's pages, the redirects of the admin, and what no admin class of ours allows
NOT_OURS = ("account_", "admin:django.")
REFUSED = ("_add", "_delete")
#: what an address answers that is only posted to: nothing is read there
VERB = 405


def test_every_page_is_in_the_table_or_was_looked_at() -> None:
    client = arrive().client
    pages = [route for route in routes() if not route.name.startswith(NOT_OURS)]
    names = {route.name for route in pages if client.get(route.any_path()).status_code != VERB}
    known = LIST_NOTHING | set(LISTS)
    assert not LIST_NOTHING & set(LISTS)
    assert not known - names, "These pages are gone."
    new = names - known
    new = {name for name in new if not (name.startswith("admin:") and name.endswith(REFUSED))}
    assert not new, "Does it list anything? Then it belongs to tests/lists.py."


@pytest.mark.parametrize("name", LISTS)
def test_three_cost_as_many_queries_as_one(name: str) -> None:
    one, three = (cost(name, number) for number in (1, 3))
    assert three[1] > one[1], "The page does not show what it was filled with."
    assert len(three[0]) == len(one[0]), surplus(one[0], three[0])


def cost(name: str, number: int) -> tuple[list[str], int]:
    """The queries of one look at the page with `number` things, and the length of the page."""
    visit = arrive()
    address = LISTS[name](visit, number) or plain_address(name, visit)
    assert visit.client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as seen:
        page = visit.client.get(address)
    assert page.status_code == 200
    return [query["sql"] for query in seen.captured_queries], len(page.content)


def arrive() -> Visit:
    h, client = road.house(), Client()
    user = cast.person("Vera Every", h.organization, *ALL_HATS)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Visit(h, user, client)


def plain_address(name: str, visit: Visit) -> str:
    arguments: list[Any] = []
    if name.startswith("newsroom:"):
        arguments = [visit.h.newsroom.account_id]
    return reverse(name, args=arguments)


def surplus(one: list[str], three: list[str]) -> str:
    """The queries that are asked more often, by the tables they read."""

    def shapes(queries: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for sql in queries:
            shape = sql.split(" WHERE ")[0][-120:]
            found[shape] = found.get(shape, 0) + 1
        return found

    before, after = shapes(one), shapes(three)
    more = {shape: n - before.get(shape, 0) for shape, n in after.items()}
    return "\n".join(f"+{n} {shape}" for shape, n in more.items() if n > 0)
