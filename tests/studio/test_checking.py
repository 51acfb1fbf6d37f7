"""A film is looked at again: its sheet shows its frames, a planted fault lowers just its point."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vidgen.craft.colour import rgb
from vidgen.engines.renderer import contact
from vidgen.engines.renderer.encode import encode
from vidgen.engines.renderer.frames import measure
from vidgen.engines.renderer.join import join
from vidgen.engines.renderer.track import track
from vidgen.errors import InputError
from vidgen.model.cut import Curve, Cut, Key, LaidShot, Layer
from vidgen.model.look import Card
from vidgen.model.paint import Burst, Fill, Paint, Run, Stop, Text
from vidgen.model.product import Product
from vidgen.model.script import Brief
from vidgen.stages.moments import moments
from vidgen.stages.split import split
from vidgen.studio.checking import cut_beside, score, sheet

W, H, FPS = 360, 640, 30
NAVY, STEEL, LIME, PAPER = "#0B2A66", "#123F8F", "#D7FB2F", "#F4F4F0"

Change = Callable[[Cut], Cut]


def flat(colour: str, w: float = W, h: float = H) -> Fill:
    return Fill(w=w, h=h, stops=(Stop(at=0, colour=colour),))


def text(words: str, size: float, colour: str = PAPER) -> Text:
    lines = tuple((Run(text=line),) for line in words.split("\n"))
    return Text(lines=lines, face="sans-900", size=size, colour=colour)


def layer(
    name: str, paint: Paint, at: tuple[float, float], end: int, *, role: str = "art", **more: object
) -> Layer:
    fields = {"id": name, "paint": paint, "x": at[0], "y": at[1], "end": end, "role": role}
    return Layer.model_validate(fields | more)


def shot(number: int, archetype: str, field: str, words: str, frames: int = 45) -> LaidShot:
    """A field, a turning star that is sold, a headline and a small line."""
    star = Burst(size=230, points=9, inner=0.6, colour=LIME)
    turn = Curve(prop="turn", keys=(Key(frame=0, value=0), Key(frame=20, value=40)))
    size = 35.0
    wide = max(map(len, words.split("\n"))) * size * 0.76
    lines = words.count("\n") + 1
    layers = (
        layer("field", flat(field), (0, 0), frames),
        layer(
            "star",
            star,
            (70, 330),
            frames,
            role="product",
            box=(70, 330, 300, 560),
            pivot=(115, 115),
            curves=(turn,),
        ),
        layer("floor", flat(LIME, W, 20), (0, 590), frames),
        layer(
            "headline",
            text(words, size),
            (40, 90),
            frames,
            role="text",
            text=words.replace("\n", " "),
            box=(40, 90, 40 + wide, 90 + size * (1.18 * (lines - 1) + 1)),
            min_contrast=3.0,
        ),
        layer(
            "note",
            text("Enamel", 11.5),
            (40, 220),
            frames,
            role="text",
            text="Enamel",
            box=(40, 220, 90, 232),
            min_contrast=4.5,
        ),
    )
    start = number * 45
    return LaidShot(
        id=f"s{number}.0",
        archetype=archetype,
        start=start,
        end=start + frames,
        background=field,
        layers=layers,
    )


def sound_cut() -> Cut:
    """Three shots without a fault; the last stands still at its end."""
    return Cut(
        product_id="MG-01",
        aspect="9:16",
        platform="tiktok",
        width=W,
        height=H,
        fps=FPS,
        frames=135,
        shots=(
            shot(0, "hook", NAVY, "Camp Mug"),
            shot(1, "feature", STEEL, "Steel core\nwith enamel"),
            shot(2, "end", NAVY, "18 dollars"),
        ),
        safe=(20, 60, 340, 600),
        rail=(300, 250, 340, 600),
        title="Camp Mug",
        language="en",
    )


BRIEF_PRODUCT = Product.model_validate(
    {
        "id": "MG-01",
        "name": "Camp Mug",
        "language": "en",
        "price": "18",
        "currency": "USD",
        "points": ("Steel core with enamel",),
    }
)


def film(folder: Path, cut: Cut) -> Path:
    """The cut's picture as an mp4, and the cut beside it."""
    parts = []
    for number, segment in enumerate(split(cut)):
        parts.append(folder / f"part{number}.mp4")
        encode(segment, parts[-1])
    silent = folder / "silent.wav"
    _silence(silent, cut.frames / cut.fps)
    track(silent, folder / "silent.m4a")
    join(parts, folder / "silent.m4a", folder / "film_9x16.mp4", fps=cut.fps, title="")
    (folder / "cut_9x16.json").write_text(cut.to_json(), encoding="utf-8")
    return folder / "film_9x16.mp4"


