"""Replies: nothing that tells others whether the reader is, or is not, a patient.

The structure is: the person spoken to (you, your kin) together with care that has happened, a
record, or a relation to the organization. Invitations, conditions and references to somebody's
own doctor are not acknowledgements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.folding import folded
from compliance.phi.reading import Reading
from compliance.phi.rules.matching import matching

_CARE_NOUN = (
    r"(?:visits?|stay|appointments?|surger(?:y|ies)|operation|procedure|treatments?|results?|"
    r"tests?|labs?|"
    r"scans?|records?|chart|file|account|bills?|statement|balance|claim|copay|charges?|"
    r"prescriptions?|"
    r"refills?|medications?|meds|referrals?|diagnosis|condition|symptoms?|recovery|healing|"
    r"care|case|"
    r"admission|discharge|delivery|birth|baby|newborn|pregnancy|therapy|sessions?|nurses?|surgeon|"
    r"care team|provider|check-?up|exam|consult|infusion|transplant|injury|loss|pain|illness|"
    r"cita|visita|cirugia|operacion|tratamiento|resultados?|receta|expediente|recuperacion|"
    r"bebe|parto)"
)
_YOURS = folded(rf"\b(?:your|su|tu)\s(?:(?!own\b)[\w'-]{{1,20}}\s){{0,3}}?(?P<v>{_CARE_NOUN})\b")
_YOUR_KIN = folded(rf"\b(?:your\s(?:[\w'-]{{1,15}}\s)?{lexicon.KIN}|su\s{lexicon.KIN_ES})\b")
_DONE_TO_YOU = folded(
    r"\b(?:(?:you|(?:your|su) \w{2,12}) (?:were|was|are|is|have been|has been|had been|got|"
    r"received|had|underwent)"
    r"\s(?:\w{2,12}ly\s|just\s)?(?:seen|treated|admitted|discharged|given|prescribed|operated|"
    r"scheduled|taken|"
    r"cared|referred|diagnosed|feeling better|doing (?:so )?(?:well|better)|recovering|healing|"
    r"thriving|back on|"
    r"surgery|a (?:\w+ )?(?:surgery|procedure|scan|baby|visit))"
    r"|(?:you|lo|la|le) (?:atendimos|operamos|tratamos)"
    r"|(?:discharged|treated|saw|helped|delivered|examined|operated on|admitted|cared for) "
    r"(?:you|your)\b"
    r"|(?:tak(?:e|ing)(?: good)? care of|car(?:e|ing) for|treating|seeing|having|welcoming|"
    r"helping|serving) "
    r"(?:you|your \w+)(?! (?:questions?|concerns?|feedback|call|privacy))\b"
    r"|see(?:ing)? you (?:thriv\w+|again|back|doing|so well|for your|next week|tomorrow|on \w+day)"
    r"|you(?:'re| are) (?:back on|home|healing|recovering|on the mend|cancer|in remission)"
    r"|welcome(?:d)? (?:you |your \w+ )?(?:back|home)"
    r"|come back in|remember you\b|trust(?:ed|ing) us with your|(?:chose|choosing|trusting) us "
    r"(?:for|with) your)"
)
_RECORD = folded(
    r"\b(?:(?:in|on|from) (?:our|your) (?:system|records?|files?|chart|schedule|database)|"
    r"(?:our|your) (?:records?|chart|system) (?:show|shows|indicate|say|says)|"
    r"no record of you|(?:not|never|n't)(?: \w+)? a patient|a patient (?:of ours|here|at)|"
    r"our patient(?=[.,;!?]|$| (?:is|was|who|has|and)\b)|as (?:a|our) (?:\w+ )?patient|(?:by|"
    r"with|under) that name|"
    r"(?:has|have|was|were)(?:n't| not)? been (?:admitted|seen|discharged) (?:here|by us)|"
    r"a referral was|the doctor (?:who|that) saw you|es (?:nuestr[oa] )?paciente|fue paciente)\b"
)
_EMPATHY = folded(
    r"\b(?:we know|we understand|living with|coping|challenging|tough|hard|rough|difficult|"
    r"sorry|glad|happy|"
    r"congratulations|congrats|hang in|wish(?:ing|es)?|hope|thoughts|heal(?:s|ing)?|"
    r"recover\w{0,3}|felicidades|"
    r"lamentamos|sentimos)\b"
)
_OPEN = folded(
    r"\b(?:if|whether|anyone|everyone|everybody|most (?:people|adults)|adults?|recommended|"
    r"medical advice|available|in stock|free|offer|offers|we (?:provide|treat)|si)\b"
)
_INVITING = folded(
    r"\b(?:call|contact|ask|talk (?:to|with)|speak (?:to|with)|see|check with|reach|consult|"
    r"schedule|book|make|request|"
    r"delete|remove|hide|edit|protect|respect|discuss|disclose|share|llame|consulte|pregunte)\s(?:[\w']{1,12}\s){0,2}?$|"
    r"\b(?:for|about|details of|para|sobre)\s$"
)
_OWN_DOCTOR = folded(r"\b(?:doctor|physician|pcp|provider|pediatrician|medico|nurse line)\b")
_ANYBODY = folded(
    r"\b(?:whether|if) (?:or not )?(?:any(?:one|body)|some(?:one|body)|a person|people)\b|"
    r"\bsi (?:alguien|una persona)\b"
)
_CANNOT = folded(
    r"\b(?:can't|cannot|can not|unable|aren't able|not able|do not|don't|doesn't|not allow\w{0,2}|"
    r"no podemos|for (?:your )?privacy|hipaa|privacy rules?)\b"
)


def _acknowledged(reading: Reading) -> Iterable[Hit]:
    for start, end in reading.sentences:
        hit = _in_sentence(reading, start, end)
        if hit is not None:
            yield hit


def _in_sentence(reading: Reading, start: int, end: int) -> Hit | None:
    text = reading.folded
    record = _RECORD.search(text, start, end)
    if record and not _ANYBODY.search(text, start, end):
        return Hit(*record.span())
    hypothetical = _OPEN.search(text, start, end) is not None
    done = _DONE_TO_YOU.search(text, start, end)
    if done and not hypothetical and not _CANNOT.search(text, start, done.start()):
        return Hit(*done.span())
    for match in _YOURS.finditer(text, start, end):
        if hypothetical or _CANNOT.search(text, start, match.start()):
            continue
        if not _offered(text, start, match):
            return Hit(*match.span())
    kin = _YOUR_KIN.search(text, start, end)
    cared = reading.health_between(start, end) or reading.received_between(start, end)
    if kin and cared and not hypothetical and not _OWN_DOCTOR.search(text, start, end):
        return Hit(*kin.span())
    refused = hypothetical or _CANNOT.search(text, start, end)
    return None if refused else _echo(reading, start, end)


def _offered(text: str, start: int, match: re.Match[str]) -> bool:
    """An invitation, or the reader's own doctor: nothing is said to have happened."""
    before = text[max(start, match.start() - 40) : match.start()]
    return _INVITING.search(before) is not None


