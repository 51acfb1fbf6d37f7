"""Every archetype on every canvas keeps its words readable, inside and apart; frame 0 is a poster."""

from __future__ import annotations

from decimal import Decimal
from itertools import product as product_of
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from vidgen.craft.ease import state
from vidgen.engines.eye.classic import Classic
from vidgen.engines.renderer.fonts import measure
from vidgen.engines.renderer.still import still
from vidgen.engines.writer.composer import Composer
from vidgen.feeds.product_file import read
from vidgen.library import Library
from vidgen.model.cut import Cut, Layer
from vidgen.model.media import Asset, Narration, Sight, Speech, Word
from vidgen.model.product import Attribute, Product, Promotion
from vidgen.model.script import Brief
from vidgen.model.timeline import Timeline
from vidgen.stages.arrange import arrange
from vidgen.stages.fit import fit
from vidgen.stages.lay_out import CANVASES, lay_out
from vidgen.stages.lint import lint
from vidgen.stages.match import match

AUDIO = Asset(sha256="0" * 64, path="voice.wav", kind="audio")

PRODUCTS = {
    "zh": Product(
        id="a",
        name="疾风420缓震跑鞋",
        language="zh",
        brand="疾风运动",
        category="运动/跑鞋",
        price=Decimal("299"),
        list_price=Decimal("499"),
        points=("回弹中底，踩了就弹", "网面透气，脚不闷汗", "鞋底加厚"),
        attributes=(
            Attribute(name="单只重量", value="218g"),
            Attribute(name="鞋面", value="工程网布"),
            Attribute(name="落差", value="8mm"),
        ),
        promotion=Promotion(text="第二件半价"),
        gifts=("速干运动袜",),
        description="每天通勤五公里也舒服。",
    ),
    "long zh": Product(
        id="b",
        name="新款秋冬加绒加厚高帮防滑户外登山徒步防水保暖男女同款雪地靴",
        language="zh",
        brand="山屿户外运动装备旗舰店",
        category="户外/雪地靴",
        price=Decimal("12999.90"),
        list_price=Decimal("15999"),
        points=(
            "三层防水膜外加全包胶工艺趟过小溪鞋里还是干的",
            "加绒内里包裹脚踝零下二十度站岗也不冻脚",
        ),
        attributes=(
            Attribute(name="适用场景与人群", value="户外登山徒步滑雪通勤"),
            Attribute(name="重量", value="1286.5g"),
        ),
        promotion=Promotion(text="满一万减一千|老客户再返五百元无门槛优惠券"),
        description="北方的冬天，从家门口走到公司，一路踩雪，袜子都没湿。",
    ),
    "en": Product(
        id="c",
        name="Pebble Two Wireless Earbuds with Adaptive Noise Control",
        language="en",
        brand="Pebble Audio International",
        category="Electronics/Earbuds",
        currency="USD",
        price=Decimal("149.50"),
        list_price=Decimal("199"),
        points=(
            "Three microphones keep every call clear on the windiest street you know",
            "Six grams a bud",
            "Ten minutes of charge, two hours of music",
        ),
        attributes=(Attribute(name="Battery", value="32 h"), Attribute(name="Water", value="IPX4")),
        gifts=("Three sizes of ear tips",),
        description="Pop them in and go.",
    ),
    "bare": Product(id="d", name="苹果汁", language="zh", price=Decimal("5")),
}


def picture(path: Path, kind: str) -> Sight:
    if kind == "cut":
        image = Image.new("RGBA", (1000, 700), (0, 0, 0, 0))
        pen = ImageDraw.Draw(image)
        pen.ellipse((100, 150, 900, 600), fill="#1E4FC8")
        pen.rectangle((300, 300, 600, 420), fill="#F0F0F0")
    elif kind == "slim":
        image = Image.new("RGBA", (500, 1200), (0, 0, 0, 0))
        ImageDraw.Draw(image).rounded_rectangle((120, 60, 380, 1140), 60, fill="#0B6E5A")
    else:
        size = (180, 240) if kind == "tiny" else (1000, 1300)
        noise = np.random.default_rng(4).integers(
            30, 255, (size[1] // 20, size[0] // 20, 3), np.uint8
        )
        image = Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
    image.save(path)
    work = path.parent / f"{kind}-work"
    work.mkdir()
    digest = kind.ljust(64, "0")
    return Classic()(Asset(sha256=digest, path=str(path), kind="photo"), work)


@pytest.fixture(scope="module")
def sights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sight]:
    folder = tmp_path_factory.mktemp("pictures")
    return {kind: picture(folder / f"{kind}.png", kind) for kind in ("cut", "slim", "busy", "tiny")}


