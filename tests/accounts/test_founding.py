"""The first person and every organization: who may make them, and what they begin with."""

import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts import access, founding, inviting, start_code
from accounts.models import AuditChain, AuditEvent, Invitation, Organization, User
from accounts.refusal import Refusal
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_var(settings: Any, tmp_path: Path) -> None:
    settings.CHAPERONE_VAR = tmp_path


def founder(**fields: Any) -> User:
    return User.objects.create_user(
        "fay@example.org", cast.PASSWORD, name="Fay Founder", **{"may_found": True} | fields
    )


def found(by: User, **fields: Any) -> Organization:
    usual = {"name": "Harbor Light", "slug": "harbor-light", "colour": "lake"}
    return founding.found(**usual | {"time_zone": "America/Chicago"} | fields, by=by)


def first(code: str) -> User:
    return founding.first_person(code, "Fay Founder", "Fay@Example.org", cast.PASSWORD)


def test_the_code_opens_an_empty_installation_once(tmp_path: Path) -> None:
    code = start_code.start_code()
    assert start_code.start_code() == code
    assert stat.S_IMODE((tmp_path / "start-code").stat().st_mode) == 0o600
    user = first(code.lower().replace("-", " "))
    assert (user.email, user.may_found, user.is_superuser) == ("fay@example.org", True, False)
    assert AuditEvent.objects.get(action="first_person").actor == user
    assert not list(tmp_path.iterdir())
    with pytest.raises(Refusal):
        first(code)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "é"])
def test_another_code_opens_nothing(code: str) -> None:
    with pytest.raises(Refusal, match="not the code"):
        first(code)
    start_code.start_code()
    with pytest.raises(Refusal, match="not the code"):
        first(code)
    assert not User.objects.exists()


def test_the_code_opens_nothing_where_people_are() -> None:
    cast.person("Robin Vale")
    with pytest.raises(Refusal, match="people already"):
        first(start_code.start_code())
    with pytest.raises(CommandError) as refused:
        call_command("start_code")
    assert refused.value.returncode == 2


def test_the_code_is_printed_for_operators(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("start_code")
    assert capsys.readouterr().out.strip() == start_code.start_code()


def test_an_organization_begins_with_its_admin_and_its_chain() -> None:
    user = founder()
    organization = found(user, codes=("writer",), layout="practice")
    fresh = User.objects.get(pk=user.pk)
    for permission in ("manage_people", "write_posts"):
        assert access.may(fresh, f"accounts.{permission}", organization)
    chain = AuditChain.objects.get(organization=organization)
    events = list(chain.events.values_list("action", "actor"))
    assert events == [("organization_founded", user.pk), ("roles_assigned", user.pk)]


@pytest.mark.parametrize("fields", [{"may_found": False}, {"is_active": False}])
def test_not_everybody_founds(fields: dict[str, bool]) -> None:
    with pytest.raises(PermissionDenied):
        found(founder(**fields))
    assert not Organization.objects.exists()


def test_a_taken_address_is_refused_and_leaves_nothing() -> None:
    user = founder()
    found(user)
    events = AuditEvent.objects.count()
    with pytest.raises(Refusal, match="taken"):
        found(user, name="Another")
    assert (Organization.objects.count(), AuditEvent.objects.count()) == (1, events)


@pytest.mark.parametrize("fields", [{"slug": "Über uns"}, {"colour": "pink"}, {"name": ""}])
def test_what_is_malformed_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        found(founder(), **fields)


def test_an_unknown_time_zone_is_refused() -> None:
    with pytest.raises(Refusal, match="time zone"):
        found(founder(), time_zone="Mars/Olympus")


def test_colours_and_short_names_do_not_repeat() -> None:
    user = founder()
    seen = set()
    for _ in range(3):
        slug = founding.free_slug("Harbor Light")
        seen.add((slug, found(user, slug=slug, colour=founding.next_colour(user)).colour))
        access.forget(user)
    assert {slug for slug, _ in seen} == {"harbor-light", "harbor-light-2", "harbor-light-3"}
    assert len({colour for _, colour in seen}) == 3
    assert founding.free_slug("日本") == "organization"


def test_closing_ends_invitations_and_is_for_admins_only() -> None:
    organization = cast.organization()
    writer = cast.person("Wren Writer", organization, "writer")
    with pytest.raises(PermissionDenied):
        founding.close(organization, writer)
    admin = cast.admin_of(organization)
    inviting.invite(organization, "ana@example.org", ["writer"], admin)
    founding.close(organization, admin)
    assert Invitation.objects.get().withdrawn_at is not None
    assert not Organization.objects.get().is_open
    with pytest.raises(PermissionDenied):
        founding.close(organization, admin)
