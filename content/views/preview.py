"""The post as it will appear, channel by channel."""

import re
from dataclasses import dataclass

from content.case import Case, TargetFacts
from content.models import Post


@dataclass(frozen=True, slots=True)
class Preview:
    """Words for one place; channels with the same words share one."""

    place: str
    paragraphs: list[str]


def previews(post: Post, case: Case) -> list[Preview]:
    """One for all channels that say the same; one without a place while none is chosen."""
    by_text: dict[str, list[TargetFacts]] = {}
    for target in case.targets:
        by_text.setdefault(target.text, []).append(target)
    if not by_text:
        return [Preview("No channel yet", paragraphs(post.text))]
    return [
        Preview(", ".join(target.channel for target in targets), paragraphs(text))
        for text, targets in by_text.items()
    ]


def paragraphs(text: str) -> list[str]:
    return [one for one in re.split(r"\n\s*\n", text.strip()) if one]
