"""Coordinators' pages: who sees what, what is asked, and what is said when it is not whole."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consents.materials import for_words
from consents.models import Authorization, Request, Subject
from tests import cast
from tests.consents.fake_uses import FakeUses, filled

pytestmark = pytest.mark.django_db


class Office:
    def __init__(self) -> None:
        self.house = cast.organization("Fairhaven Clinic")
        self.cora = cast.person("Cora Coordinator", self.house, "coordinator", "writer")
        self.mia = cast.subject(self.house, by=self.cora)

    def asked(self) -> Request:
        return cast.request(self.mia, by=self.cora)

    def pages(self) -> list[str]:
        """The addresses of every page about a row of this organization."""
        signed = cast.sign(self.asked())
        return [
            at("subject", self.mia), at("change", self.mia), at("ask", self.mia),
            at("request", signed.request), at("authorization", signed),
        ]  # fmt: skip

    def verbs(self) -> list[str]:
        asked, signed = self.asked(), cast.sign(self.asked())
        return [at("resend", asked), at("void", asked), at("copy_again", signed)]


def at(name: str, row: Any) -> str:
    return reverse(f"consents:{name}", args=[row.public_id])


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_others_get_the_same_404_as_for_what_is_not_there() -> None:
    office = Office()
    pages, verbs = office.pages(), office.verbs()
    others = cast.organization("Other")
    missing = reverse("consents:subject", args=["0190c1de-0000-4000-8000-00000000000f"])
    for stranger in (
        cast.person("Other Coordinator", others, "coordinator"),
        cast.person("Wendy Writer", office.house, "writer"),
        cast.person("No Body"),
    ):
        client = browser(stranger)
        assert {client.get(page).status_code for page in pages} == {404}
        assert {client.post(verb).status_code for verb in verbs} == {404}
        assert text(client.get(pages[0])) == text(client.get(missing))
        assert "Mia" not in text(client.get(reverse("consents:list")))
    assert {Client().get(page).status_code for page in pages} == {302}


def test_who_works_with_patients_sees_but_only_coordinators_ask() -> None:
    office = Office()
    subject, change, ask, request, signed = office.pages()
    legal = browser(cast.person("Lena Legal", office.house, "legal"))
    assert [legal.get(page).status_code for page in (subject, change, ask, request, signed)] == [
        200, 404, 404, 200, 200,
    ]  # fmt: skip
    assert {legal.post(verb).status_code for verb in office.verbs()} == {404}


def test_the_list_shows_short_names_and_standings_in_a_constant_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    office = Office()
    client = browser(office.cora)
    cast.sign(office.asked())
    client.get(reverse("consents:list"))
    for count in (1, 3):
        with django_assert_max_num_queries(14):
            page = text(client.get(reverse("consents:list")))
        assert page.count("Mia T.") >= count
        assert "Torres" not in page
        for _ in range(2):
            other = cast.subject(office.house, by=office.cora)
            cast.request(other, by=office.cora)
    assert "In force" in page


def test_a_patient_is_added_corrected_and_asked() -> None:
    office = Office()
    client = browser(office.cora)
    added = client.post(
        reverse("consents:add"),
        {"organization": office.house.pk, "name": "Leo Park", "language": "en"},
    )
    leo = Subject.objects.latest("pk")
    assert added["Location"] == at("subject", leo)
    assert "Nobody has written down" in text(client.get(at("subject", leo)))
    client.post(
        at("change", leo),
        {"name": "Leo Park", "language": "en", "may_be_contacted_since": "2026-04-01"},
    )
    channel = cast.channel(office.house)
    asked = client.post(at("ask", leo), whole(channel) | {"signer_name": "Leo Park"})
    request = Request.objects.latest("pk")
    assert asked["Location"] == at("request", request)
    assert [thing["words"] for thing in request.content["things"]] == ["“I can run again.”"]
    page = text(client.get(at("request", request)))
    assert "The mail is on its way" in page
    assert "I can run again." in page


def whole(channel: Any) -> dict[str, Any]:
    return {
        "words": "“I can run again.”", "channels": [channel.pk], "purposes": ["marketing"],
        "signer_kind": "self", "signer_name": "Mia Torres", "signer_email": "mia@example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"words": ""}, "materials"),
        ({"channels": []}, "channels"),
        ({"purposes": []}, "purposes"),
        ({"signer_kind": "representative"}, "signer_relation"),
        ({"signer_name": " "}, "signer_name"),
        ({"signer_email": "mia at home"}, "signer_email"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(
    changes: dict[str, Any], field: str
) -> None:
    office = Office()
    form = whole(cast.channel(office.house)) | {"paid_by": "Acme Supplies"} | changes
    answer = browser(office.cora).post(at("ask", office.mia), form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Acme Supplies"' in text(answer)
    assert f'id="id_{field}_error"' in text(answer)
    assert not Request.objects.exists()


def test_words_of_somebody_else_are_not_sent_to_this_patient() -> None:
    office = Office()
    leo = cast.subject(office.house, "Leo Park", by=office.cora)
    cast.shows(for_words(office.house, "I can run again.", office.cora), leo, office.cora)
    client = browser(office.cora)
    answer = client.post(at("ask", office.mia), whole(cast.channel(office.house)))
    assert list(answer.context["form"].errors) == ["words"]


def test_nobody_on_the_staff_ever_sees_a_link_that_opens_a_form() -> None:
    office = Office()
    request = office.asked()
    token = "a-token-that-was-mailed-to-the-patient-only"
    Request.objects.filter(pk=request.pk).update(token_digest="d" * 64)
    client = browser(office.cora)
    for page in (at("request", request), at("subject", office.mia), reverse("consents:list")):
        assert "/p/" not in text(client.get(page))
        assert "d" * 64 not in text(client.get(page))
        assert token not in text(client.get(page))


def test_a_request_is_sent_again_and_taken_back() -> None:
    office = Office()
    request = office.asked()
    client = browser(office.cora)
    client.post(at("resend", request))
    request.refresh_from_db()
    assert request.mail_due_at is not None
    assert "Taken back by us" in text(client.post(at("void", request), follow=True))
    assert "already" in text(client.post(at("resend", request), follow=True))


def test_a_letter_takes_a_permission_back() -> None:
    office = Office()
    signed = cast.sign(office.asked())
    officer = browser(cast.person("Pia Privacy", office.house, "privacy"))
    with filled(FakeUses()) as fake:
        page = text(officer.get(at("authorization", signed)))
        assert "A walk in the garden" in page
        assert officer.post(at("authorization", signed), {"how": "all"}).status_code == 422
        officer.post(at("authorization", signed), {"how": "all", "via": "letter"})
        assert "Taken back by the patient" in text(officer.get(at("authorization", signed)))
    assert len(fake.stopped) == 1
    assert Authorization.objects.get().revoked_via == "letter"


def test_the_signed_copy_is_mailed_again() -> None:
    office = Office()
    signed = cast.sign(office.asked())
    Authorization.objects.filter(pk=signed.pk).update(copy_due_at=None, copy_token_digest="e" * 64)
    browser(office.cora).post(at("copy_again", signed))
    signed.refresh_from_db()
    assert (signed.copy_due_at is not None, signed.copy_token_digest) == (True, "")


def test_pictures_are_for_people_of_the_organization() -> None:
    office = Office()
    picture = cast.photo(office.house, office.cora)
    seen = browser(office.cora).get(at("picture", picture))
    assert (seen.status_code, "no-store" in seen["Cache-Control"]) == (200, True)
    other = cast.person("Other Coordinator", cast.organization("Other"), "coordinator")
    assert browser(other).get(at("picture", picture)).status_code == 404
