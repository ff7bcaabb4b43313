"""What holds for the whole house: rooms, doors, locks."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.routes import PUBLIC, Route, routes

ROOMS = ("accounts", "compliance", "channels", "consents", "content", "engagement", "config")
ROOT = Path(settings.BASE_DIR)


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def test_relations_point_to_the_right() -> None:
    """import-linter does not see ForeignKey("content.Revision"); this does."""
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if field.related_model._meta.app_label in ROOMS
        and ROOMS.index(field.related_model._meta.app_label) > ROOMS.index(model._meta.app_label)
    ]
    assert not wrong


def test_a_string_of_a_model_names_its_key_only() -> None:
    """`__str__` reaches logs, history and error pages: no field of a patient in it."""
    for model in models():
        if model._meta.app_label in {"consents", "content", "compliance"}:
            words = {name for name in ("name", "email", "text", "title", "words", "value")
                     if hasattr(model, name)}  # fmt: skip
            source = inspect.getsource(model.__str__)
            assert not any(f"self.{word}" in source for word in words), model


def python_files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def test_only_one_place_locks() -> None:
    lockers = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if "select_for_update" in path.read_text()
    }
    assert lockers == {"accounts/locks.py"}


def unscoped(tree: ast.AST) -> Iterator[int]:
    """Lines with a query that is not narrowed by one of DOORS anywhere in its chain."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr == "objects"):
            continue
        names, link = set(), above.get(node)
        while isinstance(link, ast.Attribute | ast.Call):
            if isinstance(link, ast.Attribute):
                names.add(link.attr)
            link = above.get(link)
        if not names & DOORS:
            yield node.lineno


#: queries in pages and admin classes begin at one of these
DOORS = {"visible_to", "of", "none"}
#: pages without a login: a patient's own request, bound to the session by the mailed link
BY_LINK = {
    "consents/views/patient.py",
    "consents/views/pictures.py",
    "consents/views/copies.py",
}


def test_pages_reach_rows_by_the_scoped_doors_only() -> None:
    """In views and admin classes a query is narrowed by visible_to or of."""
    wrong = []
    for path in python_files():
        name = str(path.relative_to(ROOT))
        page = "views" in path.parts or path.name in {"views.py", "admin.py"}
        if not page or name in BY_LINK:
            continue
        wrong += [f"{name}:{line}" for line in unscoped(ast.parse(path.read_text()))]
    assert not wrong


def test_nothing_safe_depends_on_debug() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if "settings.DEBUG" in path.read_text()
    ]
    assert not readers


LOGINS = ("/accounts/login/?next=", "/admin/login/?next=", "/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("route", routes(), ids=str)
def test_every_address_needs_a_login_or_is_on_the_public_list(route: Route, client: Client) -> None:
    if route.name in PUBLIC:
        return
    answer = client.get(route.any_path())
    asked = answer.status_code == 302 and answer["Location"].startswith(LOGINS)
    assert asked or answer.status_code in {404, 405}, (answer.status_code, route)


def test_the_public_list_names_routes_that_exist() -> None:
    assert {route.name for route in routes()} >= PUBLIC


def test_no_route_is_hidden_from_the_walk() -> None:
    """Every pattern of the resolver is in the list, however deep."""

    def count(resolver: URLResolver) -> int:
        return sum(
            count(one) if isinstance(one, URLResolver) else 1 for one in resolver.url_patterns
        )

    assert count(get_resolver()) == len(routes())
    assert all(isinstance(route.pattern, URLPattern) for route in routes())
