from content.models.decision import Decision
from content.models.delivery import CoverageUse, Delivery
from content.models.finding import Answer, Check, Occurrence, TextFinding
from content.models.note import Note
from content.models.post import Author, Picture, Post, Target
from content.models.proposal import Proposal
from content.models.revision import (
    Revision,
    RevisionAuthor,
    RevisionPhoto,
    RevisionTarget,
    RevisionUse,
)

__all__ = [
    "Answer",
    "Author",
    "Check",
    "CoverageUse",
    "Decision",
    "Delivery",
    "Note",
    "Occurrence",
    "Picture",
    "Post",
    "Proposal",
    "Revision",
    "RevisionAuthor",
    "RevisionPhoto",
    "RevisionTarget",
    "RevisionUse",
    "Target",
    "TextFinding",
]
