"""Fetching a picture: from public addresses, in time, no larger than pictures are.

Nothing is sent but the request itself: no cookies, no proxies of the environment. The limits are
those of the reliability notes, A9 to A12.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator

import httpcore
import httpx

from vidgen.craft.pictures import ending
from vidgen.engines import again
from vidgen.engines.web import links
from vidgen.engines.web.dialing import Dialer, Resolve, lookup
from vidgen.errors import EngineError, InputError

LARGEST = 25 * 1024**2
"""Bytes of a picture, unpacked."""

WHOLE = 30.0
"""Seconds for one picture with all its redirects."""

MOST_REDIRECTS = 5

_ATTEMPTS = 3
_LONGEST_WAIT = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "vidgen",
    "Accept": "image/jpeg, image/png, image/webp",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


class Web:
    """Gets pictures; the same address gives what its host gives today."""

    name = "web"
    version = "1"

    def __init__(
        self, *, private: bool = False, patience: float = 1.0, resolve: Resolve = lookup
    ) -> None:
        """`private` allows addresses that are not public; tests shorten `patience`, which scales
        all waiting, and look names up themselves."""
        self._private, self._patience, self._resolve = private, patience, resolve
        self._context: ssl.SSLContext | None = None

    def __call__(self, address: str) -> bytes:
        """The content of a JPEG, PNG or WebP file.

        Raises InputError for an address that may not be asked for and for what is no picture,
        EngineError when the host fails (asked again where that may help).
        """
        return again.attempts(_ATTEMPTS, _LONGEST_WAIT, self._patience)(self._fetched, address)

    def _fetched(self, address: str) -> bytes:
        where = links.shown(address)
        url = links.checked(address, private=self._private)
        end = time.monotonic() + WHOLE * self._patience
        try:
            for _ in range(MOST_REDIRECTS + 1):
                found = self._asked(url, end, where)
                if isinstance(found, bytes):
                    return found
                url = links.redirected(url, found.location, private=self._private)
        except httpcore.TimeoutException as error:
            raise EngineError("web", f"{where}: did not come in time", retry=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            why = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
            raise EngineError("web", f"{where}: {why}", retry=True) from error
        raise InputError(where, f"redirects more than {MOST_REDIRECTS} times")

    def _trust(self, url: httpx.URL) -> ssl.SSLContext | None:
        """Whose certificates are believed; loaded once, and not at all for plain http."""
        if url.scheme != "https":
            return None
        if self._context is None:
            self._context = httpx.create_ssl_context(trust_env=False)
        return self._context

    def _asked(self, url: httpx.URL, end: float, where: str) -> bytes | _Elsewhere:
        """One answer: a picture, or where to ask instead."""
        dialer = Dialer(self._resolve, end, private=self._private)
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
        with (
            httpcore.ConnectionPool(ssl_context=self._trust(url), network_backend=dialer) as pool,
            pool.stream("GET", target, headers=headers) as response,
        ):
            told = {name.lower(): value.decode("latin-1") for name, value in response.headers}
            if response.status in _REDIRECTS and b"location" in told:
                return _Elsewhere(told[b"location"])
            if response.status != 200:
                retry = response.status in _AGAIN
                after = min(WHOLE, again.after(told.get(b"retry-after", "")))
                raise EngineError("web", f"{where}: HTTP {response.status}", retry, after)
            parts = _unpacked(response.iter_stream(), told.get(b"content-encoding", ""), where)
            return _picture(parts, where)


class _Elsewhere:
    """A redirect."""

    def __init__(self, location: str) -> None:
        self.location = location


def _unpacked(parts: Iterator[bytes], encoding: str, where: str) -> Iterator[bytes]:
    """The body without its packing, in pieces of at most `LARGEST` bytes."""
    if encoding.strip().lower() in ("", "identity"):
        yield from parts
        return
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise InputError(where, f"is packed in a way that is not read ({encoding[:20]})")
    opener = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    for part in parts:
        try:
            yield opener.decompress(part, LARGEST + 1)
        except zlib.error as error:
            raise InputError(where, "is packed and broken") from error


def _picture(parts: Iterator[bytes], where: str) -> bytes:
    """The whole body, given up as soon as it is too large or begins like no picture."""
    found = bytearray()
    for part in parts:
        found += part
        if len(found) > LARGEST:
            raise InputError(where, f"is larger than {LARGEST // 1024**2} MB")
        if len(found) >= 12 and not ending(bytes(found[:12])):
            break
    if not ending(bytes(found[:12])):
        what = "is empty" if not found else "is no JPEG, PNG or WebP picture"
        raise InputError(where, what, "a page, perhaps, that says why")
    return bytes(found)
