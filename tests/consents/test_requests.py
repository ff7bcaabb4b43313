from datetime import date
from typing import Any

import pytest

from accounts.canonical import digest
from accounts.clock import now
from accounts.models import AuditEvent
from compliance.blockers import Refused
from consents.materials import for_photo, for_words
from consents.models import Request
from consents.requests import FIELDS, ask, resend, standing, void
from consents.subjects import add, change
from tests import cast

pytestmark = pytest.mark.django_db


def asked(**changes: Any) -> Request:
    house = changes.pop("house", None) or cast.organization()
    by = cast.person("Cora Coordinator", house, "coordinator", "writer")
    patient = changes.pop("subject", None) or cast.subject(house, by=by)
    words = cast.shows(for_words(house, "“I did it by myself.”", by), patient, by)
    whole: dict[str, Any] = {
        "subject": patient,
        "materials": [words],
        "channels": [cast.channel(house)],
        "purposes": ["marketing"],
        "signer_kind": "representative",
        "signer_name": " Ana  Torres ",
        "signer_relation": "mother",
        "signer_email": "ana@example.org",
        "by": by,
    }
    return ask(**whole | changes)


def codes(**changes: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        asked(**changes)
    assert not Request.objects.exists()
    assert all(blocker.message for blocker in refused.value.blockers)
    return [blocker.code for blocker in refused.value.blockers]


def test_what_the_patient_will_see_is_frozen() -> None:
    request = asked(paid_by="Acme Supplies", preview={"title": "A walk", "text": "Look."})
    content = request.content
    assert request.content_sha256 == digest(content)
    assert content["signer"] == {
        "kind": "representative", "name": "Ana Torres", "relation": "mother",
    }  # fmt: skip
    assert [thing["words"] for thing in content["things"]] == ["“I did it by myself.”"]
    assert [place["name"] for place in content["places"]] == ["Newsroom"]
    assert content["preview"]["title"] == "A walk"
    said = {one["code"]: one["text"] for one in content["statements"]}
    assert "Acme Supplies" in said["paid"]
    assert "unpaid" not in said
    assert "mother" in said["authority"]
    assert "$" not in " ".join(said.values())
    assert "1 Harbor Road" in said["take_back"]


def test_asking_makes_a_mail_due_and_an_event_without_names() -> None:
    request = asked()
    assert request.mail_due_at is not None
    assert (request.sent_at, request.token_digest) == (None, "")
    event = AuditEvent.objects.get(action="permission_asked")
    assert event.object_id == str(request.pk)
    assert "Torres" not in str(event.payload)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"materials": []}, "no_materials"),
        ({"channels": []}, "no_channels"),
        ({"purposes": []}, "no_purpose"),
        ({"purposes": ["anything"]}, "no_purpose"),
        ({"signer_name": " "}, "no_signer"),
        ({"signer_kind": "friend"}, "who_signs"),
        ({"signer_relation": " "}, "no_relation"),
        ({"signer_email": ""}, "no_contact"),
        ({"signer_email": "ana at home"}, "no_contact"),
    ],
)
def test_nothing_may_be_blank(changes: dict[str, Any], code: str) -> None:
    assert codes(**changes) == [code]
    assert code in FIELDS


def test_all_that_is_blank_is_told_at_once() -> None:
    assert codes(channels=[], purposes=[], signer_email="") == [
        "no_channels", "no_purpose", "no_contact",
    ]  # fmt: skip


def test_nobody_is_asked_who_did_not_say_that_we_may() -> None:
    house = cast.organization()
    assert codes(house=house, subject=cast.subject(house, may_be_contacted_since=None)) == [
        "may_not_be_asked"
    ]


def test_a_child_does_not_sign() -> None:
    house = cast.organization()
    child = cast.subject(house, is_minor=True)
    assert codes(house=house, subject=child, signer_kind="self") == ["minor_cannot_sign"]


def test_a_language_without_a_form_is_not_asked_in() -> None:
    house = cast.organization()
    assert codes(house=house, subject=cast.subject(house, language="es")) == ["no_form"]


def test_a_patient_is_sent_only_what_shows_this_patient() -> None:
    house = cast.organization()
    by = cast.person("Wendy Writer", house, "writer")
    unsaid = for_photo(cast.photo(house, by), by)
    assert codes(house=house, materials=[unsaid]) == ["not_in_material"]
    cast.shows(unsaid, cast.subject(house, "Leo Park"), by)
    assert codes(house=house, materials=[unsaid]) == ["not_in_material"]


def test_other_organizations_places_and_closed_ones() -> None:
    house = cast.organization()
    assert codes(house=house, channels=[cast.channel(cast.organization("Other"))]) == [
        "closed_channel"
    ]
    assert codes(house=house, channels=[cast.channel(house, closed_at=now())]) == ["closed_channel"]


def test_only_coordinators_ask() -> None:
    house = cast.organization()
    assert codes(house=house, by=cast.person("Wendy Writer", house, "writer")) == ["not_yours"]
    other = cast.person("Other Coordinator", cast.organization("Other"), "coordinator")
    assert codes(house=house, by=other) == ["not_yours"]


def test_a_request_is_voided_once_and_then_not_sent_again() -> None:
    request = asked()
    by = request.requested_by
    void(request, by)
    assert (standing(request, now()), request.mail_due_at) == ("voided", None)
    for verb in (void, resend):
        with pytest.raises(Refused, match="not_open"):
            verb(request, by)


def test_sending_again_kills_the_old_link() -> None:
    request = cast.request(cast.subject(cast.organization()))
    Request.objects.filter(pk=request.pk).update(token_digest="f" * 64)
    resend(request, request.requested_by)
    assert (request.token_digest, request.sent_at) == ("", None)
    assert standing(request, now()) == "to_be_sent"


def test_patients_are_added_and_corrected_by_coordinators() -> None:
    house = cast.organization()
    by = cast.person("Cora Coordinator", house, "coordinator")
    mia = add(house, name=" Mia  Torres ", by=by)
    assert (mia.name, mia.short_name) == ("Mia Torres", "Mia T.")
    change(mia, name="Mia Torres-Vega", by=by, may_be_contacted_since=date(2026, 4, 1))
    assert mia.history.count() == 2
    with pytest.raises(Refused, match="no_name"):
        add(house, name=" ", by=by)
    with pytest.raises(Refused, match="not_yours"):
        add(house, name="Leo Park", by=cast.person("Wendy Writer", house, "writer"))
