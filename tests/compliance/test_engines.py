"""Further engines are chosen by the environment; a wrong choice is refused at the start."""

import pytest
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from compliance import engines

HTTP = {"PHI_ENGINES": ["http"], "PHI_HTTP_URL": "https://phi.example.org/read"}


def test_usually_there_are_none() -> None:
    assert engines.chosen() == ()
    assert engines.identity() == ""
    engines.demand()


@override_settings(**HTTP)
def test_the_settings_choose() -> None:
    (one,) = engines.chosen()
    assert one.name == "http"
    assert engines.chosen()[0] is one, "A model is loaded once in a process."
    assert engines.identity() == f"http-{one.version}"
    engines.demand()


def test_another_address_is_another_identity() -> None:
    with override_settings(**HTTP):
        before = engines.identity()
    with override_settings(**HTTP | {"PHI_HTTP_URL": "https://other.example.org/"}):
        assert engines.identity() != before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"PHI_ENGINES": ["presidoi"]}, "Known are presidio and http"),
        ({"PHI_ENGINES": ["http"]}, "PHI_HTTP_URL"),
        (HTTP | {"PHI_HTTP_URL": "http://phi.example.org/"}, "PHI_HTTP_PLAIN_HOSTS"),
        ({"PHI_ENGINES": ["presidio"]}, "presidio"),
        ({"PHI_ENGINES": ["presidio"], "PHI_PRESIDIO_MODEL": "no_such_model"}, "install"),
    ],
)
def test_wrong_settings_fail_at_the_start(wrong: dict[str, object], sentence: str) -> None:
    with override_settings(**wrong):
        with pytest.raises(SystemCheckError, match=sentence):
            call_command("check")
        with pytest.raises(ImproperlyConfigured, match=sentence):
            engines.demand()
        with pytest.raises(SystemExit, match=sentence):
            engines.demand_of_worker()
        assert len(engines.identity()) <= 60


def test_a_worker_asks_as_it_starts() -> None:
    assert engines.demand_of_worker in list(worker_init._live_receivers(None))  # type: ignore[attr-defined]


@override_settings(**HTTP | {"PHI_HTTP_TOKEN": "s3cret"})
def test_the_token_is_in_no_sentence_and_in_no_identity() -> None:
    assert "s3cret" not in engines.identity()
    assert not engines.troubles()
