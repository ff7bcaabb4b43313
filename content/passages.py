"""Which words of a post a permission has to name, and whether they are still those.

Pure: a case and the words of materials in, finding numbers out.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from consents.materials import same_words
from content import freezing
from content.case import Case, FindingFacts

#: these are the patient's own words: named to the letter, not with what stands around them
QUOTED = frozenset({"testimonial"})
#: a title, a link or a description may bear a name without telling the story
STORIES = ("text", "target", "comment")
QUOTATION = re.compile('[“„«"]([^“”„«»"]+)[”“»"]')
ENDINGS = " .,;:!?…\"'-–—"


def passage(category: str, text: str, start: int, end: int) -> str:
    """The quote itself, or the paragraph that says something about the patient.

    A name or a day alone says nothing that somebody could allow; its paragraph does.
    """
    return text[start:end] if category in QUOTED else paragraph(text, start, end)


def paragraph(text: str, start: int, end: int) -> str:
    """The whole lines between empty ones that hold these code points."""
    before = text.rfind("\n\n", 0, start)
    after = text.find("\n\n", end)
    return text[0 if before < 0 else before + 2 : len(text) if after < 0 else after].strip()


def changed(case: Case, words: Mapping[int, str]) -> frozenset[int]:
    """Findings answered with a permission whose words are not those of the post any more.

    `words` by material, for quotes and stories only. The permission reaches its words and any
    part of them without a gap, on each surface by itself. Nothing is said of a case whose check
    is not of its present words: that one blocks anyway.
    """
    if case.check is None or case.check.text_digest != freezing.text_digest(case):
        return frozenset()
    texts = dict(freezing.surfaces(case))
    return frozenset(
        finding.id
        for finding in case.findings
        if (allowed := words.get(named(finding))) is not None
        and not _stand(finding, texts, allowed)
    )


def named(finding: FindingFacts) -> int:
    """The material that its answer names; 0 is none."""
    return (finding.answer.material_id if finding.answer else None) or 0


def _stand(finding: FindingFacts, texts: Mapping[str, str], allowed: str) -> bool:
    """Quoted words are a part of what was signed. Anything else may stand beside it: a name
    under a quote, in another paragraph; but then what was signed stands there as it was signed.
    """
    signed = bare(allowed)
    return all(
        all(_is_part(one, signed) for one in passages)
        or (finding.category not in QUOTED and _tells(texts[surface], signed))
        for surface, passages in _passages(finding, texts).items()
    )


def _tells(text: str, signed: str) -> bool:
    """One of its paragraphs is what was signed, or quotes it."""
    told = [bare(one) for one in text.split("\n\n")]
    quoted = [bare(one) for one in QUOTATION.findall(text)]
    return signed in (*told, *quoted)


def _is_part(words: str, signed: str) -> bool:
    """Whole words of it, without a gap."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", signed) is not None


def _passages(finding: FindingFacts, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What each surface says there, told apart by words alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for surface, start, end in finding.places:
        if finding.category in QUOTED or surface.partition(":")[0] in STORIES:
            said = passage(finding.category, texts.get(surface, ""), start, end)
            found[surface].append(bare(said))
    return found


def bare(words: str) -> str:
    """Words without what surrounds them: a shorter quote may end with another full stop."""
    return same_words(words).strip(ENDINGS)
