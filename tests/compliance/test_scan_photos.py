import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.compliance.photos import pictures

PLAIN = pictures.encoded(pictures.gradient())


def scan(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, object]]:
    call_command("scan_photos", *map(str, arguments))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def placed(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_line_per_file_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = placed(tmp_path, "plain.jpg", PLAIN)
    full = placed(tmp_path, "übersicht.png", pictures.everything_jpeg())

    first, second = scan(capsys, plain, full)

    assert first.keys() == {"file", "findings", "seconds"}
    assert (first["file"], first["findings"]) == (str(plain), [])
    assert second["file"] == str(full)
    found = second["findings"]
    assert isinstance(found, list)
    assert {"kind": "metadata", "detail": "gps", "box": None, "phi": True} in found
    assert len(found) == 7
    assert isinstance(second["seconds"], float)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.4", "PDF document"),
        (b"<svg>", "SVG drawing"),
        (PLAIN[:300], "longer than the file"),
    ],
)
def test_bad_files_get_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, sentence: str
) -> None:
    bad = placed(tmp_path, "bad.jpg", data)
    good = placed(tmp_path, "good.jpg", PLAIN)
    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("scan_photos", str(bad), str(good))
    assert refusal.value.returncode == 2
    assert len(str(refusal.value).splitlines()) == 1
    assert json.loads(capsys.readouterr().out)["file"] == str(good)


def test_a_missing_file_and_a_folder_are_bad_files(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("scan_photos", str(tmp_path / "missing.jpg"))
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("scan_photos", str(tmp_path))


@pytest.mark.parametrize("content", ["not json", '["list"]', '{"staff": "everyone"}'])
def test_a_bad_organization_file_stops_before_the_first_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    good = placed(tmp_path, "good.jpg", PLAIN)
    organization = placed(tmp_path, "organization.json", content.encode())
    with pytest.raises(CommandError, match="organization file") as refusal:
        call_command("scan_photos", "--organization-file", str(organization), str(good))
    assert refusal.value.returncode == 2
    assert capsys.readouterr().out == ""


def test_an_organization_file_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    organization = placed(tmp_path, "organization.json", b'{"name": "Alder Creek Clinic"}')
    good = placed(tmp_path, "good.jpg", PLAIN)
    assert len(scan(capsys, "--organization-file", organization, good)) == 1


def test_from_the_shell_without_a_database(tmp_path: Path) -> None:
    bad = placed(tmp_path, "bad.jpg", b"GIF89a")
    ended = subprocess.run(
        [sys.executable, "manage.py", "scan_photos", str(bad)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "CHAPERONE_VAR": str(tmp_path / "var")},
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "GIF" in ended.stderr
    assert not list((tmp_path / "var").glob("*.sqlite3"))
