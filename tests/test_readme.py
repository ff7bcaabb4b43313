"""The README tells the truth about settings, logins and pictures."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from accounts.roles import ROLES
from config.demo.people import PASSWORD, PEOPLE
from config.management.commands.demo import STAGES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text()
READ = re.compile(r"env(?:text|bool|int|list|path)\(\s*\"([A-Z_]+)\"")


def variables() -> set[str]:
    """Every variable that the product reads from the environment."""
    rooms = ("config", "accounts", "compliance", "channels", "consents", "content")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text())}


def test_every_variable_is_in_the_table() -> None:
    keys = {"SECRET_KEY", "FIELD_KEYS", "FINGERPRINT_KEY"}
    table = {
        name
        for line in README.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([A-Z_]+)`", line.split("|")[1])
    }
    assert table == variables() | keys


def test_every_login_is_there_and_works_as_said() -> None:
    for person, role in zip(PEOPLE, ROLES, strict=True):
        assert f"| {role.label} | {person.email} |" in README
    assert f"`{PASSWORD}`" in README
    assert all(f"`{stage}`" in README or f"--stage {stage}" in README for stage in STAGES)


@pytest.mark.parametrize("name", ["desk.png", "way.svg"])
def test_pictures_are_there_and_small(name: str) -> None:
    file = ROOT / "docs" / "pictures" / name
    assert f"docs/pictures/{name}" in README
    assert 1000 < file.stat().st_size < 300_000


def test_the_way_has_words_for_people_who_cannot_see_it() -> None:
    drawing = ElementTree.parse(ROOT / "docs" / "pictures" / "way.svg").getroot()  # noqa: S314
    texts = {child.tag.rpartition("}")[2]: child.text for child in drawing}
    assert texts["title"]
    assert texts["desc"]


def test_the_first_screen_is_short() -> None:
    before, _, _ = README.partition("![")
    assert len(before.strip().splitlines()) <= 8
