"""`manage.py demo`: through the real verbs, once, and never where real people work."""

import re
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent, Organization, User
from accounts.roles import ROLES
from channels.models import NewsroomEntry
from compliance.phi.scan import scan
from config.demo import drawing, people, testimonials, worker
from config.demo.pictures import FOLDER
from config.demo.texts import TEXTS
from config.management.commands.demo import STAGES
from consents.models import Authorization, Request
from content.models import Decision, Post
from content.models.post import KINDS
from content.workflow import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_trial(settings, tmp_path, monkeypatch):
    """The embedded installation, whatever database and broker the tests run on."""
    settings.EMBEDDED = True
    settings.CELERY_BROKER_URL = "memory://"  # nobody works here: no waiting for a worker
    settings.CHAPERONE_VAR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)


def demo(*args: str) -> str:
    out = StringIO()
    call_command("demo", *args, stdout=out)
    return out.getvalue()


def counts() -> tuple[int, ...]:
    return tuple(
        model._base_manager.count() for model in (Organization, User, Post, Request, AuditEvent)
    )


def test_everything_is_there_once(client):
    told = demo()
    states = set(Post.objects.values_list("state", flat=True))
    assert states == {state.value for state in State}
    assert set(Post.objects.values_list("kind", flat=True)) == {code for code, _ in KINDS}
    assert NewsroomEntry.objects.filter(taken_down_at=None).count() == 3
    assert NewsroomEntry.objects.exclude(taken_down_at=None).count() == 1
    assert Request.objects.filter(signed_at=None).count() == 1
    assert all(len({d.user_id for d in decided}) == 3 for decided in decisions_of_published())

    for role in ROLES:
        assert role.label in told
    for email in re.findall(r"\S+@demo\.example", told):
        assert client.login(email=email, password=people.PASSWORD), email
    published = reverse("newsroom:index", args=[people.SLUG])
    assert testimonials.CHILD.title in client.get(published).content.decode()

    before = counts()
    assert "nothing was added" in demo()
    assert counts() == before


def decisions_of_published() -> list[list[Decision]]:
    posts = Post.objects.filter(state=State.PUBLISHED)
    return [list(Decision.objects.filter(revision__post=post)) for post in posts]


@pytest.mark.parametrize("stage", STAGES)
def test_a_fresh_testimonial_comes_to_each_stage(stage):
    told = demo("--stage", stage)
    first = Post.objects.get()
    assert (first.kind, first.state, first.pictures.count()) == ("story", stage, 1)
    assert Authorization.objects.count() == (0 if stage == "draft" else 1)
    assert first.title in told

    demo("--stage", stage)
    second = Post.objects.exclude(pk=first.pk).get()
    assert second.state == stage
    assert second.text != first.text
    assert second.pictures.get().photo_id != first.pictures.get().photo_id


def test_a_testimonial_first_does_not_keep_the_rest_away():
    demo("--stage", "draft")
    assert "nothing was added" not in demo()
    assert set(Post.objects.values_list("kind", flat=True)) == {code for code, _ in KINDS}


@pytest.mark.parametrize("bad", ["approved", "", "Draft"])
def test_an_unknown_stage_is_one_line_and_changes_nothing(bad):
    with pytest.raises(CommandError) as refused:
        demo("--stage", bad)
    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 1
    assert counts() == (0, 0, 0, 0, 0)


def test_no_known_password_where_real_people_work(settings, monkeypatch):
    settings.EMBEDDED = False
    for chosen in (None, "short", "123456789012"):
        if chosen:
            monkeypatch.setenv("DEMO_PASSWORD", chosen)
        with pytest.raises(CommandError, match="DEMO_PASSWORD") as refused:
            demo()
        assert refused.value.returncode == 2
    assert counts() == (0, 0, 0, 0, 0)
    monkeypatch.setenv("DEMO_PASSWORD", "chosen by the operator")
    demo("--stage", "draft")
    assert not User.objects.get(email="wren@demo.example").check_password(people.PASSWORD)


def test_an_address_that_somebody_has_is_not_taken_over():
    User.objects.create_user("wren@demo.example", "an invented pass phrase", name="Somebody")
    with pytest.raises(CommandError, match="belongs to somebody") as refused:
        demo()
    assert refused.value.returncode == 2
    assert counts()[:2] == (0, 1)


def test_a_changed_password_is_said_in_a_sentence():
    demo("--stage", "draft")
    lex = User.objects.get(email="lex@demo.example")
    lex.set_password("changed by somebody")
    lex.save()
    with pytest.raises(CommandError, match="not your password"):
        demo("--stage", "published")


def test_a_worker_that_does_not_come_is_said(monkeypatch):
    monkeypatch.setattr(worker, "somebody_works", lambda: True)
    monkeypatch.setattr(worker, "PATIENCE", 0.0)
    told = demo("--stage", "published")
    assert "did not publish within" in told
    assert Post.objects.get().state == State.PUBLISHED


def test_a_running_product_is_seen_by_its_lock(settings, tmp_path):
    from config import startup

    settings.CELERY_BROKER_URL = "filesystem://localhost"
    assert not worker.somebody_works()
    handle = startup.lock_var(tmp_path)
    assert worker.somebody_works()
    with open(handle):
        pass
    assert not worker.somebody_works()


@pytest.mark.parametrize("number", range(140))
def test_every_testimonial_is_seen_as_one(number):
    found = {finding.category for finding in scan(testimonials.testimonial(number).text, "draft")}
    assert "testimonial" in found


def test_no_two_patients_look_or_speak_alike():
    said = [testimonials.testimonial(number) for number in range(90)]
    assert len({one.name for one in said}) == len({one.words for one in said}) == 90
    assert len({drawing.portrait(number) for number in range(60)}) == 60


def test_every_picture_has_its_source():
    sources = (FOLDER / "SOURCES.md").read_text()
    named = [text.picture for text in TEXTS if text.picture]
    assert len(set(named)) == len(named)
    assert [name for name in named if f"`{name}`" not in sources] == []
    assert django_settings.BASE_DIR in FOLDER.parents
