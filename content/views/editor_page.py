"""Everything the editor shows of a draft, in the words of its page."""

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import User
from compliance.blockers import Blocker
from consents.coverage import covers
from consents.models import Subject
from content import gates, lifecycle
from content.case import Case
from content.colleagues import first_name
from content.forms import WordsForm
from content.gates import count
from content.loading import load_one
from content.models import Post
from content.models.post import PATIENT_KINDS
from content.noticed import Noticed, marks, noticed
from content.page.people import Hats, hats, three
from content.views.channel_choices import OwnWords, choices, own_words
from content.views.picture_cards import cards
from content.views.preview import previews
from content.workflow import Strength


@dataclass(frozen=True, slots=True)
class Paper:
    """The marks of one textarea: its id, a JSON list, and the words that the marks count in."""

    textarea: str
    marks: str
    text: str


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who looks next: by first name when only one person can."""

    name: str
    capital: str


def page(post: Post, by: User, form: WordsForm | None = None) -> dict[str, Any]:
    """The whole context; fragments of the page take the same."""
    case = load_one(post)
    seen = noticed(post, case)
    could = hats(by, {post.organization_id})
    reviewer = reviewer_of(post, case, could)
    blockers = lifecycle.blockers(case, "submit")
    pictures = cards(post, case)
    form, own = form or WordsForm(post), own_words(post)
    return {
        "post": post,
        "organization": post.organization,
        "kind_level": "look" if post.kind in PATIENT_KINDS else "",
        "form": form,
        "people": three(post, by, [], case.authors, could),
        "reviewer": reviewer,
        "checked": gates.is_current(case) or not post.text.strip(),
        "noticed": [with_offers(post, one) for one in seen if one.facts.counts],
        "aside": [with_offers(post, one) for one in seen if not one.facts.counts],
        "first_open": next((one.id for one in seen if one.open), 0),
        "papers": papers(post, seen, own),
        "count_words": counted(case),
        "needed": needed(case, blockers, reviewer),
        "decide": decide(post, blockers, reviewer),
        "pictures": pictures,
        "pending": any(one.pending for one in pictures),
        "patients": patients(post),
        "channels": choices(post, case),
        "own_words": own,
        "previews": previews(post, case),
        "may_submit": not blockers,
    }


def papers(post: Post, seen: list[Noticed], own: list[OwnWords]) -> list[Paper]:
    """The words for all channels, and those of a channel's own."""
    surfaces = [("text", "id_text", post.text)]
    surfaces += [
        (surface, own_paper(surface), one.text)
        for one in own
        for surface in [f"target:{one.channel.pk}"]
    ]
    return [Paper(at, json.dumps(marks(seen, surface)), text) for surface, at, text in surfaces]


def own_paper(surface: str) -> str:
    """The id of the textarea for one channel: “own-7” of “target:7”."""
    return f"own-{surface.partition(':')[2]}"


def with_offers(post: Post, one: Noticed) -> dict[str, Any]:
    return {"it": one, "offers": one.offers(post.kind), "where": surface_words(one.surface)}


def surface_words(surface: str) -> str:
    """Where something stands, when that is not the text itself."""
    kind = surface.partition(":")[0]
    return {
        "title": "In the title",
        "link": "In the link",
        "alt": "In an alt text",
        "target": "In the words for one channel",
        "comment": "In a first comment",
        "tags": "In the tags",
    }.get(kind, "")


def patients(post: Post) -> list[Subject]:
    """Patients of the organization, to choose from by their short names."""
    return sorted(Subject.objects.of(post.organization_id), key=lambda one: one.short_name)


def reviewer_of(post: Post, case: Case, could: Hats) -> Reviewer:
    people = could.could(post, "reviewer", case.authors)
    if len(people) == 1:
        name = first_name(people[0].name)
        return Reviewer(name, name)
    return Reviewer("a second reviewer", "A second reviewer")


def counted(case: Case) -> str:
    """“322 of 2,200 characters on …”, for the channel that takes the least."""
    if not case.targets:
        return f"{len(case.text):,} characters"
    tightest = min(case.targets, key=lambda target: target.text_limit - len(target.text))
    used, limit = f"{len(tightest.text):,}", f"{tightest.text_limit:,}"
    return f"{used} of {limit} characters on {tightest.channel}"


def needed(case: Case, blockers: list[Blocker], reviewer: Reviewer) -> dict[str, Any]:
    """What stands before the second look; then what may wait, but not for ever."""
    later = gates.has_a_time(case, Strength.CLOSED)
    title = f"Still needed before {reviewer.name} sees it"
    return {
        "title": title if blockers else f"{reviewer.capital} can see it; this may wait",
        "clear": f"Nothing is missing for {reviewer.name}",
        "blockers": [line(one, "must") for one in blockers] + [line(one, "small") for one in later],
        "met": met(case),
    }


def line(blocker: Blocker, strength: str) -> dict[str, str]:
    return {
        "message": blocker.message,
        "fix_url": blocker.fix_url,
        "fix_label": blocker.fix,
        "strength": strength,
    }


def met(case: Case) -> list[str]:
    """Whose permission reaches everything that shows them, on every chosen channel."""
    shown = {one for material in case.materials for one in case.patients(material)}
    if not case.targets:
        return []
    missing = {
        use.subject_id
        for target in case.targets
        for use in case.uses(target)
        if not covers(use, case.grants, max(case.now, case.planned_at or case.now)).allowed
    }
    return [
        f"{case.names.get(one, 'The patient')}’s permission covers what is shown here."
        for one in sorted(shown - missing)
    ]


def decide(post: Post, blockers: list[Blocker], reviewer: Reviewer) -> dict[str, Any]:
    words = reverse("content:words", args=[post.pk])
    still = f"{count(len(blockers), 'thing is', 'things are')} still needed"
    send = f"Send to {reviewer.name} for a second look"
    return {
        "say": still if blockers else "Everything is there.",
        "say_url": "#needed" if blockers else "",
        "actions": [
            {"label": "Leave it for now", "post": words, "name": "then", "value": "leave"},
            {
                "label": send,
                "kind": "go",
                "post": words,
                "name": "then",
                "value": "submit",
                "why": "needed-title" if blockers else "",
            },
        ],
    }
