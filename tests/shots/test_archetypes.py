"""Every archetype in every family: words inside the safe area and apart, whatever the texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vidgen.engines.eye.classic import Classic
from vidgen.engines.renderer.fonts import lacking, measure
from vidgen.engines.renderer.still import still
from vidgen.library import Library
from vidgen.model.cut import Cut, Layer
from vidgen.model.media import Asset, Sight
from vidgen.model.product import Language
from vidgen.model.script import ScreenText
from vidgen.model.timeline import Clip, Shot, Timeline
from vidgen.shots import bold, editorial, fresh
from vidgen.stages.lay_out import CANVASES, lay_out
from vidgen.stages.lint import lint

STYLES = ("bold", "editorial", "fresh")
NAMES = (
    "hook", "hero", "feature", "cards", "stat", "life", "compare", "list", "quote", "offer",
    "host", "end",
)  # fmt: skip


def say(role: str, text: str, label: str = "", highlight: str = "") -> ScreenText:
    fields = {"role": role, "text": text, "label": label, "highlight": highlight}
    return ScreenText.model_validate(fields)


ZH = (
    say("kicker", "跑者实测"),
    say("headline", "还在穿\n300克的跑鞋？", highlight="300克的"),
    say("sub", "超临界中底，踩了就弹，十公里后小腿依旧轻松"),
    say("tape", "疾风420 轻到想起飞"),
    say("word", "420"),
    say("name", "疾风420缓震跑鞋"),
    say("tag", "疾风运动 · 跑鞋"),
    *(say("chip", text) for text in ("218g", "回弹78%", "网面透气")),
    *(
        say("item", t, label)
        for label, t in (("重量", "218g"), ("回弹", "78%"), ("透气", "全鞋面"))
    ),
    *(say("rival", t, label) for label, t in (("重量", "305g"), ("回弹", "52%"), ("透气", "局部"))),
    say("side", "疾风420"),
    say("side", "普通跑鞋"),
    say("number", "218", "单只重量"),
    say("unit", "克"),
    say("price", "299", "¥"),
    say("old_price", "¥499", "划线价"),
    say("saving", "¥200", "立省"),
    *(say("gift", text) for text in ("第二件半价", "赠 速干运动袜两双", "7天无理由")),
    say("brand", "疾风运动"),
    say("note", "@山城阿杰 · 已跑312公里"),
)
EN = (
    say("kicker", "Tested for a year by people who run to work"),
    say("headline", "Still carrying shoes that weigh three hundred grams?", highlight="three"),
    say("sub", "A foam that gives back what you put in, every kilometre of every morning run"),
    say("tape", "Gale 420 made for mornings"),
    say("word", "RUNNERS"),
    say("name", "Gale 420 Cushioned Running Shoe with Breathable Mesh"),
    say("tag", "Gale Sports · Running shoes"),
    *(say("chip", text) for text in ("218 g", "78% rebound", "Full mesh")),
    *(say("item", t, label) for label, t in (("Weight", "218 g"), ("Rebound", "78%"), ("Upper material", "Engineered mesh"))),
    *(say("rival", t, label) for label, t in (("Weight", "305 g"), ("Rebound", "52%"), ("Upper material", "Leather"))),
    say("side", "Gale 420"),
    say("side", "A common runner"),
    say("number", "12999", "Steps in a test day"),
    say("unit", "steps"),
    say("price", "12,999.50", "PLN"),
    say("old_price", "PLN 15,999.00", "List price"),
    say("saving", "PLN 2,999.50", "Save"),
    *(say("gift", text) for text in ("Second pair at half price this week only", "Free: Socks")),
    say("brand", "Gale Sports International"),
    say("note", "Maya R., verified buyer since 2021"),
)  # fmt: skip
TEXTS: dict[Language, tuple[ScreenText, ...]] = {"zh": ZH, "en": EN}


def picture(path: Path, kind: str) -> Sight:
    if kind == "cut":
        image = Image.new("RGBA", (1000, 640), (0, 0, 0, 0))
        pen = ImageDraw.Draw(image)
        pen.ellipse((40, 120, 960, 600), fill="#1E4FC8")
        pen.rectangle((300, 300, 600, 420), fill="#F0F0F0")
    else:
        noise = np.random.default_rng(4).integers(30, 255, (65, 50, 3), np.uint8)
        image = Image.fromarray(noise).resize((1200, 1560), Image.Resampling.BICUBIC)
    image.save(path)
    work = path.parent / f"{kind}-work"
    work.mkdir()
    return Classic()(Asset(sha256=kind.ljust(64, "0"), path=str(path), kind="photo"), work)


@pytest.fixture(scope="module")
def sights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sight]:
    folder = tmp_path_factory.mktemp("pictures")
    return {kind: picture(folder / f"{kind}.png", kind) for kind in ("cut", "busy")}


def laid(
    style: str, aspect: str, language: Language, seen: tuple[Sight, ...], rounds: int = 3
) -> Cut:
    """All archetypes one after another, `rounds` variants of each."""
    clips: list[Clip] = []
    for turn in range(rounds):
        for name in NAMES:
            shot = Shot.model_validate(
                {
                    "archetype": name,
                    "sights": [sight.asset.sha256 for sight in seen],
                    "texts": TEXTS[language],
                }
            )
            start = len(clips) * 90
            clips.append(
                Clip(
                    id=f"{name}.{turn}",
                    scene=f"{name}.{turn}",
                    start=start,
                    end=start + 90,
                    shot=shot,
                    transition="cut",
                    variant=turn,
                    because="test",
                )
            )
    timeline = Timeline(
        product_id="p",
        language=language,
        frames=len(clips) * 90,
        clips=tuple(clips),
        cues=(),
        sounds=(),
        sights=seen,
        title="疾风420缓震跑鞋",
    )
    platform = Library().platform("reels" if aspect == "4:5" else "xiaohongshu")
    return lay_out(timeline, Library().style(style), platform, aspect, measure)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("aspect", CANVASES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kinds", [("cut",), ("busy", "cut"), ()])
def test_words_inside_and_apart(
    sights: dict[str, Sight], style: str, aspect: str, language: Language, kinds: tuple[str, ...]
) -> None:
    cut = laid(style, aspect, language, tuple(sights[kind] for kind in kinds))
    assert lint(cut) == ()
    for shot in cut.shots:
        assert len(shot.layers) >= 2, shot.id
        assert len({layer.id for layer in shot.layers}) == len(shot.layers)


def test_every_family_draws_all_twelve() -> None:
    for family in (bold, editorial, fresh):
        assert sorted(family.SHOTS) == sorted(NAMES)


def smallest(layer: Layer) -> float:
    """Pixels of the smallest em in a layer."""
    found: list[float] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if value.get("paint") == "text":
                found.append(float(value["size"]))
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(layer.paint.model_dump(mode="json"))
    return min(found, default=99.0)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_text_is_smaller_than_a_phone_shows(
    sights: dict[str, Sight], style: str, language: Language
) -> None:
    """34 px at 1080 wide for what must be read; 24 px inside seals, badges and rows."""
    cut = laid(style, "9:16", language, (sights["cut"],))
    for shot in cut.shots:
        for layer in shot.layers:
            if layer.role in ("text", "price"):
                inside = layer.id.startswith(("badge", "item", "row", "old", "brand", "button"))
                assert smallest(layer) >= (24 if inside else 33.9), (shot.id, layer.id)


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_drawn_as_a_box(sights: dict[str, Sight], style: str) -> None:
    for language in ("zh", "en"):
        cut = laid(style, "1:1", language, (sights["busy"], sights["cut"]), 1)
        assert not [lacking(x.paint) for s in cut.shots for x in s.layers if lacking(x.paint)]


@pytest.mark.parametrize("style", STYLES)
def test_every_settled_frame_shows_its_picture_and_no_bars(
    sights: dict[str, Sight], style: str
) -> None:
    """No empty page, no black bars at any edge."""
    cut = laid(style, "9:16", "zh", (sights["cut"], sights["busy"]), 1)
    for shot in cut.shots:
        frame = still(cut, shot.start + 80).astype(int)
        assert frame.std() > 12, shot.id
        for edge in (frame[:8], frame[-8:], frame[:, :8], frame[:, -8:]):
            assert edge.max() > 24, shot.id
