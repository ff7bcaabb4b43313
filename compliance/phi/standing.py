"""How a person stands in a text: on the team, in public life, spoken to, or an animal's name."""

from __future__ import annotations

import re

from compliance.phi import lexicon
from compliance.phi.folding import fold, folded
from compliance.phi.name_cues import addressed, hailed, told_of
from compliance.phi.people import Mention
from compliance.phi.reading import Reading
from compliance.phi.vocabulary import listed

_TITLED_BEFORE = folded(
    rf"\b(?:{lexicon.TITLE})(?:,| is| was|:| -)?\s(?:(?:[A-Z][\w'-]+|and|&|y)[, ]+){{0,4}}$"
)
_TITLED_AFTER = folded(
    rf"^(?:'s)?(?:,| is| was| \(| -|, who is| as)\s?(?:(?:the|a|an|our|your|el|la|un|una|"
    rf"nuestr[oa]|"
    rf"late|new|longtime|retired|local|first|state|county|city|team|former|head|chief|de)\s)*"
    rf"(?:[\w'-]{{1,20}}\s){{0,3}}?(?:{lexicon.TITLE})\b"
)
_REACHED_BEFORE = folded(
    r"\b(?:ask for|asking for|(?:call|contact|reach|email|e-mail|text|ring|write to|message|"
    r"talk (?:to|with)|speak (?:to|with)|dm|attention|attn:?|c/o)(?: our)?|pregunte por|"
    r"pregunta por|llame a|llama a|busque a|comuniquese con|escriba a|hable con|our own)\s$"
)
_FRAMED_BEFORE = folded(
    r"\b(?:meet|welcome|by|with|from|featuring|feat\.?|and|&|con|conozca a|conozcan a|por|de|y|"
    r"bienvenid[oa],?|the great|the late|named (?:for|after)|in (?:honor|memory) of|"
    r"in the name of|hosted by|led by|thanks(?:,| to| go to)?|thank(?: you)?(?: to)?,?|"
    r"gracias,?(?: a)?|agradecemos a|shout-?out to|hats off to|kudos to|"
    r"congratulations,?(?: to)?|congrats,?(?: to)?|"
    r"congratulate|felicidades a|bravo,?|honors?|applause,?(?: for| to)?|to|for|goes to|is|our|"
    r"friend|farewell,?|birthday,?(?: to)?|thrilled that|delighted that|thankyou|recordamos a|"
    r"friend|remember|mourn|celebrate|team|staff|winners?|speakers?|volunteers?|captains|"
    r"sponsors?|hosts?|committee|special guest|honorees?|results|dj|host),?:?"
    r"(?: (?:the|la|el|los))?\s$"
)
_REACHED_AFTER = folded(
    r"^(?:'s)?,?\s(?:"
    r"will (?:say|speak|talk|read|sing|play|lead|emcee|host|judge|sign|be (?:our|the))|"
    r"(?:is )?(?:at|on|en el|al) (?:\(?\d|1-8|ext|extension|the (?:front |help )?"
    r"(?:desk|phone)|her |his )|(?:in|from|at|over in|de|del) (?:our |the |la |el )?(?:\w+ )?"
    r"(?:billing|accounts?|accounting|front desk|desk|records|pharmacy|radiology|lab|office|hr|"
    r"facilities|housekeeping|kitchen|security|scheduling|intake|outreach|marketing|pt|foundation|"
    r"medical records|patient relations|farmacia|recepcion|caja|registros|cobros)|"
    r"handles|runs|leads|coordinates|answers|picks up|looks after|takes|teaches|can help|will help|"
    r"hosts?|brings|reads|plays|sings|signs|opens|closes|shows|speaks|talks|performs|"
    r"(?:has |have )?(?:donated|gave|gives|built|bought|baked|painted|organized|raised|sponsored|"
    r"volunteer\w*|retires?|retired|joins?|joined|won|wins|designed|founded|led|directed|ran|"
    r"served|fed|carved|made|wrote|written|scored|coached|played|sang)|contesta|atiende|ayuda|"
    r"dirige|ensena|toca|canta|lee|presenta|expone|inaugura\w*|gano|dono|invita|visita|comparte|"
    r"\(?\d{3}[-. )])"
)
_OFFICES = listed(
    "gov sen hon cllr sir dame dj maestro maestra col captain capt sgt sergeant lt officer deputy "
    "rev reverend pastor father padre rabbi coach"
)
_BELONGS_AFTER = re.compile(
    r"^,?\s(?:who (?!was|is|came|had|has|went|left|got|lost|beat|needed)[a-z]+s?\b|of [A-Z])"
)
_AGED_BEFORE = re.compile(r"\byears?[- ]old,? $|\b(?:baby|newborn|sweet|little) $", re.IGNORECASE)
_AGED = re.compile(r"^,? (?:\(?\d{1,3}\)?(?=[,.;:!)]|\s(?!a\.?m|p\.?m|\d)|$)|(?:age|aged|anos)\b)")
_TEAM = folded(
    r"\b(?:our own|our (?:new|newest|very own)|joins? (?:our|the|us)|joined (?:our|us)|meet (?:our|"
    r"the|your|\w+[,!])|welcome(?:s|d)? (?:to the team|aboard|our|dr)|years? (?:of service|with us|"
    r"on (?:our|the) (?:team|staff|job)|at the (?:front )?desk)|retir(?:es|ed|ing|ement)|"
    r"employee of|"
    r"staff (?:spotlight|pick)|team member|nurse of the|work anniversary|new hire|front desk|"
    r"passed (?:his|her|their) boards|board[- ]certified|promoted|our (?:team|crew|staff)|"
    r"se (?:une|integra) a|nuestro equipo|nuestr[oa] nuev[oa]|anos con nosotros|se jubila)\b"
)
_STORIED = folded(
    r"\b(?:fun fact|did you know|trivia|in history|history|historical|historic|"
    r"famous|once (?:said|wrote)|said it best|nobel|on this day|in 1[0-9]{3}|1[5-8]\d\d|"
    r"19[0-7]\d|novel|museum|exhibit|painted|poem|poet|"
    r"president (?:lincoln|wilson|roosevelt|washington)|"
    r"film|movie|cartoon|character|storybook|fairy|halloween|costume|mascot|puppet|statue|bust of|"
    r"made[- ]up|fictional|imaginary|datos? curiosos?|sabias que|en la historia)\b"
)
_ROLE = folded(lexicon.ROLE)
_HERE = folded(
    r"\b(?:our (?:patient|resident|client|hospice|icu|nicu|unit|nursery|program|chair|clinic|team)|"
    r"came to us|(?:for|with|by|to) us|nuestr[oa] paciente)\b"
)
_CREATURE = (
    r"(?:dogs?|cats?|pupp(?:y|ies)|kitten|pup|k-?9|horse|pony|goat|rabbit|bunny|parrot|basset|lab|"
    r"retriever|poodle|beagle|terrier|corgi|hamster|goldfish|lizard|snake|boa|pig|hen|owl|turtle|"
    r"llama|donkey|narwhal|bear|pet|robot|laser|mannequin|skeleton|puppet|plant|cactus|toothbrush|"
    r"knee|perr[oa]s?|gat[oa]s?|mascota|caballo)"
)
_ANIMAL_BEFORE = folded(
    rf"\b{_CREATURE}(?:'s name)?(?: is| named| called| nicknamed|,|:| llamad[oa])*\s$"
)
_ANIMAL_AFTER = folded(
    rf"^,?\s(?:is |was )?(?:the|our|a|an|my|el|la|nuestr[oa]|mi)\s"
    rf"(?:[\w-]+\s){{0,3}}{_CREATURE}\b"
)


