"""One way to write a value down, for everything that is frozen."""

import hashlib

import pytest

from accounts.canonical import canonical, digest, digest_of_bytes, digest_of_text


def test_the_same_meaning_is_the_same_text() -> None:
    composed, decomposed = "Ren\u00e9", "Rene\u0301"
    one = canonical({"b": [1, True, None], "a": composed})
    assert one == '{"a":"Ren\u00e9","b":[1,true,null]}'
    assert one == canonical({"a": decomposed, "b": (1, True, None)})
    assert canonical({composed: 1}) == canonical({decomposed: 1})


@pytest.mark.parametrize("value", [1.5, b"bytes", {1, 2}, {"deep": [0.1]}])
def test_what_can_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


def test_digests_are_of_the_canonical_bytes() -> None:
    value = {"words": "caf\u00e9"}
    expected = hashlib.sha256('{"words":"caf\u00e9"}'.encode()).hexdigest()
    assert digest(value) == digest_of_text(canonical(value)) == expected
    assert digest_of_bytes(b"") == hashlib.sha256(b"").hexdigest()
    assert digest({"words": "Caf\u00e9"}) != expected
