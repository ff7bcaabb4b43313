"""What the documentation names exists: files, make targets, management commands."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"`make ([a-z]+)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def named(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for document in documents():
        for found in pattern.findall(document.read_text()):
            yield str(document.relative_to(ROOT)), found


def test_every_link_leads_to_a_file() -> None:
    broken = [
        (where, link)
        for where, link in named(LINK)
        if not (ROOT / where).parent.joinpath(link).exists()
    ]
    assert broken == []


def test_every_make_target_exists() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert [(where, name) for where, name in named(TARGET) if name not in made] == []


def test_every_command_exists() -> None:
    commands = set(get_commands())
    assert [(where, name) for where, name in named(COMMAND) if name not in commands] == []


@pytest.mark.parametrize("trace", ["file://" + "/opt", "index" + "-url", "find" + "-links"])
def test_the_pinned_requirements_name_no_machine(trace: str) -> None:
    for file in ROOT.glob("requirements*.txt"):
        assert trace not in file.read_text()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-lint"])
def test_every_requirement_is_pinned_with_its_hash(name: str) -> None:
    lines = (ROOT / f"{name}.txt").read_text().replace("\\\n", " ").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pins
    assert [line for line in pins if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_shell_scripts_are_sound() -> None:
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=False).returncode == 0
