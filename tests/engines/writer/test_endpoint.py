"""The service writer against servers on loopback that speak the chat protocol, well and badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from vidgen.engines.writer.endpoint import Endpointed
from vidgen.errors import EngineError, EngineMissing
from vidgen.model.writing import Ask, Endpoint, Message

ASK = Ask(messages=(Message(role="user", content="hello"),), answer={"type": "object"})
GOOD = json.dumps({"lines": {"a": "Good morning."}})


class Service:
    """Answers each request with the next of its moods; the last one stays."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                service.asked.append(json.loads(self.rfile.read(size)))
                service.keys.append(self.headers.get("Authorization", ""))
                mood = service.moods.pop(0) if len(service.moods) > 1 else service.moods[0]
                service.answer(self, mood)

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler, mood: str) -> None:
        if mood.isdigit():
            self._send(handler, int(mood), b"{}", {"Retry-After": "1"} if mood == "429" else {})
        elif mood == "no schema" and "response_format" in self.asked[-1]:
            self._send(handler, 400, b'{"error": "response_format is not known"}')
        elif mood == "cut off":
            handler.send_response(200)
            handler.send_header("Content-Length", "5000")
            handler.end_headers()
            handler.wfile.write(b'{"choices": [')
            handler.wfile.flush()
            handler.close_connection = True
        elif mood == "silent":
            time.sleep(3)
            handler.close_connection = True
        elif mood == "endless":
            handler.send_response(200)
            handler.send_header("Content-Length", str(10**9))
            handler.end_headers()
            try:
                for _ in range(200):
                    handler.wfile.write(b" " * 65536)
            except OSError:
                pass
            handler.close_connection = True
        else:
            self._send(handler, 200, self._told(mood))

    def _told(self, mood: str) -> bytes:
        if mood == "garbage":
            return b"<html>gateway</html>"
        if mood == "empty":
            return b"{}"
        content = {"refusal": None, "odd": 7}.get(mood, mood if mood != "no schema" else GOOD)
        usage = {"prompt_tokens": 11, "completion_tokens": 5}
        return json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()

    @staticmethod
    def _send(
        handler: BaseHTTPRequestHandler,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
    ) -> None:
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def serving() -> Iterator[list[Service]]:
    services: list[Service] = []
    yield services
    for service in services:
        service.close()


def start(serving: list[Service], *moods: str) -> tuple[Service, Endpointed]:
    service = Service(*moods)
    serving.append(service)
    endpoint = Endpoint(url=service.url, model="m", timeout=20)
    return service, Endpointed(endpoint, patience=0.03)


def test_a_good_answer_with_its_tokens(
    serving: list[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDGEN_ENDPOINT_KEY", "sk-secret")
    service, engine = start(serving, GOOD)
    (reply,) = engine([ASK])
    assert (reply.text, reply.tokens_in, reply.tokens_out) == (GOOD, 11, 5)
    assert service.keys == ["Bearer sk-secret"]
    assert service.asked[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_a_service_without_schemas_is_asked_plainly(serving: list[Service]) -> None:
    service, engine = start(serving, "no schema")
    replies = engine([ASK, ASK])
    assert [reply.text for reply in replies] == [GOOD, GOOD]
    assert ["response_format" in asked for asked in service.asked] == [True, False, False]


@pytest.mark.parametrize("mood", ["429", "500", "503", "garbage", "cut off", "silent"])
def test_what_may_pass_is_asked_again(serving: list[Service], mood: str) -> None:
    service, engine = start(serving, mood, GOOD)
    assert engine([ASK])[0].text == GOOD
    assert len(service.asked) == 2


@pytest.mark.parametrize("mood", ["401", "403"])
def test_a_refusal_is_final(
    serving: list[Service], mood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    service, engine = start(serving, mood)
    with pytest.raises(EngineError, match="key is not accepted") as caught:
        engine([ASK])
    assert (caught.value.retry, len(service.asked)) == (False, 1)
    assert "sk-secret" not in str(caught.value)


def test_a_service_that_keeps_failing_is_given_up(serving: list[Service]) -> None:
    service, engine = start(serving, "500")
    with pytest.raises(EngineError, match="status 500") as caught:
        engine([ASK])
    assert (caught.value.retry, len(service.asked)) == (True, 4)


@pytest.mark.parametrize("mood", ["empty", "refusal", "odd"])
def test_no_text_is_an_empty_answer(serving: list[Service], mood: str) -> None:
    assert start(serving, mood)[1]([ASK])[0].text == ""


def test_an_endless_answer_is_cut(serving: list[Service]) -> None:
    with pytest.raises(EngineError, match="4 MB"):
        start(serving, "endless")[1]([ASK])


@pytest.mark.parametrize(
    ("url", "model"),
    [("", "m"), ("ftp://x/v1", "m"), ("http://x/v1", ""), ("http://a:b@x/v1", "m")],
)
def test_an_endpoint_that_cannot_be(url: str, model: str) -> None:
    with pytest.raises(EngineMissing):
        Endpointed(Endpoint(url=url, model=model))
