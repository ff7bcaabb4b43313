"""Raw SQL that would break a promise is refused by the database itself, by the right guard."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.clock import now
from compliance.models import PhotoCheck, PhotoFinding
from consents.models import Authorization, Grant
from consents.triggers import TRIGGERS as OF_CONSENTS
from content import checks, lifecycle, sending
from content.loading import load_one
from content.models import (
    Check,
    Decision,
    Delivery,
    Occurrence,
    Post,
    Revision,
    TextFinding,
)
from content.triggers import FROZEN, TRIGGERS
from tests import cast
from tests.content import road
from tests.content.road import House
from tests.database import unguarded

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=f"^{name}: "), transaction.atomic():
        yield


def sql(statement: str, *values: Any) -> None:
    connection.cursor().execute(statement, values)


def columns(model: type, **values: Any) -> tuple[str, list[Any]]:
    """An INSERT for a model's table with these values and nothing of Django's care."""
    table = model._meta.db_table  # type: ignore[attr-defined]
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join(["%s"] * len(values))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values())


@pytest.fixture
def h() -> House:
    return road.house()


@pytest.fixture
def delivery(h: House) -> Delivery:
    """One due delivery of a post that shows a patient, with its coverage written down."""
    road.scheduled(h, road.permitted(h), at=now())
    row = Delivery.objects.select_related("revision__post").get()
    case = load_one(road.again(row.revision.post))
    sending.cover(case, row)
    return row


SEND = "UPDATE content_delivery SET state = 'sending', sending_at = %s WHERE id = %s"


def send(row: Delivery) -> None:
    sql(SEND, now(), row.pk)


# ---- sending ----


def test_what_is_whole_is_let_through(delivery: Delivery) -> None:
    send(delivery)
    assert sending.fresh(delivery).state == "sending"


def test_two_decisions_do_not_send(h: House) -> None:
    post = road.draft(h)
    road.submit(post, h.wren)
    road.endorse(post, h.rita)
    row = raw_delivery(post)
    with refused_by("sending_needs_three_people"):
        send(row)


def test_no_decision_does_not_send(h: House) -> None:
    post = road.approved(h)
    old = post.revisions.get()
    fields = ("payload", "basis", "digest", "basis_digest", "text_digest", "created_by_id")
    copied = {name: getattr(old, name) for name in fields}
    Revision.objects.create(post=post, number=2, created_at=now(), **copied)
    newest = post.revisions.first()
    assert newest is not None
    newest.targets.create(channel=h.newsroom, placement="organic", uses_required=0)
    with refused_by("sending_needs_three_people"):
        send(raw_delivery(post))


def raw_delivery(post: Post) -> Delivery:
    revision = post.revisions.first()
    assert revision is not None
    target = revision.targets.first()
    assert target is not None
    return Delivery.objects.create(
        revision=revision, target=target, kind="publish", due_at=now(), remote_key="k"
    )


def test_another_versions_target_does_not_send(h: House, delivery: Delivery) -> None:
    other = road.approved(h)
    target = other.revisions.get().targets.get()
    row = Delivery.objects.create(
        revision=delivery.revision, target=target, kind="publish", due_at=now(), remote_key="k"
    )
    with refused_by("sending_its_own_version"):
        send(row)


def test_an_erased_version_does_not_send(delivery: Delivery) -> None:
    sql(
        "UPDATE content_revision SET payload = '', basis = '', erased_at = %s WHERE id = %s",
        now(), delivery.revision_id,
    )  # fmt: skip
    with refused_by("sending_needs_three_people"):
        send(delivery)


def test_an_unfinished_check_does_not_send(delivery: Delivery) -> None:
    sql("UPDATE content_check SET finished_at = NULL")
    with refused_by("sending_needs_its_check"):
        send(delivery)


def test_a_check_of_other_words_does_not_send(delivery: Delivery) -> None:
    sql("UPDATE content_check SET text_digest = 'other'")
    with refused_by("sending_needs_its_check"):
        send(delivery)


@pytest.fixture
def found(delivery: Delivery) -> TextFinding:
    """Something found in the words, after everybody decided."""
    check = Check.objects.latest("pk")
    row = TextFinding.objects.create(
        post=delivery.revision.post, fingerprint="f", rule="name", category="name",
        severity="block", message="This looks like a name.",
    )  # fmt: skip
    Occurrence.objects.create(found_in=check, finding=row, surface="text", start=0, end=4)
    return row


def answered(h: House, row: TextFinding, **values: Any) -> None:
    confirmed: dict[str, Any] = {"confirmed_by": h.rita, "confirmed_at": now()} | values
    row.answers.create(
        **{"kind": "not_phi", "because": "a place", "answered_by": h.wren, "answered_at": now(),
           "for_severity": "block"} | confirmed
    )  # fmt: skip


def test_an_open_finding_does_not_send(delivery: Delivery, found: TextFinding) -> None:
    with refused_by("sending_needs_its_check"):
        send(delivery)


@pytest.mark.parametrize(
    "wrong",
    [
        {"confirmed_by": None, "confirmed_at": None},
        {"superseded_at": now()},
        {"for_severity": "warn"},
    ],
    ids=["unconfirmed", "superseded", "for less"],
)
def test_half_an_answer_does_not_send(
    h: House, delivery: Delivery, found: TextFinding, wrong: dict[str, Any]
) -> None:
    answered(h, found, **wrong)
    with refused_by("sending_needs_its_check"):
        send(delivery)


def test_a_confirmed_answer_sends(h: House, delivery: Delivery, found: TextFinding) -> None:
    answered(h, found)
    send(delivery)


def test_an_unchecked_picture_does_not_send(delivery: Delivery) -> None:
    sql("UPDATE compliance_photocheck SET finished_at = NULL")
    with refused_by("sending_needs_its_photos"):
        send(delivery)


def test_an_open_finding_in_a_picture_does_not_send(delivery: Delivery) -> None:
    check = PhotoCheck.objects.get()
    PhotoFinding.objects.create(
        photo=check.photo, found_in=check, fingerprint="f", rule="gps", category="metadata",
        severity="block", message="The file says more than the picture shows.",
    )  # fmt: skip
    with refused_by("sending_needs_its_photos"):
        send(delivery)


@pytest.mark.parametrize(
    "breach",
    [
        "UPDATE consents_grant SET stopped_at = signed.at",
        "UPDATE consents_authorization SET revoked_at = signed.at",
        "UPDATE consents_authorization SET signed_at = signed.at, expires_at = late.at",
        "DELETE FROM content_coverageuse",
        "other channel",
        "other material",
        "other patient",
    ],
)
def test_a_patient_who_is_not_covered_does_not_go_out(
    h: House, delivery: Delivery, breach: str
) -> None:
    with unguarded(OF_CONSENTS):
        commit_breach(h, breach)
    with refused_by("sending_needs_coverage"):
        send(delivery)


def commit_breach(h: House, breach: str) -> None:
    grant = Grant.objects.get()
    if breach == "other channel":
        grant.channel = cast.channel(h.organization, "Notice board")
        grant.save()
    elif breach == "other material":
        grant.material = cast.for_photo(cast.photo(h.organization, h.wren), h.wren)
        grant.save()
    elif breach == "other patient":
        other = cast.subject(h.organization, "Noa Brandt", by=h.cory)
        Authorization.objects.update(subject=other)
    else:
        statement = breach.replace("signed.at", "%s", 1).replace("late.at", "%s")
        times = [now() - timedelta(days=2), now() - timedelta(days=1)]
        if "revoked" in breach:
            times = [now()]
        sql(statement, *times[: statement.count("%s")])


def test_without_its_time_nothing_is_covered(delivery: Delivery) -> None:
    with refused_by("sending_needs_coverage"):
        sql("UPDATE content_delivery SET state = 'sending' WHERE id = %s", delivery.pk)


@pytest.mark.parametrize("state", ["sent", "confirmed"])
def test_nothing_is_sent_without_sending(delivery: Delivery, state: str) -> None:
    with refused_by("delivery_sent_after_sending"):
        sql(
            "UPDATE content_delivery SET state = %s, sent_at = %s WHERE id = %s",
            state, now(), delivery.pk,
        )  # fmt: skip


@pytest.mark.parametrize("state", ["sending", "sent", "held"])
def test_a_delivery_begins_pending(delivery: Delivery, state: str) -> None:
    statement, values = columns(
        Delivery, revision_id=delivery.revision_id, target_id=delivery.target_id, kind="publish",
        occurrence=2, due_at=now(), state=state, remote_key="k", remote_id="", url="", attempts=0,
        why="", sent_at=now(),
    )  # fmt: skip
    with refused_by("delivery_begins_pending"):
        sql(statement, *values)


@pytest.mark.parametrize(
    "change", ["remote_key = 'other'", "kind = 'takedown'", "target_id = target_id + 1"]
)
def test_what_goes_out_is_fixed(delivery: Delivery, change: str) -> None:
    with refused_by("delivery_keeps_its_key"):
        sql(f"UPDATE content_delivery SET {change}")


def test_what_was_sent_never_waits_again(h: House) -> None:
    road.scheduled(h, at=now())
    sending.send(Delivery.objects.get())
    with refused_by("delivery_sent_after_sending"):
        sql("UPDATE content_delivery SET state = 'pending'")


def test_a_takedown_needs_nobody(h: House) -> None:
    post = road.scheduled(h, at=now())
    sending.send(Delivery.objects.get())
    lifecycle.perform(post, "withdraw", by=h.rita, note="A mistake.")
    sql("UPDATE content_check SET finished_at = NULL")
    send(Delivery.objects.get(kind="takedown"))


# ---- decisions ----


def decision(post: Post, stage: str, by: Any, **changes: Any) -> tuple[str, list[Any]]:
    revision = post.revisions.first()
    assert revision is not None
    values = {
        "revision_id": revision.pk, "stage": stage, "user_id": by.pk, "digest": revision.digest,
        "basis_digest": revision.basis_digest, "at": now(), "note": "", "meaning": "I approve.",
        "printed_name": by.name, "proof": "password",
    } | changes  # fmt: skip
    return columns(Decision, **values)


def submitted(h: House) -> Post:
    return road.submit(road.draft(h), h.wren)


@pytest.mark.parametrize("stage", ["endorse", "approve"])
def test_an_author_does_not_decide(h: House, stage: str) -> None:
    post = road.draft(h)
    other = cast.person("Will Writer", h.organization, "writer")
    lifecycle.perform(road.again(post), "submit", by=other)
    if stage == "approve":
        road.endorse(post, h.rita)
    statement, values = decision(post, stage, h.wren)
    with refused_by("decision_not_by_an_author"):
        sql(statement, *values)


def test_nobody_decides_twice(h: House) -> None:
    post = submitted(h)
    road.endorse(post, h.rita)
    statement, values = decision(post, "approve", h.rita)
    with refused_by("decision_replaces_nothing"):
        sql(statement, *values)


@pytest.mark.parametrize("digest", ["digest", "basis_digest"])
def test_a_decision_is_on_what_was_seen(h: House, digest: str) -> None:
    statement, values = decision(submitted(h), "endorse", h.rita, **{digest: "0" * 64})
    with refused_by("decision_on_what_was_seen"):
        sql(statement, *values)


def test_the_decisions_have_an_order(h: House) -> None:
    statement, values = decision(submitted(h), "approve", h.lex)
    with refused_by("decision_in_its_order"):
        sql(statement, *values)


def test_a_decision_is_a_record(h: House) -> None:
    road.approved(h)
    with refused_by("decision_never_changes"):
        sql("UPDATE content_decision SET user_id = user_id")
    with refused_by("decision_stays"):
        sql("DELETE FROM content_decision")


# ---- posts ----


def test_a_state_does_not_change_without_its_event(h: House) -> None:
    post = road.draft(h)
    with refused_by("post_moves_with_its_event"):
        sql("UPDATE content_post SET state = 'archived' WHERE id = %s", post.pk)
    other = road.submit(road.draft(h), h.wren)
    with refused_by("post_moves_with_its_event"):
        sql(
            "UPDATE content_post SET state = 'archived', last_event_id = %s WHERE id = %s",
            other.last_event_id, post.pk,
        )  # fmt: skip


@pytest.mark.parametrize("state", ["legal_review", "approved", "scheduled", "published"])
def test_no_step_is_left_out(h: House, state: str) -> None:
    post = road.draft(h)
    event = audit.record(h.organization, h.wren, state, post)
    with refused_by("post_moves_by_the_table"):
        sql(
            "UPDATE content_post SET state = %s, last_event_id = %s WHERE id = %s",
            state, event.pk, post.pk,
        )  # fmt: skip


def test_a_post_begins_as_a_draft(h: House) -> None:
    with refused_by("post_begins_as_draft"):
        Post.objects.create(organization=h.organization, created_by=h.wren, state="approved")


def test_a_post_with_versions_stays(h: House) -> None:
    post = submitted(h)
    with refused_by("post_with_versions_stays"):
        sql("DELETE FROM content_post WHERE id = %s", post.pk)


# ---- versions ----


@pytest.mark.parametrize(
    "change",
    [
        "digest = 'other'", "basis_digest = 'other'", "text_digest = 'other'", "number = 7",
        "payload = 'other'", "basis = 'other'", "payload = ''",
    ],
)  # fmt: skip
def test_a_version_never_changes(h: House, change: str) -> None:
    submitted(h)
    with refused_by("revision_never_changes"):
        sql(f"UPDATE content_revision SET {change}")


def test_a_version_stays(delivery: Delivery) -> None:
    with refused_by("revision_stays"):
        sql("DELETE FROM content_revision")
    with refused_by("delivery_stays"):
        sql("DELETE FROM content_delivery")


@pytest.mark.parametrize("table", FROZEN)
def test_what_belongs_to_a_version_stays_as_it_is(delivery: Delivery, table: str) -> None:
    with refused_by(f"{table}_never_changes"):
        sql(f"UPDATE {table} SET id = id")
    with refused_by(f"{table}_stays"):
        sql(f"DELETE FROM {table}")


def test_what_was_decided_on_gets_no_more_rows(h: House, delivery: Delivery) -> None:
    revision, other = delivery.revision, cast.channel(h.organization, "Notice board")
    with refused_by("content_revisiontarget_frozen_before"):
        revision.targets.create(channel=other, placement="organic", uses_required=0)
    with refused_by("content_revisionauthor_frozen_before"):
        revision.authors.create(user=h.cory)
    photo = cast.photo(h.organization, h.wren)
    material = cast.for_photo(photo, h.wren)
    noa = cast.subject(h.organization, "Noa Brandt", by=h.cory)
    with refused_by("content_revisionphoto_frozen_before"):
        delivery.target.photos.create(photo=photo, order=9, sha256="0" * 64)
    with refused_by("content_revisionuse_frozen_before"):
        delivery.target.uses.create(material=material, subject=noa)


REPLACED = {
    "content_decision": "decision_replaces_nothing",
    "content_revision": "revision_replaces_nothing",
    "content_delivery": "delivery_replaces_nothing",
    "content_revisiontarget": "content_revisiontarget_frozen_before",
    "content_revisionphoto": "content_revisionphoto_frozen_before",
    "content_revisionuse": "content_revisionuse_frozen_before",
    "content_revisionauthor": "content_revisionauthor_frozen_before",
}


@pytest.mark.parametrize("table", REPLACED)
def test_nothing_is_put_in_the_place_of_a_record(delivery: Delivery, table: str) -> None:
    """INSERT OR REPLACE on SQLite; a plain INSERT of the same row where there is no such thing."""
    replace = " OR REPLACE" if connection.vendor == "sqlite" else ""
    with refused_by(REPLACED[table]):
        sql(f"INSERT{replace} INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize("table", REPLACED)
def test_no_record_is_truncated(delivery: Delivery, table: str) -> None:
    if connection.vendor == "sqlite":
        assert any(one.table == table and not one.sqlite for one in TRIGGERS)
        return
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="_not_truncated: "), transaction.atomic():
        sql(f"TRUNCATE {table} CASCADE")


def test_every_guard_has_a_test_that_names_it() -> None:
    with open(__file__) as own:
        text = own.read()
    quiet = [
        one.name for one in TRIGGERS
        if one.name not in text and one.table not in FROZEN and "truncate" not in one.name
    ]  # fmt: skip
    assert quiet == []


def test_checks_are_run_again_for_new_words(h: House) -> None:
    post = road.draft(h)
    assert checks.renew(post)
    assert not checks.renew(post)
