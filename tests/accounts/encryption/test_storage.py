import random
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from pytest_django import Settings

from accounts.encryption import EncryptedFileStorage, Unreadable, private_storage
from accounts.encryption.envelope import TAG_BYTES
from accounts.encryption.file_envelope import PIECE_BYTES, seal_file, unseal_file
from tests.accounts.encryption.conftest import NEW, OLD

SIZES = [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES, 2 * PIECE_BYTES + 7]


def place(files: EncryptedFileStorage, name: str) -> Path:
    return Path(files.inner.path(name))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_saved_is_read(files: EncryptedFileStorage, size: int) -> None:
    content = random.Random(size).randbytes(size)
    name = files.save("x", ContentFile(content))
    assert files.open(name).read() == content
    assert files.size(name) == size
    assert files.exists(name)


def test_name_says_nothing_and_disk_holds_ciphertext(files: EncryptedFileStorage) -> None:
    content = b"maria gonzalez, newborn ward" * 1000
    one, two = (files.save("maria_gonzalez.jpg", ContentFile(content)) for _ in range(2))
    assert re.fullmatch(r"([0-9a-f]{2})/\1[0-9a-f]{30}", one)
    assert one != two
    sealed = place(files, one).read_bytes()
    assert b"maria" not in sealed
    assert sealed != place(files, two).read_bytes()


def test_only_the_owner_may_read_the_disk(files: EncryptedFileStorage) -> None:
    path = place(files, files.save("x", ContentFile(b"x")))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


def test_there_is_no_address_and_no_path(files: EncryptedFileStorage) -> None:
    name = files.save("x", ContentFile(b"x"))
    for ask in (files.url, files.inner.url):
        with pytest.raises(ValueError, match="no address"):
            ask(name)
    with pytest.raises(NotImplementedError):
        files.path(name)
    with pytest.raises(ValueError, match="only read"):
        files.open(name, "wb")


@pytest.mark.parametrize("size", SIZES)
def test_cut_grown_flipped_and_reordered_files_are_refused(size: int) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    draw = random.Random(seed)
    sealed = seal_file(draw.randbytes(size), "n")
    step = PIECE_BYTES + TAG_BYTES
    flipped = bytearray(sealed)
    flipped[draw.randrange(len(sealed))] ^= 1 << draw.randrange(8)
    head, first, second = sealed[:19], sealed[19 : 19 + step], sealed[19 + step : 19 + 2 * step]
    wrong = [
        bytes(flipped),
        sealed[:-1],
        sealed[: draw.randrange(len(sealed))],
        sealed + b"\x00",
        sealed + draw.randbytes(step),
        head,
        b"",
    ]
    if second:
        wrong += [head + second + first + sealed[19 + 2 * step :], head + first, head + second]
    for altered in wrong:
        with pytest.raises(Unreadable):
            unseal_file(altered, "n")
    with pytest.raises(Unreadable):
        unseal_file(sealed, "m")


def test_files_swapped_on_disk_are_refused(files: EncryptedFileStorage) -> None:
    one, two = (files.save("x", ContentFile(text)) for text in (b"consented", b"not consented"))
    place(files, one).write_bytes(place(files, two).read_bytes())
    with pytest.raises(Unreadable, match="altered, cut or renamed"):
        files.open(one)


def test_plain_file_is_refused(files: EncryptedFileStorage) -> None:
    name = files.save("x", ContentFile(b"x"))
    place(files, name).write_bytes(b"\xff\xd8\xff a photo nobody encrypted")
    with pytest.raises(Unreadable, match="must be encrypted"):
        files.open(name)


def test_a_write_that_fails_leaves_nothing(
    files: EncryptedFileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = files.save("x", ContentFile(b"before"))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("accounts.encryption.private_files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.rekey(name)
    monkeypatch.undo()
    assert files.open(name).read() == b"before"
    assert [p.name for p in place(files, name).parent.iterdir()] == [place(files, name).name]


def test_old_key_reads_and_rekey_uses_the_new(files: EncryptedFileStorage, keys: Settings) -> None:
    name = files.save("x", ContentFile(b"x" * 2_000_000))
    assert files.key_id(name) == 1
    keys.FIELD_KEYS = (NEW, OLD)
    files.rekey(name)
    assert files.key_id(name) == 2
    keys.FIELD_KEYS = (NEW,)
    assert files.open(name).read() == b"x" * 2_000_000


def test_another_inner_storage_gets_ciphertext_only() -> None:
    inner = InMemoryStorage()
    files = EncryptedFileStorage(inner)
    name = files.save("x", ContentFile(b"pixels" * 99))
    assert b"pixels" not in inner.open(name).read()
    assert files.open(name).read() == b"pixels" * 99


def test_inner_storage_can_be_an_entry_of_the_settings(keys: Settings) -> None:
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    private = {
        "BACKEND": "accounts.encryption.EncryptedFileStorage",
        "OPTIONS": {"inner": "objects"},
    }
    keys.STORAGES = {**keys.STORAGES, "objects": memory, "private": private}
    files = private_storage()
    assert isinstance(files, EncryptedFileStorage)
    assert isinstance(files.inner, InMemoryStorage)


def test_by_default_files_lie_under_var(keys: Settings, tmp_path: Path) -> None:
    keys.CHAPERONE_VAR = tmp_path
    files = private_storage()
    name = files.save("x", ContentFile(b"x"))
    assert (tmp_path / "private" / name).is_file()
