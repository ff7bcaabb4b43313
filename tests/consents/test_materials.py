import pytest

from compliance.blockers import Refused
from consents.materials import for_photo, for_words
from tests import cast

pytestmark = pytest.mark.django_db


def test_the_same_words_are_one_material_however_they_are_typed() -> None:
    house = cast.organization()
    by = cast.person("Wendy Writer", house, "writer")
    one = for_words(house, "“I did it by myself.”", by)
    assert for_words(house, ' "I  did it\nby myself." ', by) == one
    assert for_words(house, "I did it myself.", by) != one
    assert for_words(house, "I did it by myself.", by, kind="story") != one
    assert for_words(cast.organization("Other"), "I did it by myself.", by) != one


def test_what_names_words_does_not_give_them_away() -> None:
    house = cast.organization()
    by = cast.person("Wendy Writer", house, "writer")
    material = for_words(house, "I did it by myself.", by)
    assert len(material.sha256) == 64
    assert "myself" not in f"{material} {material!r} {material.sha256}"


def test_no_words_are_no_material() -> None:
    house = cast.organization()
    with pytest.raises(Refused) as refused:
        for_words(house, " “” ", cast.person("Wendy Writer", house, "writer"))
    assert [blocker.code for blocker in refused.value.blockers] == ["no_words"]


def test_the_same_bytes_are_one_material() -> None:
    house = cast.organization()
    photo = cast.photo(house)
    material = for_photo(photo, photo.uploaded_by)
    assert (material.sha256, material.photo) == (photo.sha256, photo)
    photo.pk, photo.public_id = None, "0190c1de-0000-4000-8000-000000000001"
    photo.save()
    assert for_photo(photo, photo.uploaded_by) == material
