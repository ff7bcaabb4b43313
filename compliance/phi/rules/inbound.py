"""What people write to the organization about their own care, so that nobody repeats it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.folding import folded
from compliance.phi.reading import Reading

_OWN = folded(r"\b(?:i|i'm|im|i've|ive|i'd|my|me|mine|we|our|us|mi|mis|me|yo|nos|nuestr[oa]s?)\b")
_CARE_TOO = folded(
    r"\b(?:appointments?|doctor|surgeon|nurse|er|bill|charged?|results?|records?|waiting|wait|seen|"
    r"visit|cita|doctora?|resultados|clean|sober|program|group|weeks (?:pregnant|postpartum)|"
    r"crutches)\b"
)
_GENERAL = folded(
    r"^\W{0,3}(?:do|does|can|could|should|where|when|what|which|how|is|are|who|will|puedo|hay|"
    r"donde|cuando|"
    r"cuanto|que)\b[^.!]{0,200}\?"
)
_MINE = folded(rf"\b(?:my|our|mi|mis|me|i've|i am|i'm|i had|i was|i have|{lexicon.KIN})\b")
_ASKED = re.compile(r"\?\W{0,4}$")
_UNDERGONE = folded(
    rf"\b(?:(?:i|we|he|she|{lexicon.KIN}|{lexicon.KIN_ES})(?:'m|'s|'ve|'d|m|ve| am| is| are| was|"
    r" were| have| has| had| got| take| takes| took| keep| keeps| can't| cant| need| needs| just|"
    r" been| need| tiene| tengo| tuvo| esta| estoy| tenia| fue)\b|(?:tengo|estoy|tiene|tuve|"
    r"me (?:dieron|hicieron|sacaron|pusieron|dijeron|duele|cambiaron|mandaron)|since|after|"
    r"desde)\b|"
    r"my (?:\w+ ){0,2}(?:appointment|results?|bill|surgery|records?|prescription|refill|chart|"
    r"test|scan|pain|meds|period|baby|pregnancy)|mis? (?:\w+ )?(?:cita|resultados?|receta|bebe))"
)
_ELLIPTIC = folded(r"^\W{0,3}(?:just |been |still |got |\d+ (?:weeks|days|months) )")


def _disclosed(reading: Reading) -> Iterable[Hit]:
    for start, end in reading.sentences:
        sentence = reading.folded[start:end]
        first = _OWN.search(sentence) or _ELLIPTIC.match(sentence)
        care = reading.health_between(start, end) or reading.received_between(start, end)
        about = care or (_CARE_TOO.search(sentence) and _MINE.search(sentence))
        if not first or not about:
            continue
        if _GENERAL.match(sentence) and not _MINE.search(sentence):
            continue
        received = reading.received_between(start, end)
        if _ASKED.search(sentence) and not received and not _UNDERGONE.search(sentence):
            continue
        yield Hit(start, start + len(sentence.rstrip()))


RULES: tuple[Rule, ...] = (
    Rule(
        code="inbound.self_disclosure",
        identifier="",
        category="self_disclosure",
        severity=Severity.WARN,
        says="The writer tells about their own care. Don't repeat any of it; hide it if "
        "the network allows, and offer a private way to talk.",
        search=_disclosed,
        kinds=("inbound",),
        masked=False,
        catches=(
            "I've recently been diagnosed with diabetes, which of your doctors should I see?",
            "Your clinic gave my wife the wrong blood pressure pills.",
            "just got diagnosed with celiac",
            "Me operaron de la rodilla ayer.",
        ),
        ignores=(
            "Is there a fee for parking?",
            "Which insurance plans do you accept?",
            "Is measles contagious before the rash?",
            "Can kids visit? My son is 12.",
            "Awesome team!!!",
        ),
    ),
)
