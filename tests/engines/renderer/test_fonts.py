"""Measures agree with what is painted; mixed Chinese and Latin is set as the tokens say."""

from __future__ import annotations

import itertools
from pathlib import Path

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.engines.renderer import fonts
from vidgen.engines.renderer.fonts import FACES, folder, glyphs, measure, missing
from vidgen.engines.renderer.paint import paint
from vidgen.errors import EngineMissing, InputError
from vidgen.model.paint import Run, Text

LINE = st.text("买保温杯，。！iPhone 15¥199.00%“”（）ml", min_size=1, max_size=24)
FACE = st.sampled_from(sorted(FACES))


def ink(text: str, face: str, size: float) -> tuple[int, int]:
    """First and last column with ink, from the logical left edge."""
    run = Run(text=text)
    sprite = paint(Text(lines=((run,),), face=face, size=size, colour="#FFFFFF"))
    left, _, width, _ = cv2.boundingRect(sprite.pixels[..., 3])
    return left - sprite.ox, left + width - sprite.ox


@given(LINE, FACE, st.floats(-0.05, 0.1))
def test_width_grows_with_size_alone(text: str, face: str, tracking: float) -> None:
    once = measure(text, face, 50, tracking)
    assert measure(text, face, 150, tracking) == pytest.approx(3 * once, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("face", sorted(FACES))
@pytest.mark.parametrize("text", ["保温杯保温杯", "HHHHHH", "国H国H", "只要199元"])
def test_painted_ink_fills_the_measured_width(face: str, text: str) -> None:
    left, right = ink(text, face, 100)
    assert -2 <= left <= 12
    assert measure(text, face, 100) - 12 <= right <= measure(text, face, 100) + 2


def test_tracking_stands_between_characters_not_after() -> None:
    assert measure("国国国", "sans-900", 100, 0.1) == pytest.approx(300 + 2 * 10)
    assert measure("国", "sans-900", 100, 0.1) == pytest.approx(100)
    assert measure("", "sans-900", 100, 0.1) == 0


def test_a_little_air_between_scripts_and_none_at_punctuation() -> None:
    apart = measure("国", "sans-700", 100) + measure("H", "sans-700", 100)
    assert measure("国H", "sans-700", 100) == pytest.approx(apart + 6)
    assert measure("H国", "sans-700", 100) == pytest.approx(apart + 6)
    closed = measure("）", "sans-700", 100) + measure("H", "sans-700", 100)
    assert measure("）H", "sans-700", 100) == pytest.approx(closed)


def test_chinese_punctuation_is_squeezed_most_at_the_line_end() -> None:
    assert measure("国，国", "sans-500", 100) == pytest.approx(262)
    assert measure("国，", "sans-500", 100) == pytest.approx(150)


def test_latin_is_set_larger_in_heavy_faces() -> None:
    assert FACES["sans-900"].scale > FACES["sans-700"].scale > FACES["sans-500"].scale == 1.0
    inter = glyphs("199", "sans-900", 100)
    assert all(not glyph.cjk for glyph in inter)


def test_latin_is_kerned_by_its_own_font() -> None:
    kerned = [face for face in FACES if face != "kai-700"]
    for face, pair in itertools.product(kerned, ("AV", "To", "P.", "LT")):
        alone = sum(measure(char, face, 100) for char in pair)
        assert alone - 16 < measure(pair, face, 100) < alone - 1
    assert measure("HH", "sans-900", 100) == pytest.approx(2 * measure("H", "sans-900", 100))


def test_quotes_stand_close_to_what_they_quote() -> None:
    assert measure("“国”", "sans-900", 100) == pytest.approx(200)
    left, right = ink("“国”", "sans-900", 100)
    assert left >= 0
    assert right <= 200
    # The opening quote's ink ends before the character it opens begins.
    sprite = paint(Text(lines=((Run(text="“口"),),), face="sans-900", size=200, colour="#FFFFFF"))
    gap = sprite.pixels[:, sprite.ox + 92 : sprite.ox + 104, 3]
    assert not gap.any(axis=0).all()


def test_what_a_serif_lacks_is_drawn_by_the_substitute() -> None:
    """The serif has no ₽: it is set in the sans, not left out, and takes its room."""
    placed = glyphs("9 ₽", "serif-600", 100)
    assert placed[2].face == "sans-700"
    assert placed[0].face == "serif-600"
    assert measure("₽", "serif-600", 100) == pytest.approx(measure("₽", "sans-700", 100))
    left, right = ink("₽", "serif-600", 100)
    assert right - left > 30


def test_a_brands_own_file_stands_before_a_face() -> None:
    """A Latin-only file draws Latin; Chinese stays with the style's face; no file is one line."""
    path = folder() / "Inter-500.ttf"
    name = f"{path}|serif-600"
    assert measure("Hamburg", name, 100) == pytest.approx(
        sum(glyph.x for glyph in glyphs("Hamburg", name, 100)[-1:])
    )
    assert measure("国", name, 100) == pytest.approx(measure("国", "serif-600", 100))
    assert measure("Hamburg", name, 100) != pytest.approx(measure("Hamburg", "serif-600", 100))
    with pytest.raises(InputError, match="cannot be read as a font"):
        measure("x", f"{path.parent / 'build.py'}|sans-500", 20)


def test_what_cannot_be_drawn_takes_no_room_and_leaves_no_box() -> None:
    assert measure("热卖🔥", "sans-900", 100) == pytest.approx(measure("热卖", "sans-900", 100))
    assert ink("热卖🔥", "sans-900", 100) == ink("热卖", "sans-900", 100)
    assert measure("❤️\u200b", "sans-900", 100) == 0


def test_invisible_characters_are_not_missed() -> None:
    assert missing("a\u200bb\ufe0f c\u2009d\u00ad", "sans-900") == ()


@given(LINE)
def test_one_glyph_for_every_character_and_one_for_the_width(text: str) -> None:
    placed = glyphs(text, "sans-900", 60)
    assert len(placed) == len(text) + 1
    assert placed[-1].char == ""
    assert placed[-1].x == pytest.approx(measure(text, "sans-900", 60))


def test_every_ideograph_of_gb_2312_can_be_drawn() -> None:
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    gb2312 = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert len(gb2312) == 6763
    assert missing(gb2312, "sans-900") == ()


@pytest.mark.parametrize("face", sorted(FACES))
def test_what_shops_write_can_be_drawn(face: str) -> None:
    assert (
        missing("¥€£$₽℃℉°×·•—–…‘’“”「」『』《》【】（）！？，。：；、％%①⑩✓★☆㎡²³™®½", face) == ()
    )
    assert missing("10 kΩ, 5 µm, Φ18, ≥99%, ±0.5 ≈ 3‰ → ★ № Ⅱ", face) == ()
    assert missing("Чай, кофе; Ελλάδα; Việt Nam", face) == ()
    assert missing("Crème brûlée, Škoda, Łódź, Ångström, straße, ñandú", face) == ()


def test_missing_characters_are_named_once_in_order() -> None:
    assert missing("火🔥了😀又🔥", "sans-900") == ("🔥", "😀")
    assert missing("保温杯\n500 ml", "sans-900") == ()


def test_fonts_not_installed_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "_ROOT", tmp_path / "site-packages")
    with pytest.raises(EngineMissing, match="install vidgen again"):
        folder.__wrapped__()


def test_every_face_has_its_files_and_their_licences() -> None:
    for face in FACES.values():
        assert (folder() / face.cjk).is_file()
        assert (folder() / face.latin).is_file()
    licences = [path.read_text(encoding="utf-8") for path in folder().glob("*OFL.txt")]
    assert len(licences) == 4
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences)
    assert sum(path.stat().st_size for path in folder().iterdir()) <= 18.5e6
