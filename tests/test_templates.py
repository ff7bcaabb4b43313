"""Every template parses, carries nothing that the content security policy would refuse, and the
palette keeps the contrast it promises in both schemes."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
FILES = sorted(TEMPLATES.rglob("*.html")) + sorted(TEMPLATES.rglob("*.txt"))
PARTS = sorted((TEMPLATES / "parts").glob("*.html"))

FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "an inline stylesheet": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an htmx event attribute": re.compile(r"\shx-on[:\-]", re.I),
    "an evaluated htmx value": re.compile(r"""["']\s*(?:js|javascript):""", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "words that are not escaped": re.compile(r"\|\s*safe(?:seq)?\b|mark_safe"),
    "something from elsewhere": re.compile(r"""(?:src|href)=["'](?:https?:)?//""", re.I),
}


def named(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_template_parses(path: Path) -> None:
    get_template(named(path))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_template_carries_nothing_forbidden(path: Path) -> None:
    text = path.read_text()
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=named)
def test_escaping_is_never_turned_off_in_pages(path: Path) -> None:
    assert "autoescape off" not in path.read_text()


@pytest.mark.parametrize(
    ("kind", "sample"),
    [
        ("an inline script", "<script>a()</script>"),
        ("an inline stylesheet", "<style>p {}</style>"),
        ("a style attribute", '<p style="color: red">'),
        ("an event attribute", '<a href="/" onclick="a()">'),
        ("an htmx event attribute", '<a hx-on:click="a()">'),
        ("an evaluated htmx value", "<a hx-vals='js:{a: 1}'>"),
        ("a script address", '<a href="javascript:a()">'),
        ("words that are not escaped", "{{ words|safe }}"),
        ("something from elsewhere", '<img src="//elsewhere.example/a.png">'),
    ],
)
def test_each_rule_can_fail(kind: str, sample: str) -> None:
    assert FORBIDDEN[kind].search(sample)


@pytest.mark.parametrize("path", PARTS, ids=named)
def test_part_names_its_context(path: Path) -> None:
    assert re.match(r"\{# .*[Tt]akes .*\. ?.*#\}", path.read_text().splitlines()[0])


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda p: p.name)
def test_stylesheet_imports_nothing(sheet: Path) -> None:
    assert not re.search(r"@import|url\(", sheet.read_text())


# --- Contrast, WCAG 2.2 (1.4.3 for words, 1.4.11 for what bounds a control) ---------------------


def schemes() -> dict[str, dict[str, str]]:
    """The colours of tokens.css by name, once for light and once for dark."""
    source = (STATIC / "css" / "tokens.css").read_text()
    both: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    pair = r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)"
    for name, light, dark in re.findall(rf"--([a-z-]+): {pair};", source):
        if name != "org":
            both["light"][name], both["dark"][name] = light, dark
    for name, light, dark in re.findall(rf"\.(org-[a-z]+) {{ --org: {pair}; }}", source):
        both["light"][name], both["dark"][name] = light, dark
    for name, colour in re.findall(r"--((?:on-)?mark(?:-[a-z]+)?): (#[0-9a-f]{6});", source):
        both["light"][name] = both["dark"][name] = colour
    return both


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAPERS = ("ground", "sheet", "sunk")
ORGANIZATIONS = ("plum", "lake", "rust", "moss", "rose", "slate", "teal", "ochre")
WORDS = [
    *product(("ink", "soft", "pencil", "stop", "look", "good"), PAPERS),
    *product(("ink", "soft", "pencil"), ("pencil-wash", "look-wash", "stop-wash", "good-wash")),
    *product([f"org-{name}" for name in ORGANIZATIONS], PAPERS),
    ("stop", "stop-wash"),
    ("look", "look-wash"),
    ("good", "good-wash"),
    ("stop", "look-wash"),
    ("good", "look-wash"),
    ("on-pencil", "pencil"),
    ("on-pencil", "pencil-deep"),
    ("sheet", "ink"),
    ("sheet", "soft"),
    *product(("sheet",), ("stop", "look", "good")),
    *product(("on-mark",), ("mark-stop", "mark-look", "mark-good")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), WORDS)
def test_words_can_be_read(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["sheet", "ground"])
def test_controls_can_be_seen(scheme: str, paper: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours["edge"], colours[paper]) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
