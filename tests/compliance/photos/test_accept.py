import contextlib
import random

import pytest

from compliance.photos.accept import MAX_SIDE, SENTENCES, NotAccepted, accept
from compliance.photos.check import CannotCheck, check
from compliance.photos.reencode import reencode
from tests.compliance.photos import pictures
from tests.compliance.photos.hostile import (
    JPEG_PHOTO,
    PNG_PHOTO,
    POLYGLOTS,
    REFUSED,
    WEBP_PHOTO,
)


@pytest.mark.parametrize(
    ("kind", "data"), [("JPEG", JPEG_PHOTO), ("PNG", PNG_PHOTO), ("WEBP", WEBP_PHOTO)]
)
def test_three_formats_are_taken(kind: str, data: bytes) -> None:
    accepted = accept(data)
    assert (accepted.format, accepted.width, accepted.height) == (kind, 96, 64)
    assert "96" in repr(accepted)
    assert "Image" not in repr(accepted)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_reason_and_a_sentence(name: str) -> None:
    reason, data = REFUSED[name]
    with pytest.raises(NotAccepted) as refusal:
        accept(data)
    assert refusal.value.reason_code == reason
    assert refusal.value.sentence == str(refusal.value) == SENTENCES[reason]


def test_every_reason_has_its_own_sentence_and_is_tried() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert all(sentence.endswith((".", ").")) for sentence in SENTENCES.values())
    tried = {reason for reason, _ in REFUSED.values()}
    assert set(SENTENCES) - tried == {"too_hard"}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_polyglots_are_cleaned(name: str) -> None:
    data = POLYGLOTS[name]
    made = reencode(data)
    assert b"CANARY" in data
    assert b"CANARY" not in made.data
    assert check(made.data) == []


def test_the_limits_themselves_are_taken() -> None:
    wide = pictures.encoded(pictures.gradient(MAX_SIDE, 20))
    assert accept(wide).width == MAX_SIDE
    assert accept(wide, longest=1000).width == MAX_SIDE


def test_mutations_are_refused_or_cleaned() -> None:
    """Random damage to files full of metadata: a reason, or a picture without any of it."""
    seed = random.randrange(1 << 32)
    print("seed", seed)
    draw = random.Random(seed)
    sources = [pictures.everything_jpeg(6), pictures.everything_png(), pictures.everything_webp()]
    made = refused = 0
    for _ in range(400):
        damaged = _damaged(draw, draw.choice(sources))
        _look_at(damaged)
        try:
            clean = reencode(damaged)
        except NotAccepted:
            refused += 1
        else:
            assert not any(canary in clean.data for canary in pictures.CANARIES)
            assert check(clean.data) == []
            made += 1
    assert made > 20
    assert refused > 20


def _look_at(damaged: bytes) -> None:
    """The walkers finish or say that they cannot; nothing else may come out of them."""
    with contextlib.suppress(CannotCheck):
        check(damaged)


def _damaged(draw: random.Random, source: bytes) -> bytes:
    data = bytearray(source)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(data))
        match draw.randrange(5):
            case 0:
                data[at] = draw.randrange(256)
            case 1:
                del data[at : at + draw.randint(1, 40)]
            case 2:
                data[at:at] = draw.randbytes(draw.randint(1, 40))
            case 3:
                data[at : at + 4] = draw.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
            case _:
                data += data[at : at + 200]
    if draw.random() < 0.1:
        del data[draw.randrange(20, len(data)) :]
    return bytes(data)
