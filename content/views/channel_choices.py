"""The channels a post may go to, each with what stands against it."""

from dataclasses import dataclass

from channels.models import Channel
from consents.coverage import covers
from consents.words import reason_sentence
from content.case import Case, TargetFacts
from content.loading import target_facts
from content.models import Post, Target


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    channel: Channel
    chosen: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of their own for one of several channels."""

    channel: Channel
    text: str


def choices(post: Post, case: Case) -> list[ChannelChoice]:
    """Every open channel, and a closed one that is still chosen."""
    chosen = {target.channel_id for target in case.targets}
    rows = [
        channel
        for channel in Channel.objects.of(post.organization_id)
        if channel.closed_at is None or channel.pk in chosen
    ]
    return [
        ChannelChoice(channel, channel.pk in chosen, why_not(post, case, channel))
        for channel in rows
    ]


def why_not(post: Post, case: Case, channel: Channel) -> str:
    """The first reason why a patient in the post is not allowed on this channel."""
    target = next((one for one in case.targets if one.channel_id == channel.pk), None)
    facts: TargetFacts = target or target_facts(post, Target(post=post, channel=channel))
    at = max(case.now, case.planned_at or case.now)
    for use in case.uses(facts):
        verdict = covers(use, case.grants, at)
        if not verdict.allowed:
            name = case.names.get(use.subject_id, "This patient")
            return reason_sentence(verdict.reasons[0], name, channel.name)
    return ""


def own_words(post: Post) -> list[OwnWords]:
    """Only where there are several: one channel has no words apart."""
    rows = list(post.targets.select_related("channel"))
    return [OwnWords(row.channel, row.text) for row in rows] if len(rows) > 1 else []
