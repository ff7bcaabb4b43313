"""(C) Dates closer than a year that belong to one person, and ages over 89."""

from __future__ import annotations

import re

from compliance.phi import decision, lexicon
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.folding import folded
from compliance.phi.reading import Reading
from compliance.phi.rules.matching import matching

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|enero|febrero|marzo|abril|mayo|"
    r"junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_SPELLED_DAY = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty-first|"
    r"primero)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_EXPLICIT = (
    rf"(?:\b{_MONTH}\.?\s(?:the\s)?(?:{_DAY}|{_SPELLED_DAY})\b(?![:%])(?:\s?-\s?\d{{1,2}}\b)?"
    rf"(?:,?\s{_YEAR}\b)?|"
    rf"\b{_DAY}\s(?:of\s|de\s)?{_MONTH}\b\.?(?:,?\s(?:de\s|del\s)?{_YEAR}\b)?|"
    rf"\b{_MONTH}\.?,?\s(?:de\s|del\s|of\s)?{_YEAR}\b|"
    rf"\b{_YEAR}[-/.][01]\d[-/.][0-3]\d\b|"
    r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:19|"
    r"20)?\d\d(?![\d/.-])|"
    r"(?<![\d/$-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]))"
)
_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Weds?|Thurs?|Fri|"
    r"lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
)
_FEAST = (
    r"(?:(?:new year'?s|christmas|valentine'?s|mother'?s|father'?s|labor|memorial|veterans|"
    r"leap|flag|"
    r"groundhog|independence|election|super ?bowl|st\.? patrick'?s)(?: eve| day| sunday)|"
    r"new year'?s|"
    r"thanksgiving|easter|christmas|halloween|hanukkah|ramadan|eid|diwali|yom kippur|passover|"
    r"(?:ash wednes|good fri|palm sun|maundy thurs)day|juneteenth|the fourth|cinco de mayo|"
    r"semana santa|navidad|nochebuena|ano nuevo|reyes|dia de (?:las madres|muertos|reyes)|pascua|"
    r"spring break)"
)
_RELATIVE = re.compile(
    rf"\b(?:(?:(?:last|this|next|past|el|este)\s)?{_WEEKDAY}(?:'s)?(?:\s(?:pasado|que viene))?"
    r"(?:\s(?:the\s|el\s)?\d{1,2}(?:st|nd|rd|th)?(?![:\d]|\s?[ap]\.?m))?(?:\s(?:night|morning))?"
    r"(?!\w|\s?(?:-|to|thru|through|a|and|y|&)\s?(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mie|"
    r"jue|vie|"
    r"sab|dom))|"
    r"last (?:week|night|month|spring|summer|fall|autumn|winter|year)|yesterday|tonight|tomorrow|"
    r"tmrw|2morrow|this (?:morning|afternoon|evening|week)|ayer|anoche|antier|anteayer|"
    r"antes de ayer|"
    r"esta (?:manana|tarde|noche)|la semana pasada|el mes pasado|"
    r"(?:in|since|back in|until|till|by|from|este|en|desde|last|this|next|ended|starting|"
    r"early|late)\s"
    rf"{_MONTH}(?:\.|\b)(?!\s\d)|(?:on|since|at|por|en|desde|de|last|this|over|before|after|"
    rf"until)\s"
    rf"{_FEAST}|(?:the|on the|until the|el(?: dia)?|dia|al) (?:\d?1st|\d?2nd|\d?3rd|\d{{1,2}}th|"
    r"\d{1,2}(?=\s(?:a las|de este|del mes)))(?!\s[a-z]+\s(?:anniversary|annual|floor|street|"
    r"ave\w*))|"
    r"dia \d{1,2}|(?:\d{1,2}|a few|two|three|four|five|six|dos|tres) (?:days|weeks|months|"
    r"dias|semanas) "
    r"ago|hace (?:\d{1,2}|un|una|dos|tres) (?:dias?|semanas?|mes(?:es)?)|"
    r"(?:post-?op )?day \d{1,2})\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    rf"\b(?:DOB|D\.O\.B\.?|date of birth|birth ?date|birthday|born(?: on)?|fecha de nacimiento|"
    rf"naci(?:o|da|do)?(?: el)?|f\.?\s?nac\.?)[\s:,-]{{0,3}}(?:is |was |on |el |es "
    rf")?(?P<v>{_EXPLICIT})",
    re.IGNORECASE,
)
_DATE = re.compile(_EXPLICIT, re.IGNORECASE)
_THING = (
    r"(?!\s?[- ]?(?:building|hospital|clinic|tradition|institution|organization|company|church|"
    r"law|study|history|record|house|barn|bridge|wine|and (?:over|older|up|above)|or (?:over|"
    r"older)))"
)
_NINETY = r"(?:9\d|1[01]\d)"
_WORDS = (
    r"(?:ninety(?:-|\s)?(?:one|two|three|four|five|six|seven|eight|nine)?|(?:one|a) hundred"
    r"(?:\sand\s(?:one|two|three|four|five|six|seven|eight|nine|ten))?|"
    r"noventa(?:\sy\s(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|cien(?:to\s\w{2,6})?)"
)
_UNIT = (
    r"(?!\s?(?:%|percent|por ciento|minut|days|dias|miles|pounds|lbs|degrees|grados|times|veces|"
    r"people|staff|other|beds|patients|sure|pacientes|weeks|hours|/|k\b|ft|mg|\.\d|,\d))"
)
_ORDINAL = r"(?:9\dth|9[1]st|9[2]nd|9[3]rd|1[01]\d(?:th|st|nd|rd)|ninet(?:ieth|y-\w{4,7}))(?!\w)"
_AGE = folded(
    rf"\b(?P<v>(?:{_NINETY}|{_WORDS})[-\s]?(?:years?|yrs?|y)[-\s/]?(?:olds?|young|o)){_THING}\b|"
    rf"\b(?:aged?|age of|turn(?:s|ed|ing)?|celebrat\w{{1,4}} (?:her|his)|cumpl(?:io|e|en|ira)|"
    rf"tiene|"
    rf"tenia|past|nearly|almost|oldest\b[\w\s]{{0,20}}\bat|gone[\w\s]{{0,20}}\bat|edad|"
    rf"of)\s(?:sus\s)?"
    rf"(?P<a>(?:{_NINETY}|{_WORDS})(?:\sanos)?)\b{_UNIT}{_THING}(?!\s[a-z]{{3,}}s\b)|"
    rf"\b(?:i am|i'm|im|she|he|who|patient|mom|mother|father|dad|grand\w{{2,6}}|soy|tengo)"
    rf"(?:'s|s| is| was| just turned|, now|,)?\s(?P<b>{_NINETY})\b{_UNIT}|"
    rf"(?P<d>\b(?:{_NINETY}|{_WORDS})\s(?:anos de edad|anos|anitos))\b"
    r"(?!\s(?:de (?:servicio|historia|experiencia)))|"
    rf"\b[A-Z][a-z]{{1,20}}\.?,\s(?P<c>{_NINETY})(?=\s?(?:[,.;!)]|y\b|and\b|todavia))|"
    rf"\b(?:happy|her|his|my|mom'?s|dad'?s|grandma'?s|turning|big|su)\s(?P<e>{_ORDINAL})\b"
    r"(?!\s(?:anniversary|annual|year|season|percentile|street|floor))|"
    rf"\b(?P<f>{_ORDINAL})(?=\s(?:birthday|b-?day|cumple))|"
    rf"\bat\s(?P<g>{_NINETY}|{_WORDS})(?=\s?(?:[,.;!)]|$|she\b|he\b)){_UNIT}|"
    rf"\b(?P<h>9\d[FM])\b"
)
_OLD = re.compile(r"9\d|1[01]\d|ninet|hundred|noventa|cien")
_BUSINESS = folded(
    r"\b(?:company|hospital|clinic|organi[sz]ation|building|church|school|program|foundation|"
    r"we|our "
    r"team|practice|tradition|department)\b[\w\s']{0,20}$"
)


def _ages(reading: Reading) -> list[Hit]:
    hits: list[Hit] = []
    if not _OLD.search(reading.folded):
        return hits
    for match in _AGE.finditer(reading.folded):
        group = match.lastgroup or "v"
        if group == "c" and not reading.text[match.start()].isupper():
            continue
        if group == "g" and not reading.individual_in_sentence(match.start()):
            continue
        if _BUSINESS.search(reading.folded[max(0, match.start() - 40) : match.start()]):
            continue
        start, end = match.span(group)
        rewrite = "in their 90s" if reading.text[start : start + 1] in "9n" else "over 90"
        hits.append(Hit(start, end, None, None, rewrite))
    return hits


def _year(value: str) -> str | None:
    found = re.search(_YEAR, value)
    return found.group() if found else "this year"


_PUBLIC = re.compile(
    r"\b(?:open|opens|closed|closes|hours?|class(?:es)?|fair|festival|event|parade|game|walk-?ins?|"
    r"sign-?ups?|register|registration|webinar|workshop|lecture|screenings?|tickets?|meets|meeting|"
    r"everyone|everybody|anyone|anybody|folks|all ages|join us|free|hiring|deadline|enrollment|"
    r"booking|book now|holiday|founder|services at|visitation|abierto|cerrad[oa]s?|cerramos|"
    r"abrimos|"
    r"horario|clases?|feria|evento|gratis|charla|taller|inscripci\w+|todos|cualquiera)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:appointments?|appts?|visits?|citas?|refills?|prescriptions?|labs?|results?|"
    r"x-?rays?|scans?|"
    r"mri|bill\w{0,4}|balance|claims?|refund\w{0,3}|copay|procedure|surgery|sessions?|check-?ups?|"
    r"follow-?ups?|cleaning|filling|crown|braces|stent|chart|file|records?|signed|booked|rebooked|"
    r"rescheduled|scheduled|moved|bumped|slid|cancell?ed|missed|made up|came|were|was|saw|seen|had|"
    r"have you|has you|got|down for|ready|ended|ends|cleared|left|shot|dose|infusion|mailed|"
    r"faxed|sent|"
    r"went|denied|approved|resubmitted|lapsed|active|charged|paid|billed|passed|died|lost|"
    r"born|turn\w*|"
    r"bed|slot|adjustment|training|discharge\w*|released|starts?|we'?ll see|see (?:you|ya|u|all)|"
    r"espera\w*|quedo|quedaron|salio|salieron|llego|vino|nacio|movio|muestra|receta|ultrasonido|"
    r"operacion|cirugia|internad[oa]|control|terapia|vemos|tiene|tenia|toca|no-shows?|"
    r"keep coming)\b",
    re.IGNORECASE,
)


def _exact(reading: Reading, start: int, end: int) -> Severity | None:
    """A day of the calendar: tied to one person in a post, to the one spoken with in a reply."""
    decided = decision.tied_to_care(reading, start, end)
    if decided is not None:
        return decided
    return Severity.WARN if _tied(reading, start) else None


def _weak(reading: Reading, start: int, end: int) -> Severity | None:
    """A day told from the day of posting: with one person's care it is a question."""
    return Severity.WARN if _tied(reading, start) else None


def _tied(reading: Reading, at: int) -> bool:
    """Does the day belong to one person's care, judged by what is usual in this kind of text?"""
    if reading.kind == "draft":
        care = reading.care_around(at) and not reading.says(_PUBLIC, at)
        return care and _one_near(reading, at)
    care = reading.care_around(at)
    if reading.kind == "inbound":
        return _anybody(reading) and (care or not reading.says(_PUBLIC, at))
    if not reading.individual_in_sentence(at):
        return False
    return reading.says(_KEPT, at) and not (reading.says(_PUBLIC, at) and not care)


def _one_near(reading: Reading, at: int) -> bool:
    """One person in this sentence or beside it."""
    start, end = reading.sentence(at)
    return any(
        reading.individual_in_sentence(place)
        for place in (at, max(0, start - 1), min(end, len(reading.text) - 1))
    )


def _anybody(reading: Reading) -> bool:
    """Whoever writes about "my" or "her" anything writes about one person."""
    one = folded(lexicon.INDIVIDUAL[reading.kind]).search(reading.folded) is not None
    return one or any(not m.known for m in reading.people)


RULES: tuple[Rule, ...] = (
    Rule(
        code="dates.birth",
        identifier="C",
        category="date",
        severity=Severity.BLOCK,
        says="A date of birth belongs to one person. The year is as exact as a post may be.",
        search=matching(_BIRTH, rewrite=_year),
        catches=("DOB: 04/12/1961", "Baby Ana was born on March 3!", "born 3 de mayo de 2019"),
        ignores=("Never send your date of birth by direct message.",),
    ),
    Rule(
        code="dates.care",
        identifier="C",
        category="date",
        severity=Severity.BLOCK,
        says="A day and one person's care together can point to that person. The year is enough.",
        search=matching(_DATE, _exact, _year),
        catches=(
            "She had a triple bypass here on January 19.",
            "Our patient went home on 11/22 after his surgery.",
        ),
        ignores=(
            "The allergy clinic has openings on April 7 and April 9.",
            "Job fair 4/11, 9-12, in the lobby.",
            "The law took effect on March 23, 2010.",
            "The flu clinic is open 24/7.",
        ),
    ),
    Rule(
        code="dates.relative",
        identifier="C",
        category="date",
        severity=Severity.WARN,
        says="With the day of posting this tells the very day of one person's care. "
        "Say the year or the season of a year instead.",
        search=matching(_RELATIVE, _weak, lambda value: "recently" if value else None),
        catches=(
            "A man was admitted last night with a snake bite.",
            "We have you down for Wednesday.",
            "my wife had her stent put in Tuesday",
            "Señora, su cirugía quedó para el viernes 6.",
            "My son was born there on Mother's Day after an emergency.",
        ),
        ignores=(
            "The clinic is closed on Monday for the holiday.",
            "Do you have walk-ins on Saturday?",
            "Flu shots are free this Friday for everyone.",
        ),
    ),
    Rule(
        code="dates.age",
        identifier="C",
        category="date",
        severity=Severity.BLOCK,
        says="Ages over 89 count as identifying. “In their 90s” keeps the story.",
        search=_ages,
        catches=(
            "A 92-year-old great-grandmother went home.",
            "She is 95 and does her own taxes.",
            "Don Ernesto, 92 años, ya está en casa.",
            "He turned 101 in our rehab unit.",
            "Walter, 94, danced with his nurse.",
            "My ma had her 90th and you came.",
            "Cumple cien años nuestro vecino.",
            "She died at home at 93.",
            "I am 91 and my lower plate still clicks.",
            "Happy 101st to our Lou!",
            "both past ninety-two",
        ),
        ignores=(
            "Our 95-year-old building gets a new roof.",
            "Adults aged 90 and over need a booster.",
            "She is in her 90s.",
            "My son is 12.",
            "Our company turns 90 this fall.",
            "Our 95th annual gala is at 90 Main Street.",
            "I'm 95% sure you are open.",
            "We vaccinated 92 patients, 100 in all.",
        ),
    ),
)
