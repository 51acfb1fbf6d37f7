"""A product's pictures by address become files of the store, each address asked for once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from vidgen.craft.pictures import ending
from vidgen.engines.web.links import shown
from vidgen.errors import EngineError, InputError
from vidgen.model.product import Media, Product
from vidgen.store import Store

Get = Callable[[str], bytes]
"""Gets what an address holds; InputError or EngineError where that fails (`engines.web`)."""

MOST = 20
"""Pictures of one product that are fetched; a film shows fewer."""


def is_address(path: str) -> bool:
    """Whether a picture is named by an address that could be fetched."""
    return path[:8].lower().startswith(("http://", "https://"))


def fetched(product: Product, store: Store, get: Get) -> tuple[Product, tuple[str, ...]]:
    """The product with local files for its pictures, and a line for each that was left out.

    An address is asked for once; its picture is kept in the store by content. What cannot be got
    is left out, and the product's other pictures are used; failures are not remembered.
    """
    found: list[Media] = []
    notes: list[str] = []
    asked = 0
    for item in product.media:
        if not is_address(item.path):
            found.append(item)
            continue
        asked += 1
        if asked > MOST:
            continue
        try:
            found.append(item.model_copy(update={"path": str(_kept(item.path, store, get))}))
        except (InputError, EngineError) as error:
            notes.append(f"a picture is left out, {_reason(error)}")
    if asked > MOST:
        notes.append(f"only the first {MOST} of {asked} pictures with an address are fetched")
    return product.model_copy(update={"media": tuple(found)}), tuple(notes)


def _reason(error: InputError | EngineError) -> str:
    return error.what if isinstance(error, EngineError) else f"{error.where}: {error.what}"


def _kept(address: str, store: Store, get: Get) -> Path:
    """The file that holds what an address gave when it was first asked for."""

    def make(target: Path) -> None:
        content = get(address)
        picture = target.with_name(f"fetched{ending(content)}")
        picture.write_bytes(content)
        told = {"address": shown(address), "file": str(store.keep(picture))}
        target.write_text(json.dumps(told), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        return [Path(json.loads(text)["file"])]

    # An address may hold a key: its digest is kept, not itself.
    key = hashlib.sha256(address.encode()).hexdigest()
    return Path(json.loads(store.told("fetched", key, make, paths))["file"]).resolve()
