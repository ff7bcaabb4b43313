"""(P) biometric identifiers and (Q) photographs of patients, as a text speaks of them."""

from __future__ import annotations

import re

from compliance.phi import lexicon
from compliance.phi.base import Rule, Severity
from compliance.phi.reading import Reading

_BIOMETRIC = re.compile(
    r"\b(?:finger-?\s?prints?|palm\s?prints?|voice-?\s?prints?|retinal?\sscans?|iris\sscans?|"
    r"face\s(?:id|scan)s?|facial\s(?:recognition|scan)s?|dna\s(?:profile|sequence|sample)|"
    r"huellas?\s(?:digital(?:es)?|dactilar(?:es)?))\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    rf"\b(?:full[- ]face|close-up|before[- ]and[- ]after|before/after|antes y despues)?\s?"
    rf"(?:photos?|pictures?|pics?|selfies?|images?|video|portraits?|fotos?|headshots?|snapshots?)\s"
    rf"(?:dump\s)?(?:of|from|with|showing|de)\s(?:[\w'-]{{1,20}}\s){{0,5}}?"
    rf"(?:patients?|pacientes?|kids|babies|survivors|residents|{lexicon.KIN})\b",
    re.IGNORECASE,
)
_PATIENT_PHOTO = re.compile(
    r"\b(?:patient|paciente)s?'?s?\s(?:photos?|pictures?|pics?|selfies?|portraits?|fotos?)\b",
    re.IGNORECASE,
)
_BEFORE_AFTER = re.compile(
    r"\bbefore[- ](?:and|&)[- ]after\b|\bbefore/after\b|\bantes y despues\b", re.IGNORECASE
)


def _belongs(reading: Reading, start: int, end: int) -> Severity | None:
    return Severity.BLOCK if reading.individual_in_sentence(start) else None


def _treated(reading: Reading, start: int, end: int) -> Severity | None:
    return Severity.WARN if reading.care_around(start) else None


def _patients(reading: Reading, start: int, end: int) -> Severity | None:
    named = lexicon.PATIENT_WORD.search(reading.text, start, end)
    return Severity.BLOCK if named or reading.care_in_sentence(start) else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="biometric.print",
        identifier="P",
        category="biometric",
        severity=Severity.BLOCK,
        says="A fingerprint, a voice or an eye belongs to one person. Leave it out.",
        pattern=_BIOMETRIC,
        decide=_belongs,
        catches=("her retina scan unlocked the chart",),
        ignores=("The new doors open by fingerprint.",),
    ),
    Rule(
        code="photo.shown",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.BLOCK,
        says="This speaks of pictures of patients. Everyone in them must have signed for it.",
        pattern=_SHOWN,
        decide=_patients,
        kinds=("draft", "reply"),
        asks="who_is_shown",
        catches=("New in the gallery: full-face photos of our eyelid surgery patients.",),
        ignores=("Photos of the fun run are online.",),
    ),
    Rule(
        code="photo.of_patient",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.BLOCK,
        says="This speaks of a patient's picture. It needs their signed permission.",
        pattern=_PATIENT_PHOTO,
        decide=lambda reading, start, end: (
            None if reading.says(lexicon.ASKING, start) else Severity.BLOCK
        ),
        kinds=("draft", "reply"),
        asks="who_is_shown",
        catches=("See our patients' photos in the gallery.",),
        ignores=("Never take patient photos on your phone.",),
    ),
    Rule(
        code="photo.before_after",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.WARN,
        says="Before and after shows a patient, even without a face. It needs their permission.",
        pattern=_BEFORE_AFTER,
        decide=_treated,
        kinds=("draft", "reply"),
        asks="who_is_shown",
        catches=("Before and after: acne treatment, month 1 to month 4.",),
        ignores=("Before and after the parade, parking is free.",),
    ),
)
