"""The crawler: for every role, route and method, another organization is as good as not there.

A route whose arguments are not in VALUES fails the test, so that a new page cannot be missed.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from accounts.models import User
from accounts.roles import ROLES
from compliance.models import DirectoryEntry, Photo
from content.models import Delivery, Occurrence, Picture, Proposal, TextFinding
from content.workflow import TRANSITIONS
from tests import cast
from tests.routes import PUBLIC, Route, routes
from tests.world import CANARY, World, build

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
ALLOWED = {302, 403, 404, 405}
ACTIONS = sorted({row.action for row in TRANSITIONS})
DELIVERY_ACTIONS = ["release", "cancel", "it_is_live", "send_again"]

#: somebody's own pages: no object of an organization in the address
OWN = ("account_", "admin:index", "admin:jsi18n", "admin:autocomplete", "admin:logout",
       "admin:password_change", "admin:login")  # fmt: skip

BODY = {
    "text": "changed", "title": "changed", "note": "a note", "kind": "staff", "because": "so",
    "password": "an invented pass phrase", "people": "staff", "alt_text": "changed",
    "state": "draft", "roles": "admin", "signer_name": "Nobody", "copy_number": "1",
    "name": "changed", "digest": "0" * 64, "basis_digest": "0" * 64,
}  # fmt: skip


def values(world: World) -> dict[tuple[str, str], list[Any]]:
    """What fills the arguments of each room's addresses, with the other organization's rows."""
    posts = [world.published.pk, world.draft.pk]
    return {
        ("content:delivery", "pk"): keys(Delivery),
        ("content:delivery", "action"): DELIVERY_ACTIONS,
        ("content:step", "action"): ACTIONS,
        ("content", "pk"): posts,
        ("content", "finding"): keys(TextFinding)[:3],
        ("content", "picture"): keys(Picture)[:2],
        ("content", "number"): [1],
        ("content", "proposal"): keys(Proposal)[:2],
        ("content", "answer"): ["accept", "leave"],
        ("content", "occurrence"): keys(Occurrence)[:2],
        ("compliance", "public_id"): list(Photo.objects.values_list("public_id", flat=True))[:2],
        ("patient", "token"): ["0" * 43],
        ("patient:form", "public_id"): [world.request.public_id],
        ("patient:answered", "public_id"): [world.request.public_id],
        ("patient:form_picture", "public_id"): [world.request.public_id],
        ("patient", "public_id"): [world.authorization.public_id],
        ("patient", "material"): [1],
        ("people", "slug"): [world.house.organization.slug],
        ("people:again", "pk"): [world.invitation.pk],
        ("people:withdraw", "pk"): [world.invitation.pk],
        ("people", "pk"): list(world.house.wren.memberships.values_list("pk", flat=True)),
        ("people", "token"): ["0" * 43],
        ("consents:subject", "public_id"): [world.subject.public_id],
        ("consents:authorization", "public_id"): [world.authorization.public_id],
        ("consents", "public_id"): [world.request.public_id, world.authorization.public_id,
                                    world.subject.public_id],
        ("directory", "slug"): [world.house.organization.slug],
        ("directory", "pk"): keys(DirectoryEntry)[:2],
        ("start", "code"): ["hospital", "agency"],
    }  # fmt: skip


def keys(model: Any) -> list[int]:
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True))


def filled(route: Route, world: World) -> Iterator[dict[str, Any]]:
    """Every combination of the other organization's rows for a route."""
    names, known = route.arguments, values(world)
    if route.name.startswith("admin:"):
        yield from ([{"object_id": key} for key in admin_keys(route, world)] if names else [{}])
        return
    room = route.name.split(":")[0]
    choices = []
    for name in names:
        some = known.get((route.name, name)) or known.get((room, name))
        assert some, f"Nothing fills <{name}> of {route.name}: add it to VALUES."
        choices.append(some)
    for combination in product(*choices):
        yield dict(zip(names, combination, strict=True))


def admin_keys(route: Route, world: World) -> list[Any]:
    """The other organization's rows of the model that an admin page is about."""
    if "object_id" not in route.arguments:
        return [None]
    for model in apps.get_models():
        if route.name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
            path = getattr(model, "organization_path", "")
            assert path, f"{model._meta.label} is in the admin and belongs to no organization"
            rows = model._base_manager.filter(**{path: world.house.organization.pk})
            return list(rows.values_list("pk", flat=True)[:3])
    return [None]


