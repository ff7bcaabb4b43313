"""A mother signs on her phone and takes it back, in a real browser without a script of ours."""

import re
from typing import Any

import pytest
from django.core import mail

from consents.materials import for_photo, for_words
from consents.models import Authorization
from consents.requests import resend
from consents.tasks import send_due_mails
from tests import cast
from tests.consents.fake_uses import FakeUses, filled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(phone: Any, width: int) -> bool:
    phone.set_viewport_size({"width": width, "height": 800})
    return bool(phone.evaluate("document.documentElement.scrollWidth") <= width)


def test_a_mother_signs_on_her_phone_and_takes_it_back(phone: Any) -> None:
    house = cast.organization("Fairhaven Children’s Hospital")
    by = cast.person("Cora Coordinator", house, "coordinator", "writer")
    mia = cast.subject(house, by=by, is_minor=True)
    words = cast.shows(for_words(house, "“I did it by myself.”", by), mia, by)
    picture = cast.shows(for_photo(cast.photo(house, by), by), mia, by)
    asked = cast.request(
        mia, [picture, words], [cast.channel(house, "Newsroom"), cast.channel(house, "Facebook")],
        by, signer_kind="representative", signer_name="Ana Torres", signer_relation="mother",
    )  # fmt: skip
    resend(asked, by)
    send_due_mails()
    link = re.search(r"/p/\S+", str(mail.outbox[0].body))
    assert link

    phone.goto(link[0])
    phone.get_by_role("button", name="Continue").click()
    assert link[0] not in phone.url
    phone.get_by_role("heading", name="May we show this of Mia?").wait_for()
    phone.wait_for_load_state("networkidle")
    assert phone.evaluate("document.images[0].naturalWidth") == 48
    assert fits(phone, 320)
    assert fits(phone, 390)

    phone.get_by_role("radio", name="Let me choose").check()
    phone.get_by_role("checkbox", name="The words").check()
    phone.get_by_role("checkbox", name="Newsroom").check()
    phone.get_by_role("checkbox", name="Facebook").check()
    phone.get_by_role("radio", name="First name: Mia").check()
    phone.get_by_role("radio", name=re.compile("One year")).check()
    phone.get_by_role("radio", name="Take the posts down").check()
    phone.get_by_role("checkbox", name=re.compile("I have read this")).check()
    phone.get_by_label("Type your full name").fill("Ana Tores")
    phone.get_by_role("button", name="Sign now").click()
    phone.get_by_role("alert").get_by_text("This says “Ana Tores”").wait_for()
    assert phone.get_by_role("checkbox", name="The words").is_checked()
    assert fits(phone, 320)

    phone.get_by_label("Type your full name").fill("Ana Torres")
    phone.get_by_role("button", name="Sign now").click()
    phone.get_by_role("heading", name="Your signed copy").wait_for()
    authorization = Authorization.objects.get()
    assert list(authorization.grants.values_list("material", flat=True)) == [words.pk, words.pk]

    with filled(FakeUses()) as fake:
        phone.get_by_role("link", name="Take this back").click()
        phone.get_by_role("radio", name="Everything").check()
        phone.get_by_role("button", name="Take it back now").click()
        phone.get_by_text("We stopped it.").first.wait_for()
    assert len(fake.stopped) == 1
    authorization.refresh_from_db()
    assert authorization.revoked_at is not None


def test_everything_hides_the_single_choices(phone: Any) -> None:
    asked = cast.request(cast.subject(cast.organization()))
    resend(asked, asked.requested_by)
    send_due_mails()
    link = re.search(r"/p/\S+", str(mail.outbox[0].body))
    assert link
    phone.goto(link[0])
    phone.get_by_role("button", name="Continue").click()
    assert phone.get_by_role("checkbox", name="The picture").is_visible()
    phone.get_by_role("radio", name="Yes to everything shown here").check()
    assert not phone.get_by_role("checkbox", name="The picture").is_visible()
