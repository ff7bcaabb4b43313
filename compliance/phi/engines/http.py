"""A site's own service: one POST of JSON for each text, and a strictly read answer.

Sent is `{"text": …, "kind": "draft", "language": "en"}`; expected is
`{"findings": [{"start": 0, "end": 9, "category": "name"}]}`, in code points, the end exclusive.
Anything else is an error, and an error blocks. What a service says reaches neither a page nor a
log: only its spans and categories are used.
"""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
from collections.abc import Collection, Iterable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from compliance.phi.base import Finding, Kind
from compliance.phi.directory import Directory
from compliance.phi.engines import Unusable
from compliance.phi.engines.candidates import WEIGHTS, finding
from compliance.phi.reading import Reading

LARGEST = 256 * 1024
"""The longest answer that is read, in bytes."""
MOST = 500
"""The most spans that one text can have."""


class BadAnswer(Exception):
    """The service did not answer as agreed; the message never quotes it."""


class Http:
    """Asks one address. It follows no redirect and no proxy of the environment."""

    name = "http"

    def __init__(
        self,
        url: str,
        token: str = "",
        plain_hosts: Collection[str] = (),
        seconds: float = 10,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.url, self.seconds, self.plain_hosts = url, seconds, tuple(plain_hosts)
        self._token, self._context = token, context

    def demand(self) -> None:
        """Raise Unusable for an address that words must not be sent to."""
        parts = self._parts()
        if parts.scheme == "http" and parts.hostname not in self.plain_hosts:
            raise Unusable(
                "PHI_HTTP_URL must begin with https://. For a service on this machine or in your "
                "own network, name its host in PHI_HTTP_PLAIN_HOSTS."
            )
        if not all(33 <= ord(letter) < 127 for letter in self._token):
            raise Unusable("PHI_HTTP_TOKEN holds a character that no header can carry.")

    def _parts(self) -> SplitResult:
        try:
            parts = urlsplit(self.url)
            whole = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
        except ValueError:
            whole = False
        if not whole or parts.username is not None or parts.fragment:
            raise Unusable(
                "PHI_ENGINES names http, and PHI_HTTP_URL is not an address such as "
                "https://phi.example.org/read (a password belongs in PHI_HTTP_TOKEN)."
            )
        return parts

    @property
    def version(self) -> str:
        """Changes with the address: what is behind it changes without our knowledge."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:8]

    def findings(
        self, text: str, kind: Kind, directory: Directory, language: str | None
    ) -> Iterable[Finding]:
        """Candidates of the service. Raises BadAnswer and OSError; never with its words."""
        spans = read(self._ask({"text": text, "kind": kind, "language": language}), len(text))
        reading = Reading(text, kind, directory)
        found = (finding(reading, self.name, *span) for span in spans)
        return [one for one in found if one is not None]

    def _ask(self, question: dict[str, Any]) -> bytes:
        self.demand()
        parts = self._parts()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        where = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection = self._connection(parts)
        deadline: Timer | None = None
        try:
            connection.connect()
            # A timeout of the socket begins anew with every byte: this one does not.
            deadline = Timer(self.seconds, _cut, [connection.sock])
            deadline.daemon = True
            deadline.start()
            connection.request("POST", where, json.dumps(question).encode(), headers)
            answer = connection.getresponse()
            if answer.status != 200:
                raise BadAnswer(f"status {answer.status}")
            data = answer.read(LARGEST + 1)
        except (HTTPException, ValueError) as trouble:
            raise BadAnswer(type(trouble).__name__) from None
        finally:
            if deadline is not None:
                deadline.cancel()
            connection.close()
        if len(data) > LARGEST:
            raise BadAnswer("too long")
        return data

    def _connection(self, parts: SplitResult) -> HTTPConnection:
        host = parts.hostname or ""
        if parts.scheme == "http":
            return HTTPConnection(host, parts.port, timeout=self.seconds)
        context = self._context or ssl.create_default_context()
        return HTTPSConnection(host, parts.port, timeout=self.seconds, context=context)


def _cut(link: socket.socket) -> None:
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def read(data: bytes, length: int) -> list[tuple[str, int, int]]:
    """(category, start, end) of each finding in an answer. Raises BadAnswer for anything else."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        raise BadAnswer("not JSON") from None
    if not isinstance(answer, dict) or answer.keys() != {"findings"}:
        raise BadAnswer("not an object with findings")
    rows = answer["findings"]
    if not isinstance(rows, list) or len(rows) > MOST:
        raise BadAnswer("not a list of findings")
    return [_span(row, length) for row in rows]


def _span(row: object, length: int) -> tuple[str, int, int]:
    if not isinstance(row, dict) or row.keys() != {"start", "end", "category"}:
        raise BadAnswer("a finding has start, end and category")
    start, end, category = row["start"], row["end"], row["category"]
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
        raise BadAnswer("a span outside of the text")
    if not isinstance(category, str) or category not in WEIGHTS:
        raise BadAnswer("a category that is not known")
    return category, start, end
