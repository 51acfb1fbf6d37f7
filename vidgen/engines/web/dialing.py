"""Connecting to addresses that were checked: a name is looked up once, and what was checked is
what is called, so that no second answer of a name server leads inside (DNS rebinding)."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from vidgen.engines.web.addresses import is_public
from vidgen.errors import InputError

Resolve = Callable[[str, int], tuple[str, ...]]
"""Name and port → its numeric addresses; OSError when there are none."""

CONNECT = 10.0
"""Seconds for a connection (reliability notes, A12)."""


def lookup(host: str, port: int) -> tuple[str, ...]:
    """The system's answer; also reads 127.1, 0x7f000001 and the like as the numbers they are."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Dialer(httpcore.NetworkBackend):
    """Connects only where it is allowed, and only until `end` (of time.monotonic)."""

    def __init__(self, resolve: Resolve, end: float, *, private: bool) -> None:
        self._resolve, self._end, self._private = resolve, end, private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of a name, if every one of them may be called.

        Raises InputError where one may not, httpcore.ConnectError where there is none.
        """
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known") from error
        if not found:
            raise httpcore.ConnectError(f"{host} is not known")
        if not self._private and not all(is_public(address) for address in found):
            what = "leads to an address that is not public"
            raise InputError(host, what, "--fetch-private allows it, for shops of your own")
        wait = min(CONNECT, _left(self._end))
        return _Timed(self._plain.connect_tcp(found[0], port, timeout=wait), self._end)


class _Timed(httpcore.NetworkStream):
    """A connection whose every step must end in time: a slow trickle does not go on for ever."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        wait = min(CONNECT, _left(self._end))
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, wait), self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("too slow")
    return left
