"""What the attacks share: canary servers that must not be called, files that must not be read."""

from __future__ import annotations

import io
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.conftest import Vidgen, vidgen_with
from tests.figures import FOLDER, add

Act = Callable[[BaseHTTPRequestHandler], None]


class Host(ThreadingHTTPServer):
    """An image host on loopback: path → what it does; counts every connection and request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.acts: dict[str, Act] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.connects = 0

    def get_request(self) -> tuple[socket.socket, Any]:
        self.connects += 1
        return super().get_request()

    def url(self, path: str = "/a.jpg", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def gives(self, path: str, body: bytes, kind: str = "image/jpeg", **headers: str) -> str:
        """Answer `path` with this body; its address."""

        def act(to: BaseHTTPRequestHandler) -> None:
            to.send_response(200)
            told = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
            for name, value in told.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(body)

        self.acts[path] = act
        return self.url(path)

    def sends_on(self, path: str, location: str) -> str:
        """Answer `path` with a redirect; its address."""

        def act(to: BaseHTTPRequestHandler) -> None:
            to.send_response(302)
            to.send_header("Location", location)
            to.send_header("Content-Length", "0")
            to.end_headers()

        self.acts[path] = act
        return self.url(path)


class _Handler(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers.append(dict(self.headers))
        act = self.server.acts.get(self.path)
        if act is None:
            self.send_error(404)
        else:
            act(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[Host]:
    """An image host on loopback."""
    with closing_host(Host()) as server:
        yield server


class closing_host:
    """Runs a host in a thread while it is entered."""

    def __init__(self, server: Host) -> None:
        self.server = server

    def __enter__(self) -> Host:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        with closing(self.server.socket):
            self.server.shutdown()


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **how: Any) -> bytes:
    """A small honest picture."""
    out = io.BytesIO()
    Image.new("RGB", size, (200, 60, 40)).save(out, kind, **how)
    return out.getvalue()


@pytest.fixture
def photo() -> bytes:
    """The bytes of a small JPEG."""
    return picture()


def png(width: int, height: int, rows: bytes | None = None) -> bytes:
    """A grey PNG of any size; of black where no rows are given. Small, whatever it unpacks to."""

    def chunk(name: bytes, content: bytes) -> bytes:
        told = name + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    if rows is None:
        packer = zlib.compressobj(9)
        line = bytes(1 + (width + 7) // 8)
        rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A picture of somebody else's, outside of the shop's folder."""
    path = tmp_path / "other-tenant" / "secret.jpg"
    path.parent.mkdir()
    path.write_bytes(picture())
    return path


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a shop's catalog."""
    folder = tmp_path / "shop"
    folder.mkdir()
    return folder


_SEEN: Counter[str] = Counter()
"""What the test that runs has fed to vidgen (`inputs`)."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_NO_FILES = ("/dev/", "/proc/")


def fed(inputs: int) -> None:
    """The test feeds so many hostile inputs, not one."""
    _SEEN["inputs"] += inputs


class _Strays:
    """What this process writes outside of the tests' folders, and whom it calls but loopback.

    An audit hook sees every open for writing, mkdir, rename and connect of Python itself, also of
    libraries; it cannot be taken away, so there is one, which looks on while a test runs.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self.inside: tuple[str, ...] = ()
        self.watching = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, told: tuple[Any, ...]) -> None:
        if not self.watching:
            return
        if event in ("os.mkdir", "os.rename"):
            # (path, mode, …) and (from, to, …)
            self._wrote(told[event == "os.rename"])
        elif event == "open" and isinstance(told[2], int) and told[2] & _WRITING:
            self._wrote(told[0])
        elif event == "socket.connect" and isinstance(told[1], tuple):
            host = str(told[1][0])
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                self.found.append(f"connect {host}")

    def _wrote(self, path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        place = os.path.realpath(os.fsdecode(path))
        ours = place.startswith(self.inside) or place.startswith(_NO_FILES)
        # What Python compiles is not written by us.
        if not ours and "__pycache__" not in place:
            self.found.append(f"write {place}")


_STRAYS = _Strays()


_PASSED = pytest.StashKey[bool]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell `watched` whether its test passed."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call":
        item.stash[_PASSED] = report.passed


@pytest.fixture(autouse=True)
def watched(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Count what is fed and what strays while each attack runs (S1)."""
    _SEEN.clear()
    _STRAYS.found.clear()
    # What tests write of their own: files, and what they counted.
    figures = [os.path.realpath(os.environ[FOLDER])] if os.environ.get(FOLDER) else []
    _STRAYS.inside = (str(tmp_path_factory.getbasetemp().resolve()), *figures)
    # Files without a name are made in the folder for temporary ones, by openpyxl for its sheets.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.getbasetemp()))
    _STRAYS.watching = True
    try:
        yield
    finally:
        _STRAYS.watching = False
    assert _STRAYS.found == []
    if request.node.stash.get(_PASSED, False):
        inputs = _SEEN.pop("inputs", 0) or 1
        add("S1", "hostile", inputs=inputs, tracebacks=0, crashes=0, strays=0)


@pytest.fixture
def vidgen(tmp_path: Path) -> Vidgen:
    """The command line with an empty store; no attack may end it in a traceback or a signal."""
    run = vidgen_with(tmp_path / "store")

    def attacked(*arguments: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
        told = run(*arguments, **extra)
        assert "Traceback" not in told.stderr, told.stderr
        assert told.returncode >= 0, told
        return told

    return attacked
