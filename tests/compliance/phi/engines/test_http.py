"""The adapter for a site's own service, against a real server on this machine."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from compliance.phi.directory import EMPTY
from compliance.phi.engines import Unusable
from compliance.phi.engines.http import LARGEST, MOST, BadAnswer, Http
from compliance.phi.engines.together import FAILED, Together

TEXT = "😀 Odessa Brandt had surgery."
NAME = {"start": 2, "end": 15, "category": "name"}
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    answer: Answer
    asked: list[tuple[str, dict[str, str], dict[str, object]]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.path, headers, json.loads(body)))
        self.server.answer(self)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *args: object) -> None:
        """Quiet."""


def says(data: bytes | object, status: int = 200, **headers: str) -> Answer:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        with suppress(OSError):
            handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Handler)
    running.asked, running.answer = [], says({"findings": [NAME]})
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def engine(server: Server, seconds: float = 5, token: str = "") -> Http:
    url = f"http://127.0.0.1:{server.server_address[1]}/read?site=1"
    return Http(url, token, plain_hosts=["127.0.0.1"], seconds=seconds)


def test_a_good_service_adds_its_candidates(server: Server) -> None:
    (found,) = engine(server, token="s3cret").findings(TEXT, "draft", EMPTY, "en")
    assert TEXT[found.start : found.end] == "Odessa Brandt"
    assert (found.category, found.severity, found.rule) == ("name", "warn", "engine.http")
    ((path, headers, body),) = server.asked
    assert path == "/read?site=1"
    assert body == {"text": TEXT, "kind": "draft", "language": "en"}
    assert headers["authorization"] == "Bearer s3cret"


GARBAGE: list[object] = [
    b"",
    b"\xff\xfe",
    b"[" * 5_000,
    [],
    {},
    {"findings": None},
    {"findings": [], "more": 1},
    {"findings": [1]},
    {"findings": [NAME | {"severity": "info"}]},
    {"findings": [NAME | {"start": True}]},
    {"findings": [NAME | {"start": 2.0}]},
    {"findings": [NAME | {"start": -1}]},
    {"findings": [NAME | {"end": len(TEXT) + 1}]},
    {"findings": [NAME | {"start": 15}]},
    {"findings": [NAME | {"category": "unknown_language"}]},
    {"findings": [NAME | {"category": ["name"]}]},
    {"findings": [NAME] * (MOST + 1)},
]


@pytest.mark.parametrize("data", GARBAGE, ids=range(len(GARBAGE)))
def test_whatever_is_not_as_agreed_is_an_error(server: Server, data: object) -> None:
    server.answer = says(data)
    with pytest.raises(BadAnswer):
        engine(server).findings(TEXT, "draft", EMPTY, None)


@pytest.mark.parametrize("status", [201, 204, 401, 500, 503])
def test_any_other_status_is_an_error(server: Server, status: int) -> None:
    server.answer = says({"findings": []} if status != 204 else b"", status)
    with pytest.raises(BadAnswer, match=str(status)):
        engine(server).findings(TEXT, "draft", EMPTY, None)


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.answer = says(b"", 307, Location="/elsewhere")
    with pytest.raises(BadAnswer, match="307"):
        engine(server).findings(TEXT, "draft", EMPTY, None)
    assert len(server.asked) == 1


def test_a_huge_answer_is_not_read_to_its_end(server: Server) -> None:
    server.answer = says(b" " * (LARGEST + 1) + json.dumps({"findings": []}).encode())
    with pytest.raises(BadAnswer, match="too long"):
        engine(server).findings(TEXT, "draft", EMPTY, None)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Every byte arrives in time, and the answer never ends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(30):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


@pytest.mark.parametrize("answer", [silent, dripping])
def test_a_slow_service_is_waited_for_once_and_not_for_ever(server: Server, answer: Answer) -> None:
    server.answer = answer
    began = time.monotonic()
    with pytest.raises((BadAnswer, OSError)):
        engine(server, seconds=0.4).findings(TEXT, "draft", EMPTY, None)
    assert time.monotonic() - began < 2


def test_nobody_there_is_an_error() -> None:
    with pytest.raises(OSError, match="refused"):
        Http("http://127.0.0.1:9/", plain_hosts=["127.0.0.1"]).findings(TEXT, "draft", EMPTY, None)


def test_a_proxy_of_the_environment_is_not_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert list(engine(server).findings(TEXT, "draft", EMPTY, None))


def test_an_error_says_nothing_of_the_words_to_the_log(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = says(TEXT.encode(), 500)
    with caplog.at_level(logging.DEBUG):
        (found,) = Together([engine(server)]).added(TEXT, "draft", EMPTY, None)
    assert found.rule == FAILED
    assert "Odessa" not in caplog.text


@pytest.mark.parametrize(
    "url",
    [
        "", "phi.example.org", "ftp://phi.example.org/", "https://", "https://u:p@phi.example.org/",
        "https://phi.example.org:port/", "https://phi.example.org/#a", "http://phi.example.org/",
        "http://localhost.example.org/",
    ],
)  # fmt: skip
def test_addresses_that_words_are_not_sent_to(url: str) -> None:
    with pytest.raises(Unusable):
        Http(url, plain_hosts=["localhost"]).demand()
    with pytest.raises(Unusable):
        Http(url, plain_hosts=["localhost"]).findings(TEXT, "draft", EMPTY, None)


def test_addresses_that_are_right() -> None:
    Http("https://phi.example.org/read", "token").demand()
    Http("http://localhost:9000/read", plain_hosts=["localhost"]).demand()
    with pytest.raises(Unusable, match="TOKEN"):
        Http("https://phi.example.org/read", "line\nbreak").demand()


def test_another_address_is_another_version() -> None:
    assert Http("https://a.example.org/").version != Http("https://b.example.org/").version
