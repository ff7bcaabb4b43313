"""(B) Places smaller than a state: addresses, towns tied to a person's care, ZIP codes."""

from __future__ import annotations

import re

from compliance.phi import decision
from compliance.phi.base import Rule, Severity
from compliance.phi.folding import folded
from compliance.phi.lexicon import DESCRIBED
from compliance.phi.reading import Reading
from compliance.phi.vocabulary import is_given_name, is_ordinary, is_surname, listed

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Way|Place|Pl|"
    r"Terrace|Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Loop|Trail|Square|Sq)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,6}}[A-Z]?\s(?:[NSEW]{{1,2}}\.?\s)?(?:[A-Z0-9][\w'-]{{0,24}}\s){{1,4}}{_STREET}\b\.?"
    r"(?:,?\s(?:Apt|Apartment|Unit|Suite|Ste|#)\.?\s?\w{1,6})?",
)
_ADDRESS_LOWER = re.compile(
    r"(?i:\b(?:lives?|living|home|house|address|moved|vive)\b[^.!?\n]{0,30}?)"
    r"(?P<v>\b\d{1,6}\s(?:[a-z]{2,20}\s){1,3}(?:street|st|avenue|ave|road|rd|drive|lane|ln|"
    r"court|way))\b"
)
_CALLE = re.compile(
    r"\b(?:Calle|Avenida|Av\.|Camino|Paseo|Plaza|Colonia)\s(?:[A-Z][\w'-]{1,24}\s?){1,4}"
    r"(?:,?\s?(?:No\.?|num\.?|#)?\s?\d{1,6})\b(?!\s(?:to|a)\s\d|:\d)"
)
_PO_BOX = re.compile(
    r"\bP\.?\s?O\.?\sBox\s\d{1,8}\b|\bApartado(?:\sPostal)?\s\d{1,8}\b", re.IGNORECASE
)
_ZIP_STATE = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|PR|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.?\s(?P<v>\d{5}(?:-\d{4})?)\b"
)
_ZIP_CUE = re.compile(
    r"\b(?:zip(?: code)?|codigo postal|postal code)[: ]{0,3}(?:is |of )?(?P<v>\d{5}(?:-\d{4})?)\b",
    re.IGNORECASE,
)
_ZIP_BARE = re.compile(
    r"(?<![\w$#.,-])(?:(?:from|in|near|de|"
    r"en)\s)(?P<v>\d{5}(?:-\d{4})?)(?![\w%-])(?!\s(?:people|families|"
    r"patients|babies|visits|households|meals|steps|dollars))"
)
_CAP = r"(?:[A-Z][a-z'][\w'-]{1,20}|St\.|Mt\.|Ft\.|[NSEW]\.|\d{1,3}(?:st|nd|rd|th))"
_CAP_ES = r"(?:[A-Z][a-z'][\w'-]{1,20}|(?:de|del|la|las|los|el)(?=\s[A-Z]))"
_STREET_WORD = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Lane|Ln|Boulevard|Blvd|Court|Ct|Terrace|Circle|Row|"
    r"Parkway|Pkwy|Loop|Trail|Alley)"
)
_PLACE_WORD = (
    r"(?:Elementary|Middle|High|Junior High|Academy|Preschool|Montessori|University|College|Church|"
    r"Parish|Methodist|Baptist|Lutheran|Chapel|Temple|Mosque|Synagogue|Camp|Ranch|Farms?|Dairy|"
    r"Orchards?|Mill|Cannery|Plant|Mine|Quarry|Manor|Estates|Apartments|Apts|Trailer|Park|Pines|"
    r"Palms|Springs|Falls|City|Creek|Valley|County|Township|Heights|Grove|Hills|Beach|Lake|Harbor|"
    r"Village|Hollow|Ridge|Bend|Flats|Crossing|Corners|Junction|Landing|Cove|Point|Bridge|Fork|"
    r"Reservation|Base|Fort|Diner|Bakery|Barber\w*|Gym|Cafe|Saloon|Tavern|Rodeo|skatepark|"
    r"feed store|school|fairgrounds|cannery|diner|bakery|packing shed|nursing home|day ?care|"
    r"library)"
)
_STREETS = re.compile(
    rf"\b(?:{_CAP}\s){{1,3}}{_STREET_WORD}\b\.?(?!\s(?:Clinic|Hospital|Health|Journal|Jude))|"
    r"\b(?:Route|Rte\.?|Highway|Hwy\.?|County Road|CR|State Road|Interstate|Ruta|Carretera|"
    r"Rural Route|"
    r"rural route)\s\d{1,4}\b|"
    rf"\b(?i:calle|avenida|av\.|colonia|col\.|barrio|rancho|ejido|fraccionamiento|urbanizacion|"
    rf"urb\.|"
    rf"camino|callejon|residencial|vereda|caserio|canton|aldea|sector|plaza|esquina de)\s"
    rf"(?:{_CAP_ES}\s?){{1,4}}|"
    r"\b(?i:trailer|lot|space|apt\.?|apartment|unit)\s#?\d{1,4}[A-Z]?\b(?=\s(?:at|in|on|,)|,)"
)
_SITES = re.compile(
    rf"\b(?:{_CAP}\s){{1,3}}{_PLACE_WORD}\b|"
    rf"\b(?i:iglesia|parroquia|escuela|secundaria|preparatoria|prepa|primaria|guarderia|kinder|"
    rf"capilla|"
    rf"fabrica|maquila|empacadora|taller|panaderia|taqueria|gimnasio|feria|equipo|parque)\s"
    rf"(?:de\s|del\s|la\s|el\s)*(?:{_CAP_ES}\s?){{1,3}}|"
    r"\b(?:at|for|to)\sSt\.?\s[A-Z][a-z']{2,14}(?:'s)?\b|"
    r"\b(?:church|school|store|diner|bakery|bank|barber ?shop|gas station|shop|gym|yard|place|"
    r"farm|ranch|"
    r"plant|mill|mine|salon|stand|cannery|college|base|shelter)\s(?:on|in|at|off|by|near)\s"
    rf"(?:(?:{_CAP}\s?){{1,3}})"
)
_TOWN = re.compile(
    rf"\b(?:[Ff]rom|[Ii]n|[Nn]ear|[Oo]f|[Dd]e|[Dd]esde|[Ee]n|[Oo]utside|[Ss]outh of|[Nn]orth of|"
    rf"[Ee]ast of|[Ww]est of|past|por|hasta)\s(?:the\s|la\s|el\s)?(?P<v>(?:{_CAP}\s){{0,2}}{_CAP})"
    r"(?![\w'])"
)
_LIVES = folded(
    r"\b(?:liv(?:es?|ed|ing)|mov(?:ed|ing)|stay(?:s|ing)?|resid\w{2,4}|grew up|raised|born|"
    r"home|house|"
    r"neighbou?rs?|address|stationed|drov?e|work(?:s|ed|ing)?|teach\w{0,3}|vivo|vive|vivimos|viven|"
    r"soy|somos|vengo|venimos|viene|llegu?e|trabaj\w{1,4}|naci\w{0,2}|escribo|mude|direccion|casa|"
    r"vecin[oa]s?|barrio|from|de|desde|mail\w{0,2}|sent|letters?|street|out by|place on)\b"
)
_DESCRIBED = folded(DESCRIBED)
_PLACE_END = re.compile(rf"\b{_PLACE_WORD}$")
_SIGNED = re.compile(
    r"(?<!\w)(?:--?|"
    r"\")\s?[A-Z][\w'.]{0,20}(?:\s[A-Z][\w'.]{0,20}){0,2}(?:,\s[a-z0-9][a-z0-9 -]{2,30})?,?\s"
    rf"(?:of |in |de |en |from |"
    rf"from the )?(?P<v>(?:{_CAP}\s){{0,2}}{_CAP})(?=[\s.,!\"]{{0,3}}(?:$|\n|[A-Z]))"
)
_NOT_TOWNS = listed(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday english spanish american america "
    "usa mexico california texas florida oregon washington idaho montana ohio arizona nevada "
    "utah colorado alaska hawaii kansas iowa nebraska wyoming georgia maine virginia indiana "
    "illinois michigan wisconsin minnesota missouri oklahoma arkansas louisiana mississippi "
    "alabama tennessee kentucky vermont maryland delaware the our your this that these those "
    "facebook instagram google twitter medicare medicaid covid christmas easter thanksgiving "
    "god jesus heaven spring summer fall winter icu nicu er english doctor nurse mom dad all we "
    "you it he she they i my no yes what when dios enero febrero marzo abril mayo junio julio "
    "agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado "
    "domingo messenger gmail congress "
)


