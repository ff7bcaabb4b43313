"""How many years of school a text asks of its reader: the Flesch-Kincaid grade, for English."""

import re

WORD = re.compile(r"[A-Za-z’']+")
SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)")
VOWELS = re.compile(r"[aeiouy]+")


def grade(text: str) -> float:
    """0.39 · words per sentence + 11.8 · syllables per word - 15.59; 0.0 for no words at all."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    plain = word.lower().strip("’'")
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and len(plain) > 2
    return max(1, len(VOWELS.findall(plain)) - silent)
