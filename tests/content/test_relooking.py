"""New rules and what was approved under others: listed, held, answered, called back, withdrawn."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.clock import now
from accounts.models import User
from channels.models import NewsroomEntry
from compliance.phi.base import Finding, Severity
from content import checks, lifecycle, relooking, rules, sending, tasks
from content.models import Answer, Author, Check, Delivery, Post, TextFinding
from content.page import sendings
from tests import cast
from tests.content import road

pytestmark = pytest.mark.django_db
WORDS = "the simplest way"
Learn = Callable[[], None]


@pytest.fixture
def h() -> road.House:
    return road.house()


@pytest.fixture
def learn(monkeypatch: pytest.MonkeyPatch) -> Learn:
    """An update after which the check refuses three words of every post of the road."""
    before: Callable[..., list[Finding]] = getattr(checks, "scan")  # noqa: B009

    def scan(text: str, *args: Any) -> list[Finding]:
        at = text.find(WORDS)
        new = Finding(at, at + len(WORDS), "phi_context", Severity.BLOCK, "Newly seen.", "new.rule")
        return [*before(text, *args), *([new] if at >= 0 else [])]

    def update() -> None:
        monkeypatch.setattr(checks, "scan", scan)
        monkeypatch.setattr(rules, "current", lambda: "2027.1")

    return update


def live(h: road.House) -> Post:
    post = road.scheduled(h, at=now())
    tasks.dispatch_due()
    return road.again(post)


def listed(h: road.House) -> list[Post]:
    return list(relooking.to_look_at([h.organization.pk]))


def finding_of(post: Post) -> TextFinding:
    return TextFinding.objects.get(post=post, rule="new.rule")


def test_begin_send_asks_the_new_rules_and_holds_with_the_sentence(
    h: road.House, learn: Learn
) -> None:
    row = Delivery.objects.get(revision__post=road.scheduled(h, at=now()))
    learn()
    tasks.dispatch_due()
    row = sending.fresh(row)
    assert (row.state, row.why) == ("held", "phi_open")
    assert sendings.why(row) == "Something in the words has no answer any more."
    assert not NewsroomEntry.objects.exists()


def test_a_new_ruleset_that_sees_nothing_holds_nothing(
    h: road.House, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Delivery.objects.get(revision__post=road.scheduled(h, at=now()))
    monkeypatch.setattr(rules, "current", lambda: "2027.1")
    tasks.dispatch_due()
    assert sending.fresh(row).state == "sent"


def test_everything_that_stands_is_listed_and_nothing_else(h: road.House, learn: Learn) -> None:
    standing = [road.approved(h), road.scheduled(h), live(h)]
    road.draft(h)
    gone = live(h)
    lifecycle.perform(gone, "withdraw", by=h.rita, note="A mistake.")
    road.approved(h, road.draft(h, "Drink a glass of water in the morning."))
    other = road.house("Harbor House")
    live(other)
    assert not listed(h)
    learn()
    tasks.sweep()
    tasks.look_again()
    assert {post.pk for post in listed(h)} == {post.pk for post in standing}
    for one in relooking.again(listed(h)):
        assert one.approved_by not in ("", "2027.1")
        assert [(sight.finding.rule, sight.places) for sight in one.sights] == [
            ("new.rule", (("text", WORDS),))
        ]


def test_what_is_live_is_read_by_a_worker_and_said_to_be_waiting_until_then(
    h: road.House, learn: Learn, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = [live(h), live(h)]
    learn()
    assert relooking.waiting([h.organization.pk]) == 2
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    broken = posts[0].pk
    real = checks.renew

    def renew(post: Post) -> bool:
        if post.pk == broken:
            monkeypatch.setattr(checks, "scan", lambda *args: 1 / 0)
        try:
            return real(post)
        finally:
            learn()

    monkeypatch.setattr(checks, "renew", renew)
    for _ in range(3):
        tasks.look_again()
    assert [post.pk for post in listed(h)] == [posts[1].pk]
    assert relooking.waiting([h.organization.pk]) == 1, "A check that failed is not forgotten."


def again(h: road.House, learn: Learn, made: Callable[[road.House], Post] = live) -> Post:
    post = made(h)
    learn()
    relooking.read_now([h.organization.pk])
    assert listed(h)
    return post


def test_it_stays_once_another_person_has_agreed(h: road.House, learn: Learn) -> None:
    post = again(h, learn)
    ada = cast.person("Ada Admin", h.organization, "admin")
    relooking.keep(finding_of(post), ada, "not_phi", "general advice")
    assert listed(h), "One person alone does not close it."
    relooking.agree(finding_of(post), h.lex)
    assert not listed(h)
    assert road.again(post).state == "published"


def test_a_scheduled_post_that_may_stay_goes_out(h: road.House, learn: Learn) -> None:
    post = road.scheduled(h, at=now())
    learn()
    relooking.read_now([h.organization.pk])
    priya = cast.person("Priya Privacy", h.organization, "privacy")
    relooking.keep(finding_of(post), priya, "not_phi", "general advice")
    relooking.agree(finding_of(post), h.lex)
    tasks.dispatch_due()
    assert road.again(post).state == "published"


def test_whoever_decided_agrees_and_does_not_answer(h: road.House, learn: Learn) -> None:
    """An answer makes an author, and authors decide on nothing of theirs."""
    post = again(h, learn)
    assert road.refused(lambda: relooking.keep(finding_of(post), h.lex, "not_phi", "a")) == {
        "you_decided"
    }
    assert not Author.objects.filter(post=post, user=h.lex).exists()


@pytest.mark.parametrize(
    ("kind", "because", "code"),
    [
        ("patient", "", "patient_after_submit"),
        ("not_phi", "", "reason_missing"),
        ("nonsense", "x", "no_answer"),
    ],
)
def test_no_answer_passes_that_would_not_have_passed_before(
    h: road.House, learn: Learn, kind: str, because: str, code: str
) -> None:
    post = again(h, learn)
    ada = cast.person("Ada Admin", h.organization, "admin")
    assert road.refused(lambda: relooking.keep(finding_of(post), ada, kind, because)) == {code}
    assert not Answer.objects.filter(finding__post=post).exists()


def test_nobody_agrees_with_themselves_nor_as_an_author_nor_unasked(
    h: road.House, learn: Learn
) -> None:
    post = again(h, learn)
    finding = finding_of(post)
    both = cast.person("Bo Both", h.organization, "admin", "privacy")
    answer = relooking.keep(finding, both, "not_phi", "general advice")
    assert road.refused(lambda: relooking.agree(finding, both)) <= {"own_answer", "own_post"}
    cast_writer = cast.person("Wyn Writer", h.organization, "writer")
    assert road.refused(lambda: relooking.agree(finding, cast_writer)) == {"may_not"}
    stranger = cast.person("Sam Stranger", cast.organization(), "legal")
    assert road.refused(lambda: relooking.agree(finding, stranger)) == {"may_not"}
    assert road.refused(lambda: relooking.keep(finding, stranger, "not_phi", "x")) == {"may_not"}
    Author.objects.create(post=post, user=h.lex)
    assert road.refused(lambda: relooking.agree(finding, h.lex)) == {"own_post"}
    Author.objects.filter(user=h.lex).delete()
    assert road.refused(lambda: relooking.agree(finding, h.lex, answer.pk + 1)) == {"other_answer"}
    relooking.agree(finding, h.lex, answer.pk)


def test_after_it_came_down_nothing_is_answered(h: road.House, learn: Learn) -> None:
    post = again(h, learn)
    lifecycle.perform(post, "withdraw", by=h.rita, note="A mistake.")
    ada = cast.person("Ada Admin", h.organization, "admin")
    assert road.refused(lambda: relooking.keep(finding_of(post), ada, "not_phi", "x")) == {
        "not_now"
    }
    assert not listed(h)


# ---- the page ----


def page(client: Any, user: User) -> Any:
    client.force_login(user)
    return client.get(reverse("content:again"))


def test_the_desk_leads_there_those_who_look_again(
    client: Any, h: road.House, learn: Learn
) -> None:
    again(h, learn)
    sentence = "The text check has learned new things: 1 post to look at again."
    people = {
        role: cast.person(f"Vi {role}", h.organization, role)
        for role in ("legal", "privacy", "admin", "writer", "auditor", "community")
    }
    for role, user in people.items():
        client.force_login(user)
        said = sentence in client.get(reverse("content:desk")).content.decode()
        assert said == (role in ("legal", "privacy", "admin")), role
        assert page(client, user).status_code == (200 if said else 403), role


def test_the_page_says_what_is_seen_where_and_what_can_be_done(
    client: Any, h: road.House, learn: Learn
) -> None:
    post = again(h, learn)
    ada = cast.person("Ada Admin", h.organization, "admin")
    text = page(client, ada).content.decode()
    assert "Newly seen." in text
    assert f"<blockquote>{WORDS} " in text
    assert "approved under rules" in text
    finding = finding_of(post)
    answer = client.post(
        reverse("content:again_keep", args=[finding.pk]),
        {"kind": "not_phi", "because": ""},
    )
    assert answer.status_code == 422
    assert "Please say why" in answer.content.decode()
    client.post(
        reverse("content:again_keep", args=[finding.pk]),
        {"kind": "not_phi", "because": "general advice"},
    )
    assert "general advice" in page(client, h.lex).content.decode()
    row = Answer.objects.get(finding=finding)
    stale = client.post(reverse("content:again_agree", args=[finding.pk]), {"answer": "9" * 30})
    assert stale.status_code == 409
    client.post(reverse("content:again_agree", args=[finding.pk]), {"answer": row.pk})
    assert "Nothing to look at again." in page(client, h.lex).content.decode()


def test_one_tap_takes_it_down(client: Any, h: road.House, learn: Learn) -> None:
    post = again(h, learn)
    sheet = page(client, h.lex).context["posts"][0]
    (stop,) = sheet.stops
    assert (stop.action, stop.url) == (
        "withdraw", reverse("content:step", args=[post.pk, "withdraw"]),
    )  # fmt: skip
    client.post(stop.url, {"note": sheet.reason})
    assert road.again(post).state == "withdrawn"


def test_another_organizations_findings_are_as_good_as_missing(
    client: Any, h: road.House, learn: Learn
) -> None:
    post = again(h, learn)
    other = road.house("Harbor House")
    assert not page(client, other.lex).context["posts"]
    for name in ("again_keep", "again_agree"):
        address = reverse(f"content:{name}", args=[finding_of(post).pk])
        assert client.post(address).status_code == 404


# ---- the command ----


def review(*args: str) -> str:
    out = io.StringIO()
    call_command("review_ruleset", *args, stdout=out)
    return out.getvalue()


def test_the_command_lists_without_a_word_of_a_post(h: road.House, learn: Learn) -> None:
    post = live(h)
    old = Check.objects.filter(post=post).latest("pk").ruleset
    assert "0 to look at again" in review()
    learn()
    said = review("--organization", h.organization.slug)
    assert f"post {post.pk}, published, version 1, approved under rules {old}" in said
    assert "block new.rule (phi_context) at text" in said
    assert "withdraw" in said
    assert "1 to look at again under rules 2027.1." in said
    assert WORDS not in said
    assert post.title not in said


def test_an_unknown_organization_is_refused() -> None:
    with pytest.raises(CommandError, match="no such organization") as no:
        review("--organization", "nowhere")
    assert no.value.returncode == 2
