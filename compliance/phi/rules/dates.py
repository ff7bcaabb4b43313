"""(C) Dates closer than a year that belong to one person, and ages over 89."""

from __future__ import annotations

import re

from compliance.phi import decision
from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.reading import Reading

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|enero|febrero|marzo|abril|mayo|"
    r"junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_EXPLICIT = (
    rf"(?:\b{_MONTH}\.?\s{_DAY}\b(?:,?\s{_YEAR}\b)?|\b{_DAY}\s(?:of\s|de\s)?{_MONTH}\b\.?"
    rf"(?:,?\s(?:de\s|del\s)?{_YEAR}\b)?|\b{_YEAR}-[01]\d-[0-3]\d\b|"
    r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:19|"
    r"20)?\d\d(?![\d/.-])|"
    r"(?<![\d/$-])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]))"
)
_WEEKDAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"lunes|martes|miercoles|jueves|viernes|sabado|domingo"
)
_RELATIVE = re.compile(
    rf"\b(?:(?:last|this|next|on|past)\s(?:{_WEEKDAY})|last (?:week|night|month)|yesterday|tonight|"
    r"this (?:morning|afternoon|evening)|ayer|anoche|el (?:lunes|martes|miercoles|jueves|viernes)|"
    r"(?:the|on the) (?:\d?1st|\d?2nd|\d?3rd|\d{1,2}th)(?!\s[a-z]+\s(?:anniversary|annual)))\b",
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
    r"(?:\sand\s(?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
_AGE = re.compile(
    rf"\b(?P<v>(?:{_NINETY}|{_WORDS})[-\s](?:years?|yrs?)[-\s](?:old|young)){_THING}\b|"
    rf"\b(?:aged?|age of|turn(?:s|ed|ing)?|celebrat\w{{1,4}} (?:her|his)|cumplio|cumple|tiene)\s"
    rf"(?P<a>(?:{_NINETY}|{_WORDS})(?:\sanos)?)\b(?!\s?%){_THING}|"
    rf"\b(?:she|he|who|patient|mom|dad|grand\w{{2,6}})(?:'s| is| was| just turned|, now)\s"
    rf"(?P<b>{_NINETY})\b(?!\s?(?:%|percent|minutes|days|miles|pounds|lbs|degrees))|"
    rf"(?P<d>\b{_NINETY}\s(?:anos de edad|anos))\b(?!\s(?:de (?:servicio|historia|experiencia)))|"
    rf"\b[A-Z][a-z]{{1,20}},\s(?P<c>{_NINETY})(?=\s?[,.;!])",
    re.IGNORECASE,
)


def _ages(reading: Reading) -> list[Hit]:
    hits = []
    for match in _AGE.finditer(reading.text):
        group = match.lastgroup or "v"
        if group == "c" and not reading.text[match.start()].isupper():
            continue
        start, end = match.span(group)
        rewrite = "in their 90s" if reading.text[start : start + 1] in "9n" else "over 90"
        hits.append(Hit(start, end, None, None, rewrite))
    return hits


def _year(value: str) -> str | None:
    found = re.search(_YEAR, value)
    return found.group() if found else "this year"


def _weak(reading: Reading, start: int, end: int) -> Severity | None:
    decided = decision.tied_to_care(reading, start, end)
    if decided is Severity.BLOCK and _received_here(reading, start):
        return Severity.WARN
    return None


def _received_here(reading: Reading, at: int) -> bool:
    return reading.received_between(*reading.sentence(at))


RULES: tuple[Rule, ...] = (
    Rule(
        code="dates.birth",
        identifier="C",
        category="date",
        severity=Severity.BLOCK,
        says="A date of birth belongs to one person. The year is as exact as a post may be.",
        pattern=_BIRTH,
        rewrite=_year,
        catches=("DOB: 04/12/1961", "Baby Ana was born on March 3!", "born 3 de mayo de 2019"),
        ignores=("Never send your date of birth by direct message.",),
    ),
    Rule(
        code="dates.care",
        identifier="C",
        category="date",
        severity=Severity.BLOCK,
        says="A day and one person's care together can point to that person. The year is enough.",
        pattern=_DATE,
        decide=decision.tied_to_care,
        rewrite=_year,
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
        pattern=_RELATIVE,
        decide=_weak,
        rewrite=lambda value: "recently" if value else None,
        kinds=("draft", "reply"),
        catches=("A man was admitted last night with a snake bite.",),
        ignores=("The clinic is closed on Monday for the holiday.",),
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
        ),
        ignores=(
            "Our 95-year-old building gets a new roof.",
            "Adults aged 90 and over need a booster.",
            "She is in her 90s.",
            "My son is 12.",
        ),
    ),
)
