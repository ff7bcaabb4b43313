"""Promises about numbers of people, on texts that nobody wrote a rule for."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.phi import EMPTY, Severity, scan
from compliance.phi.base import KINDS, Finding
from compliance.phi.overlaps import settle
from compliance.phi.reading import Reading
from compliance.phi.rules import RULES

HARD = {
    "ssn": ["ssn 514-22-6670", "my social is 514 22 6670", "mi seguro social es 514226670"],
    "mrn": ["MRN 00482913", "chart number WH-40771", "mi expediente es CP-008813"],
    "health_plan_id": ["member id XJH-4471-9920", "Medicaid # MD90114427K", "póliza 88-201934"],
    "account_number": ["acct #77-30419", "invoice INV-20931", "visa ending in 4471"],
    "license_number": ["drivers lic OY-3308-4417-Q", "passport G12345678", "licencia D-0457-7719"],
    "vehicle_id": ["plate KLM 4471", "placas 7C-41882", "VIN 1M8GDM9AXKP042788"],
    "device_id": ["serial PLX-88-20417-C", "S/N 44-90812-B", "serie GLX-55120-7"],
    "phone": ["cell 971-555-0144", "tel. 664 555 01 23", "text me 9715550111"],
    "fax": ["fax 971-555-0144", "faxed to 555-0183"],
    "email": ["ana.tores@example.com", "ana at example dot com"],
    "ip_address": ["10.20.133.7", "2001:db8::7"],
}
PAIRS = [(category, value) for category, values in HARD.items() for value in values]
TEXTS = [
    "Join us on Saturday for the fun run.",
    "She went home after her surgery",
    "Gracias por su mensaje, esperamos verle pronto.",
    "hi do u guys take walkins",
    "",
]
LOOKALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "-": "–", ".": "․", "1": "１"})
INVISIBLE = "\u200b"


def _weight(found: list[Finding]) -> int:
    return max((f.severity.rank for f in found), default=-1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("category", "value"), PAIRS)
def test_a_number_of_somebody_is_found_in_any_company(category: str, value: str, kind) -> None:
    for text in TEXTS:
        whole = f"{text} {value} {text}"
        found = [f for f in scan(whole, kind) if f.category == category]
        assert found, whole
        if category not in ("phone", "fax") or kind != "draft":
            assert _weight(found) == Severity.BLOCK.rank


@given(st.sampled_from(PAIRS), st.sampled_from(TEXTS), st.sampled_from(KINDS), st.booleans())
@settings(max_examples=120, deadline=None)
def test_a_number_is_never_hidden_by_noise(pair, text, kind, lookalikes) -> None:
    category, value = pair
    noisy = value.translate(LOOKALIKES) if lookalikes else INVISIBLE.join(value)
    found = scan(f"{text} {noisy} ok", kind)
    assert category in {f.category for f in found}, (noisy, kind)


@given(
    st.sampled_from(TEXTS),
    st.sampled_from(["Maria Keller", "on March 3", "from Tegucigalpa", *(v for _, v in PAIRS)]),
    st.sampled_from(KINDS),
)
@settings(max_examples=80, deadline=None)
def test_telling_more_never_weighs_less(text: str, more: str, kind) -> None:
    assert _weight(scan(f"{text} {more}", kind)) >= _weight(scan(text, kind))


@given(st.text(string.ascii_letters + string.digits + " -/.@#+()áñ\u200b\n", max_size=120))
@settings(max_examples=150, deadline=None)
def test_every_hit_lies_in_its_reading(text: str) -> None:
    for kind in KINDS:
        reading = Reading(text, kind, EMPTY)
        for number in reading.numbers:
            assert 0 <= number.start < number.end <= len(reading.text)
            assert re.search(r"\d", reading.text[number.start : number.end])
        starts = [n.start for n in reading.numbers]
        assert starts == sorted(starts)


def test_settling_is_linear_and_never_lowers_a_place() -> None:
    weak = [Finding(i, i + 1, "name", Severity.WARN, "m", "names.x") for i in range(0, 9_000, 3)]
    strong = Finding(0, 30, "name", Severity.BLOCK, "m", "names.y")
    kept = settle([*weak, strong])
    assert strong in kept
    assert all(f.start >= 30 for f in kept if f is not strong)
    assert len(kept) == 1 + sum(f.start >= 30 for f in weak)


class Counting(str):
    """A text that counts what is sliced out of it: work that grows faster than the text shows."""

    taken = 0

    def __getitem__(self, key):
        piece = super().__getitem__(key)
        Counting.taken += len(piece)
        return piece


@pytest.mark.parametrize("unit", ["id 1 ", "AB12 34 ", "jan 1 ", "Route 5 ", "room 1 ", "1/", "a@"])
@pytest.mark.parametrize("kind", KINDS)
def test_rules_of_identifiers_look_at_no_more_than_in_proportion(unit: str, kind) -> None:
    """Ten times the text may be sliced ten times as much; a generous margin for the ends."""

    def sliced(size: int) -> int:
        reading = Reading((unit * size)[:size], kind, EMPTY)
        reading.text = Counting(reading.text)
        Counting.taken = 0
        for rule in RULES:
            if rule.identifier not in ("", "A"):
                list(rule.hits(reading))
        return Counting.taken

    assert sliced(10_000) <= 20 * sliced(1_000) + 10_000
