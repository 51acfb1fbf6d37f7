"""A local page that shows the latest drafts and changes by itself; on 127.0.0.1 only.

Nothing but the page, the state and the drafts of the board can be asked for: paths are looked up,
never joined. The `Host` must be this machine's own, so that no foreign page can reach it by a name
of its own that points here.
"""

from __future__ import annotations

import errno
import json
import re
import threading
from collections.abc import Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from vidgen.cli.viewer import PAGE
from vidgen.errors import InputError

HOST = "127.0.0.1"

_WAIT = 20.0
"""Seconds after which a page that waits for a new version is answered anyway."""

_PIECE = 1 << 16
_ONLY_HERE = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
_POLICY = _ONLY_HERE + "media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"


class Board:
    """What the page shows now: drafts by name, or what is wrong; counts its versions."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._films: dict[str, Path] = {}
        self._error = ""
        self.version = 0

    def put(self, films: Sequence[Path], error: str = "") -> None:
        """Show these films; with an error the films before stay."""
        with self._changed:
            if not error:
                self._films = {path.name: path for path in films}
            self._error = error
            self.version += 1
            self._changed.notify_all()

    def film(self, name: str) -> Path | None:
        """The draft of this name, if it is one of those shown."""
        with self._changed:
            return self._films.get(name)

    def told(self, after: int) -> str:
        """The state as JSON, as soon as its version is another than `after`."""
        with self._changed:
            self._changed.wait_for(lambda: self.version != after, _WAIT)
            state = {"version": self.version, "films": list(self._films), "error": self._error}
        return json.dumps(state, ensure_ascii=False)


class Server:
    """Serves a board while it is entered. Raises InputError when the port cannot be had."""

    def __init__(self, board: Board, port: int) -> None:
        handler = type("Handler", (_Handler,), {"board": board})
        try:
            self._server = ThreadingHTTPServer((HOST, port), handler)
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            what = "is in use by another program" if used else f"cannot be had: {error.strerror}"
            raise InputError(f"--port {port}", what, "leave it out: a free one is taken") from error
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for the page, the state and the films."""

    board: Board
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if not self._is_here():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif asked.path == "/":
            self._answer("text/html; charset=utf-8", PAGE)
        elif asked.path == "/state":
            after = parse_qs(asked.query).get("after", [""])[0]
            told = self.board.told(int(after) if after.isdecimal() else -1)
            self._answer("application/json", told)
        else:
            self._film(asked.path.removeprefix("/film/"))

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for drafts."""

    def _is_here(self) -> bool:
        name = self.headers.get("Host", "").partition(":")[0]
        return name in (HOST, "localhost")

    def _answer(self, kind: str, text: str) -> None:
        content = text.encode()
        self._head(HTTPStatus.OK, kind, len(content))
        self._write(content)

    def _film(self, name: str) -> None:
        path = self.board.film(name)
        if path is None or not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        size = path.stat().st_size
        part = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", self.headers.get("Range", ""))
        begin, end = (int(part[1]), int(part[2] or size - 1)) if part else (0, size - 1)
        end = min(end, size - 1)
        if begin > end:
            self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return
        status = HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK
        where = f"bytes {begin}-{end}/{size}" if part else ""
        self._head(status, "video/mp4", end - begin + 1, where)
        with path.open("rb") as file:
            file.seek(begin)
            left = end - begin + 1
            while left > 0 and (piece := file.read(min(_PIECE, left))):
                self._write(piece)
                left -= len(piece)

    def _head(self, status: HTTPStatus, kind: str, length: int, where: str = "") -> None:
        self.send_response(status)
        fields = {
            "Content-Type": kind,
            "Content-Length": str(length),
            "Cache-Control": "no-store",
            "Accept-Ranges": "bytes",
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
        }
        for name, value in fields.items():
            self.send_header(name, value)
        if where:
            self.send_header("Content-Range", where)
        self.end_headers()

    def _write(self, content: bytes) -> None:
        if self.command == "HEAD":
            return
        try:
            self.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
