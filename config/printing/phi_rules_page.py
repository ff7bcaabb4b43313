"""`docs/phi-rules.md`: what the text check looks for, from the rules themselves."""

from compliance.phi.base import Rule
from compliance.phi.rules import RULES
from compliance.phi.scan import RULESET
from config.printing.markdown import plain, sheet, table

MOST_EXAMPLES = 3
INTRODUCTION = f"""\
The text check (rules {RULESET}) looks for what could point to a patient (45 CFR 164.514(b)(2)(i),
identifiers A to R), for patients’ own words, and for replies that give somebody away. It finds;
people decide. Nothing found by the machine does not mean that nothing is there. Every example is
invented and a test: the first kind must be found, the second must not."""


def page() -> str:
    return sheet(
        "# What the text check looks for",
        INTRODUCTION,
        table(
            ("Identifier", "Rule", "Says", "Weight", "Found", "Not found"),
            [row(rule) for rule in RULES],
        ),
    )


def row(rule: Rule) -> tuple[str, ...]:
    return (
        rule.identifier or "context",
        f"`{rule.code}`",
        plain(rule.says),
        rule.severity.value,
        examples(rule.catches),
        examples(rule.ignores),
    )


def examples(texts: tuple[str, ...]) -> str:
    return "<br>".join(plain(text) for text in texts[:MOST_EXAMPLES])