def clinician(reading: Reading, mention: Mention) -> bool:
    """Is the person presented with a professional title?"""
    before = reading.text[max(0, mention.start - 10) : mention.start]
    after = reading.text[mention.end : mention.end + 12]
    return (
        mention.form == "clinician"
        or lexicon.CLINICIAN_BEFORE.search(before) is not None
        or lexicon.CLINICIAN_AFTER.match(after) is not None
    )


def _beside(reading: Reading, mention: Mention) -> tuple[str, str]:
    """The words of the sentence before and after a name, in small letters."""
    start, end = reading.sentence(mention.start)
    before = reading.folded[max(start, mention.start - 90) : mention.start]
    return before, reading.folded[mention.end : min(end, mention.end + 90)]


def patientlike(reading: Reading, mention: Mention) -> bool:
    """Is the name written as patients' names are: with an initial, or an age after it?"""
    before = reading.text[max(0, mention.start - 16) : mention.start]
    after = reading.text[mention.end : mention.end + 12]
    return (
        mention.form == "initial"
        or _AGED.match(after) is not None
        or _AGED_BEFORE.search(before) is not None
    )


def _in_office(reading: Reading, mention: Mention) -> bool:
    first = reading.text[mention.start : mention.end].split(maxsplit=1)[0].casefold().strip(".")
    return mention.form == "honorific" and first in _OFFICES


def presented(reading: Reading, mention: Mention) -> bool:
    """Does a title, a part to play or a way to be reached stand right beside the name?"""
    before, after = _beside(reading, mention)
    return (
        reading.holds(_TITLED_BEFORE, before)
        or reading.holds(_TITLED_AFTER, after)
        or reading.holds(_REACHED_BEFORE, before)
        or reading.holds(_REACHED_AFTER, after)
    )


def framed(reading: Reading, mention: Mention) -> bool:
    """Is the person thanked, announced or listed, as outsiders are?"""
    before, _ = _beside(reading, mention)
    return reading.holds(_FRAMED_BEFORE, before)


def public_role(reading: Reading, mention: Mention) -> bool:
    """Does the sentence give the person a part in public life or on the team?"""
    if patientlike(reading, mention):
        return False
    start, end = reading.sentence(mention.start)
    first, last = max(start, mention.start - 80), min(end, mention.end + 80)
    at = min(first, 1)
    around = reading.folded[first - at : last]
    if _in_office(reading, mention) or reading.holds(_ROLE, around, at):
        return True
    if reading.holds(_TEAM, around, at) or presented(reading, mention):
        return True
    return _BELONGS_AFTER.match(reading.text[mention.end : min(end, mention.end + 90)]) is not None


def storied(text: str) -> bool:
    """Is this about people of the past or of stories, and not about somebody here?"""
    text = fold(text)
    return _STORIED.search(text) is not None and _HERE.search(text) is None


def animal(reading: Reading, mention: Mention) -> bool:
    """Is it the name of a dog, a robot or a plant?"""
    if mention.form not in ("given", "honorific"):
        return False
    before, after = _beside(reading, mention)
    return reading.holds(_ANIMAL_BEFORE, before) or reading.holds(_ANIMAL_AFTER, after)


def colleague(reading: Reading, mention: Mention) -> bool:
    """A lone given or family name of somebody in the organization's directory?"""
    words = reading.text[mention.start : mention.end].casefold().split()
    known = reading.mask.given | reading.mask.family
    return mention.form != "full" and bool(words) and words[-1] in known


def spoken_to(reading: Reading, mention: Mention) -> bool:
    """Does the text turn to this person?"""
    text, start, end = reading.text, mention.start, mention.end
    titled = reading.holds(_TITLED_BEFORE, _beside(reading, mention)[0])
    if told_of(text, start) or titled:
        return False
    return addressed(text, start, end) or hailed(text, start, end)
