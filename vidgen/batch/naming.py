"""Where a product's films lie: a folder name that any SKU can have and that no two share."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 80
"""Bytes of the readable part, well below the 255 that file systems allow a name."""


_OTHERS = re.compile(r"[\W_]+")
"""Runs of anything but letters and digits."""


def folder_of(sku: str) -> str:
    """`<slug>-<8 hex digits of the SKU's SHA-256>`, a single safe part of a path.

    The slug keeps letters and digits of any script; everything else (separators, control and
    direction signs, marks) becomes a dash. SKUs that differ only in case, width or signs keep
    apart by their digits, also on file systems that fold case.
    """
    digits = hashlib.sha256(sku.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    plain = unicodedata.normalize("NFKC", sku)
    slug = _cut(_OTHERS.sub("-", plain).strip("-")).strip("-")
    return f"{slug or 'sku'}-{digits}"


def _cut(slug: str) -> str:
    return slug.encode()[:LONGEST].decode("utf-8", "ignore")
