"""Names that are printed beside signatures can be read, and read as what they are."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.plain_text import readable_name
from tests import cast

pytestmark = pytest.mark.django_db

UNREADABLE = ["\u200b", "...", "\u202exeL ecnaV", "Lex\u2066 Vance\u2069"]


@pytest.mark.parametrize("name", ["Ana Reyes", "李 明", "محمد", "J.", "O’Neil-Smith", "Zoë 2nd"])
def test_names_of_everywhere_are_readable(name: str) -> None:
    readable_name(name)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_name_nobody_can_read_is_refused_beside_its_field(name: str) -> None:
    with pytest.raises(ValidationError):
        readable_name(name)
    house = cast.organization()
    somebody = cast.person("Cora Coordinator", house, "coordinator")
    client = Client()
    client.force_login(somebody)
    for url, more in (
        (reverse("people:profile"), {"languages": "en"}),
        (reverse("consents:add"), {"organization": str(house.pk), "language": "en"}),
    ):
        answer = client.post(url, {"name": name, **more})
        assert answer.status_code == 422
        assert "ame" in " ".join(answer.context["form"].errors["name"])
    somebody.refresh_from_db()
    assert somebody.name == "Cora Coordinator"
