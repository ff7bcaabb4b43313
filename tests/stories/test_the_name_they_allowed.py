"""A permission for the first name does not let the full name out, at any step."""

import pytest

from compliance.blockers import Refused
from consents import materials
from consents.appearances import Said
from content import writing
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db


def test_a_first_name_permission_stops_a_full_name() -> None:
    h = road.house()
    nora = cast.subject(h.organization, "Nora Whitfield", h.cory)
    photo = cast.photo(h.organization, h.wren)
    post = road.draft(h, "Our garden is open again.", photos=[photo], kind="story",
                      purpose="marketing")  # fmt: skip
    road.say(post, h.wren, Said("patient", nora))
    cast.sign(cast.request(nora, [materials.for_photo(photo, h.wren)], [h.newsroom], h.cory))
    road.submit(post, h.wren)
    assert road.again(post).state == "second_review"

    other = cast.photo(h.organization, h.wren)
    named = road.draft(h, "Our garden is open again.", photos=[other], kind="story",
                       purpose="marketing")  # fmt: skip
    road.say(named, h.wren, Said("patient", nora))
    cast.sign(cast.request(nora, [materials.for_photo(other, h.wren)], [h.newsroom], h.cory))
    for picture in named.pictures.all():
        writing.describe_picture(picture, h.wren, "A garden with Nora Whitfield in it")
    with pytest.raises(Refused) as refused:
        road.submit(named, h.wren)
    told = {one.code: one.message for one in refused.value.blockers}
    assert "say more of Nora W.’s name" in told["not_covered"]


def test_a_full_name_that_was_shown_and_allowed_goes_on() -> None:
    h = road.house()
    nora = cast.subject(h.organization, "Nora Whitfield", h.cory)
    photo = cast.photo(h.organization, h.wren)
    cast.shows(materials.for_photo(photo, h.wren), nora, h.wren)
    asked = cast.request(nora, [materials.for_photo(photo, h.wren)], [h.newsroom], h.cory,
                         preview={"text": "Nora Whitfield in our garden"})  # fmt: skip
    assert cast.sign(asked).name_level == "full"