def _silence(path: Path, seconds: float) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(bytes(4 * round(48_000 * seconds)))


def card(folder: Path, change: Change | None = None) -> Card:
    cut = change(sound_cut()) if change else sound_cut()
    video = film(folder, cut)
    found = cut_beside(video)
    assert found == cut
    return score(video, cut, _brief())


def _brief() -> Brief:
    scenario = {"id": "x", "name": {}, "about": {}, "beats": ()}
    return Brief.model_validate({"product": BRIEF_PRODUCT, "scenario": scenario, "language": "en"})


def of(card: Card, number: int) -> int:
    return card.points[number - 1].score


def with_layer(cut: Cut, at: int, name: str, **change: object) -> Cut:
    """The cut with one layer of one shot changed."""
    changed = tuple(
        layer.model_copy(update=change) if layer.id == name else layer
        for layer in cut.shots[at].layers
    )
    return with_shot(cut, at, layers=changed)


def with_shot(cut: Cut, at: int, **change: object) -> Cut:
    shots = list(cut.shots)
    shots[at] = shots[at].model_copy(update=change)
    return cut.model_copy(update={"shots": tuple(shots)})


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Card:
    return card(tmp_path_factory.mktemp("clean"))


def test_a_film_without_a_fault_has_no_point_at_0(clean: Card) -> None:
    assert [(p.number, p.why) for p in clean.points if p.score == 0] == []
    assert clean.failed == ()
    assert clean.total >= 20
    assert [p.number for p in clean.points] == list(range(1, 13))
    assert [p.number for p in clean.points if p.starred] == [1, 2, 4, 5, 9, 11]


def _out_of_safe(cut: Cut) -> Cut:
    return with_layer(cut, 1, "headline", y=10.0, box=(40, 10, 300, 75))


def _pale(cut: Cut) -> Cut:
    pale = text("Enamel", 11.5, "#35609F")
    return with_layer(cut, 1, "note", paint=pale)


def _same_ink(cut: Cut) -> Cut:
    return with_layer(cut, 1, "headline", paint=text("Steel core\nwith enamel", 30, STEEL))


def _frozen(cut: Cut) -> Cut:
    still = cut
    for at in (0, 1, 2):
        still = with_layer(still, at, "star", curves=())
    one = with_shot(still, 0, end=135)
    return one.model_copy(update={"shots": one.shots[:1], "frames": 135})


def _bars(cut: Cut) -> Cut:
    barred = cut
    for at in (0, 1, 2):
        bars = (
            layer("up", flat("#000000", W, 40), (0, 0), 45),
            layer("down", flat("#000000", W, 40), (0, H - 40), 45),
        )
        barred = with_shot(barred, at, layers=(*barred.shots[at].layers, *bars))
    return barred


def _wordless_poster(cut: Cut) -> Cut:
    gone = tuple(x for x in cut.shots[0].layers if x.role not in ("text", "product"))
    return with_shot(cut, 0, layers=gone)


def _rainbow(cut: Cut) -> Cut:
    colours = ("#D01818", "#18A030", "#C018C0")
    painted = cut
    for at, colour in enumerate(colours):
        painted = with_layer(painted, at, "field", paint=flat(colour))
    return painted


def _tiny(cut: Cut) -> Cut:
    return with_layer(cut, 1, "note", paint=text("Enamel", 7))


def _orphan(cut: Cut) -> Cut:
    broken = with_layer(cut, 1, "headline", paint=text("Steel co\nre", 30), text="Steel core")
    return with_layer(broken, 0, "headline", paint=text("Camp\n, Mug", 30))


def _untrue(cut: Cut) -> Cut:
    return with_layer(cut, 2, "headline", paint=text("9 dollars", 30), text="9 dollars")


