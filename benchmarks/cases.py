"""Reading everything that the gates ask about, for one post and for a hundred."""

from functools import partial

from benchmarks.timing import line, measured
from content.loading import load
from content.models import Post
from tests.content.road import House

SIZES = (1, 10, 100)


def main(house: House) -> None:
    asked = set()
    for size in SIZES:
        newest = Post.objects.of(house.organization).select_related("organization").order_by("-pk")
        taken, queries = measured(partial(load, list(newest[:size])), 20)
        print(line(f"  {size} post{'s' if size > 1 else ''}", taken, queries))
        asked.add(queries)
    assert len(asked) == 1, f"More posts cost more queries: {sorted(asked)}"
