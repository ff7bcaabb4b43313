"""The doorbell rings after the commit, and a broker that is away stops nobody."""

import logging
from typing import Any

import pytest
from celery import current_app

from compliance import doorbell

pytestmark = pytest.mark.django_db


def test_it_rings_the_task_after_the_commit(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    rung: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **_: rung.append(name))
    with django_capture_on_commit_callbacks(execute=True):
        doorbell.ring("content.tasks.dispatch_due")
        assert rung == []
    assert rung == ["content.tasks.dispatch_due"]


def test_a_broker_that_is_away_stops_nobody(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError("words of somebody")

    monkeypatch.setattr(current_app, "send_task", away)
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        doorbell.ring("content.tasks.dispatch_due")
    assert "ConnectionError" in caplog.text
    assert "words of somebody" not in caplog.text


def test_every_task_that_is_rung_is_a_task() -> None:
    current_app.loader.import_default_modules()
    names = {"compliance.tasks.sweep_photo_checks", "consents.tasks.send_due_mails",
             "content.tasks.dispatch_due"}  # fmt: skip
    assert names <= set(current_app.tasks)
