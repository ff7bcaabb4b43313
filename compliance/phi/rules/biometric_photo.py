"""(P) biometric identifiers and (Q) photographs of patients, as a text speaks of them."""

from __future__ import annotations

import re

from compliance.phi import lexicon
from compliance.phi.base import Rule, Severity
from compliance.phi.reading import Reading
from compliance.phi.rules.matching import matching

_BIOMETRIC = re.compile(
    r"\b(?:(?:finger|thumb|palm|voice|face|hand|ear|foot)-?\s?prints?|"
    r"(?:my|his|her|their|your|our|mom's|dad's|patient's|existing|stored)\s(?:\w{1,12}\s)?"
    r"(?:retinal?|iris|face|facial|palm|hand|thumb|vein|voice|bite)-?\s(?:scans?|template|map|sample|"
    r"id|recording)|face\stemplate|bite-scans?|"
    r"(?:retinal?|iris)\sscan|dna\s(?:profile|sequence|sample)|genetic\sprofile|"
    r"huell(?:as?|itas?)(?:\s(?:digital(?:es)?|dactilar(?:es)?|de\s\w{2,10}))?|"
    r"(?:mi|tu|su)\s(?:escaneo|muestra)\sde\s\w{2,8}|(?:mi|tu|su)\s(?:iris|retina))\b",
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


_PICTURE = (
    r"(?:full[- ]face|photos?|pics?|pictures?|selfies?|portraits?|headshots?|snapshots?|mugshots?|"
    r"close-?ups?|(?:tight|group)\sshot|fotos?|fotito|retratos?|video|reel|clip)"
)
_OF_ONE = re.compile(
    rf"\b{_PICTURE}\b(?:\s(?:of|de|del|from|with|con|showing|below|abajo|attached|adjunta|above|"
    r"arriba)\b|:)|\b(?:my|mi|his|her|su|here(?:'?s| is) (?:the|a|my))\s(?:\w{1,12}\s)?"
    r"(?:selfies?|pics?|pictures?|photos?|fotos?|face|cara)\b|"
    r"\b(?:selfie|face|portrait)\s(?:in|from|at|con|en)\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"(?<![\w/.])[\w-]{2,60}\.(?:jpe?g|png|heic|gif|webp|mov|mp4)\b", re.IGNORECASE)
_NEAR = 60


def _belongs(reading: Reading, start: int, end: int) -> Severity | None:
    return Severity.BLOCK if reading.individual_in_sentence(start) else None


def _treated(reading: Reading, start: int, end: int) -> Severity | None:
    return Severity.WARN if reading.care_around(start) else None


def _patients(reading: Reading, start: int, end: int) -> Severity | None:
    named = lexicon.PATIENT_WORD.search(reading.text, start, end)
    return Severity.BLOCK if named or reading.care_in_sentence(start) else None


def _shown_by_us(reading: Reading, start: int, end: int) -> Severity | None:
    return None if reading.says(lexicon.ASKING, start) else Severity.BLOCK


def _of_one(reading: Reading, start: int, end: int) -> Severity | None:
    """A picture of somebody unknown, or of one whose care the words around speak of."""
    shown = any(not m.known and start <= m.start <= end + _NEAR for m in reading.people)
    if shown:
        return Severity.BLOCK if reading.care_around(start) else Severity.WARN
    told = reading.individual_in_sentence(start) and reading.care_around(start)
    return Severity.WARN if told else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="biometric.print",
        identifier="P",
        category="biometric",
        severity=Severity.BLOCK,
        says="A fingerprint, a voice or an eye belongs to one person. Leave it out.",
        search=matching(_BIOMETRIC, _belongs),
        catches=(
            "her retina scan unlocked the chart",
            "my right thumbprint is stored",
            "mi huella digital no sirve",
        ),
        ignores=("The new doors open by fingerprint.",),
    ),
    Rule(
        code="photo.shown",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.BLOCK,
        says="This speaks of pictures of patients. Everyone in them must have signed for it.",
        search=matching(_SHOWN, _patients),
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
        search=matching(_PATIENT_PHOTO, _shown_by_us),
        kinds=("draft", "reply"),
        asks="who_is_shown",
        catches=("See our patients' photos in the gallery.",),
        ignores=("Never take patient photos on your phone.",),
    ),
    Rule(
        code="photo.of_one",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.WARN,
        says="This speaks of somebody's picture. Whoever can be known in it must have signed.",
        search=matching(_OF_ONE, _of_one),
        asks="who_is_shown",
        catches=(
            "Photo: Keisha Mbeki at the lake after her knee surgery.",
            "is this my mole, my selfie is below, I have skin cancer",
            "Les mando foto de mi brazo después de la cirugía.",
        ),
        ignores=("Photos from the fun run are online.", "Our video: how to wash your hands."),
    ),
    Rule(
        code="photo.file",
        identifier="Q",
        category="full_face_photo",
        severity=Severity.WARN,
        says="This names the file of a picture. Whoever can be known in it must have signed.",
        pattern=_FILE,
        asks="who_is_shown",
        catches=("swipe: IMG_before_after_tatiana.jpg", "selfie_close_up.heic be honest"),
        ignores=("See example.org/logo.png for the logo.",),
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