def _no_product(cut: Cut) -> Cut:
    bare = cut
    for at in (0, 1, 2):
        bare = with_shot(bare, at, layers=tuple(x for x in bare.shots[at].layers if x.id != "star"))
    return bare


@pytest.mark.parametrize(
    ("fault", "number"),
    [
        (_out_of_safe, 4),
        (_pale, 5),
        (_same_ink, 5),
        (_frozen, 7),
        (_bars, 12),
        (_wordless_poster, 1),
        (_no_product, 2),
        (_rainbow, 6),
        (_tiny, 8),
        (_orphan, 9),
        (_untrue, 11),
    ],
)
def test_a_planted_fault_takes_its_point(
    fault: Change, number: int, clean: Card, tmp_path: Path
) -> None:
    found = card(tmp_path, fault)
    assert of(found, number) == 0, found.points[number - 1].why
    assert of(clean, number) > 0
    assert found.total < clean.total
    name = found.points[number - 1].name
    assert (name in found.failed) == found.points[number - 1].starred


def test_a_caption_moved_out_of_the_safe_box_is_found(tmp_path: Path) -> None:
    def late(cut: Cut) -> Cut:
        caption = layer(
            "caption a",
            text("Camp Mug", 30),
            (40, 605),
            40,
            role="caption",
            text="Camp Mug",
            box=(40, 605, 190, 635),
            min_contrast=4.5,
        )
        return cut.model_copy(update={"overlays": (caption,)})

    found = card(tmp_path, late)
    assert of(found, 4) == 0
    assert "caption a" in found.points[3].why


def test_letters_with_a_contour_may_stand_on_their_own_colour(tmp_path: Path) -> None:
    def contoured(cut: Cut) -> Cut:
        stroke = {"stroke": 3.0, "stroke_colour": "#0A1020"}
        paint = text("Steel core\nwith enamel", 30).model_copy(update=stroke)
        lit = with_layer(cut, 1, "field", paint=flat(PAPER))
        return with_layer(lit, 1, "headline", paint=paint)

    found = card(tmp_path, contoured)
    assert "headline" not in found.points[4].why


def test_the_sheet_shows_frame_0_and_every_settled_shot(tmp_path: Path) -> None:
    cut = sound_cut()
    video = film(tmp_path, cut)
    picture = np.asarray(Image.open(io.BytesIO(sheet(video, cut, 3))).convert("RGB"))
    seen = moments(cut)
    assert [m.frame for m in seen] == [0, 27, 72, 117]
    shape = contact.shape(W, H, len(seen), 3)
    assert picture.shape[1] <= contact.WIDEST
    for number, moment in enumerate(seen):
        left, top = contact.place(shape, number)
        field = picture[top + 5, left + shape.width // 2]
        wanted = STEEL if moment.number == 2 else NAVY
        assert np.abs(field.astype(int) - rgb(wanted)).max() <= 8
        label = picture[top + shape.height + 4 : top + shape.height + 32, left : left + 150]
        assert label.max() > 200, "a label stands under every frame"


def test_a_film_of_unknown_origin_is_shown_evenly(tmp_path: Path) -> None:
    video = film(tmp_path, sound_cut())
    (tmp_path / "cut_9x16.json").unlink()
    assert cut_beside(video) is None
    picture = Image.open(io.BytesIO(sheet(video, None, 20)))
    assert picture.width <= contact.WIDEST
    shape = contact.shape(W, H, 10, 20)
    assert shape.columns == 10
    last = np.asarray(picture.convert("RGB"))[
        contact.place(shape, 9)[1] + 5, contact.place(shape, 9)[0] + 100
    ]
    assert np.abs(last.astype(int) - rgb(NAVY)).max() <= 8


def test_a_cut_of_another_film_is_refused(tmp_path: Path) -> None:
    video = film(tmp_path, sound_cut())
    other = with_shot(sound_cut(), 2, end=140).model_copy(update={"frames": 140})
    (tmp_path / "cut_9x16.json").write_text(other.to_json(), encoding="utf-8")
    with pytest.raises(InputError, match="135 frames, but cut_9x16"):
        cut_beside(video)


@pytest.mark.parametrize("content", [b"", b"no film at all"])
def test_what_is_no_film_is_one_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be decoded"):
        measure(path)
    with pytest.raises(InputError, match="there is no such film"):
        measure(tmp_path / "y.mp4")
