"""The endpoint writer against servers on loopback that behave, and that misbehave in every way."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from vidgen.engines.writer import openai
from vidgen.engines.writer.openai import OpenAI, configured
from vidgen.errors import EngineError, EngineMissing, SettingsError
from vidgen.model.writing import Asked, Message, Models, Reply

KEY = "sk-secret-123"
ASKED = Asked(
    messages=(Message(role="user", content="Say it."),),
    answer={
        "type": "object",
        "properties": {"maxLength": {"type": "string", "minLength": 2, "maxLength": 9}},
        "required": ["maxLength"],
        "additionalProperties": False,
    },
    tokens=50,
    seed=7,
)

Act = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Answers each request with the next act, the last one for ever; remembers what was asked."""

    daemon_threads = True

    def __init__(self, acts: list[Act]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts = acts
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def models(self) -> Models:
        return Models(url=f"http://127.0.0.1:{self.server_port}/v1", remote="m", timeout=5)


class Handler(BaseHTTPRequestHandler):
    server: Server
    asking: dict[str, Any]

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.asking = {"path": self.path, **json.loads(data)}
        self.server.bodies.append(self.asking)
        self.server.keys.append(self.headers.get("Authorization", ""))
        acts = self.server.acts
        (acts.pop(0) if len(acts) > 1 else acts[0])(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def asking(to: BaseHTTPRequestHandler) -> dict[str, Any]:
    assert isinstance(to, Handler)
    return to.asking


def send(text: str, status: int = 200, **headers: str) -> Act:
    def act(to: BaseHTTPRequestHandler) -> None:
        data = text.encode()
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.send_header("Content-Length", str(len(data)))
        to.end_headers()
        to.wfile.write(data)

    return act


def said(text: str | None) -> Act:
    usage = {"prompt_tokens": 11, "completion_tokens": 3}
    return send(json.dumps({"choices": [{"message": {"content": text}}], "usage": usage}))


def trickle(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    for _ in range(40):
        to.wfile.write(b" ")
        time.sleep(0.1)


def silence(to: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def cut_off(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "500")
    to.end_headers()
    to.wfile.write(b'{"choices": [{"message"')


def flood(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    for _ in range(6):
        to.wfile.write(b" " * 1024**2)


@contextmanager
def serving(*acts: Act) -> Iterator[Server]:
    server = Server(list(acts))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*openai.KEYS, "VIDGEN_OPENAI_URL", "HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def ask(server: Server, **changes: Any) -> Reply:
    models = server.models.model_copy(update=changes)
    return OpenAI(patience=0.01).replies([ASKED], models)[0]


def test_the_whole_question_is_sent_and_the_answer_comes_with_its_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(said("{}")) as server:
        reply = ask(server)
    assert (reply.text, reply.tokens_in, reply.tokens_out) == ("{}", 11, 3)
    assert server.keys == [f"Bearer {KEY}"]
    (body,) = server.bodies
    assert body["path"] == "/v1/chat/completions"
    assert (body["model"], body["seed"], body["max_tokens"]) == ("m", 7, 50)
    assert body["messages"] == [{"role": "user", "content": "Say it."}]
    form = body["response_format"]["json_schema"]["schema"]
    # Keywords of strings go, for endpoints that refuse them; a line of that name stays.
    assert form["properties"] == {"maxLength": {"type": "string"}}
    assert form["required"] == ["maxLength"]


def test_many_questions_come_back_in_order() -> None:
    def echo(to: BaseHTTPRequestHandler) -> None:
        said(str(asking(to)["seed"]))(to)

    with serving(echo) as server:
        asked = [ASKED.model_copy(update={"seed": seed}) for seed in range(9)]
        replies = OpenAI().replies(asked, server.models)
    assert [reply.text for reply in replies] == [str(seed) for seed in range(9)]


@pytest.mark.parametrize("text", ["", "garbage", "I cannot help.", "```json\n{}\n```", "你好"])
def test_any_words_are_a_reply(text: str) -> None:
    with serving(said(text)) as server:
        assert ask(server).text == text


def test_a_refusal_without_content_is_an_empty_reply() -> None:
    with serving(said(None)) as server:
        assert ask(server).text == ""


def test_when_to_come_again_is_passed_on() -> None:
    """A batch leaves the service alone for as long as it asks."""
    bad = send("slow down", 429, Retry_After="7")
    with serving(bad) as server, pytest.raises(EngineError) as caught:
        ask(server)
    assert (caught.value.retry, caught.value.after) == (True, 7)


@pytest.mark.parametrize(
    "bad",
    [
        send("slow down", 429, Retry_After="0"),
        send("slow down", 429, Retry_After="soon"),
        send("oh no", 500),
        send("<html>bad gateway</html>", 502),
        send("garbage"),
        send(""),
        send("[]"),
        send('{"choices": []}'),
        send('{"choices": [{"message": "hm"}]}'),
        cut_off,
    ],
)
def test_what_passes_is_asked_again(bad: Act) -> None:
    with serving(bad, bad, said("{}")) as server:
        assert ask(server).text == "{}"
    assert len(server.bodies) == 3


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (send("oh no", 500), r"refused \(HTTP 500\): oh no"),
        (send("garbage"), "no chat completion"),
        (cut_off, "could not be asked"),
    ],
)
def test_what_does_not_pass_is_an_error_after_four_attempts(bad: Act, what: str) -> None:
    with serving(bad) as server, pytest.raises(EngineError, match=what) as caught:
        ask(server)
    assert caught.value.retry
    assert len(server.bodies) == 4


@pytest.mark.parametrize("slow", [trickle, silence])
def test_a_slow_trickle_does_not_outlast_the_time_out(slow: Act) -> None:
    with serving(slow, said("{}")) as server:
        assert ask(server, timeout=0.4).text == "{}"


def test_a_flood_is_turned_off() -> None:
    with serving(flood) as server, pytest.raises(EngineError, match="far longer"):
        ask(server)
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 301])
def test_a_refusal_for_good_is_not_asked_again(status: int) -> None:
    with serving(send("{}", status)) as server, pytest.raises(EngineError) as caught:
        ask(server)
    assert not caught.value.retry
    assert len(server.bodies) == 1


def test_nobody_there() -> None:
    with serving(said("{}")) as server:
        models = server.models
    with pytest.raises(EngineError, match="could not be asked") as caught:
        OpenAI(patience=0.01).replies([ASKED], models)
    assert caught.value.retry


def picky(*unknown: str) -> Act:
    """An endpoint that complains of parameters one at a time, by name."""

    def act(to: BaseHTTPRequestHandler) -> None:
        wrong = next((name for name in unknown if name in json.dumps(asking(to))), None)
        if wrong is None:
            return said("{}")(to)
        return send(json.dumps({"error": {"message": f"unsupported: {wrong}"}}), 400)(to)

    return act


@pytest.mark.parametrize(
    ("unknown", "kept"),
    [
        (["json_schema"], {"type": "json_object"}),
        (["response_format"], None),
        (["max_tokens"], {"type": "json_schema"}),
        (["seed", "temperature", "max_tokens", "response_format"], None),
    ],
)
def test_what_an_endpoint_does_not_take_is_left_out(
    unknown: list[str], kept: dict[str, str] | None
) -> None:
    with serving(picky(*unknown)) as server:
        assert ask(server).text == "{}"
    form = server.bodies[-1].get("response_format")
    assert (form and form["type"]) == (kept and kept["type"])
    assert not set(unknown) & set(server.bodies[-1])


def test_an_endpoint_that_takes_nothing_is_given_up() -> None:
    with serving(send("no", 400)) as server, pytest.raises(EngineError, match="HTTP 400"):
        ask(server)
    assert len(server.bodies) == 6


def test_the_key_is_never_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("VIDGEN_OPENAI_KEY", KEY)
    caplog.set_level("DEBUG")
    with (
        serving(send(f"Incorrect API key: {KEY}", 401)) as server,
        pytest.raises(EngineError, match="Incorrect API key") as caught,
    ):
        ask(server)
    assert server.keys == [f"Bearer {KEY}"]
    assert KEY not in str(caught.value)
    assert KEY not in caplog.text
    assert KEY not in OpenAI().identity(server.models) + OpenAI().fingerprint(server.models)


@pytest.mark.parametrize(
    ("url", "environment", "key"),
    [
        ("https://other.example/v1", {"OPENAI_API_KEY": KEY}, ""),
        ("https://other.example/v1", {"VIDGEN_OPENAI_KEY": KEY}, KEY),
        (
            "https://other.example/v1",
            {"OPENAI_API_KEY": KEY, "VIDGEN_OPENAI_URL": "https://other.example/v1/"},
            KEY,
        ),
        ("http://other.example/v1", {"VIDGEN_OPENAI_KEY": KEY}, ""),
        ("http://127.0.0.1.evil.example/v1", {"VIDGEN_OPENAI_KEY": KEY}, ""),
        ("http://localhost:8000/v1", {"OPENAI_API_KEY": KEY}, KEY),
        ("", {"OPENAI_API_KEY": KEY}, KEY),
    ],
)
def test_where_a_key_may_go(url: str, environment: dict[str, str], key: str) -> None:
    models = Models(url=url, remote="m")
    assert openai._address(models, environment) == (url or openai.HOME, key)


def test_what_must_be_set() -> None:
    with pytest.raises(EngineMissing, match="set VIDGEN_OPENAI_MODEL"):
        OpenAI().identity(Models(url="http://localhost/v1"))
    with pytest.raises(EngineMissing, match="set VIDGEN_OPENAI_URL"):
        OpenAI().identity(Models(remote="m"))
    for url in ("localhost:8000", "http://", "ftp://host/v1"):
        with pytest.raises(SettingsError, match="is no http address"):
            OpenAI().identity(Models(url=url, remote="m"))
    assert not configured(Models(), {"OPENAI_API_KEY": KEY})
    assert configured(Models(remote="m"), {"OPENAI_API_KEY": KEY})
    assert configured(Models(remote="m", url="http://localhost/v1"), {})
