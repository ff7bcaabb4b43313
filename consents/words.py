"""Why a permission does not reach, in a sentence for the person who writes the post."""

from consents.coverage import REASONS

SENTENCES: dict[str, str] = {
    "no_permission": "{name} has not signed a permission form. Ask first.",
    "material": "{name}’s permission form does not include this. Ask for it, or take it out.",
    "changed": "This is not what {name} saw and signed: it was changed since. Ask again.",
    "channel": "{channel} is not in {name}’s permission form. Take {channel} off, or ask.",
    "placement": "{name} did not allow this kind of place on {channel}. Choose another, or ask.",
    "purpose": "{name} did not allow it for this purpose. Choose another purpose, or ask.",
    "paid": "Somebody pays for this post. {name}’s permission form does not say who. Ask again.",
    "name": "The words say more of {name}’s name than {name} allowed. Shorten it, or ask.",
    "taken_back": "{name} took the permission back.",
    "stopped": "{name}’s permission for {channel} was stopped.",
    "not_yet": "{name}’s permission begins later than this post.",
    "ended": "{name}’s permission has ended. Ask again.",
    "outlasts": "The post runs longer than {name}’s permission. Choose an earlier day, or ask.",
    "end_unknown": "{name}’s permission does not say what happens at its end. Ask again.",
}

if set(SENTENCES) != set(REASONS):
    raise RuntimeError("Every reason needs a sentence.")


def reason_sentence(code: str, subject_name: str, channel_name: str) -> str:
    """A whole sentence for a reason of `coverage.covers`. Raises KeyError for an unknown code."""
    return SENTENCES[code].format(name=subject_name, channel=channel_name)
