"""Context: testimonials, a known person's own health, somebody described in recent care."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi import decision, lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.folding import folded
from compliance.phi.quotations import Quotation, quotations
from compliance.phi.reading import Reading

_FIRST = folded(r"\b(?:i|i'm|i've|i'd|me|my|mine|we|us|our|me|mi|mis|nos|yo|nuestr[oa]s?)\b")
_REVIEWER = folded(
    rf"\b(?:patients?|pacientes?|reviews?|reviewer|resena|grateful|anonymous|google|yelp|"
    rf"healthgrades|"
    rf"facebook|survivor|client|visitor|letter|card|note from|survey|{lexicon.KIN}|"
    rf"{lexicon.KIN_ES})\b"
)
_STARS = folded(r"(?:[★⭐🌟]\s?){3,5}|\b(?:5|five|4|four|cinco)[- ](?:stars?|estrellas)\b")
_STAFF_PRAISE = folded(r"\b(?:they|you|everyone|staff|team|nurses?|doctors?|dr|ellos|equipo)\b")
_ASKED = re.compile(
    r"\b(?:leave|write|give|rate|tell us|deja|dejanos|rating|cms|overall|earned|award|rated|"
    r"by the state|medicare|federal)\b",
    re.I,
)
_MARK = re.compile('"')
_PRESENTED = folded(
    rf"\b(?:(?:a|this|our|one) (?:\w{{2,12}} )?(?:letter|note|card|message|review|thank-you|"
    rf"e-?mail|carta|"
    rf"testimonial) (?:\w{{2,12}} )?(?:from|by|de) [^.!?\n]{{0,40}}?\b(?:patients?|pacientes?|"
    rf"{lexicon.KIN})|"
    r"in (?:his|her|their|a patient's) own words|patient (?:testimonial|story|review)s?:|"
    r"screenshot of)"
)
_MY_CARE = folded(
    r"\b(?:(?:my|mi|our) (?:\w+ ){0,2}?(?:surgery|operation|diagnosis|transplant|cancer|chemo|"
    r"treatment|"
    r"recovery|surgeon|cirugia|operacion|tratamiento)|(?:saved|changed) my life|me (?:operaron|"
    r"salvaron|"
    r"trataron)|(?:i|we) (?:was|were) (?:admitted|diagnosed|treated|discharged|rushed|"
    r"hospitalized)|"
    r"when (?:i|we) (?:had|got sick|came (?:in|to)|gave birth))\b"
)
_RARE = re.compile(
    r"\b(?:only|first|youngest|oldest|tiniest|smallest|rarest|weirdest|ever born)\b", re.I
)
_RECENT = re.compile(
    r"\b(?:tonight|today|yesterday|last (?:night|week|month|spring|summer|fall|winter)|this "
    r"(?:morning|week|"
    r"month|shift)|just|now|recently|hoy|ayer|anoche)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(?:if|whether|every|each|any|anyone|should|can|may|might|could|when a|your|you|people with|"
    r"adults|percent|one in|study|studies|guidelines?|risk|learn|class|screening|si|cada|"
    r"cualquier)\b|\d\s?%",
    re.IGNORECASE,
)
_DESCRIBED = folded(lexicon.DESCRIBED)
_OWN_HEALTH = folded(lexicon.OWN_HEALTH)


def _testimonials(reading: Reading) -> Iterable[Hit]:
    for quotation in quotations(reading.text):
        severity = _quotation(reading, quotation)
        if severity is not None:
            yield Hit(quotation.start, quotation.end, severity)


def _quotation(reading: Reading, q: Quotation) -> Severity | None:
    """Whose words are these? Staff and public people may speak, but not of their own care."""
    own_care = _MY_CARE.search(reading.folded, q.start, q.end) is not None
    first = _FIRST.search(reading.folded, q.start, q.end) is not None
    care = reading.health_between(q.start, q.end) or reading.received_between(q.start, q.end)
    start, end = q.speaker
    attributed = end > start
    speakers = [m for m in reading.people if start <= m.start < end]
    known = any(m.known or decision.clinician(reading, m) for m in speakers)
    if known or (speakers and decision.public_role(reading, speakers[0]) and not care):
        return Severity.WARN if own_care else None
    if attributed and _REVIEWER.search(reading.folded, start, end):
        return Severity.BLOCK
    if own_care or (first and care and (attributed or reading.text[q.start] == '"')):
        return Severity.BLOCK
    if not attributed and reading.text[q.start] == "'":
        return None
    praise = _STAFF_PRAISE.search(reading.folded, q.start, q.end) is not None
    if speakers:
        return Severity.BLOCK if care or (first and praise) else Severity.WARN
    return Severity.WARN if first and praise else None


def _stars(reading: Reading) -> Iterable[Hit]:
    for match in _STARS.finditer(reading.folded):
        if reading.says(_ASKED, match.start()) and not reading.says(_MARK, match.start()):
            continue
        yield Hit(*match.span(), None)


def _own_words(reading: Reading) -> Iterable[Hit]:
    quoted = [(q.start, q.end) for q in quotations(reading.text)]
    for pattern in (_PRESENTED, _MY_CARE):
        for match in pattern.finditer(reading.folded):
            if any(s <= match.start() < e for s, e in quoted):
                continue
            if pattern is _MY_CARE and match.group().startswith("our"):
                continue
            yield Hit(*match.span(), None)


def _known_person_ill(reading: Reading) -> Iterable[Hit]:
    for mention in reading.people:
        if not mention.known:
            continue
        start, end = reading.sentence(mention.start)
        own = _OWN_HEALTH.search(reading.folded, mention.end, min(end, mention.end + 300))
        if own and reading.health_between(start, end):
            yield Hit(mention.start, mention.end)


def _described(reading: Reading) -> Iterable[Hit]:
    """One person, described without a name, whose care is recent, rare or spoken of as done."""
    for match in _DESCRIBED.finditer(reading.folded):
        start, end = reading.sentence(match.start())
        if reading.says(_GENERIC, start):
            continue
        special = reading.says(_RECENT, start) or reading.says(_RARE, start)
        received = reading.received_between(start, end)
        if received or (special and reading.health_between(start, end)):
            yield Hit(*match.span())


_TESTIMONIAL = (
    "These read as a patient's words about care. They need that patient's signed permission, "
    "or an answer that says who really spoke."
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="care.quotation",
        identifier="",
        category="testimonial",
        severity=Severity.BLOCK,
        says=_TESTIMONIAL,
        search=_testimonials,
        asks="who_spoke",
        kinds=("draft", "reply"),
        masked=False,
        catches=(
            "“I walked again after my surgery here,” says Mia.",
            "“They treated me like family.” – a grateful patient",
            "“Me salvaron la vida”, cuenta Rosa M., paciente de nuestra clínica.",
            "A neighbor told us: “my surgery changed everything for me”.",
        ),
        ignores=(
            "“Nursing is a work of heart,” says nurse Ada Quill, RN.",
            "Our “Blue Zone” garden is open.",
            "“Laughter is the best medicine of all.”",
        ),
    ),
    Rule(
        code="care.stars",
        identifier="",
        category="testimonial",
        severity=Severity.BLOCK,
        says="A rating with a review is a patient's voice. It needs their signed permission.",
        search=_stars,
        asks="who_spoke",
        kinds=("draft",),
        masked=False,
        catches=("★★★★★ “Best knee replacement I could have asked for!” – Google review",),
        ignores=(
            "Tell us how we did: leave us a Google review.",
            "We earned five stars for safety.",
        ),
    ),
    Rule(
        code="care.own_words",
        identifier="",
        category="testimonial",
        severity=Severity.BLOCK,
        says=_TESTIMONIAL,
        search=_own_words,
        asks="who_spoke",
        kinds=("draft",),
        masked=False,
        catches=(
            "My surgery here gave me my garden back.",
            "We got a letter from a grateful patient: what a day.",
            "In her own words: what the team did.",
        ),
        ignores=("Our surgeons rank in the top 5% for safety.", "A note from our new director."),
    ),
    Rule(
        code="care.known_person",
        identifier="",
        category="health_information",
        severity=Severity.WARN,
        says="This tells something about a known person's own health. Have they, or their family, "
        "agreed to it?",
        search=_known_person_ill,
        asks="agreed",
        masked=False,
    ),
    Rule(
        code="care.described",
        identifier="",
        category="phi_context",
        severity=Severity.WARN,
        says="Nobody is named here, but someone close may know who it is. Did they sign, or is it "
        "told so that nobody could tell?",
        search=_described,
        asks="who",
        kinds=("draft",),
        masked=False,
        catches=(
            "A man in his thirties was admitted tonight with a snake bite.",
            "Our youngest ever hysterectomy patient is a dancer.",
        ),
        ignores=(
            "If a child has a fever, call us.",
            "Every patient gets a flu shot today.",
            "More than 400 babies were born here last year.",
        ),
    ),
)
