"""`docs/workflow.md`: what may happen to a post, from the tables that decide it."""

from accounts.models import Organization
from accounts.roles import ROLES
from config.printing.markdown import listed, sheet, table
from content.gates import GATES
from content.publishing import DELIVERIES
from content.workflow import SYSTEM, TRANSITIONS, Authors, State, Strength, Transition

BY_SYSTEM = "the product itself"
AUTHORS = {
    Authors.ANY: "",
    Authors.ONLY: "anybody but its authors",
    Authors.ALSO: "",
    Authors.NEVER: "its authors",
}
STAGES = {"submit": "who submitted it", "endorse": "who endorsed it"}
STRENGTHS = {
    Strength.ANSWERED: (
        "answered",
        "the writer has answered everything that was found; a check of a picture may still run",
    ),
    Strength.CONFIRMED: (
        "confirmed",
        "another person has confirmed each answer, and every check is done",
    ),
    Strength.CLOSED: ("closed", "nothing is open any more"),
}
INTRODUCTION = """\
This is the whole of what may happen to a post. The product has no other way: its pages, the
admin and the workers ask this table. Three different people decide on every post, each on exactly
the version they saw; nobody who ever changed a post may endorse or approve it, and nobody decides
twice. The database refuses to send anything else."""


def page() -> str:
    return sheet(
        "# The way of a post",
        INTRODUCTION,
        "## Steps",
        table(
            ("From", "Step", "To", "Who may", "Who may not", "Asked first", "Needs"),
            [steps(row) for row in TRANSITIONS],
        ),
        "## What is asked first",
        "Every question is asked each time, and everything still needed is shown at once. "
        "A question that cannot be answered counts as a no.",
        table(("Question", "What has to be true"), [(code(n), said(n)) for n in GATES]),
        "How strictly is asked depends on the step, so that a false alarm never stops a draft:",
        table(("Strictness", "Means"), STRENGTHS.values()),
        "## Sending",
        "A post that is scheduled has one delivery for each channel. A delivery moves like this; "
        "when nobody knows whether something went out, it is asked about and never sent twice.",
        table(
            ("From", "Step", "To"),
            [(listed(row.sources, "or"), spoken(row.action), row.target) for row in DELIVERIES],
        ),
        "## Roles",
        "A role is a hat: one person may wear several, but takes only one of the three decisions "
        "on a post.",
        table(("Role", "Does", "May"), [(role.label, role.does, may(role.permissions))
                                       for role in ROLES]),
    )  # fmt: skip


def steps(row: Transition) -> tuple[str, ...]:
    return (
        listed((State(source).label for source in row.sources), "or"),
        f"**{spoken(row.action)}**" + (f" (“{row.says}”)" if row.says else ""),
        State(row.target).label,
        who(row),
        listed(
            [words for words in [AUTHORS[row.authors], *map(STAGES.get, row.not_after)] if words]
        ),
        asked(row),
        needs(row),
    )


def who(row: Transition) -> str:
    """The roles that carry the permission, and whoever else may."""
    if row.permission == SYSTEM:
        return BY_SYSTEM
    people = [role.label for role in ROLES if row.permission in role.permissions]
    people += ["its authors"] if row.authors is Authors.ALSO else []
    people += [BY_SYSTEM] if row.by_system else []
    return listed(people, "or")


def asked(row: Transition) -> str:
    if not row.gates:
        return ""
    return f"{', '.join(map(code, row.gates))} ({STRENGTHS[row.strength][0]})"


def needs(row: Transition) -> str:
    things = {
        "a decision on the version seen": row.decision,
        "a signature": row.signed,
        "a note": row.needs_note,
    }
    return listed([words for words, needed in things.items() if needed])


def said(gate: str) -> str:
    """The first paragraph of what a gate says of itself."""
    return (GATES[gate].__doc__ or "").strip().split("\n\n")[0]


def may(permissions: tuple[str, ...]) -> str:
    words = dict(Organization._meta.permissions)
    return listed([words[name][0].lower() + words[name][1:] for name in permissions])


def code(name: str) -> str:
    return f"`{name}`"


def spoken(name: str) -> str:
    return name.replace("_", " ")
