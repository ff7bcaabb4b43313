"""Content's answer to what permissions ask of it (`consents.uses`): stop, and what is live."""

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from consents.models import Grant
from consents.uses import LiveUse
from content import publishing
from content.models import Delivery, RevisionUse


class PostUses:
    """Runs inside the caller's transaction, under the organization lock."""

    def stop(self, grant_ids: Collection[int], actor: User | None, at: datetime, why: str) -> None:
        """Hold what waits and rests on these grants; open a takedown for what is out."""
        for grant in Grant.objects.filter(pk__in=grant_ids).select_related("authorization"):
            for delivery in resting_on(grant):
                if delivery.state == "pending":
                    publishing.change(delivery, "hold", actor, why=why)
                elif delivery.state in publishing.UNSETTLED:
                    publishing.take_down(delivery, why, actor)

    def live(self, subject_id: int) -> list[LiveUse]:
        """Where this person is shown now."""
        rows = (
            Delivery.objects.live()
            .filter(coverage__subject=subject_id)
            .select_related("revision__post", "target__channel")
            .distinct()
        )
        return [
            LiveUse(
                channel=row.target.channel.name,
                title=row.revision.post.shown_title,
                url=row.url,
                since=row.sent_at,
                material_ids=tuple(
                    row.coverage.filter(subject=subject_id).values_list("material_id", flat=True)
                ),
            )
            for row in rows
            if not publishing.is_down(row)
        ]


def resting_on(grant: Grant) -> list[Delivery]:
    """Publish deliveries that show this grant's person in its material on its channel."""
    uses = RevisionUse.objects.filter(
        material=grant.material_id,
        subject=grant.authorization.subject_id,
        target__channel=grant.channel_id,
        target__placement=grant.placement,
    )
    rows = Delivery.objects.filter(kind="publish", target__in=uses.values("target"))
    return list(
        rows.exclude(state="cancelled").select_related(
            "revision__post__organization", "target__channel"
        )
    )
