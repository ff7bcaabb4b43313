from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
import time_machine
from django.db import connection

from accounts.canonical import digest
from accounts.clock import now
from accounts.models import AuditEvent
from compliance.blockers import Refused
from consents.choices import same_name
from consents.grants import load
from consents.lasting import end_of, last_day, years_later
from consents.materials import for_photo, for_words
from consents.models import Authorization, Grant, Request
from consents.requests import void
from consents.signing import AnsweredAlready, decline, not_now, sign
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> Request:
    """Mia is asked for a picture and her words, in two places."""
    house = cast.organization()
    by = cast.person("Cora Coordinator", house, "coordinator", "writer")
    mia = cast.subject(house, by=by)
    words = cast.shows(for_words(house, "I did it by myself.", by), mia, by)
    picture = cast.shows(for_photo(cast.photo(house, by), by), mia, by)
    places = [cast.channel(house, "Newsroom"), cast.channel(house, "Facebook")]
    return cast.request(mia, [picture, words], places, by)


def test_yes_to_everything_is_a_grant_for_each_thing_in_each_place(request_: Request) -> None:
    authorization = cast.sign(request_)
    assert Grant.objects.filter(authorization=authorization).count() == 4
    assert authorization.record_sha256 == digest(authorization.record)
    assert authorization.record["content"] == request_.content
    assert authorization.copy_due_at is not None
    assert (authorization.name_level, authorization.purposes) == ("first", ["marketing"])
    assert request_.signed_at == authorization.signed_at
    assert request_.token_digest == ""


def test_the_patient_may_say_yes_to_less(request_: Request) -> None:
    things, places = request_.content["things"], request_.content["places"]
    authorization = cast.sign(
        request_,
        materials=frozenset({things[1]["material"]}),
        channels=frozenset({places[0]["channel"]}),
        name_level="none",
        on_expiry="leave",
    )
    grant = Grant.objects.get(authorization=authorization)
    assert (grant.material_id, grant.channel_id) == (things[1]["material"], places[0]["channel"])
    assert grant.sha256 == things[1]["sha256"]
    assert (authorization.name_level, authorization.on_expiry) == ("none", "leave")


def test_grants_are_loaded_as_facts_in_one_query(
    request_: Request, django_assert_num_queries: Any
) -> None:
    authorization = cast.sign(request_)
    ids = [thing["material"] for thing in request_.content["things"]]
    with django_assert_num_queries(1):
        facts = load(ids)
    assert {one.authorization_id for one in facts} == {authorization.pk}
    assert facts[0].purposes == frozenset({"marketing"})
    assert facts[0].expires_at == authorization.expires_at


@pytest.mark.parametrize(
    ("narrower", "code"),
    [
        ({"materials": frozenset()}, "nothing_chosen"),
        ({"channels": frozenset()}, "nowhere_chosen"),
        ({"materials": frozenset({-1})}, "not_asked"),
        ({"channels": frozenset({-1})}, "not_asked"),
        ({"name_level": "nickname"}, "name_not_chosen"),
        ({"on_expiry": ""}, "after_not_chosen"),
        ({"until": date(2020, 1, 1)}, "day_not_possible"),
        ({"until": date(2099, 1, 1)}, "day_not_possible"),
    ],
)
def test_what_is_no_yes(request_: Request, narrower: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        cast.sign(request_, **narrower)
    assert [blocker.code for blocker in refused.value.blockers] == [code]
    assert not Authorization.objects.exists()
    request_.refresh_from_db()
    assert request_.is_open


def test_the_typed_name_and_the_box_are_the_signature(request_: Request) -> None:
    choices = cast.yes(request_)
    with pytest.raises(Refused) as refused:
        sign(request_, choices, "Mia Tores", False, {})
    assert [blocker.code for blocker in refused.value.blockers] == ["name_differs", "not_agreed"]
    assert "“Mia Tores”" in refused.value.blockers[0].message
    assert "“Mia Torres”" in refused.value.blockers[0].message
    assert sign(request_, choices, " mia  TORRES", True, {}).signature == " mia  TORRES"


def test_same_name() -> None:
    assert same_name("ana\ttorres ", "Ana Torres")
    assert not same_name("", "")
    assert not same_name("Ana", "Ana Torres")


def test_only_the_first_answer_counts(request_: Request) -> None:
    cast.sign(request_)
    with pytest.raises(AnsweredAlready):
        cast.sign(request_)
    with pytest.raises(AnsweredAlready):
        decline(request_)
    assert Authorization.objects.count() == 1


def test_no_is_an_answer_and_not_now_is_none(request_: Request) -> None:
    not_now(request_)
    request_.refresh_from_db()
    assert request_.is_open
    decline(request_)
    assert not request_.is_open
    with pytest.raises(AnsweredAlready):
        cast.sign(request_)
    actions = AuditEvent.objects.filter(object_kind="request").values_list("action", flat=True)
    assert list(actions)[-2:] == ["permission_left_for_now", "permission_declined"]


def test_what_ended_or_was_taken_back_is_not_signed(request_: Request) -> None:
    with time_machine.travel(now() + timedelta(days=15)), pytest.raises(AnsweredAlready):
        cast.sign(request_)
    void(request_, request_.requested_by)
    with pytest.raises(AnsweredAlready):
        cast.sign(request_)


def test_a_form_that_was_changed_after_it_was_frozen_is_not_signed(request_: Request) -> None:
    request_.content["paid_by"] = "Acme Supplies"
    request_.save()
    with pytest.raises(Refused, match="form_changed"):
        cast.sign(request_)


def test_the_last_day_ends_at_midnight_where_the_organization_is(request_: Request) -> None:
    authorization = cast.sign(request_, until=date.fromisoformat("2031-01-01"))
    zone = request_.content["organization"]["time_zone"]
    assert zone == "America/New_York"
    assert authorization.expires_at == datetime(2031, 1, 2, 5, 0, tzinfo=UTC)


def test_days() -> None:
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2026, 5, 3), 1) == date(2027, 5, 3)
    for zone in ("America/New_York", "Pacific/Auckland", "UTC"):
        assert last_day(end_of(date(2026, 5, 3), zone), zone) == date(2026, 5, 3)
    # the night in which clocks go back is one hour longer
    assert end_of(date(2026, 11, 1), "America/New_York") - end_of(
        date(2026, 10, 31), "America/New_York"
    ) == timedelta(days=1)
    assert end_of(date(2026, 11, 1), "America/New_York").astimezone(UTC) == datetime(
        2026, 11, 2, 5, tzinfo=UTC
    )


def test_events_hold_numbers_only(request_: Request) -> None:
    cast.sign(request_)
    payloads = str(list(AuditEvent.objects.values_list("payload", flat=True)))
    for word in ("Mia", "Torres", "myself", "example.org"):
        assert word not in payloads


@pytest.mark.django_db(transaction=True)
def test_of_signatures_at_the_same_moment_one_wins(request_: Request) -> None:
    together, outcomes = Barrier(4), []

    def hand() -> None:
        mine = Request.objects.get(pk=request_.pk)
        together.wait()
        try:
            cast.sign(mine)
            outcomes.append("signed")
        except AnsweredAlready:
            outcomes.append("second")
        finally:
            connection.close()

    hands = [Thread(target=hand) for _ in range(4)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert sorted(outcomes) == ["second", "second", "second", "signed"]
    assert Authorization.objects.count() == 1
