"""Fills cases from rows: for N posts the same number of queries as for one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Prefetch, Q

from accounts.clock import now
from channels.connectors import connector
from compliance import directory, engines
from compliance.models import PhotoAnswer, PhotoCheck, PhotoFinding, Rendition
from compliance.photos.check import CHECKER
from consents import grants
from consents.models import Appearance, Material, Subject
from content import passages, rules
from content.case import (
    AnswerFacts,
    Case,
    CheckFacts,
    DecisionFacts,
    FindingFacts,
    PictureFacts,
    RevisionFacts,
    Said,
    TargetFacts,
)
from content.models import (
    Answer,
    Author,
    Check,
    Decision,
    Occurrence,
    Picture,
    Post,
    Revision,
    Target,
)

T = TypeVar("T")


def load(posts: Iterable[Post]) -> dict[int, Case]:
    """Cases by post key. The posts' organizations should be selected with them."""
    posts = list(posts)
    keys = [post.pk for post in posts]
    at = now()
    authors = grouped(Author.objects.filter(post__in=keys), "post_id")
    targets = grouped(Target.objects.filter(post__in=keys).select_related("channel"), "post_id")
    pictures = pictures_of(keys)
    findings = findings_of(keys)
    revisions = revisions_of(keys)
    versions = directory.versions(post.organization_id for post in posts)
    materials = {p.material_id for some in pictures.values() for p in some} | {
        f.answer.material_id
        for known in findings.values()
        for f in known.findings
        if f.answer and f.answer.material_id
    }
    people, patients = people_in(materials)
    names = {key: patient.short_name for key, patient in patients.items()}
    full_names = {key: str(patient.name) for key, patient in patients.items()}
    named = list(
        Material.objects.filter(pk__in=materials).values_list("pk", "sha256", "kind", "words")
    )
    sha256 = {key: mark for key, mark, _, _ in named}
    words = {key: str(said) for key, _, kind, said in named if kind != "photo"}
    allowed = grants.load(materials)
    cases = {
        post.pk: Case(
            post_id=post.pk,
            organization_id=post.organization_id,
            organization=post.organization.name,
            organization_open=post.organization.is_open,
            state=post.state,
            kind=post.kind,
            title=post.title,
            text=post.text,
            link=post.link,
            purpose=post.purpose,
            paid_by=post.paid_by,
            language=post.language,
            until=end_of_day(post),
            planned_at=post.planned_at,
            now=at,
            ruleset=rules.current(),
            engines=engines.identity(),
            directory_version=versions.get(post.organization_id, 1),
            authors=frozenset(author.user_id for author in authors[post.pk]),
            targets=tuple(target_facts(post, target) for target in targets[post.pk]),
            pictures=tuple(pictures[post.pk]),
            people=people,
            material_sha256=sha256,
            names=names,
            full_names=full_names,
            check=findings[post.pk].check,
            further=findings[post.pk].further,
            findings=tuple(findings[post.pk].findings),
            grants=tuple(allowed),
            revision=revisions.get(post.pk),
        )
        for post in posts
    }
    return {
        key: replace(case, changed_words=passages.changed(case, words))
        for key, case in cases.items()
    }


def load_one(post: Post) -> Case:
    return load([post])[post.pk]


def end_of_day(post: Post) -> datetime | None:
    """The instant at which the last day of a post ends, in its organization's zone."""
    if post.runs_until is None or post.runs_until == date.max:
        return None  # the calendar has no day after its last one: the same as without an end
    zone = ZoneInfo(post.organization.time_zone)
    return datetime.combine(post.runs_until + timedelta(days=1), time(), zone)


def target_facts(post: Post, target: Target) -> TargetFacts:
    channel = target.channel
    limits = connector(channel.kind).limits
    return TargetFacts(
        id=target.pk,
        channel_id=channel.pk,
        channel=channel.name,
        kind=channel.kind,
        account_id=channel.account_id,
        placement=target.placement,
        text=target.text or post.text,
        own_text=target.text,
        first_comment=target.first_comment,
        tags=tuple(target.tags),
        channel_open=channel.closed_at is None,
        text_limit=limits.text,
        picture_limit=limits.pictures,
        profile=limits.profile,
    )


def pictures_of(keys: Sequence[int]) -> dict[int, list[PictureFacts]]:
    rows = list(
        Picture.objects.filter(post__in=keys).select_related("photo").order_by("order", "pk")
    )
    photos = {row.photo_id for row in rows}
    renditions: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for photo, profile, sha256 in Rendition.objects.filter(photo__in=photos).values_list(
        "photo_id", "profile", "sha256"
    ):
        renditions[photo].append((profile, sha256))
    checked = set(
        PhotoCheck.objects.filter(
            photo__in=photos, checker=CHECKER, finished_at__isnull=False
        ).values_list("photo_id", "sha256")
    )
    unresolved = open_photo_findings(photos)
    materials = dict(Material.objects.filter(photo__in=photos).values_list("photo_id", "pk"))
    found: dict[int, list[PictureFacts]] = defaultdict(list)
    for row in rows:
        found[row.post_id].append(
            PictureFacts(
                id=row.pk,
                photo_id=row.photo_id,
                material_id=materials[row.photo_id],
                sha256=row.photo.sha256,
                order=len(found[row.post_id]),
                alt_text=row.alt_text,
                place=row.photo.place,
                checked=(row.photo_id, row.photo.sha256) in checked,
                open_findings=unresolved[row.photo_id][0],
                to_confirm=unresolved[row.photo_id][1],
                renditions=tuple(sorted(renditions[row.photo_id])),
            )
        )
    return found