def speech(line: str, text: str, rate: float) -> Speech:
    step = 1 / rate
    words = tuple(
        Word(text=c, at=(i, i + 1), start=i * step, end=(i + 1) * step) for i, c in enumerate(text)
    )
    return Speech(
        line=line,
        spoken=text,
        audio=AUDIO,
        seconds=len(text) * step,
        words=words,
        engine="t",
        voice="t",
    )


def timeline(product: Product, seen: tuple[Sight, ...], scenario: str = "feature-tour") -> Timeline:
    brief = Brief(
        product=product,
        scenario=Library().scenario(scenario),
        language=product.language,
        seconds=45,
    )
    draft = Composer()(brief)
    rate = 4.6 if product.language == "zh" else 15.0
    voiced = {line.id: speech(line.id, line.text, rate) for line in draft.lines}
    script = fit(draft, {k: v.seconds for k, v in voiced.items()}, 45)
    narration = Narration(speeches=tuple(voiced[line.id] for line in script.lines))
    made = arrange(script, narration, match(script, seen), seen, mood="drive")
    return made.model_copy(update={"title": product.name})


STYLES = Library().names("styles")


def laid(product: Product, seen: tuple[Sight, ...], aspect: str, style: str = "bold") -> Cut:
    library = Library()
    return lay_out(
        timeline(product, seen),
        library.style(style),
        library.platform("reels" if aspect == "4:5" else "douyin"),
        aspect,
        measure,
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("aspect", CANVASES)
@pytest.mark.parametrize("name", PRODUCTS)
@pytest.mark.parametrize("kinds", [("cut", "busy"), ("slim",), ("busy",), ("tiny",), ()])
def test_words_stay_inside_and_apart(
    sights: dict[str, Sight], name: str, aspect: str, kinds: tuple[str, ...], style: str
) -> None:
    cut = laid(PRODUCTS[name], tuple(sights[kind] for kind in kinds), aspect, style)
    assert lint(cut) == ()
    assert {"hook", "end"} <= {shot.archetype for shot in cut.shots}
    for shot in cut.shots:
        assert shot.layers
        assert len({layer.id for layer in shot.layers}) == len(shot.layers)


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize("platform", Library().names("platforms"))
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples_keep_to_every_platform(
    sights: dict[str, Sight], example: Path, platform: str
) -> None:
    """Platforms differ in their safe areas and in where their buttons are."""
    product = read(example)
    for scenario, seen in (("pain-solution", "cut"), ("feature-tour", "slim")):
        made = timeline(product, (sights[seen], sights["busy"]), scenario)
        goal = Library().platform(platform)
        for style, aspect in product_of(STYLES, goal.aspects):
            cut = lay_out(made, Library().style(style), goal, aspect, measure)
            assert lint(cut) == (), (style, aspect)


@pytest.mark.parametrize("aspect", ["9:16", "16:9", "1:1"])
@pytest.mark.parametrize("kind", ["cut", "busy"])
@pytest.mark.parametrize("style", STYLES)
def test_frame_zero_is_a_poster(
    sights: dict[str, Sight], aspect: str, kind: str, style: str
) -> None:
    """Product (or its photo) and the first line of words are on screen in the very first frame."""
    cut = laid(PRODUCTS["zh"], (sights[kind],), aspect, style)
    first = cut.shots[0]

    def shown(layer: Layer) -> bool:
        here = state(layer, 0)
        moved = abs(here.x) < cut.width * 0.25 and abs(here.y) < cut.height * 0.25
        return here.opacity > 0.6 and moved and max(here.hidden) < 0.5

    assert any(x.role in ("product", "photo") and shown(x) for x in first.layers)
    assert any(x.id == "headline0" and shown(x) for x in first.layers)
    picture = still(cut, 0)
    assert picture.shape == (cut.height, cut.width, 3)
    assert picture.std() > 20


@pytest.mark.parametrize("style", STYLES)
def test_nothing_stands_still_longer_than_a_second(sights: dict[str, Sight], style: str) -> None:
    """Between any frame and the one a second later something has moved (the last 0.8 s excepted)."""
    cut = laid(PRODUCTS["zh"], (sights["cut"], sights["busy"]), "9:16", style)
    for frame in range(0, cut.frames - 54, 30):
        before, after = still(cut, frame).astype(int), still(cut, frame + 29).astype(int)
        assert np.abs(before - after).max() > 24, frame


@pytest.mark.parametrize("style", STYLES)
def test_captions_read_at_four_point_five_to_one(sights: dict[str, Sight], style: str) -> None:
    """The caption's ink against its own contour or card, measured on the frame."""
    cut = laid(PRODUCTS["zh"], (sights["busy"],), "9:16", style)
    captions = [layer for layer in cut.overlays if layer.role == "caption"]
    assert captions
    for layer in captions[:4]:
        assert layer.box is not None
        left, top, right, bottom = (round(edge) for edge in layer.box)
        frame = still(cut, (layer.start + layer.end) // 2)[top:bottom, left:right]
        light = np.percentile(_luminance(frame), 97)
        dark = np.percentile(_luminance(frame), 3)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(picture: np.ndarray) -> np.ndarray:
    part = picture / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.asarray([0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize("name", ["zh", "en"])
def test_what_is_said_but_not_shown_is_captioned(sights: dict[str, Sight], name: str) -> None:
    """A caption is left out only where the shot shows its words or where it would cross them."""
    cut = laid(PRODUCTS[name], (sights["cut"], sights["busy"]), "9:16")
    shown = [layer for layer in cut.overlays if layer.role == "caption"]
    assert len(shown) >= 4
    for layer in shown:
        spoken = [x for x in cut.overlays if x.id.startswith(layer.id.replace("caption", "word"))]
        assert spoken
        assert all(layer.start <= x.start < x.end <= layer.end for x in spoken)


def test_every_fact_on_screen_is_listed(sights: dict[str, Sight]) -> None:
    cut = laid(PRODUCTS["zh"], (sights["cut"],), "9:16")
    assert {"name", "price"} <= set(cut.facts)


PORTRAITS = {"high": (0.38, 0.14, 0.62, 0.32), "low": (0.40, 0.66, 0.60, 0.80)}
"""Where the face is in the photo."""


@pytest.mark.parametrize("aspect", CANVASES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("face", PORTRAITS)
def test_no_words_over_a_face(sights: dict[str, Sight], face: str, style: str, aspect: str) -> None:
    seen = sights["busy"].model_copy(update={"faces": (PORTRAITS[face],)})
    cut = laid(PRODUCTS["zh"], (seen,), aspect, style)
    assert sum(bool(shot.faces) for shot in cut.shots) >= 3
    assert [finding for finding in lint(cut) if "covers a face" in finding] == []


def test_captions_leave_the_foot_for_a_face(sights: dict[str, Sight]) -> None:
    seen = sights["busy"].model_copy(update={"faces": ((0.3, 0.6, 0.7, 0.95),)})
    plain, kept = laid(PRODUCTS["zh"], (sights["busy"],), "9:16"), None
    kept = laid(PRODUCTS["zh"], (seen,), "9:16")
    tops = [
        [layer.box[1] for layer in cut.overlays if layer.role == "caption" and layer.box]
        for cut in (plain, kept)
    ]
    assert min(tops[0]) > 0.5 * plain.height
    assert min(tops[1]) < 0.4 * kept.height
