"""Keys: equal where films would be, and the parts that differ named."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from vidgen.batch.keying import Keys, differing
from vidgen.feeds.product_file import read
from vidgen.library import Library, shipped
from vidgen.model.script import Brief
from vidgen.settings import Settings


@pytest.fixture
def brief(mug: Path, tmp_path: Path) -> Brief:
    shutil.copytree(mug.parent, tmp_path / "shop")
    product = read(tmp_path / "shop" / mug.name)
    scenario = Library().scenario("pain-solution")
    return Brief(product=product, scenario=scenario, language="en", platforms=("tiktok",))


def with_product(brief: Brief, **told: Any) -> Brief:
    return brief.model_copy(update={"product": brief.product.model_copy(update=told)})


def test_each_change_is_told_by_its_name(brief: Brief) -> None:
    keys = Keys(Settings())
    before = keys.parts(brief)

    def changed(other: Brief) -> tuple[str, ...]:
        return differing(before, Keys(Settings()).parts(other))

    assert changed(with_product(brief, price=Decimal(17))) == ("price",)
    assert changed(with_product(brief, name="Enamel Mug")) == ("facts",)
    assert changed(brief.model_copy(update={"style": "fresh"})) == ("templates", "settings")
    assert changed(brief.model_copy(update={"seed": 4})) == ("settings",)
    assert changed(with_product(brief, source="goods.csv, line 99")) == ()
    quick = Keys(Settings(quality="draft")).parts(brief)
    assert differing(before, quick) == ("settings",)


def test_photos_count_by_their_bytes(brief: Brief) -> None:
    before = Keys(Settings()).parts(brief)
    photo = Path(brief.product.media[0].path)
    photo.touch()
    moved = photo.rename(photo.with_name("other.png"))
    media = tuple(
        item.model_copy(update={"path": str(moved)}) if item.path == str(photo) else item
        for item in brief.product.media
    )
    assert Keys(Settings()).parts(with_product(brief, media=media)) == before
    moved.write_bytes(moved.read_bytes() + b"\0")
    now = Keys(Settings()).parts(with_product(brief, media=media))
    assert differing(before, now) == ("photos",)
    moved.unlink()
    assert differing(now, Keys(Settings()).parts(with_product(brief, media=media))) == ("photos",)


def test_a_template_counts_by_what_it_holds(brief: Brief, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "platforms").mkdir(parents=True)
    told = (shipped("templates") / "platforms" / "tiktok.yaml").read_text(encoding="utf-8")
    (own / "platforms" / "tiktok.yaml").write_text(told, encoding="utf-8")
    before = Keys(Settings()).parts(brief)
    settings = Settings(templates=own)
    assert Keys(settings).parts(brief) == before
    (own / "platforms" / "tiktok.yaml").write_text(
        told.replace("name:", "# changed\nname:"), encoding="utf-8"
    )
    assert Keys(settings).parts(brief) == before, "a comment changes no film"


def test_a_fifo_is_no_photo(brief: Brief, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe.png")
    media = (brief.product.media[0].model_copy(update={"path": str(tmp_path / "pipe.png")}),)
    Keys(Settings()).parts(with_product(brief, media=media))
