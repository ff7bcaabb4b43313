"""Putting other words where something was found: the suggestion, or nothing at all."""

import re

from accounts.models import User
from compliance.blockers import Refused
from content import checks, writing
from content.answers import words_at
from content.gates import is_current
from content.loading import load_one
from content.models import Occurrence, Post, TextFinding

YEAR = re.compile(r"(?:19|20)\d\d")
DAY_BEFORE = re.compile(r"\b(on|el)(\s+)\Z", re.IGNORECASE)
GONE = "These words were changed meanwhile. Look again: what is there now is marked."


def use_suggestion(post: Post, finding: TextFinding, by: User) -> Post:
    """Write the suggested words wherever the finding stands. Refused when there are none."""
    places = occurrences(post, finding)
    if not all(place.suggestion for place in places):
        raise Refused.because("no_suggestion", "There are no words to put there. Write your own.")
    return replace(post, by, [(place, place.suggestion) for place in places])


def take_out(post: Post, finding: TextFinding, by: User) -> Post:
    """Take the marked words out wherever they stand, with the space that is left over."""
    return replace(post, by, [(place, "") for place in occurrences(post, finding)])


def occurrences(post: Post, finding: TextFinding) -> list[Occurrence]:
    """Where the finding stands in the words as they are saved now. Refused when nowhere."""
    checks.renew(post)
    case = load_one(post)
    if not is_current(case):
        raise Refused.because("words_changed", GONE)
    here = Occurrence.objects.filter(found_in__in=case.checks, found_in__post=post)
    found = list(here.filter(finding=finding, finding__post=post))
    if not found:
        raise Refused.because("words_changed", GONE)
    return found


def replace(post: Post, by: User, changes: list[tuple[Occurrence, str]]) -> Post:
    """Change each surface once, from its end, so that offsets stay true; then check again."""
    for surface in sorted({place.surface for place, _ in changes}):
        here = [(place, words) for place, words in changes if place.surface == surface]
        text = words_at(post, surface)
        for place, words in sorted(here, key=lambda one: -one[0].start):
            text = spliced(text, place.start, place.end, words)
        post = write_at(post, by, surface, text)
    checks.renew(post)
    return post


def spliced(text: str, start: int, end: int, words: str) -> str:
    before, after = text[:start], text[end:]
    if words:
        return with_year(before, words) + words + after
    # One space between neighbours that had some; none before a comma or at the ends of a line.
    left, right = before.rstrip(" \t"), after.lstrip(" \t")
    spaced = (left, right) != (before, after)
    joined = re.search(r"\S\Z", left) and re.match(r"[^\s,.;:!?]", right)
    return left + (" " if spaced and joined else "") + right


def with_year(before: str, words: str) -> str:
    """What stands before the words, fit for a year where there was a day: not “on 2024”."""
    return DAY_BEFORE.sub(in_a_year, before) if YEAR.fullmatch(words) else before


def in_a_year(found: re.Match[str]) -> str:
    word = {"on": "in", "el": "en"}[found[1].lower()]
    return (word.capitalize() if found[1][0].isupper() else word) + found[2]


def write_at(post: Post, by: User, surface: str, text: str) -> Post:
    kind, _, key = surface.partition(":")
    match kind:
        case "title" | "text" | "link":
            return writing.write(post, by, seen=post.copy_number, **{kind: text})
        case "alt":
            writing.describe_picture(post.pictures.get(photo=int(key)), by, text)
        case "target":
            writing.write_for_channel(post, by, post.targets.get(channel=int(key)).channel, text)
        case _:
            raise Refused.because("by_hand", "Change these words where they are written.")
    return Post.objects.of(post.organization_id).select_related("organization").get(pk=post.pk)
