"""An installation may have the second reader of texts, lack it, or switch it off."""

import pytest
from django.apps import apps

from compliance import text_model
from compliance.phi.models import meaning, semantic


@pytest.mark.parametrize("allowed", [True, False])
def test_the_setting_is_applied(settings, allowed) -> None:
    settings.TEXT_MODEL = allowed
    text_model.apply()
    assert meaning.presence.allowed is allowed


def test_it_is_applied_when_the_room_is_ready(monkeypatch) -> None:
    applied = []
    monkeypatch.setattr(text_model, "apply", lambda: applied.append(True))
    apps.get_app_config("compliance").ready()
    assert applied == [True]


@pytest.mark.parametrize(
    ("wanted", "there", "said"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_a_missing_reader_is_said(settings, monkeypatch, wanted, there, said) -> None:
    settings.TEXT_MODEL = wanted
    monkeypatch.setattr(semantic, "is_installed", lambda: there)
    assert [m.id for m in text_model.is_here()] == ["compliance.I001"] * said
