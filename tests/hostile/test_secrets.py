"""A41: ten secrets planted where a shop has them; none is in anything that a batch leaves or says (S6)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.faults import harness
from tests.faults.harness import Batch
from tests.figures import add
from tests.hostile.conftest import Host

KEYS = (
    "VIDGEN_OPENAI_KEY",
    "OPENAI_API_KEY",
    "HF_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "GITHUB_TOKEN",
    "AZURE_SPEECH_KEY",
)
SECRETS = {name: f"canary-{number}-zq" for number, name in enumerate(KEYS)}
PROXY, HOST, QUERY, ENDPOINT = (f"canary-{number}-zq" for number in range(6, 10))
ALL = (*SECRETS.values(), PROXY, HOST, QUERY, ENDPOINT)

Reply = Callable[[BaseHTTPRequestHandler], tuple[int, str]]


class Model(ThreadingHTTPServer):
    """An endpoint on loopback that notes what it is given and says what it is told to."""

    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.reply = reply
        self.given: list[str] = []


class _Asked(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.given.append(self.headers.get("Authorization", ""))
        status, body = self.server.reply(self)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(reply: Reply) -> Iterator[Model]:
    server = Model(reply)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def writes(_: BaseHTTPRequestHandler) -> tuple[int, str]:
    """A model that says nothing of use: the composer's lines stay."""
    return 200, json.dumps({"choices": [{"message": {"content": "{}"}}]})


def echoes(asked: BaseHTTPRequestHandler) -> tuple[int, str]:
    """A service that names the key which it refuses, as some do."""
    told = f"Incorrect API key: {asked.headers.get('Authorization')} for {asked.path}"
    return 401, json.dumps({"error": {"message": told, "code": told}})


def shop(folder: Path, host: Host) -> Path:
    """A catalog whose pictures have a password and a key in their addresses."""
    catalog = harness.catalog(folder, 1)
    good = host.gives(f"/a.png?key={QUERY}", (folder / "p0.png").read_bytes(), "image/png")
    named = f"https://me:{HOST}@cdn.example/a.jpg"
    rows = [
        "sku,title,price,currency,images",
        f"S-0,Cup 0,1.00,USD,{good} {host.url(f'/none?key={QUERY}')} {named} p0.png",
    ]
    catalog.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return catalog


def command_lines(batch: Batch) -> tuple[str, set[str], int]:
    """What a run says, the command lines of all its processes, and its exit code."""
    run, seen = batch.start(), set[str]()
    while run.process.poll() is None:
        for number in run.alive():
            try:
                seen.add(Path(f"/proc/{number}/cmdline").read_text(errors="replace"))
            except OSError:
                continue
        threading.Event().wait(0.05)
    return run.said, seen, run.process.wait()


def leaks(*folders: Path) -> list[str]:
    """Every secret in a file's bytes or in its name: films, journal, manifest, store, reports."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            told = [secret for secret in ALL if secret.encode() in content or secret in path.name]
            found += [f"{path.relative_to(folder)}: {secret}" for secret in told]
    return found


@pytest.mark.parametrize(
    ("reply", "user", "ends"), [(writes, "", 0), (echoes, "", 4), (writes, f"me:{ENDPOINT}@", 0)]
)
def test_a41_ten_secrets_are_in_nothing_that_is_left(
    host: Host, tmp_path: Path, reply: Reply, user: str, ends: int
) -> None:
    """With the key in use, with a service that says it back, with a password in its address."""
    catalog = shop(tmp_path / "goods", host)
    with served(reply) as model:
        address = f"http://{user}127.0.0.1:{model.server_port}/v1"
        extra = {
            **SECRETS,
            "HTTPS_PROXY": f"http://me:{PROXY}@127.0.0.1:9",
            "VIDGEN_OPENAI_URL": address,
            "VIDGEN_OPENAI_MODEL": "m",
        }
        more = ("--fetch-private", "--writer", "openai", "--json")
        batch = Batch(catalog, tmp_path / "out", tmp_path / "store", 1, more, extra)
        said, lines, code = command_lines(batch)
    assert "Traceback" not in said
    assert model.given, said
    if not user:
        assert model.given[0] == f"Bearer {SECRETS['VIDGEN_OPENAI_KEY']}"
    assert code == ends, said
    manifest = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert manifest.count("a picture is left out") == 2
    assert len(list(tmp_path.glob("out/*/film_*.mp4"))) == (0 if ends else 1)
    assert [secret for secret in ALL if secret in said] == []
    assert [secret for secret in ALL if any(secret in line for line in lines)] == []
    assert leaks(tmp_path / "goods"), "they are looked for as they are planted"
    assert leaks(tmp_path / "out", tmp_path / "store") == []
    places = sum(
        path.is_file() for name in ("out", "store") for path in (tmp_path / name).rglob("*")
    )
    add("S6", "batch", runs=1, files=places, command_lines=len(lines), found=0)
