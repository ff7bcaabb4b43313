"""The patient's pages as a browser without JavaScript meets them."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.clock import now
from consents.materials import for_photo, for_words
from consents.models import Authorization, Grant, Request
from consents.requests import resend, void
from consents.tasks import send_due_mails
from tests import cast
from tests.consents.fake_uses import FakeUses, filled

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'csrfmiddlewaretoken" value="\w+"')


class Visit:
    """Mia was asked, and her phone opens the mail."""

    def __init__(self) -> None:
        house = cast.organization("Fairhaven Clinic")
        by = cast.person("Cora Coordinator", house, "coordinator", "writer")
        mia = cast.subject(house, by=by)
        words = cast.shows(for_words(house, "“I did it by myself.”", by), mia, by)
        picture = cast.shows(for_photo(cast.photo(house, by), by), mia, by)
        places = [cast.channel(house, "Newsroom"), cast.channel(house, "Facebook")]
        self.request = cast.request(mia, [picture, words], places, by)
        self.by, self.phone = by, Client(enforce_csrf_checks=True)
        resend(self.request, by)
        self.link = mailed()

    def open(self) -> str:
        """Press Continue; the address of the form."""
        answer = self.post(self.link)
        assert answer.status_code == 302, answer.status_code
        return str(answer["Location"])

    def get(self, path: str) -> Any:
        return self.phone.get(path)

    def post(self, path: str, **data: Any) -> Any:
        if "csrftoken" not in self.phone.cookies:
            self.phone.get(self.link)
        key = self.phone.cookies["csrftoken"].value
        return self.phone.post(path, data | {"csrfmiddlewaretoken": key})

    def yes(self, **changes: Any) -> dict[str, Any]:
        return {
            "answer": "yes", "how": "everything", "how_long": "year", "on_expiry": "takedown",
            "agreed": "on", "typed_name": "Mia Torres",
        } | changes  # fmt: skip


def mailed() -> str:
    mail.outbox.clear()
    send_due_mails()
    found = re.search(r"http://[^/]+(/p/\S+)", str(mail.outbox[0].body))
    assert found
    return found[1]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_opening_a_link_asks_and_changes_nothing() -> None:
    visit = Visit()
    before = Request.objects.values().get()
    scanner = Client()
    for _ in range(20):
        assert scanner.get(visit.link).status_code == scanner.head(visit.link).status_code == 200
    assert Request.objects.values().get() == before
    wrong = TOKEN.sub("", text(scanner.get("/p/" + "x" * 43)))
    right = TOKEN.sub("", text(scanner.get(visit.link)))
    assert wrong == right
    assert "Fairhaven" not in right


def test_dead_links_look_alike() -> None:
    visit = Visit()
    wrong = visit.post("/p/" + "x" * 43)
    assert wrong.status_code == 404
    with time_machine.travel(now() + timedelta(days=15)):
        assert text(visit.post(visit.link)) == text(wrong)
    void(visit.request, visit.by)
    voided = visit.post(visit.link)
    assert (voided.status_code, text(voided)) == (404, text(wrong))


def test_the_link_leaves_the_address_and_nothing_is_kept() -> None:
    visit = Visit()
    form = visit.open()
    assert visit.link.split("/")[-1] not in form
    answer = visit.get(form)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "Mia" in text(answer)


def test_only_the_browser_that_opened_the_link_sees_the_form_and_its_pictures() -> None:
    visit = Visit()
    form = visit.open()
    picture = next(one for one in visit.request.content["things"] if one["kind"] == "photo")
    address = f"{form}picture/{picture['material']}/"
    seen = visit.get(address)
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/png")
    assert "no-store" in seen["Cache-Control"]
    assert visit.get(f"{form}picture/999999/").status_code == 404
    for path in (form, address, f"{form}answered/"):
        assert Client().get(path).status_code == 404


def test_after_half_an_hour_the_link_has_to_be_opened_again() -> None:
    visit = Visit()
    form = visit.open()
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert visit.get(form).status_code == 404
        assert visit.get(visit.open()).status_code == 200


def test_nothing_is_ticked_beforehand() -> None:
    visit = Visit()
    assert "checked" not in text(visit.get(visit.open()))


def test_yes_to_everything_leads_to_the_signed_copy() -> None:
    visit = Visit()
    answer = visit.post(visit.open(), **visit.yes())
    authorization = Authorization.objects.get()
    assert answer["Location"] == f"/p/copy/{authorization.public_id}/"
    page = text(visit.get(answer["Location"]))
    assert "Thank you" in page
    assert "I did it by myself." in page
    assert "Take this back" in page
    assert Grant.objects.count() == 4
    assert authorization.record["meta"]["address"] == "127.0.0.1"
    assert "127.0.0.1" not in page


def test_choosing_one_by_one_narrows() -> None:
    visit = Visit()
    thing, place = visit.request.content["things"][0], visit.request.content["places"][1]
    chosen = {"things": thing["material"], "places": place["channel"], "name_level": "none"}
    day = now().date() + timedelta(days=40)
    visit.post(
        visit.open(),
        **visit.yes(how="choose", how_long="day", until=day.isoformat(), on_expiry="leave"),
        **chosen,
    )
    authorization, grant = Authorization.objects.get(), Grant.objects.get()
    assert (grant.material_id, grant.channel_id) == (thing["material"], place["channel"])
    assert (authorization.name_level, authorization.on_expiry) == ("none", "leave")
    assert authorization.record["choices"]["until"] == day.isoformat()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": ""}, "how"),
        ({"how": "choose", "places": "1", "name_level": "none"}, "things"),
        ({"how": "choose", "things": "999999"}, "things"),
        ({"how": "choose"}, "name_level"),
        ({"how_long": ""}, "how_long"),
        ({"how_long": "day", "until": ""}, "until"),
        ({"how_long": "day", "until": "3 May"}, "until"),
        ({"how_long": "day", "until": "2099-01-01"}, "until"),
        ({"on_expiry": ""}, "on_expiry"),
        ({"on_expiry": "never"}, "on_expiry"),
        ({"agreed": ""}, "agreed"),
        ({"typed_name": "Mia Tores"}, "typed_name"),
        ({"typed_name": "x" * 300}, "typed_name"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(
    changes: dict[str, str], field: str
) -> None:
    visit = Visit()
    answer = visit.post(visit.open(), **visit.yes(**changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert all(len(errors) == 1 for errors in answer.context["form"].errors.values())
    page = text(answer)
    assert f'id="id_{field}_error"' in page
    assert changes.get("typed_name", "Mia Torres") in page
    assert not Authorization.objects.exists()


def test_the_wrong_name_is_told_with_both_spellings() -> None:
    visit = Visit()
    page = text(visit.post(visit.open(), **visit.yes(typed_name="Mia Tores")))
    assert "This says “Mia Tores”. Your form says “Mia Torres”." in page


@pytest.mark.parametrize(("answer", "declined"), [("no", True), ("later", False)])
def test_no_and_not_now(answer: str, declined: bool) -> None:
    visit = Visit()
    form = visit.open()
    page = visit.get(visit.post(form, answer=answer)["Location"])
    assert ("We will not show it" in text(page)) == declined
    visit.request.refresh_from_db()
    assert (visit.request.declined_at is not None) == declined
    assert visit.get(form).status_code == 404
    assert (visit.post(visit.link).status_code == 404) == declined


def test_a_form_that_was_answered_in_another_window_says_so() -> None:
    visit = Visit()
    form = visit.open()
    cast.sign(Request.objects.get())
    assert visit.post(form, **visit.yes()).status_code == 404
    assert visit.post(form, answer="no").status_code == 404
    assert Authorization.objects.count() == 1


def test_a_post_without_its_token_is_refused() -> None:
    visit = Visit()
    form = visit.open()
    assert visit.phone.post(form, visit.yes()).status_code == 403
    assert visit.phone.post(visit.link).status_code == 403


def test_the_copy_link_of_the_mail_leads_to_taking_back() -> None:
    visit = Visit()
    visit.post(visit.open(), **visit.yes())
    phone = Client()
    copy = phone.post(mailed())["Location"]
    with filled(FakeUses()) as fake:
        page = text(phone.get(f"{copy}take-back/"))
        assert "A walk in the garden" in page
        assert "checked" not in page
        assert phone.post(f"{copy}take-back/", {"how": "some"}).status_code == 422
        place = visit.request.content["places"][0]["channel"]
        phone.post(f"{copy}take-back/", {"how": "some", "places": place})
        assert "It may still be shown here: Facebook" in text(phone.get(copy))
        phone.post(f"{copy}take-back/", {"how": "all"})
        assert phone.get(f"{copy}take-back/").status_code == 302
    assert len(fake.stopped) == 2
    page = text(phone.get(copy))
    assert "You took this back on" in page
    assert Authorization.objects.get().revoked_via == "link"
    assert Client().get(copy).status_code == 404


def test_the_page_speaks_the_language_of_the_form_not_of_the_browser() -> None:
    visit = Visit()
    answer = visit.phone.get(visit.open(), headers={"accept-language": "es"})
    assert '<html lang="en">' in text(answer)


def test_a_second_tap_leads_to_the_copy_of_the_first() -> None:
    visit = Visit()
    form = visit.open()
    signed = visit.post(form, **visit.yes())
    again = visit.post(form, **visit.yes())
    assert (again.status_code, again["Location"]) == (302, signed["Location"])
    assert Authorization.objects.count() == 1


def test_also_when_both_taps_are_under_way_at_once() -> None:
    """The second one has read its session before the first one has written it."""
    visit = Visit()
    form = visit.open()
    before = dict(visit.phone.session)
    signed = visit.post(form, **visit.yes())
    session = visit.phone.session
    session.clear()
    session.update(before)
    session.save()
    again = visit.post(form, **visit.yes())
    assert (again.status_code, again["Location"]) == (302, signed["Location"])
    assert visit.get(str(signed["Location"])).status_code == 200
    assert Authorization.objects.count() == 1


def test_but_not_for_another_browser_nor_later() -> None:
    visit, other = Visit(), Client(headers={"user-agent": "Another browser"})
    form = visit.open()
    other.post(visit.link)
    late = Client()
    late.post(visit.link)
    visit.post(form, **visit.yes())
    assert other.post(form, visit.yes()).status_code == 404
    with time_machine.travel(now() + timedelta(minutes=3)):
        assert late.post(form, visit.yes()).status_code == 404
