"""`vidgen preview`: a draft, a page on this machine only, a new version after every save."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from vidgen.cli.showing import HOST, Board, Server
from vidgen.engines.renderer.frames import measure
from vidgen.errors import InputError

Run = Callable[..., CompletedProcess[str]]


def ask(
    address: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Ask for just this path, unmended."""
    port = int(address.rstrip("/").rpartition(":")[2])
    line = http.client.HTTPConnection(HOST, port, timeout=60)
    line.request(method, path, headers=headers)
    answer = line.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    line.close()
    return found


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def address(board: Board, tmp_path: Path) -> Iterator[str]:
    """A server with one film of ten bytes; a secret lies in the same folder and above it."""
    (tmp_path / "films").mkdir()
    (tmp_path / "films" / "preview_9x16.mp4").write_bytes(b"0123456789")
    (tmp_path / "films" / "brief.json").write_text("secret")
    (tmp_path / "secret").write_text("secret")
    board.put((tmp_path / "films" / "preview_9x16.mp4",))
    with Server(board, 0) as server:
        yield server.address


def test_the_page_asks_for_nothing_outside(address: str) -> None:
    status, headers, content = ask(address, "/")
    assert status == 200
    assert b"http" not in content.replace(b"<!doctype html>", b"")
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_film_whole_and_in_parts(address: str) -> None:
    assert ask(address, "/film/preview_9x16.mp4?v=1")[2] == b"0123456789"
    status, headers, content = ask(address, "/film/preview_9x16.mp4", Range="bytes=3-5")
    assert (status, content, headers["Content-Range"]) == (206, b"345", "bytes 3-5/10")
    assert ask(address, "/film/preview_9x16.mp4", Range="bytes=8-")[2] == b"89"
    assert ask(address, "/film/preview_9x16.mp4", Range="bytes=12-")[0] == 416
    status, headers, content = ask(address, "/film/preview_9x16.mp4", "HEAD")
    assert (headers["Content-Length"], content) == ("10", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/film/../secret",
        "/film/..%2fsecret",
        "/film/%2e%2e/secret",
        "/film//etc/passwd",
        "/film/brief.json",
        "/brief.json",
        "/film/",
        "/x",
        "//etc/passwd",
    ],
)
def test_nothing_else_can_be_had(path: str, address: str) -> None:
    status, _, content = ask(address, path)
    assert status == 404
    assert b"secret" not in content


def test_a_foreign_name_for_this_machine_is_refused(address: str) -> None:
    assert ask(address, "/", Host="evil.example:80")[0] == 403
    assert ask(address, "/state", Host="evil.example")[0] == 403
    assert ask(address, "/", Host="localhost:1")[0] == 200


def test_a_waiting_page_hears_of_a_new_version(address: str, board: Board) -> None:
    first = json.loads(ask(address, "/state?after=-1")[2])
    assert first == {"version": 1, "films": ["preview_9x16.mp4"], "error": ""}
    threading.Timer(0.3, lambda: board.put((), "line 3: wrong")).start()
    after = json.loads(ask(address, "/state?after=1")[2])
    assert after == {"version": 2, "films": ["preview_9x16.mp4"], "error": "line 3: wrong"}


def test_a_port_in_use_is_one_line(board: Board) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"--port {port}: is in use by another program"):
            Server(board, port)


def test_a_port_in_use_ends_the_command(mug: Path, tmp_path: Path, vidgen: Run) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = vidgen("preview", mug, "-o", tmp_path / "p", "--watch", "--port", port)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_finished_cut_and_a_folder_are_drafted_as_they_are(
    mug: Path, tmp_path: Path, vidgen: Run
) -> None:
    out = tmp_path / "film"
    for step in (
        ("script", mug, "-o", out, "-a", "9:16", "-l", "6", "--mood", "none"),
        ("voice", out),
        ("arrange", out),
    ):
        done = vidgen(*step)
        assert done.returncode == 0, done.stderr
    done = vidgen("preview", out, "-o", tmp_path / "p", "--json")
    assert done.returncode == 0, done.stderr
    frames = measure(tmp_path / "p" / "preview_9x16.mp4").frames
    timeline = json.loads((out / "timeline.json").read_text(encoding="utf-8"))
    assert frames == (timeline["frames"] + 1) // 2
    done = vidgen("preview", out / "cut_none.json", "-o", tmp_path / "p")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_draft_once(mug: Path, tmp_path: Path, vidgen: Run) -> None:
    done = vidgen("preview", mug, "-o", tmp_path / "p", "-a", "9:16", "-l", "8", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["drafts"] == [str(tmp_path / "p" / "preview_9x16.mp4")]
    found = measure(tmp_path / "p" / "preview_9x16.mp4")
    assert (found.width, found.height, found.fps) == (540, 960, 15)


def test_a_wrong_flag_ends_the_watch(mug: Path, tmp_path: Path, vidgen: Run) -> None:
    for flag in (("--style", "boldd"), ("--voice", "nobody"), ("--length", "2")):
        done = vidgen("preview", mug, "-o", tmp_path / "p", "--watch", *flag)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr


class Page:
    """A `vidgen preview --watch` of its own process, seen through its page."""

    def __init__(self, product: Path, out: Path, store: Path) -> None:
        plain = {k: v for k, v in os.environ.items() if not k.startswith("VIDGEN_")}
        words = ["preview", str(product), "-o", str(out), "--watch", "-a", "9:16", "-l", "6"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vidgen", *words, "--mood", "none"],
            env={**plain, "VIDGEN_STORE": str(store)},
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.process.stderr.readline())
        assert found is not None
        self.address = found[0]

    def after(self, version: int) -> dict[str, object]:
        """The first state with another version."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            state: dict[str, object] = json.loads(ask(self.address, f"/state?after={version}")[2])
            if state["version"] != version:
                return state
        raise TimeoutError("no new version")


def test_a_save_makes_a_new_version_and_ctrl_c_ends(mug: Path, tmp_path: Path) -> None:
    product = tmp_path / "mug.yaml"
    for file in mug.parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    page = Page(product, tmp_path / "p", tmp_path / "store")
    try:
        first = page.after(0)
        assert (first["films"], first["error"]) == (["preview_9x16.mp4"], "")
        film = ask(page.address, "/film/preview_9x16.mp4")[2]

        text = product.read_text(encoding="utf-8")
        product.write_text(text.replace("Enamel Camp Mug", "Tin Trail Cup"), encoding="utf-8")
        second = page.after(1)
        assert second["error"] == ""
        assert ask(page.address, "/film/preview_9x16.mp4")[2] != film

        product.write_text("nmae: x\n", encoding="utf-8")
        third = page.after(2)
        assert "did you mean" in str(third["error"])
        assert third["films"] == ["preview_9x16.mp4"]

        product.write_text(text, encoding="utf-8")
        assert page.after(3)["error"] == ""
        assert ask(page.address, "/film/preview_9x16.mp4")[2] == film
        (tmp_path / "mug.png").rename(tmp_path / "away.png")
        assert "there is no file mug.png" in str(page.after(4)["error"])
        (tmp_path / "away.png").rename(tmp_path / "mug.png")
        assert page.after(5)["error"] == ""
        page.process.send_signal(signal.SIGINT)
        _, said = page.process.communicate(timeout=30)
    finally:
        page.process.kill()
    assert page.process.returncode == 0
    # The signal may come while a line is being written: ours then ends that line.
    assert said.rstrip().endswith("vidgen: preview ended")
    assert "Traceback" not in said
