from typing import Any

import pytest

from accounts.models import AuditEvent
from compliance.blockers import Refused
from consents.appearances import Said, confirm, say
from consents.materials import for_photo
from consents.models import Appearance
from tests import cast

pytestmark = pytest.mark.django_db


class Scene:
    def __init__(self, **photo: Any) -> None:
        self.house = cast.organization()
        self.writer = cast.person("Wendy Writer", self.house, "writer")
        self.reviewer = cast.person("Ravi Reviewer", self.house, "reviewer")
        self.mia = cast.subject(self.house)
        self.material = for_photo(cast.photo(self.house, self.writer, **photo), self.writer)

    def live(self) -> list[tuple[str, bool]]:
        rows = Appearance.objects.filter(material=self.material, superseded_at=None)
        return [(row.kind, row.confirmed_at is not None) for row in rows.order_by("pk")]


def codes(*people: Said, scene: Scene, by: Any = None) -> list[str]:
    with pytest.raises(Refused) as refused:
        say(scene.material, people, by or scene.writer)
    assert scene.live() == []
    return [blocker.code for blocker in refused.value.blockers]


def test_somebody_says_and_somebody_else_says_so_too() -> None:
    scene = Scene()
    say(scene.material, [Said("patient", scene.mia), Said("staff")], scene.writer)
    assert scene.live() == [("patient", False), ("staff", False)]
    confirm(scene.material, scene.reviewer)
    assert scene.live() == [("patient", True), ("staff", True)]
    actions = AuditEvent.objects.filter(object_kind="material").values_list("action", flat=True)
    assert list(actions) == ["people_said", "people_confirmed"]


def test_a_new_word_supersedes_all_and_is_unconfirmed() -> None:
    scene = Scene()
    say(scene.material, [Said("patient", scene.mia)], scene.writer)
    confirm(scene.material, scene.reviewer)
    say(scene.material, [Said("staff")], scene.writer, because="It is Joel, our nurse.")
    assert scene.live() == [("staff", False)]
    assert Appearance.objects.count() == 2


def test_saying_the_same_again_keeps_the_confirmation() -> None:
    scene = Scene()
    say(scene.material, [Said("patient", scene.mia)], scene.writer)
    confirm(scene.material, scene.reviewer)
    say(scene.material, [Said("patient", scene.mia)], scene.writer)
    assert scene.live() == [("patient", True)]


def test_nobody_confirms_their_own_word() -> None:
    scene = Scene()
    both = cast.person("Bo Both", scene.house, "writer", "reviewer")
    say(scene.material, [Said("nobody")], both)
    with pytest.raises(Refused, match="said_by_you"):
        confirm(scene.material, both)
    assert scene.live() == [("nobody", False)]


def test_confirming_needs_something_said_and_somebody_who_may() -> None:
    scene = Scene()
    with pytest.raises(Refused, match="nobody_said"):
        confirm(scene.material, scene.reviewer)
    say(scene.material, [Said("staff")], scene.writer)
    stranger = cast.person("Sam Stranger", cast.organization("Other"), "reviewer")
    for nobody in (stranger, cast.person("Wilma Writer", scene.house, "writer")):
        with pytest.raises(Refused, match="not_yours"):
            confirm(scene.material, nobody)


def test_what_cannot_be_said() -> None:
    scene = Scene()
    other = cast.subject(cast.organization("Other"))
    assert codes(scene=scene) == ["nobody_said"]
    assert codes(Said("patient"), scene=scene) == ["which_patient"]
    assert codes(Said("staff", scene.mia), scene=scene) == ["which_patient"]
    assert codes(Said("ghost"), scene=scene) == ["which_patient"]
    assert codes(Said("patient", other), scene=scene) == ["which_patient"]
    assert codes(Said("nobody"), Said("staff"), scene=scene) == ["nobody_and_somebody"]
    assert codes(Said("staff"), Said("staff"), scene=scene) == ["said_twice"]
    assert codes(Said("nobody"), scene=scene, by=other.added_by) == ["not_yours"]


def test_in_a_clinic_nobody_is_the_public() -> None:
    scene = Scene(place="clinical")
    assert codes(Said("public"), scene=scene) == ["clinical_is_not_public"]
    say(scene.material, [Said("staff")], scene.writer)


def test_the_stricter_place_counts_when_the_same_picture_was_uploaded_twice() -> None:
    scene = Scene(place="event")
    photo = scene.material.photo
    assert photo is not None
    photo.pk, photo.public_id, photo.place = (
        None,
        "0190c1de-0000-4000-8000-000000000002",
        "clinical",
    )
    photo.save()
    assert codes(Said("public"), scene=scene) == ["clinical_is_not_public"]
