"""Which posts stand in which section of a person's desk; asked in SQL, so that pages stay short."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.access import organization_ids
from accounts.models import User
from content.models import Author, Decision, Delivery, Post, Revision
from content.models.delivery import DeliveryQuerySet
from content.models.post import PostQuerySet
from content.workflow import State

TROUBLE = ("unknown", "held", "failed")
UNSETTLED = ("pending", "sending", *TROUBLE)
WEEK = timedelta(days=7)
#: sections that are a state, but for what is old or needs this person
STATES = {
    "scheduled": State.SCHEDULED,
    "published": State.PUBLISHED,
    "withdrawn": State.WITHDRAWN,
}
NAMES = ("needs", "waiting", "scheduled", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class Sections:
    """The five sections for one person at one moment: conditions on `posts`."""

    posts: PostQuerySet
    conditions: dict[str, Q]
    late: Q

    def of(self, name: str) -> PostQuerySet:
        """A section's posts in its order: what is due first, or what was newest first."""
        rows = self.posts.filter(self.conditions[name]).for_list()
        if name in ("published", "withdrawn"):
            return rows.order_by("-last_event__at", "-pk")
        return rows.order_by(F("planned_at").asc(nulls_last=True), "pk")

    def everything(self, name: str) -> PostQuerySet:
        """A section with all that ever belonged to it, for its own list."""
        state = STATES.get(name)
        if state is None:
            return self.of(name)
        rows = self.posts.filter(state=state).for_list()
        return rows.order_by("planned_at" if name == "scheduled" else "-last_event__at", "-pk")

    def counts(self) -> dict[str, int]:
        """How many posts each section has, and how many that need this person are late."""
        wanted = {name: Count("pk", filter=q) for name, q in self.conditions.items()}
        late = Count("pk", filter=self.conditions["needs"] & self.late)
        return dict(self.posts.aggregate(**wanted, late=late))


def sections(user: User, now: datetime, organization: int | None = None) -> Sections:
    """Everything `user` may see, or one organization of it, sorted by what it asks of them."""
    rows = Post.objects.visible_to(user)
    if organization is not None:
        rows = rows.of(organization)
    needs = needs_them(user)
    recent = Q(last_event__at__gte=now - WEEK)
    coming_down = Exists(deliveries().filter(kind="takedown", state__in=UNSETTLED))
    moving = [State.DRAFT, State.SECOND_REVIEW, State.LEGAL_REVIEW, State.APPROVED]
    return Sections(
        rows,
        {
            "needs": needs,
            "waiting": Q(state__in=moving) & ~needs,
            "scheduled": Q(state=State.SCHEDULED) & ~needs,
            "published": Q(state=State.PUBLISHED) & recent & ~needs,
            "withdrawn": Q(state=State.WITHDRAWN) & (recent | Q(coming_down)) & ~needs,
        },
        late=Q(planned_at__lt=now),
    )


def needs_them(user: User) -> Q:
    """What this person can do next, from their roles and the separation of duties."""

    def in_those(permission: str) -> Q:
        return Q(organization__in=organization_ids(user, f"accounts.{permission}"))

    author = Exists(Author.objects.filter(post=OuterRef("pk"), user=user))
    newest = Revision.objects.filter(post=OuterRef("revision__post")).order_by("-number")
    decided = Exists(
        Decision.objects.filter(
            revision__post=OuterRef("pk"), user=user, revision=newest.values("pk")[:1]
        )
    )
    trouble = Exists(deliveries().filter(state__in=TROUBLE))
    runs = in_those("run_deliveries")
    out = Q(state__in=[State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN])
    return (
        Q(Q(state=State.DRAFT), in_those("write_posts"), author)
        | Q(Q(state=State.SECOND_REVIEW), in_those("endorse_posts"), ~author, ~decided)
        | Q(Q(state=State.LEGAL_REVIEW), in_those("approve_posts"), ~author, ~decided)
        | Q(Q(state=State.APPROVED), in_those("schedule_posts"), Q(author) | runs)
        | Q(out, runs, trouble)
    )


def deliveries() -> DeliveryQuerySet:
    return Delivery.objects.filter(revision__post=OuterRef("pk"))
