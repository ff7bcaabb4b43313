"""The built-in newsroom: a remote like any other, in its own tables."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.clock import now
from channels.connectors.base import Capabilities, Limits, Outgoing, OutgoingPicture, Receipt
from channels.models import NewsroomEntry, NewsroomPicture


class Newsroom:
    """Publishes into `NewsroomEntry`; the remote key makes a second sending a no-op."""

    limits = Limits(text=20_000, pictures=10, longest_side=1600)
    capabilities = Capabilities(delete=True, alt_text=True, idempotent=True, reconcile=True)

    def publish(self, outgoing: Outgoing) -> Receipt:
        with transaction.atomic():
            entry, made = NewsroomEntry.objects.get_or_create(
                remote_key=outgoing.remote_key,
                defaults={
                    "account_id": outgoing.account_id,
                    "title": outgoing.title,
                    "text": outgoing.text,
                    "label": outgoing.label,
                    "link": outgoing.link,
                    "published_at": now(),
                },
            )
            if made:
                NewsroomPicture.objects.bulk_create(
                    picture_row(entry, order, picture)
                    for order, picture in enumerate(outgoing.pictures)
                )
        return receipt(entry)

    def find(self, remote_key: str, outgoing: Outgoing | None = None) -> Receipt | None:
        entry = NewsroomEntry.objects.filter(remote_key=remote_key, taken_down_at=None).first()
        return receipt(entry) if entry else None

    def read_back(self, remote_key: str) -> str | None:
        entry = NewsroomEntry.objects.filter(remote_key=remote_key, taken_down_at=None).first()
        return entry.text if entry else None

    def take_down(self, remote_key: str) -> None:
        with transaction.atomic():
            live = NewsroomEntry.objects.filter(remote_key=remote_key, taken_down_at=None)
            NewsroomPicture.objects.filter(entry__in=live).delete()
            live.update(title="", text="", label="", link="", taken_down_at=now())


def picture_row(entry: NewsroomEntry, order: int, picture: OutgoingPicture) -> NewsroomPicture:
    return NewsroomPicture(
        entry=entry,
        order=order,
        alt_text=picture.alt_text,
        sha256=picture.sha256,
        content_type=picture.content_type,
        data=picture.data,
    )


def receipt(entry: NewsroomEntry) -> Receipt:
    path = reverse("newsroom:entry", args=[entry.account_id, entry.pk])
    return Receipt(remote_id=str(entry.pk), url=f"{settings.PUBLIC_URL}{path}")


CONNECTOR = Newsroom()
