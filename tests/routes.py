"""All addresses of the product, read from the resolver; used by the house tests and the crawler."""

import uuid
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

#: What anybody may open without a login, and why.
PUBLIC = frozenset(
    {
        "account_login",
        "account_logout",  # sends to the login
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_signup",  # says that sign-up is closed
        "account_inactive",
        "admin:login",  # sends to the login
        "alive",
        "set_language",
        "start:first",  # an empty installation asks for its code
        "people:accept",  # a mailed invitation
        "patient:door",  # a mailed link: a door with one button
        "patient:copy_door",
        "newsroom:index",
        "newsroom:feed",
        "newsroom:entry",
        "newsroom:picture",
    }
)


@dataclass(frozen=True)
class Route:
    """One pattern with the patterns above it."""

    name: str
    chain: tuple[URLPattern | URLResolver, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def pattern(self) -> URLPattern | URLResolver:
        return self.chain[-1]

    @property
    def arguments(self) -> tuple[str, ...]:
        names: list[str] = []
        for part in self.chain:
            if isinstance(part.pattern, RoutePattern):
                names += part.pattern.converters
            elif isinstance(part.pattern, RegexPattern):
                names += part.pattern.regex.groupindex
                if part.pattern.regex.groups > len(part.pattern.regex.groupindex):
                    raise AssertionError(f"{self.name} has a group without a name")
        return tuple(names)

    def path(self, **values: object) -> str:
        return "/" + "".join(fill(part, values) for part in self.chain)

    def any_path(self) -> str:
        """The address of something that is not there."""
        return self.path(**dict.fromkeys(self.arguments, None))


def fill(part: URLPattern | URLResolver, values: dict[str, object]) -> str:
    pattern = part.pattern
    if isinstance(pattern, RoutePattern):
        route = str(pattern)
        for name, converter in pattern.converters.items():
            value = values.get(name)
            if value is None:
                value = MISSING[type(converter).__name__]
            for kind in ("int:", "slug:", "uuid:", "str:", "path:", ""):
                route = route.replace(f"<{kind}{name}>", str(value))
        return route
    text = str(pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
    for name in pattern.regex.groupindex:
        start = text.index(f"(?P<{name}>")
        depth, end = 0, start
        while True:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
            if depth == 0:
                break
        value = values.get(name)
        text = text[:start] + str("0" if value is None else value) + text[end:]
    return text


MISSING = {
    "IntConverter": 987654321,
    "SlugConverter": "not-there",
    "UUIDConverter": uuid.UUID(int=0xDEAD),
    "StringConverter": "not-there",
    "PathConverter": "987654321",
}


@cache
def routes() -> tuple[Route, ...]:
    return tuple(walk(get_resolver(), (), ""))


def walk(
    resolver: URLResolver, above: tuple[URLPattern | URLResolver, ...], namespace: str
) -> list[Route]:
    found: list[Route] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            found += walk(one, (*above, one), inner)
        else:
            found.append(Route(f"{namespace}{one.name or one.lookup_str}", (*above, one)))
    return found