def _unlisted_town(value: str) -> bool:
    """Capitals that name no month, state, person or ordinary thing."""
    words = [w.casefold().strip(".'").removesuffix("'s") for w in value.split()]
    if any(w in _NOT_TOWNS for w in words):
        return False
    if _PLACE_END.search(value):
        return True
    if is_given_name(words[0]) or all(is_ordinary(w) for w in words):
        return False
    return len(words) == 1 or not is_surname(words[-1])


def _as_near(reading: Reading, start: int, end: int) -> Severity | None:
    """A place of one person: in a post beside their care, in a message beside living there.

    A place may be a family's name as well: then it weighs what the person would.
    """
    weight = _near_one(reading, start)
    if weight is None:
        return None
    return _or_person(reading, start, end, weight)


def _or_person(reading: Reading, start: int, end: int, weight: Severity) -> Severity:
    named = any(not m.known and m.start < end and start < m.end for m in reading.people)
    return Severity.BLOCK if named and reading.care_around(start) else weight


def _near_one(reading: Reading, start: int) -> Severity | None:
    if reading.kind == "draft":
        first, last = reading.sentence(start)
        one = reading.individual_in_sentence(start) or _DESCRIBED.search(
            reading.folded, first, last
        )
        return Severity.WARN if one and reading.care_around(start) else None
    if not reading.individual_in_sentence(start):
        return None
    told = reading.care_around(start) or _LIVES.search(reading.folded, max(0, start - 60), start)
    return Severity.WARN if told else None


