"""A paragraph in a language the check does not know is closed by a person who reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compliance.phi.base import Hit, Rule, Severity
from compliance.phi.languages import unreadable
from compliance.phi.reading import Reading

_PARAGRAPH = re.compile(r"[^\n]+")


def _paragraphs(reading: Reading) -> Iterable[Hit]:
    """Offsets are of the plain view, languages are told from the original letters."""
    for match in _PARAGRAPH.finditer(reading.text):
        start, end = reading.view.original(*match.span())
        if unreadable(reading.original[start:end]):
            yield Hit(*match.span())


RULES: tuple[Rule, ...] = (
    Rule(
        code="language.unknown",
        identifier="",
        category="unknown_language",
        severity=Severity.BLOCK,
        says="The machine reads English and Spanish only. Somebody who reads this language must "
        "look at it and say so by name.",
        search=_paragraphs,
        asks="who_reads_it",
        masked=False,
        catches=(
            "Vielen Dank für Ihre Nachricht, bitte rufen Sie uns an.",
            "Merci pour votre message, nous vous appelons.",
            "Спасибо за ваше сообщение",
            "感谢您的留言",
            "Thank you!\nObrigado por sua mensagem, você não está só.",
        ),
        ignores=(
            "Maria Keller, Ana Tores",
            "#LarkspurStrong 🎉🎉",
            "Gracias por su mensaje.",
            "Call us at 5.",
            "Café Señor Über",
            "Job fair 4/11, lobby of the clinic. RN, CNA, EVS.",
        ),
    ),
)
