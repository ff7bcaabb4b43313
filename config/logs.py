"""Log lines carry numbers and names of code, never what people wrote.

An exception's message may quote a row ("Key (email)=(...) already exists") and a path may hold a
patient's link, so neither is written: the exception's type, its place in the code and the route's
pattern are enough to find the fault.
"""

import logging
import traceback
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

Raised = tuple[type[BaseException], BaseException, TracebackType | None]
ExcInfo = Raised | tuple[None, None, None]


class PlainFormatter(logging.Formatter):
    """One line per record; an exception as its types and places, without its words."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            lines = [type(error).__name__, *places, *lines]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802
        return ""


class WithoutPeople(logging.Filter):
    """Takes request paths, task arguments, results and exception words out of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = _route(request)
            record.args = tuple(route if arg == request.path else arg for arg in record.args)
        if record.name.startswith("celery."):
            _without_message(record)
        if isinstance(record.args, tuple):
            record.args = tuple(_typed(arg) for arg in record.args)
        record.exc_text = None
        return True


class SilentReporterFilter(SafeExceptionReporterFilter):
    """Django's error report without request data and local variables, also when DEBUG is on."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return {}.items()


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no such page)"


def _without_message(record: logging.LogRecord) -> None:
    """Celery quotes a failed task's arguments, and below the first line whole messages."""
    if isinstance(record.args, dict):
        record.args = {key: _short(key, value) for key, value in record.args.items()}
    elif record.args is not None and "\n" in str(record.msg):
        record.msg, record.args = record.getMessage().partition("\n")[0], ()


def _short(key: str, value: object) -> object:
    if key in {"exc", "exception"}:
        return str(value).partition("(")[0]
    if key in {"traceback", "args", "kwargs", "return_value"}:
        return ""
    return value


def _typed(arg: object) -> object:
    return type(arg).__name__ if isinstance(arg, BaseException) else arg
