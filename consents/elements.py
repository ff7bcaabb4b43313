"""What 45 CFR 164.508 demands of a permission form, as a table. A form that lacks one is defective.

Statements are sentences with `$names` that are filled in when a patient is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a form must say: its code, where the law asks for it, what it is.

    `needs` are the names its sentence must carry; `when` says whom it is shown to.
    """

    code: str
    citation: str
    what: str
    needs: tuple[str, ...] = ()
    when: str = "always"  # always | paid | unpaid | representative


# fmt: off
ELEMENTS: tuple[Element, ...] = (
    Element("what", "45 CFR 164.508(c)(1)(i)",
            "what is shown, specific and meaningful", ("things", "patient")),
    Element("who_shows", "45 CFR 164.508(c)(1)(ii)",
            "who may show it", ("organization",)),
    Element("who_sees", "45 CFR 164.508(c)(1)(iii)",
            "to whom it is shown", ("places",)),
    Element("why", "45 CFR 164.508(c)(1)(iv)",
            "each purpose", ("purposes",)),
    Element("until", "45 CFR 164.508(c)(1)(v)",
            "the day or event at which it ends"),
    Element("signature", "45 CFR 164.508(c)(1)(vi)",
            "the signature and its date"),
    Element("authority", "45 CFR 164.508(c)(1)(vi)",
            "why a representative may decide", ("patient", "relation"), "representative"),
    Element("take_back", "45 CFR 164.508(c)(2)(i)",
            "the right to take it back in writing, how, and what cannot be undone",
            ("organization", "address")),
    Element("no_conditions", "45 CFR 164.508(c)(2)(ii)",
            "care, payment and insurance do not depend on it"),
    Element("shared_on", "45 CFR 164.508(c)(2)(iii)",
            "others may pass it on, and HIPAA may no longer protect it"),
    Element("networks_keep", "fair notice beside 45 CFR 164.508(c)(2)(iii)",
            "networks may keep and use it under their own rules"),
    Element("paid", "45 CFR 164.508(a)(3)(ii)",
            "who pays for it", ("payer",), "paid"),
    Element("unpaid", "45 CFR 164.508(a)(3)(ii)",
            "that nobody pays for it", (), "unpaid"),
    Element("copy", "45 CFR 164.508(c)(4)",
            "that the patient gets a copy"),
)
# fmt: on


def missing(statements: Mapping[str, str]) -> list[Element]:
    """The elements whose sentence is absent, blank or lacks a name it needs."""
    return [element for element in ELEMENTS if not _said(element, statements)]


def applying(paid: bool, representative: bool) -> list[Element]:
    """The elements that one patient is shown, in the table's order."""
    shown = {"always", "paid" if paid else "unpaid"} | (
        {"representative"} if representative else set()
    )
    return [element for element in ELEMENTS if element.when in shown]


def fill_in(sentence: str, facts: Mapping[str, str]) -> str:
    """The sentence with its names filled in. Raises KeyError when a fact is missing."""
    return Template(sentence).substitute(facts)


def _said(element: Element, statements: Mapping[str, str]) -> bool:
    sentence = statements.get(element.code, "").strip()
    names = set(Template(sentence).get_identifiers()) if sentence else set()
    return bool(sentence) and names >= set(element.needs)
