"""The answers to the four questions, as people with roles."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accounts.staffing import THREE
from config.start.layouts import LATER, ME, QUESTIONS, THE_THREE


@dataclass
class Somebody:
    """A person to invite: one address is one person, whatever they are asked to do."""

    email: str
    name: str
    roles: set[str] = field(default_factory=set)


@dataclass
class Answers:
    """What the founder does, who is to be invited, and what is wrong, by field."""

    mine: set[str] = field(default_factory=set)
    others: dict[str, Somebody] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def read(given: Mapping[str, str], own_email: str) -> Answers:
    """Read the form's fields ("writer_who", "writer_name", "writer_email", …).

    Faults are sentences; the last one says when fewer than three people would be left.
    """
    answers = Answers()
    taken: dict[str, str] = {}
    for question in QUESTIONS:
        who = _read_one(answers, question.role, given, own_email)
        if not who or question.role not in THE_THREE:
            continue
        if who in taken.values():
            name = "You do" if who == ME else f"{answers.others[who].name} does"
            answers.faults.append(
                (f"{question.role}_who", f"{THREE} {name} another of these already: name somebody "
                 "else here, or choose “Later”.")
            )  # fmt: skip
        taken[question.role] = who
    return answers


def _read_one(answers: Answers, role: str, given: Mapping[str, str], own_email: str) -> str:
    """Note who has this role and return the person: "me", an address, or nothing."""
    choice = given.get(f"{role}_who", LATER)
    if choice == ME:
        answers.mine.add(role)
        return ME
    if choice == LATER:
        return ""
    name = given.get(f"{role}_name", "").strip()
    email = given.get(f"{role}_email", "").strip().lower()
    if not name:
        answers.faults.append((f"{role}_name", "Write this person’s name."))
    if not email:
        answers.faults.append((f"{role}_email", "Write this person’s e-mail address."))
    elif email == own_email:
        answers.faults.append((f"{role}_email", "This is your own address. Choose “I do”."))
    else:
        answers.others.setdefault(email, Somebody(email, name)).roles.add(role)
        return email
    return ""
