from compliance.models.directory import DirectoryEntry, DirectoryVersion
from compliance.models.finding import Answer, Finding
from compliance.models.photo import Photo, PhotoAnswer, PhotoCheck, PhotoFinding, Rendition

__all__ = [
    "Answer",
    "DirectoryEntry",
    "DirectoryVersion",
    "Finding",
    "Photo",
    "PhotoAnswer",
    "PhotoCheck",
    "PhotoFinding",
    "Rendition",
]
