"""Addresses of pictures as feeds write them: which may be asked for, and how they are told."""

from __future__ import annotations

import re

import httpx

from vidgen.errors import InputError

LONGEST = 2000
"""Characters of an address."""

_PORTS = {"http": 80, "https": 443}
_SERVICES = 1024
"""Ports below it belong to other services than the web's (mail, files, …)."""

_ODD = re.compile(r"[\x00-\x20\x7f\\]")


def checked(address: str, *, private: bool = False) -> httpx.URL:
    """An address that may be asked for: http or https, no user name in it, a port of the web.

    `private` allows any port. Raises InputError, in whose text no password is repeated.
    """
    where = shown(address)
    if len(address) > LONGEST:
        raise InputError(where, f"is longer than {LONGEST:,} characters")
    if _ODD.search(address):
        raise InputError(where, "holds signs that no address may hold")
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise InputError(where, "is no web address") from error
    if url.scheme not in _PORTS or not url.raw_host:
        raise InputError(where, "is no web address", "it begins with https://")
    if url.userinfo:
        raise InputError(where, "holds a user name or password", "write it without")
    port = url.port or _PORTS[url.scheme]
    if not private and port < _SERVICES and port not in _PORTS.values():
        raise InputError(where, f"asks for port {port}, which is not the web's")
    return url


def redirected(url: httpx.URL, location: str, *, private: bool = False) -> httpx.URL:
    """Where a redirect leads, checked like any address; never from https back to http."""
    where = shown(str(url))
    try:
        there = checked(str(url.join(location)), private=private)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise InputError(where, "redirects to what is no address") from error
    if url.scheme == "https" and there.scheme != "https":
        raise InputError(where, "redirects from https to http")
    return there


def shown(address: str) -> str:
    """An address for messages: without user name, query and fragment, which may hold secrets."""
    plain = re.split(r"[?#]", address, maxsplit=1)[0]
    told = re.sub(r"^([^:/]*:)?/*[^/]*@", r"\1//", plain)
    return told if len(told) <= 100 else f"{told[:60]}…{told[-30:]}"
