"""What was found in a picture is answered by an author and confirmed by somebody else."""

import pytest

from accounts.models import User
from compliance import photo_checks
from compliance.blockers import Refused
from compliance.models import Photo, PhotoAnswer, PhotoCheck, PhotoFinding
from compliance.photos.check import PhotoFinding as Seen
from consents.appearances import Said
from content import lifecycle, writing
from content.loading import load_one
from content.models import Picture, Post
from content.photo_answers import answer_photo, confirm_photo
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db

SIGN = Seen("text", "a sign", (0.1, 0.1, 0.2, 0.2), True)
CODE = Seen("barcode", "a code", None, False)


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def photo(h: road.House, monkeypatch: pytest.MonkeyPatch) -> Photo:
    monkeypatch.setattr(photo_checks, "check", lambda data: [SIGN, CODE])
    made = cast.photo(h.organization, h.wren)
    photo_checks.run(photo_checks.ask(made))
    return made


def using(h: road.House, photo: Photo) -> tuple[Post, Picture]:
    post = road.draft(h, photos=[photo])
    road.say(post, h.wren, Said("staff"))
    return post, post.pictures.get()


def found(photo: Photo) -> list[PhotoFinding]:
    return list(PhotoFinding.objects.filter(photo=photo).order_by("pk"))


def answer_all(picture: Picture, by: User, **more: str) -> None:
    for one in found(picture.photo):
        answer_photo(picture, one, by, "house", **more)


def test_unanswered_then_unconfirmed_then_closed(h: road.House, photo: Photo) -> None:
    post, picture = using(h, photo)
    with pytest.raises(Refused, match="photo_open"):
        road.submit(post, h.wren)
    answer_all(picture, h.wren)
    road.submit(post, h.wren)
    road.confirm_everything(post, h.rita)
    with pytest.raises(Refused, match="photo_to_confirm"):
        road.endorse(post, h.rita)
    for one in found(photo):
        confirm_photo(picture, one, h.rita)
    road.endorse(post, h.rita)
    road.approve(post, h.lex)


def test_the_answer_stays_with_the_picture(h: road.House, photo: Photo) -> None:
    post, picture = using(h, photo)
    answer_all(picture, h.wren)
    road.submit(post, h.wren)
    for one in found(photo):
        confirm_photo(picture, one, h.rita)
    other, again = using(h, photo)
    (facts,) = load_one(other).pictures
    assert (facts.open_findings, facts.to_confirm) == (0, 0)
    answer_all(again, h.wren)
    live = PhotoAnswer.objects.filter(superseded_at=None)
    assert live.exclude(confirmed_at=None).count() == 2
    answer_all(again, h.wren, because="It hangs over our door.")
    (facts,) = load_one(other).pictures
    assert facts.to_confirm == 2
    assert PhotoAnswer.objects.filter(superseded_at=None).count() == 2


def test_the_answer_stays_when_a_newer_check_sees_the_same(
    h: road.House, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, picture = using(h, photo)
    answer_all(picture, h.wren)
    newer = PhotoCheck.objects.create(photo=photo, checker="newer", sha256=photo.sha256)
    monkeypatch.setattr(photo_checks, "check", lambda data: [SIGN])
    photo_checks.run(newer)
    sign, code = found(photo)
    assert (sign.found_in, code.found_in == newer) == (newer, False)
    assert sign.answers.count() == 1


def test_different_things_without_a_place_are_different_findings(h: road.House) -> None:
    made = cast.photo(h.organization, h.wren)
    row = photo_checks.ask(made)
    for detail in ("gps", "serial"):
        photo_checks.keep(row, Seen("metadata", detail, None, True))
    assert len({one.fingerprint for one in found(made)}) == 2


@pytest.mark.parametrize(
    ("kind", "because", "code"),
    [
        ("whatever", "", "no_answer"),
        ("not_phi", "  ", "reason_missing"),
        ("house", "x" * 301, "too_long"),
    ],
)
def test_an_answer_is_one_of_the_answers(
    h: road.House, photo: Photo, kind: str, because: str, code: str
) -> None:
    _, picture = using(h, photo)
    with pytest.raises(Refused, match=code):
        answer_photo(picture, found(photo)[0], h.wren, kind, because)
    assert not PhotoAnswer.objects.exists()


def test_a_patient_found_in_review_sends_the_post_back(h: road.House, photo: Photo) -> None:
    post, picture = using(h, photo)
    answer_all(picture, h.wren)
    road.submit(post, h.wren)
    with pytest.raises(Refused, match="patient_after_submit"):
        answer_photo(picture, found(photo)[0], h.wren, "patient")
    lifecycle.perform(post, "take_back", by=h.wren)
    answer_photo(picture, found(photo)[0], h.wren, "patient")


def test_who_may(h: road.House, photo: Photo) -> None:
    post, picture = using(h, photo)
    one = found(photo)[0]
    for stranger in (h.rita, h.lex, h.cory, road.house("Harbor House").wren):
        with pytest.raises(Refused, match="may_not_write"):
            answer_photo(picture, one, stranger, "house")
    answer_all(picture, h.wren)
    with pytest.raises(Refused, match="may_not_confirm"):
        confirm_photo(picture, one, h.rita)
    road.submit(post, h.wren)
    for stranger in (h.wren, h.lex, h.cory):
        with pytest.raises(Refused, match="may_not_confirm"):
            confirm_photo(picture, one, stranger)
    both = cast.person("Bo Both", h.organization, "writer", "reviewer")
    answer_photo(picture, one, both, "stock")
    with pytest.raises(Refused, match="own_post"):
        confirm_photo(picture, one, both)
    confirm_photo(picture, one, h.rita)
    with pytest.raises(Refused, match="nothing_to_confirm"):
        confirm_photo(picture, one, h.rita)


def test_only_what_the_post_shows(h: road.House, photo: Photo) -> None:
    _, picture = using(h, photo)
    other = road.house("Harbor House")
    theirs = cast.photo(other.organization, other.wren)
    photo_checks.run(photo_checks.ask(theirs))
    with pytest.raises(Refused, match="no_such_finding"):
        answer_photo(picture, found(theirs)[0], h.wren, "house")
    writing.remove_picture(picture, h.wren)
    with pytest.raises(Refused, match="no_such_finding"):
        answer_photo(picture, found(photo)[0], h.wren, "house")


def test_trouble_with_one_check_keeps_no_other(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from compliance.tasks import sweep_photo_checks

    bad, good = (cast.photo(h.organization, h.wren) for _ in range(2))
    seen = [Seen("unheard of", "x", None, True), SIGN]  # type: ignore[arg-type]
    monkeypatch.setattr(photo_checks, "check", lambda data: [seen.pop(0)])
    rows = [photo_checks.ask(one) for one in (bad, good)]
    sweep_photo_checks()
    for row in rows:
        row.refresh_from_db()
    assert (rows[0].finished_at, rows[0].attempts, rows[0].trouble) == (None, 1, "KeyError")
    assert rows[1].finished_at is not None