def _echo(reading: Reading, start: int, end: int) -> Hit | None:
    """Sympathy that names an illness or treatment repeats the reader's own."""
    feeling = _EMPATHY.search(reading.folded, start, end)
    named = [s for s in reading.health_words if start <= s[0] < end]
    if feeling and named:
        return Hit(named[0][0], named[-1][1])
    return None


_REMEDY = (
    r"(?:dose|doses|pills?|tablets?|mg|milligrams?|tylenol|ibuprofen|advil|aspirin|"
    r"antibiotics?|ointment|"
    r"bandages?|ice(?: packs?)?|compress|stitches|thinners?|medication|medicine|"
    r"meds|inhaler|insulin|"
    r"water|rest|cream)"
)
_ADVICE = re.compile(
    rf"\b(?:take|stop|double|skip|apply|use|gargle|rinse|drink|increase|reduce|hold off|put|"
    rf"elevate|don't (?:take|"
    rf"lift|eat)|try|safe to|tome|deje|aplique)\s(?:[\w'-]{{1,20}}\s){{0,4}}?{_REMEDY}\b|"
    r"\b(?:sounds|looks|seems) (?:like|viral|bacterial|infected)\b",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="replies.acknowledges",
        identifier="",
        category="patient_acknowledgement",
        severity=Severity.BLOCK,
        says="This tells everyone who reads it that the person is, or is not, a patient. "
        "Thank them in general and offer a private way to talk.",
        search=_acknowledged,
        kinds=("reply",),
        masked=False,
        catches=(
            "Thank you for letting us take care of you during your hospital stay.",
            "Your husband was treated by a board-certified team.",
            "We checked and you are not a patient of ours.",
            "We know navigating a new diabetes diagnosis can be challenging.",
            "Gracias, esperamos que su cirugía haya salido bien.",
            "Your results are ready.",
        ),
        ignores=(
            "Thank you for your feedback.",
            "Please call your doctor.",
            "We cannot discuss anyone's care online.",
            "You can schedule an appointment online.",
            "If you think this is an emergency, call 911.",
            "The vaccine is free for anyone over 45!",
            "Our best recommendation is to contact your child's primary care physician.",
        ),
    ),
    Rule(
        code="replies.advice",
        identifier="",
        category="medical_advice",
        severity=Severity.WARN,
        says="This reads as medical advice to one person. Point to a phone number instead.",
        search=matching(_ADVICE),
        kinds=("reply",),
        masked=False,
        catches=("Try half a tablet and see.", "Stop the antibiotics for now."),
        ignores=("Please take our survey.", "We cannot give medical advice here."),
    ),
)
