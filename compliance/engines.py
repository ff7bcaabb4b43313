"""Which further engines this installation has: read from the settings, refused when wrong.

Nothing is loaded here; a worker does that when it first asks one.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from compliance.phi.engines import Further, Unusable
from compliance.phi.engines.http import Http
from compliance.phi.engines.presidio import Presidio, models_of

KNOWN = ("presidio", "http")


def chosen() -> tuple[Further, ...]:
    """The engines of PHI_ENGINES, in its order; usually none."""
    return built(
        tuple(settings.PHI_ENGINES),
        models_of(settings.PHI_PRESIDIO_MODEL),
        settings.PHI_PRESIDIO_SCORE,
        settings.PHI_HTTP_URL,
        settings.PHI_HTTP_TOKEN,
        tuple(settings.PHI_HTTP_PLAIN_HOSTS),
        settings.PHI_HTTP_SECONDS,
    )


# One of each in a process: a model takes seconds to load, and hundreds of megabytes.
@lru_cache(maxsize=8)
def built(
    names: tuple[str, ...],
    models: tuple[str, ...],
    score: int,
    url: str,
    token: str,
    plain_hosts: tuple[str, ...],
    seconds: int,
) -> tuple[Further, ...]:
    made: dict[str, Further] = {
        "presidio": Presidio(models, score),
        "http": Http(url, token, plain_hosts, seconds),
    }
    return tuple(made[name] for name in KNOWN if name in names)


def identity() -> str:
    """Which engines have to read the words, as a check remembers it; "" for none."""
    return identity_of(chosen())


@lru_cache(maxsize=8)
def identity_of(engines: tuple[Further, ...]) -> str:
    return ",".join(f"{engine.name}-{engine.version}" for engine in engines)


def troubles() -> list[str]:
    """What is wrong with the settings, in sentences."""
    unknown = [name for name in settings.PHI_ENGINES if name not in KNOWN]
    found = [f"PHI_ENGINES names “{name}”. Known are {' and '.join(KNOWN)}." for name in unknown]
    for engine in chosen():
        try:
            engine.demand()
        except Unusable as trouble:
            found.append(str(trouble))
    return found


def demand() -> None:
    """Refuse to start with an engine that cannot work: nothing would ever be approved."""
    if found := troubles():
        raise ImproperlyConfigured(" ".join(found))


def demand_of_worker(**kwargs: Any) -> None:
    """The same for a worker: Celery swallows what a signal raises, except for this."""
    try:
        demand()
    except ImproperlyConfigured as trouble:
        raise SystemExit(str(trouble)) from None


@register
def engines_can_work(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [Error(trouble, id="compliance.E101") for trouble in troubles()]
