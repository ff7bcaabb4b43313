"""Replies and posts that the field holds for right and wrong, with what is expected of each."""

import json
from pathlib import Path

import pytest

from compliance.phi import Directory, scan

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "golden.jsonl").read_text(encoding="utf-8").splitlines()
]
ALLOWED = {"pass": (0,), "pass_or_warn": (0, 1), "warn_or_block": (1, 2), "block": (2,)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_golden(row, organization: Directory) -> None:
    findings = scan(row["text"], row["kind"], organization)
    strongest = max((f.severity.rank for f in findings), default=0)
    assert strongest in ALLOWED[row["expect"]], findings


@pytest.mark.text_model
def test_golden_with_the_second_reader(organization: Directory) -> None:
    for row in ROWS:
        test_golden(row, organization)
