"""Output folders for tests, as a batch leaves them, with one real film of a second."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from vidgen.model.batch import Manifest, Outcome
from vidgen.model.product import Product
from vidgen.model.render import Bundle, Burned, Render
from vidgen.model.script import Brief, Line, Scenario, Scene, Script


def cup(sku: str = "CUP-1", **told: Any) -> Product:
    """A product with a price; `told` are further fields."""
    return Product(
        **{
            "id": sku,
            "name": f"白瓷杯 {sku}",
            "language": "zh",
            "category": "家居/杯子",
            "price": Decimal("199"),
            **told,
        }
    )


@cache
def film() -> bytes:
    """A film of one second, 90 x 160, as browsers play it."""
    import av

    held = BytesIO()
    with av.open(held, "w", "mp4") as file:
        stream = file.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 90, 160, "yuv420p"
        for number in range(10):
            picture = np.full((160, 90, 3), (20 * number, 90, 60), np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, "rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
    return held.getvalue()


def made(
    out: Path, product: Product, folder: str, aspects: tuple[str, ...] = ("9:16",), **told: Any
) -> Outcome:
    """What a batch leaves of one product in `out/folder`, and its row; `told` are its fields."""
    place = out / folder
    place.mkdir(parents=True)
    shapes = [aspect.replace(":", "x") for aspect in aspects]
    for shape in shapes:
        (place / f"film_{shape}.mp4").write_bytes(film())
        Image.new("RGB", (90, 160), (160, 60, 50)).save(place / f"cover_{shape}.jpg")
    renders = tuple(
        Render(
            path=f"film_{shape}.mp4",
            sha256="0" * 64,
            aspect=aspect,
            platform="douyin",
            width=90,
            height=160,
            frames=10,
            seconds=1.0,
            lufs=-14.0,
            peak=-1.0,
            segments=1,
            made=1,
        )
        for aspect, shape in zip(aspects, shapes, strict=True)
    )
    ids = ("name", "price", "promotion")
    facts = [fact for fact in product.facts if fact.id in ids]
    bundle = Bundle(
        product_id=product.id,
        name=product.name,
        key=f"key of {product.id}",
        renders=renders,
        covers=tuple(f"cover_{shape}.jpg" for shape in shapes),
        files={},
        facts=tuple(Burned(id=fact.id, text=fact.text, unit=fact.unit) for fact in facts),
        writer="composer",
        voice="espeak",
        version="0.1.0",
        category=product.category,
        language=product.language,
        lines={"composer": 1},
        link=product.link,
    )
    scenario = Scenario(id="s", name={}, about={}, beats=())
    brief = Brief(product=product, scenario=scenario, language=product.language)
    line = Line(id="a.1", text=f"{product.name}，只要{product.price}元。", facts=("name", "price"))
    scene = Scene(id="a", beat="hook", archetype="hook", lines=(line,))
    script = Script(product_id=product.id, scenario="s", language=product.language, scenes=(scene,))
    for name, noun in (("bundle", bundle), ("brief", brief), ("script", script)):
        (place / f"{name}.json").write_text(noun.to_json(), encoding="utf-8")
    of = {"sku": product.id, "name": product.name, "key": bundle.key, "folder": folder}
    return Outcome(**{**of, "state": "done", "seconds": {"render": 1.5}, **told})


def manifest(out: Path, *rows: Outcome, **told: Any) -> Path:
    """`out` with a manifest of these rows."""
    held = Manifest(**{"version": "0.1.0", "catalog": "goods.csv", "rows": rows, **told})
    out.mkdir(parents=True, exist_ok=True)
    (out / "manifest.json").write_text(held.to_json(), encoding="utf-8")
    return out


def failed(sku: str, **told: Any) -> Outcome:
    """The row of a product that could not be made."""
    of = {"sku": sku, "name": f"红瓷杯 {sku}", "key": f"key of {sku}", "state": "failed"}
    error = "goods.csv, line 4, 售价: '问客服' is not a price (write one number, like 1299.00)"
    return Outcome(**{**of, "code": "E_INPUT", "error": error, **told})
