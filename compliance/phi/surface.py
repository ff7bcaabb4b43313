"""One spelling for the same words, so that an answer follows its text through edits."""

from __future__ import annotations

from compliance.phi.normalise import normalise


def normalise_surface(text: str) -> str:
    """Casefolded, compatibility forms and marks removed, quotes unified, whitespace collapsed.

    The result is what callers fingerprint; it is as sensitive as the text itself.
    """
    return " ".join(normalise(text).text.casefold().split())