def _signed_beside_care(reading: Reading, start: int, end: int) -> Severity | None:
    if not reading.health_words and not reading.received_between(0, end):
        return None
    return _or_person(reading, start, end, Severity.WARN)


def _home(reading: Reading, start: int, end: int) -> Severity | None:
    if reading.kind != "draft" or reading.individual_in_sentence(start):
        return Severity.BLOCK
    return Severity.BLOCK if reading.care_in_sentence(start) else Severity.WARN


RULES: tuple[Rule, ...] = (
    Rule(
        code="geography.address",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is a street address that is not one of yours. A home address points to one "
        "person; the state is as near as a post may go.",
        pattern=_ADDRESS,
        decide=_home,
        asks="whose",
        catches=(
            "We mailed the card to his home at 905 Thistle Dr, Apt 4.",
            "She lives at 12 N Alder Street.",
        ),
        ignores=("Route 26 is open.", "Our 24 Hour line is 100 Percent free."),
    ),
    Rule(
        code="geography.address_plain",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is where somebody lives. Leave the address out.",
        pattern=_ADDRESS_LOWER,
        catches=("he lives at 44 maple grove road",),
        ignores=("walk 30 minutes a day on a quiet road",),
    ),
    Rule(
        code="geography.calle",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="This is a street address that is not one of yours. Leave it out.",
        pattern=_CALLE,
        decide=_home,
        catches=("La paciente vive en Calle Los Olivos 45.",),
        ignores=("La calle principal está cerrada.",),
    ),
    Rule(
        code="geography.po_box",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A post box belongs to one person or household. Leave it out.",
        pattern=_PO_BOX,
        decide=_home,
        catches=("Send her cards to P.O. Box 1182.",),
        ignores=("The ballot box is in the lobby.",),
    ),
    Rule(
        code="geography.zip",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A full ZIP code is closer than the law allows for a person. The first three digits, "
        "or the state, are enough.",
        pattern=re.compile(f"{_ZIP_CUE.pattern}", re.IGNORECASE),
        decide=_home,
        catches=("My zip is 97071.",),
        ignores=("Enter your ZIP code to find a clinic.",),
    ),
    Rule(
        code="geography.zip_state",
        identifier="B",
        category="geographic",
        severity=Severity.BLOCK,
        says="A full ZIP code is closer than the law allows for a person. The state is enough.",
        pattern=_ZIP_STATE,
        decide=_home,
        catches=("She moved to Salem, OR 97301.",),
        ignores=("OR nurses work 12 hours.",),
    ),
    Rule(
        code="geography.zip_bare",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="This looks like a ZIP code beside words about care. The state is enough.",
        pattern=_ZIP_BARE,
        decide=decision.tied_to_care,
        catches=("A boy from 97071 is in our burn unit.",),
        ignores=("We raised $12500 in 12500 steps.",),
    ),
    Rule(
        code="geography.street",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="A street or a road and one person's care together can point to that person. The "
        "state is enough.",
        pattern=_STREETS,
        decide=_as_near,
        catches=(
            "She goes home to Otterbein Street with a mended shoulder.",
            "El panadero de la calle Fresno volvió después de su cirugía.",
            "i was hit on Rte 9 and broke my neck, need surgery",
            "can someone go to Trailer 14, my suegro has an ulcer",
        ),
        ignores=("The fair on Marlow Street starts at ten.", "Route 26 is open."),
    ),
    Rule(
        code="geography.site",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="A school, a shop or a landmark and one person's care together can point to that "
        "person. Leave it out.",
        pattern=_SITES,
        decide=_as_near,
        catches=(
            "A teacher from Lowery Springs survived sepsis.",
            "Our patient runs the feed store in Harlowton again after his stroke.",
            "mi hija de la escuela Cañada Larga tiene fiebre",
        ),
        ignores=("Flu shots at Lincoln Elementary on Friday.",),
    ),
    Rule(
        code="geography.signed",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="The place under somebody's words points to that person. The state is enough.",
        pattern=_SIGNED,
        check=_unlisted_town,
        decide=_signed_beside_care,
        kinds=("draft",),
        catches=("They saved me from cancer. - T.J., owner-operator, Kuna",),
        ignores=("Diabetes class - Dr. Ann Wood, Monday",),
    ),
    Rule(
        code="geography.town",
        identifier="B",
        category="geographic",
        severity=Severity.WARN,
        says="A town and one person's care together can point to that person. The state is enough.",
        pattern=_TOWN,
        check=_unlisted_town,
        decide=_as_near,
        catches=(
            "A teacher from Tegucigalpa survived sepsis.",
            "soy Wendy la de Tegucigalpa y estoy embarazada",
            "my mom lives in Kuna and needs her insulin",
        ),
        ignores=("The new clinic in Lowery Springs opens on Monday.",),
    ),
)
