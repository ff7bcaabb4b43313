"""How strongly a finding holds a text: identifier, individual, care and kind together."""

from __future__ import annotations

from compliance.phi import lexicon
from compliance.phi.base import Severity
from compliance.phi.people import Mention
from compliance.phi.reading import Reading

BLOCK, WARN, INFO = Severity.BLOCK, Severity.WARN, Severity.INFO


def clinician(reading: Reading, mention: Mention) -> bool:
    """Is the person presented with a professional title?"""
    before = reading.text[max(0, mention.start - 10) : mention.start]
    after = reading.text[mention.end : mention.end + 12]
    return (
        mention.form == "clinician"
        or lexicon.CLINICIAN_BEFORE.search(before) is not None
        or lexicon.CLINICIAN_AFTER.match(after) is not None
    )


def public_role(reading: Reading, mention: Mention) -> bool:
    """Does the sentence give the person a part in public life or on the team?"""
    start, end = reading.sentence(mention.start)
    return (
        lexicon.ROLE.search(
            reading.text, max(start, mention.start - 80), min(end, mention.end + 80)
        )
        is not None
    )


def person(reading: Reading, mention: Mention) -> Severity:
    """A person the directory does not know.

    In a draft: beside care block, with a public role a question, otherwise warn. A clinician is a
    question unless the sentence speaks of their own health.
    """
    if reading.kind == "draft":
        return _person_in_draft(reading, mention)
    care = reading.care_around(mention.start)
    if reading.kind == "inbound":
        return BLOCK if care and mention.full else WARN if care else INFO
    if clinician(reading, mention) or (not care and _greeted(reading, mention)):
        return INFO
    return BLOCK if care else WARN


def _greeted(reading: Reading, mention: Mention) -> bool:
    before = reading.text[: mention.start].strip(" ,@").casefold()
    return before in ("", "hi", "hello", "hey", "dear", "thanks", "thank you", "hola", "gracias")


def _person_in_draft(reading: Reading, mention: Mention) -> Severity:
    start, end = reading.sentence(mention.start)
    if clinician(reading, mention):
        own = lexicon.OWN_HEALTH.search(reading.text, mention.end, min(end, mention.end + 300))
        return WARN if own and reading.health_between(start, end) else INFO
    if reading.says(lexicon.PATIENT_WORD, start) and not public_role(reading, mention):
        return BLOCK
    if public_role(reading, mention):
        if reading.received_between(start, end):
            return BLOCK
        return WARN if reading.health_between(start, end) else INFO
    if mention.form == "given" and mention_is_staff(reading, mention):
        return INFO
    return BLOCK if reading.care_around(mention.start) else WARN


def mention_is_staff(reading: Reading, mention: Mention) -> bool:
    """A lone given or family name of somebody on the staff, not said to receive care."""
    word = reading.text[mention.start : mention.end].casefold()
    start, end = reading.sentence(mention.start)
    return word in reading.mask.given | reading.mask.family and not reading.received_between(
        start, end
    )


def tied_to_care(reading: Reading, start: int, end: int) -> Severity | None:
    """A detail that identifies only together with one person and their care."""
    if not reading.individual_in_sentence(start):
        return None
    first, last = reading.sentence(start)
    if reading.received_between(first, last):
        return BLOCK
    return WARN if reading.health_between(first, last) else None


def personal(reading: Reading, start: int, end: int) -> Severity:
    """A way to reach somebody: block when it belongs to a person, otherwise a question to "
    "answer."""
    if reading.kind != "draft" or reading.individual_in_sentence(start):
        return BLOCK
    return BLOCK if reading.care_in_sentence(start) else WARN
