import logging

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import ResolverMatch

from config.logs import PlainFormatter, SilentReporterFilter, WithoutPeople

NAME = "Wilhelmina Ostrander"


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(PlainFormatter("%(levelname)s %(name)s: %(message)s"))
        self.addFilter(WithoutPeople())

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def heard():
    """Hears what the console handler would print for any logger named in a test."""
    handler = Heard()
    loggers = [logging.getLogger(name) for name in ("django.request", "celery.app.trace", "house")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.lines
    for logger in loggers:
        logger.removeHandler(handler)


def request_for(path: str, route: str | None) -> HttpRequest:
    request = RequestFactory().get(path)
    if route is not None:
        request.resolver_match = ResolverMatch(print, (), {}, route=route)
    return request


def test_a_path_is_written_as_its_route(heard):
    request = request_for("/p/secret-token/", "p/<token>/")
    logging.getLogger("django.request").warning(
        "%s: %s", "Not Found", request.path, extra={"request": request, "status_code": 404}
    )
    assert heard == ["WARNING django.request: Not Found: /p/<token>/"]


def test_a_path_without_a_route_is_not_written(heard):
    request = request_for("/p/secret-token/oops", None)
    logging.getLogger("django.request").warning(
        "%s: %s", "Not Found", request.path, extra={"request": request}
    )
    assert "secret" not in heard[0]


def test_an_exception_is_its_types_and_places(heard):
    try:
        try:
            raise KeyError(NAME)
        except KeyError as cause:
            raise ValueError(f"no row for {NAME}") from cause
    except ValueError as error:
        logging.getLogger("house").exception("It failed: %s", error)
    assert NAME not in heard[0]
    assert "It failed: ValueError" in heard[0]
    assert heard[0].index("KeyError") < heard[0].rindex("ValueError")
    assert "test_logs.py" in heard[0]


def test_a_failed_task_does_not_quote_its_arguments(heard):
    context = {"name": "content.tasks.x", "id": "1", "exc": f"ValueError('{NAME}')"}
    context |= {"args": f"('{NAME}',)", "kwargs": f"{{'a': '{NAME}'}}", "traceback": NAME}
    logging.getLogger("celery.app.trace").error(
        "Task %(name)s[%(id)s] raised: %(exc)s %(args)s %(kwargs)s %(traceback)s", context
    )
    assert NAME not in heard[0]
    assert "Task content.tasks.x[1] raised: ValueError" in heard[0]


def test_an_unknown_task_does_not_quote_the_message(heard):
    logging.getLogger("celery.app.trace").error("Unknown task %s.\nThe body was:\n%s", "x.y", NAME)
    assert heard == ["ERROR celery.app.trace: Unknown task x.y."]


def test_error_pages_know_no_variables_even_while_debugging(settings):
    settings.DEBUG = True
    quiet = SilentReporterFilter()
    request = RequestFactory().post("/", {"name": NAME})
    assert quiet.is_active(request)
    assert dict(quiet.get_post_parameters(request)) == {}
    assert list(quiet.get_traceback_frame_variables(request, None)) == []