def open_photo_findings(photos: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Of each photo's newest check: findings without a live answer, and answers to confirm."""
    holds = Q(for_severity="block") | ~Q(finding__severity="block")
    answers = PhotoAnswer.objects.filter(holds, superseded_at=None)
    confirmed = answers.exclude(confirmed_at=None)
    counts: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = (
        PhotoFinding.objects.filter(photo__in=list(photos), found_in__checker=CHECKER)
        .exclude(severity="info")
        .values("photo")
        .annotate(
            unanswered=Count("pk", filter=~Q(pk__in=answers.values("finding"))),
            unconfirmed=Count(
                "pk",
                filter=Q(pk__in=answers.values("finding")) & ~Q(pk__in=confirmed.values("finding")),
            ),
        )
    )
    for row in rows:
        counts[row["photo"]] = (row["unanswered"], row["unconfirmed"])
    return counts


@dataclass(slots=True)
class Read:
    """What is known of a post's words: the newest check of each reader, and what they found."""

    check: CheckFacts | None = None
    further: CheckFacts | None = None
    findings: list[FindingFacts] = field(default_factory=list)


def findings_of(keys: Sequence[int]) -> dict[int, Read]:
    """The newest finished checks of each post, with their findings and the live answers."""
    newest = (
        Check.objects.filter(post__in=keys, finished_at__isnull=False)
        .values("post", "reader")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    # Read once: asked for twice, the newest could be another one, without its findings.
    checks = list(Check.objects.filter(pk__in=newest).order_by("-reader"))
    live = Prefetch(
        "finding__answers",
        queryset=Answer.objects.filter(superseded_at=None),
        to_attr="live_answers",
    )
    occurrences: dict[int, dict[int, Any]] = defaultdict(dict)
    places: dict[tuple[int, int], list[tuple[str, int, int]]] = defaultdict(list)
    for row in (
        Occurrence.objects.filter(found_in__in=checks)
        .select_related("finding")
        .prefetch_related(live)
        .order_by("pk")
    ):
        occurrences[row.found_in_id].setdefault(row.finding_id, row.finding)
        places[row.found_in_id, row.finding_id].append((row.surface, row.start, row.end))
    found = {key: Read() for key in keys}
    for check in checks:  # the rules before the engines
        known, facts = found[check.post_id], check_facts(check)
        if check.reader == "rules":
            known.check = facts
        elif known.check is None or known.check.text_digest != facts.text_digest:
            continue  # of other words: their places mean nothing any more
        else:
            known.further = facts
        known.findings += [
            finding_facts(finding, places[check.pk, finding.pk])
            for finding in occurrences[check.pk].values()
        ]
    return found


def check_facts(check: Check) -> CheckFacts:
    return CheckFacts(
        text_digest=check.text_digest,
        ruleset=check.ruleset,
        directory_version=check.directory_version,
        finished=check.finished_at is not None,
        id=check.pk,
        stage=check.stage,
        engines=check.engines,
    )


def finding_facts(finding: Any, places: Iterable[tuple[str, int, int]]) -> FindingFacts:
    live = finding.live_answers[0] if finding.live_answers else None
    return FindingFacts(
        id=finding.pk,
        rule=finding.rule,
        category=finding.category,
        severity=finding.severity,
        message=finding.message,
        places=tuple(places),
        answer=live
        and AnswerFacts(
            id=live.pk,
            kind=live.kind,
            answered_by=live.answered_by_id,
            for_severity=live.for_severity,
            material_id=live.material_id,
            confirmed_by=live.confirmed_by_id,
        ),
    )


def people_in(
    materials: Iterable[int],
) -> tuple[dict[int, tuple[Said, ...]], dict[int, Subject]]:
    """Who is said to be in each material, and the patients among them."""
    said: dict[int, list[Said]] = defaultdict(list)
    patients: dict[int, Subject] = {}
    rows = Appearance.objects.filter(material__in=list(materials), superseded_at=None)
    for row in rows.select_related("subject").order_by("pk"):
        said[row.material_id].append(
            Said(row.kind, row.subject_id, row.said_by_id, row.confirmed_by_id)
        )
        if row.subject:
            patients[row.subject.pk] = row.subject
    return {key: tuple(some) for key, some in said.items()}, patients


def revisions_of(keys: Sequence[int]) -> dict[int, RevisionFacts]:
    newest = Revision.objects.filter(post__in=keys).values("post").annotate(newest=Max("pk"))
    rows = list(Revision.objects.filter(pk__in=newest.values("newest")).defer("payload", "basis"))
    decisions = grouped(Decision.objects.filter(revision__in=rows), "revision_id")
    return {
        row.post_id: RevisionFacts(
            id=row.pk,
            number=row.number,
            digest=row.digest,
            basis_digest=row.basis_digest,
            erased=row.erased_at is not None,
            text_digest=row.text_digest,
            decisions=tuple(
                DecisionFacts(d.stage, d.user_id, d.digest, d.basis_digest)
                for d in decisions[row.pk]
            ),
        )
        for row in rows
    }


def grouped(rows: Iterable[T], by: str) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
