"""The command, as scripts call it: in a process of its own and without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def run(
    text: str | bytes, *arguments: str, var: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    data = text if isinstance(text, bytes) else text.encode()
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    if var is not None:
        environment["CHAPERONE_VAR"] = str(var)
    command = [sys.executable, "manage.py", "scan_phi", *arguments]
    return subprocess.run(
        command, input=data, capture_output=True, cwd=ROOT, env=environment, check=False
    )


def test_lines_come_back_in_order_without_a_database(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "kind": "draft", "text": "Hope Lindqvist, RN, at the picnic."},
        {"id": 2, "kind": "inbound", "text": "my cell is 971-555-0144 👍"},
    ]
    lines = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    file = str(HERE / "organization.json")
    done = run(lines, "--organization-file", file, var=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("*sqlite*")) == []
    out = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [row["id"] for row in out] == ["a", 2]
    assert out[0]["findings"] == []
    (phone,) = [f for f in out[1]["findings"] if f["category"] == "phone"]
    assert rows[1]["text"][phone["start"] : phone["end"]] == "971-555-0144"
    assert set(phone) == {"start", "end", "category", "severity", "message", "rule"}


GOOD = json.dumps({"id": 1, "kind": "draft", "text": "Hello"})


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("not json", ()),
        ("[1]", ()),
        ('{"id": 1, "kind": "post", "text": "x"}', ()),
        ('{"id": 1, "kind": "draft", "text": 5}', ()),
        ('{"id": 1, "kind": "draft"}', ()),
        (GOOD + '\n{"id": 2}', ()),
        (b"\xff\xfe", ()),
        (GOOD, ("--organization-file", "nowhere.json")),
        (GOOD, ("--organization-file", "manage.py")),
        (GOOD, ("--organization", "nobody")),
    ],
)
def test_bad_input_gets_one_line_exit_2_and_no_output(text, arguments) -> None:
    done = run(text, *arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().strip().splitlines()) == 1
