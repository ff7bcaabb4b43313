"""The desk and the long lists, with few posts and with many: the queries must not grow."""

from functools import partial

from django.contrib.auth import get_user_model
from django.test import Client

from accounts.models import User
from benchmarks.timing import line, measured
from tests.content.road import House

PAGES = ("/", "/waiting/", "/published/", "/published/?page=9")
TIMES = 20
#: queries by page and person, for each number of posts that was measured
_queries: dict[tuple[str, str], list[int]] = {}


def measure(house: House, posts: int) -> None:
    print(f"\nThe desk with {posts:,} posts")
    for role, user in (("writer", house.wren), ("reviewer", house.rita), ("legal", house.lex)):
        client = browser(user)
        for page in PAGES if role == "writer" else PAGES[:1]:
            taken, queries = measured(partial(look, client, page), TIMES)
            print(line(f"  {role:9s} {page}", taken, queries))
            _queries.setdefault((role, page), []).append(queries)


def demand_no_more_queries() -> None:
    grown = {page: found for page, found in _queries.items() if max(found) > min(found)}
    assert not grown, f"More posts cost more queries: {grown}"
    print("\nNo page asked more with more posts.")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user.pk))
    return client


def look(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, (page, answer.status_code)
