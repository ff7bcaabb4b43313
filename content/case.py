"""The case: everything the gates need to know about a post, as plain values.

Gates are pure functions of it, so that they can be walked without a database. `content.loading`
fills it from rows, for N posts in a constant number of queries.
"""

from dataclasses import dataclass, field
from datetime import datetime

from consents.coverage import GrantFacts, Use
from consents.names import shown


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """Where the working copy goes, with the words that go there."""

    id: int
    channel_id: int
    channel: str
    kind: str
    account_id: str
    placement: str
    text: str
    own_text: str = ""
    first_comment: str = ""
    tags: tuple[str, ...] = ()
    channel_open: bool = True
    text_limit: int = 20_000
    picture_limit: int = 10
    profile: str = "max1600"


@dataclass(frozen=True, slots=True)
class Said:
    """Who is in a material, according to somebody, and who else says so."""

    kind: str
    subject_id: int | None
    said_by: int
    confirmed_by: int | None = None


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A photo in the post. `renditions` maps a profile to the SHA-256 of its bytes."""

    id: int
    photo_id: int
    material_id: int
    sha256: str
    order: int
    alt_text: str
    place: str = ""
    checked: bool = False
    open_findings: int = 0  # nobody has answered
    to_confirm: int = 0  # answered, and nobody else has agreed
    renditions: tuple[tuple[str, str], ...] = ()

    def rendition(self, profile: str) -> str:
        return dict(self.renditions).get(profile, "")


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    id: int
    kind: str
    answered_by: int
    for_severity: str
    material_id: int | None = None
    confirmed_by: int | None = None


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding of the current check, with its live answer."""

    id: int
    rule: str
    category: str
    severity: str
    message: str
    answer: AnswerFacts | None = None
    places: tuple[tuple[str, int, int], ...] = ()  # surface, and code points in it

    @property
    def counts(self) -> bool:
        """Information is shown and asks for nothing."""
        return self.severity != "info"

    @property
    def answered(self) -> bool:
        """An answer holds up to the severity it was given for."""
        if self.answer is None:
            return False
        return self.severity != "block" or self.answer.for_severity == "block"

    @property
    def confirmed(self) -> bool:
        return self.answered and self.answer is not None and self.answer.confirmed_by is not None


@dataclass(frozen=True, slots=True)
class CheckFacts:
    text_digest: str
    ruleset: str
    directory_version: int
    finished: bool
    id: int = 0
    stage: str = ""
    engines: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    stage: str
    user_id: int
    digest: str
    basis_digest: str


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    id: int
    number: int
    digest: str
    basis_digest: str
    erased: bool
    decisions: tuple[DecisionFacts, ...] = ()
    text_digest: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One post at one moment. Times are aware; `until` is the end of the last day it may stay."""

    post_id: int
    organization_id: int
    organization: str
    state: str
    kind: str
    title: str
    text: str
    now: datetime
    link: str = ""
    purpose: str = "education"
    paid_by: str = ""
    language: str = ""
    until: datetime | None = None
    planned_at: datetime | None = None
    organization_open: bool = True
    ruleset: str = ""
    engines: str = ""  # further ones that have to read the words as well; none is usual
    directory_version: int = 1
    authors: frozenset[int] = frozenset()
    targets: tuple[TargetFacts, ...] = ()
    pictures: tuple[PictureFacts, ...] = ()
    people: dict[int, tuple[Said, ...]] = field(default_factory=dict)
    material_sha256: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    full_names: dict[int, str] = field(default_factory=dict)
    findings: tuple[FindingFacts, ...] = ()
    changed_words: frozenset[int] = frozenset()  # findings; see `content.passages.changed`
    check: CheckFacts | None = None
    further: CheckFacts | None = None  # the newest reading by further engines
    grants: tuple[GrantFacts, ...] = ()
    revision: RevisionFacts | None = None

    @property
    def checks(self) -> tuple[int, ...]:
        """Keys of the checks that saw the findings: by the rules, and by further engines."""
        return tuple(one.id for one in (self.check, self.further) if one is not None)

    @property
    def materials(self) -> tuple[int, ...]:
        """Pictures, and the words that an answer says a patient allowed; in a fixed order."""
        named = [
            finding.answer.material_id
            for finding in self.findings
            if finding.answer and finding.answer.material_id is not None
        ]
        return tuple(dict.fromkeys([*(p.material_id for p in self.pictures), *named]))

    def said_about(self, material_id: int) -> tuple[Said, ...]:
        return self.people.get(material_id, ())

    def patients(self, material_id: int) -> tuple[int, ...]:
        """Keys of the patients in a material."""
        said = self.said_about(material_id)
        return tuple(sorted({one.subject_id for one in said if one.subject_id is not None}))

    def words_at(self, target: TargetFacts) -> list[str]:
        """All words that leave for one target, alternative texts and tags included."""
        alts = [picture.alt_text for picture in self.pictures]
        return [self.title, target.text, self.link, target.first_comment, *target.tags, *alts]

    def uses(self, target: TargetFacts) -> list[Use]:
        """What has to be covered before this post may go to this target."""
        return [
            Use(
                subject_id=subject_id,
                material_id=material_id,
                sha256=self.material_sha256.get(material_id, ""),
                channel_id=target.channel_id,
                placement=target.placement,
                purpose=self.purpose,
                paid_by=self.paid_by,
                until=self.until,
                name_level=shown(self.words_at(target), self.full_names.get(subject_id, "")),
            )
            for material_id in self.materials
            for subject_id in self.patients(material_id)
        ]
