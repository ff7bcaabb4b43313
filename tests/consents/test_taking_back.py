import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from accounts.clock import now
from accounts.models import AuditEvent
from channels.models import Channel
from compliance.blockers import Refused
from consents.coverage import Use, covers
from consents.grants import load
from consents.models import Authorization, Grant
from consents.taking_back import take_back
from consents.uses import NobodyAnswers
from tests import cast
from tests.consents.fake_uses import FakeUses, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed() -> Authorization:
    house = cast.organization()
    mia = cast.subject(house)
    places = [cast.channel(house, "Newsroom"), cast.channel(house, "Facebook")]
    return cast.sign(cast.request(mia, channels=places))


def use(grant: Grant) -> Use:
    return Use(
        subject_id=grant.authorization.subject_id,
        material_id=grant.material_id,
        sha256=grant.sha256,
        channel_id=grant.channel_id,
        placement="organic",
        purpose="marketing",
        paid_by="",
        until=None,
    )


def reasons(grant: Grant) -> tuple[str, ...]:
    return covers(use(grant), load([grant.material_id]), now()).reasons


def test_taking_back_ends_it_and_stops_what_rests_on_it(signed: Authorization) -> None:
    first, second = signed.grants.order_by("pk")
    assert reasons(first) == reasons(second) == ()
    with filled(FakeUses()) as fake:
        take_back(signed, actor=None, via="link")
    assert fake.stopped == [([first.pk, second.pk], None, "taken_back")]
    assert reasons(first) == reasons(second) == ("taken_back",)
    assert (signed.revoked_via, signed.revoked_at is not None) == ("link", True)
    event = AuditEvent.objects.get(action="permission_taken_back")
    assert event.payload == {"grants": [first.pk, second.pk], "whole": True, "via": "link"}


def test_twice_is_once(signed: Authorization) -> None:
    with filled(FakeUses()) as fake:
        take_back(signed, actor=None, via="link")
        at = signed.revoked_at
        take_back(signed, actor=None, via="link")
        take_back(Authorization.objects.get(pk=signed.pk), actor=None, via="link")
    assert len(fake.stopped) == 1
    assert Authorization.objects.get(pk=signed.pk).revoked_at == at


def test_one_place_may_be_taken_back_alone(signed: Authorization) -> None:
    first, second = signed.grants.order_by("pk")
    with filled(FakeUses()) as fake:
        for _ in range(2):
            take_back(signed, channels=[first.channel], actor=None, via="link")
    assert fake.stopped == [([first.pk], None, "taken_back")]
    assert reasons(first) == ("stopped",)
    assert reasons(second) == ()
    assert signed.revoked_at is None


def test_the_last_place_is_the_whole(signed: Authorization) -> None:
    with filled(FakeUses()):
        for grant in signed.grants.all():
            take_back(signed, channels=[grant.channel], actor=None, via="link")
    assert signed.revoked_at is not None


def test_when_the_posts_cannot_be_stopped_nothing_is_half_done(signed: Authorization) -> None:
    for broken, error in ((FakeUses(broken=True), RuntimeError), (None, NobodyAnswers)):
        with filled(broken), pytest.raises(error):
            take_back(signed, actor=None, via="link")
        assert Authorization.objects.get(pk=signed.pk).revoked_at is None
        assert not signed.grants.filter(stopped_at__isnull=False).exists()


def test_staff_write_down_how_they_were_told(signed: Authorization) -> None:
    house = signed.subject.organization
    officer = cast.person("Pia Privacy", house, "privacy")
    writer = cast.person("Wendy Writer", house, "writer")
    other = cast.person("Other Privacy", cast.organization("Other"), "privacy")
    with filled(FakeUses()) as fake:
        for nobody in (writer, other):
            with pytest.raises(Refused, match="not_yours"):
                take_back(signed, actor=nobody, via="letter")
        for via in ("", "carrier pigeon"):
            with pytest.raises(Refused, match="how_told"):
                take_back(signed, actor=officer, via=via)
        take_back(signed, actor=officer, via="letter")
    assert (signed.revoked_via, fake.stopped[0][1]) == ("letter", officer)


def test_a_place_of_another_permission_takes_nothing_back(signed: Authorization) -> None:
    elsewhere = cast.channel(signed.subject.organization, "LinkedIn")
    assert isinstance(elsewhere, Channel)
    with filled(FakeUses()) as fake:
        take_back(signed, channels=[elsewhere], actor=None, via="link")
    assert fake.stopped == []
    assert not AuditEvent.objects.filter(action="permission_taken_back").exists()


def test_the_product_does_not_start_while_nobody_can_stop_posts() -> None:
    with filled(None), pytest.raises(SystemCheckError, match=r"consents\.E101"):
        call_command("check", tags=["security"])
    with filled(FakeUses()):
        call_command("check", tags=["security"])
