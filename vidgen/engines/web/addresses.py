"""Which IP addresses are public: a decision without effects, by tables.

`ipaddress.is_global` alone lets through addresses that lead back inside (6to4, NAT64, ISATAP,
IPv4 in IPv6; reliability notes §0.9), so only unicast addresses that are given out for use count,
and one that carries an IPv4 address counts only when that is public too.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_INNER_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network (RFC 791); Linux takes 0.0.0.0 for itself
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # shared by carriers (RFC 6598)
        "127.0.0.0/8",  # loopback (RFC 1122)
        "169.254.0.0/16",  # link-local, and the clouds' metadata (RFC 3927)
        "172.16.0.0/12",  # private (RFC 1918)
        "192.0.0.0/24",  # protocol assignments (RFC 6890); a cloud's metadata at .192
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.31.196.0/24",  # AS112 (RFC 7535)
        "192.52.193.0/24",  # AMT (RFC 7450)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "192.168.0.0/16",  # private (RFC 1918)
        "192.175.48.0/24",  # AS112 (RFC 7534)
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation (RFC 5737)
        "203.0.113.0/24",  # documentation (RFC 5737)
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved, broadcast (RFC 1112)
    )
)
_METADATA = frozenset(IPv4Address(ip) for ip in ("168.63.129.16", "100.100.100.200"))
"""Public in form, but answered by the clouds to their own machines (Azure, Alibaba)."""

_UNICAST_6 = IPv6Network("2000::/3")
"""What is given out for use (RFC 4291); everything else is loopback, local, multicast, reserved."""

_INNER_6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments, Teredo, ORCHID (RFC 2928)
        "2002::/16",  # 6to4: an IPv4 address inside, relays withdrawn (RFC 7526)
        "2001:db8::/32",  # documentation (RFC 3849)
        "3fff::/20",  # documentation (RFC 9637)
        "2620:4f:8000::/48",  # AS112 (RFC 7534)
        "3ffe::/16",  # 6bone, given back (RFC 3701)
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
"""The last 32 bits are the IPv4 address that is reached (RFC 6052): networks without IPv4 of their
own reach all of it so."""

_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""Bits 64 to 96 of an address whose last 32 are an IPv4 one (RFC 5214)."""


def is_public(address: str) -> bool:
    """Whether a numeric address is one that anybody on the internet may be asked for.

    False for whatever is no address, and for addresses with a zone (`fe80::1%eth0`).
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _public_4(found) if isinstance(found, IPv4Address) else _public_6(found)


def _public_4(address: IPv4Address) -> bool:
    refused = address in _METADATA or any(address in net for net in _INNER_4)
    return address.is_global and not refused


def _public_6(address: IPv6Address) -> bool:
    value = int(address)
    carried = IPv4Address(value & 0xFFFF_FFFF)
    if address in _NAT64:
        return _public_4(carried)
    if value >> 32 & 0xFFFF_FFFF in _ISATAP and not _public_4(carried):
        return False
    refused = address.scope_id is not None or any(address in net for net in _INNER_6)
    return address in _UNICAST_6 and address.is_global and not refused
