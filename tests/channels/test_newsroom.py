"""The public newsroom: what anybody sees, and what nobody sees any more."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from channels.connectors import connector
from channels.connectors.base import Outgoing, OutgoingPicture
from channels.models import Channel, NewsroomEntry
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom() -> Channel:
    return cast.channel(cast.organization(), account_id="fairhaven")


def outgoing(**more: Any) -> Outgoing:
    picture = OutgoingPicture(b"bytes", "0" * 64, "image/png", "A garden")
    fields = {
        "remote_key": "k1",
        "account_id": "fairhaven",
        "title": "Our garden is open",
        "text": "Come and see <it>.",
        "pictures": (picture,),
    }
    return Outgoing(**(fields | more))


def test_a_story_has_its_page_with_open_graph_and_alt_text(
    client: Client, newsroom: Channel
) -> None:
    receipt = connector("newsroom").publish(outgoing())
    page = client.get(receipt.url)
    assert page.status_code == 200
    words = page.content.decode()
    assert '<meta property="og:title" content="Our garden is open">' in words
    assert 'alt="A garden"' in words
    assert "Come and see &lt;it&gt;." in words


def test_publishing_twice_with_one_key_is_one_story(newsroom: Channel) -> None:
    first = connector("newsroom").publish(outgoing())
    assert connector("newsroom").publish(outgoing()) == first
    assert NewsroomEntry.objects.count() == 1


def test_a_story_taken_down_answers_410_and_keeps_no_words(
    client: Client, newsroom: Channel
) -> None:
    network = connector("newsroom")
    receipt = network.publish(outgoing())
    picture = reverse("newsroom:picture", args=["fairhaven", receipt.remote_id, 0])
    assert client.get(picture).content == b"bytes"
    network.take_down("k1")
    network.take_down("k1")
    assert client.get(receipt.url).status_code == 410
    assert client.get(picture).status_code == 404
    row = NewsroomEntry.objects.get()
    assert (row.title, row.text, row.pictures.count()) == ("", "", 0)
    assert network.find("k1") is None


def test_the_feed_and_the_front_page_list_it(client: Client, newsroom: Channel) -> None:
    connector("newsroom").publish(outgoing())
    for name in ("index", "feed"):
        answer = client.get(reverse(f"newsroom:{name}", args=["fairhaven"]))
        assert b"Our garden is open" in answer.content
    assert answer["Content-Type"].startswith("application/atom+xml")


def test_another_newsroom_does_not_show_it(client: Client, newsroom: Channel) -> None:
    receipt = connector("newsroom").publish(outgoing())
    cast.channel(cast.organization("Elsewhere"), account_id="elsewhere")
    other = reverse("newsroom:entry", args=["elsewhere", receipt.remote_id])
    assert client.get(other).status_code == 404
    assert client.get(reverse("newsroom:index", args=["nowhere"])).status_code == 404
