"""How strongly a finding holds a text: identifier, individual, care and kind together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.phi import lexicon
from compliance.phi.base import Severity
from compliance.phi.folding import folded
from compliance.phi.people import Mention
from compliance.phi.reading import Reading
from compliance.phi.standing import (
    animal,
    clinician,
    colleague,
    framed,
    patientlike,
    presented,
    public_role,
    spoken_to,
    storied,
)

__all__ = ["clinician", "person", "personal", "public_role", "tied_to_care"]
BLOCK, WARN, INFO = Severity.BLOCK, Severity.WARN, Severity.INFO

_POLITE = folded(
    r"\b(?:thank you|thanks to you|(?:to|from|for|with|hear|help|assist|rooting for|call|want) you"
    r"(?= (?:to |this|so|for|here|soon|any|at|in a|by|-)|[.,!?]|$)|if you|whether you|you can|"
    r"you may|you'd like|you're (?:welcome|invited)|"
    r"(?:your|su|tu)s? (?:kind |generous |lovely |amables? |sweet )?(?:feedback|words|message|note|"
    r"comments?|review|patience|kindness|support|questions?|concerns?|time|interest|input|honesty|"
    r"post|photo|team|day|week|page|opinion|privacy|own|suggestions?|thoughts|understanding|"
    r"safety|mensaje|palabras|comentarios?|apoyo|privacidad|pregunta|paciencia|confianza|"
    r"interes))\b"
)
_TELLS = folded(
    r"\b(?:patients?|pacientes?|members?|visits?|referral|appointment|you|your|yours|you(?:'re|'ve|'d|'ll)|u|ur|usted|ustedes|su|sus|suyo|suya|tu|tus|te|ti|"
    rf"s?he|him|her|hers|his|\w{{3,10}}(?:aste|iste)|{lexicon.KIN}|{lexicon.KIN_ES})\b"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the whole text is like, asked once: about the past, telling its reader something."""

    storied: bool
    tells: bool


_OWN_HEALTH = folded(lexicon.OWN_HEALTH)
_THEIR_KIN = re.compile(rf"\b(?:his|her|their|su|sus) (?:{lexicon.KIN}|{lexicon.KIN_ES})", re.I)


def scene(reading: Reading) -> Scene:
    """Look at the whole text before its people."""
    return Scene(storied(reading.text), _TELLS.search(_POLITE.sub(" ", reading.folded)) is not None)


def person(
    reading: Reading, mention: Mention, around: Scene | None = None, public: bool | None = None
) -> Severity:
    """A person the directory does not know; ``public`` when any mention gives them a public part.

    In a draft: beside care block, with a public role a question, otherwise warn. A clinician is a
    question unless the sentence speaks of their own health. In a reply and in what people write
    in, a name warns unless it is a plain greeting or somebody to turn to.
    """
    if animal(reading, mention):
        return INFO
    around = scene(reading) if around is None else around
    public = public_role(reading, mention) if public is None else public
    if reading.kind == "draft":
        return _person_in_draft(reading, mention, around, public)
    if reading.kind == "inbound":
        return _person_in_inbound(reading, mention)
    return _person_in_reply(reading, mention, around)


def _person_in_inbound(reading: Reading, mention: Mention) -> Severity:
    care = reading.care_around(mention.start)
    if clinician(reading, mention) or (not care and colleague(reading, mention)):
        return INFO
    return BLOCK if care and mention.full else WARN


def _person_in_reply(reading: Reading, mention: Mention, around: Scene) -> Severity:
    care = reading.care_around(mention.start)
    if clinician(reading, mention):
        return INFO
    if spoken_to(reading, mention):
        if not around.tells:
            return WARN if care else INFO
        return BLOCK if care else WARN
    if colleague(reading, mention) or presented(reading, mention):
        return INFO
    return BLOCK if care else WARN


def account(reading: Reading, mention: Mention, around: Scene) -> Severity:
    """An account's name: a plain answer to it is a question, anything told beside it warns."""
    if reading.kind == "inbound":
        return WARN
    if reading.kind == "draft":
        return BLOCK if reading.received_between(*reading.sentence(mention.start)) else WARN
    return WARN if around.tells or reading.care_around(mention.start) else INFO


def _person_in_draft(reading: Reading, mention: Mention, around: Scene, public: bool) -> Severity:
    start, end = reading.sentence(mention.start)
    if clinician(reading, mention):
        own = _OWN_HEALTH.search(reading.folded, mention.end, min(end, mention.end + 300))
        return WARN if own and reading.health_between(start, end) else INFO
    patient = reading.says(lexicon.PATIENT_WORD, start) and not public
    if patient or (reading.received_between(start, end) and not around.storied):
        return BLOCK
    told = reading.health_between(start, end) or reading.says(lexicon.SETTING, start)
    if public and told and not around.storied:
        kin = reading.says(_THEIR_KIN, start)
        return INFO if presented(reading, mention) and not kin else WARN
    if public or around.storied:
        return INFO
    return _stranger_in_draft(reading, mention)


def _stranger_in_draft(reading: Reading, mention: Mention) -> Severity:
    """Nobody in public life: care nearby blocks, a thank-you or a colleague's name is quiet."""
    if reading.care_around(mention.start):
        return INFO if colleague(reading, mention) else BLOCK
    if patientlike(reading, mention) or reading.says(lexicon.SETTING, mention.start):
        return INFO if colleague(reading, mention) else WARN
    return INFO if colleague(reading, mention) or framed(reading, mention) else WARN


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