def roles_of(world: World) -> dict[str, User | None]:
    """Every role in another organization, and the people without one."""
    home = cast.organization("Marlow Street Dental")
    people: dict[str, User | None] = {
        role.code: cast.person(f"Other {role.code}", home, role.code) for role in ROLES
    }
    closed = cast.person("Closed Person", world.house.organization, "reviewer")
    closed.is_active = False
    closed.save()
    people |= {
        "nobody": cast.person("No Body"),
        "closed": closed,
        "operator": User.objects.create_superuser("operator@example.org", "an invented phrase"),
        "anonymous": None,
    }
    return people


def state_of(world: World) -> str:
    """A digest of every row of the other organization."""
    lines = []
    for model in apps.get_models():
        path = getattr(model, "organization_path", "")
        if not path or model._meta.label == "accounts.AuditChain":
            continue
        rows = model._base_manager.filter(**{path: world.house.organization.pk})
        lines.append(f"{model._meta.label} {sorted(map(str, rows.values_list()))}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plain(answer: Any, path: str) -> str:
    """A body without its address, tokens and keys, for comparing two refusals."""
    if getattr(answer, "streaming", False):
        return ""
    words = answer.content.decode("utf-8", "replace").replace(path, "")
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", words)


EVERYBODY = [*(role.code for role in ROLES), "nobody", "closed", "operator", "anonymous"]
#: `make test` walks as the four who can do most, CI (CRAWL=all) as everybody
WALKERS = (
    EVERYBODY if os.environ.get("CRAWL") == "all" else ["writer", "legal", "admin", "operator"]
)


@pytest.mark.parametrize("role", WALKERS)
def test_another_organization_is_as_good_as_not_there(role: str) -> None:
    world = build("B")
    client = Client(raise_request_exception=False)
    user = roles_of(world)[role]
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    before = state_of(world)
    faults: list[str] = []
    for route in routes():
        if route.name in PUBLIC or route.name.startswith(OWN):
            continue
        for arguments in filled(route, world):
            faults += visit(client, route, arguments)
    assert not faults, "\n".join(sorted(set(faults))[:40])
    assert state_of(world) == before


def visit(client: Client, route: Route, arguments: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the answers about one object: nothing, if all is well."""
    path = route.path(**arguments)
    missing = route.path(**{name: missing_like(name, value) for name, value in arguments.items()})
    for method in METHODS:
        body = BODY if method == "post" else None
        answer = getattr(client, method)(path, body)
        what = f"{method.upper()} {route.name} {answer.status_code}"
        if answer.status_code >= 500:
            yield f"{what}: broken"
        if CANARY in whole(answer):
            yield f"{what}: shows words of another organization"
        if not names_an_object(route) or method == "options":
            continue
        if answer.status_code not in ALLOWED:
            yield f"{what}: not refused"
        if method not in {"get", "post"}:
            continue
        twin = getattr(client, method)(missing, body)
        if (answer.status_code, plain(answer, path)) != (twin.status_code, plain(twin, missing)):
            yield f"{what}: differs from a missing one ({twin.status_code})"


def whole(answer: Any) -> str:
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content
    return body.decode("utf-8", "replace") + str(answer.headers)


def names_an_object(route: Route) -> bool:
    return bool(route.arguments) and not {"app_label", "code", "url"} & set(route.arguments)


def missing_like(name: str, value: Any) -> Any:
    """The same kind of key for a row that is not there; words of actions stay."""
    if name in {"action", "answer"}:
        return value
    return None


def test_their_own_people_do_see_it() -> None:
    """The control: with the right person the same addresses show the same words."""
    world = build("B")
    client = Client()
    client.force_login(
        world.house.wren, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for post in (world.published, world.draft):
        answer = client.get(f"/posts/{post.pk}/", follow=True)
        assert CANARY in answer.content.decode()
    assert ContentType.objects.exists()


def test_a_hole_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The crawler itself: with the scope taken off, it must shout."""
    from accounts.scoping import ScopedQuerySet

    world = build("B")
    client = Client(raise_request_exception=False)
    client.force_login(
        cast.person("Otto Other", cast.organization("Marlow"), "writer"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    monkeypatch.setattr(ScopedQuerySet, "visible_to", lambda rows, *_: rows.all())
    found = [
        fault
        for route in routes()
        if route.name in {"content:post", "content:editor", "compliance:photo"}
        for arguments in filled(route, world)
        for fault in visit(client, route, arguments)
    ]
    assert any("shows words of another organization" in fault for fault in found)
    assert any("not refused" in fault for fault in found)
