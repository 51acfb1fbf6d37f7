"""Make the shipped font subsets again from the full families.

    python assets/fonts/build.py SANS SERIF INTER WENKAI

SANS and SERIF hold `500Medium/NotoSansSC_500Medium.ttf` and its sisters (npm packages
`@expo-google-fonts/noto-sans-sc` and `noto-serif-sc`), INTER `files/inter-latin-opsz-normal.woff2`
and its sisters (npm package `@fontsource-variable/inter`), WENKAI `LXGWWenKai-Bold.ttf` (Debian
package `fonts-lxgw-wenkai`). Needs fonttools, brotli and skia-pathops. Kept of Noto and WenKai:
GB 2312, Latin-1, and the signs and rarer ideographs shop texts use; of Inter: Latin, Greek and
Cyrillic, at optical size 32 (Display) for the heavy weights and 14 for text weights. Text is laid
out character by character, so the fonts' layout tables are dropped; the kerning of Inter and of the
serif's Latin, read through a Pillow that has Raqm, goes to kerning.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.removeOverlaps import removeOverlaps
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import ImageFont

HERE = Path(__file__).parent
SANS = {500: "500Medium", 700: "700Bold", 900: "900Black"}
SERIF = {300: "300Light", 600: "600SemiBold"}
INTER = {500: 14, 700: 32, 900: 32}
SIGNS = (
    "¥€£$₽₩₹℃℉°×÷·•—–…‘’“”「」『』《》〈〉【】（）！？，。：；、％‰"
    "①②③④⑤⑥⑦⑧⑨⑩✓★☆■□▲△●○◆◇◎←↑→↓№™®©½¼¾²³㎡㎝㎜㎏㎎℅−≈≠≤≥±※～＋－／　"
)
"""Signs in shop texts, whether or not GB 2312 has them."""

RARER = (
    "喆堃犇镕囍玥祎珺翀旸昇濛骉尛罧淏珅槑冇嘅啲嘢粿糬啫焗瓩螠檵薁莙菾藠薢杧桲榅珪瑄璟璠甪翙赟迺鋆锜闿"
    "頔颋飏馃骎骕鲀鲃鲌鲝鲪鲬鲯鲹鳀鳁鳈鳒鳚鳡鳤鮟鱇鹍黇黡齁齉龢龑龘甡燊垚煊瑀瑷晞嬅妤婳暻瀞"
)
"""Ideographs outside GB 2312 that names of brands, foods and people use."""

OVERLAPS = 0x40
"""OVERLAP_SIMPLE of the OpenType `glyf` table."""
LAYOUT = ["GDEF", "GPOS", "GSUB", "vhea", "vmtx", "VORG"]
PARTS = ("latin", "latin-ext", "greek", "cyrillic", "vietnamese")
KERNED = [*range(0x21, 0x7F), *range(0xC0, 0x100)]
"""Code points whose pairs are kerned: ASCII and the letters of Latin-1."""


def characters() -> set[int]:
    """Code points of GB 2312, Latin-1, SIGNS and RARER."""
    rows = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = {ord(char) for pair in rows for char in pair.decode("gb2312", "ignore")}
    listed = {ord(char) for char in SIGNS + RARER}
    return chinese | set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | listed


def subset(font: TTFont, wanted: set[int]) -> TTFont:
    """Keep only the wanted code points."""
    options = Options()
    options.drop_tables += LAYOUT
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.desubroutinize = True
    worker = Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    return font


def without_overlaps(font: TTFont) -> TTFont:
    """Outlines that cross are merged: FreeType draws glyphs flagged as crossing 16 times finer."""
    removeOverlaps(font)
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            glyph.flags[0] &= ~OVERLAPS
    return font


def kerning(path: Path) -> dict[str, int]:
    """How far (thousandths of an em) pairs of characters are moved by the font's own tables."""
    font = ImageFont.truetype(str(path), 1000, layout_engine=ImageFont.Layout.RAQM)
    plain = ["-liga", "-calt"]
    chars = [chr(code) for code in KERNED]
    own = {char: font.getlength(char) for char in chars}
    found = {}
    for pair in (first + second for first in chars for second in chars):
        moved = round(font.getlength(pair, features=plain) - own[pair[0]] - own[pair[1]])
        if moved:
            found[pair] = moved
    return found


def inter_font(folder: Path, weight: int, size: int) -> dict[str, int]:
    """Write one weight of Inter at an optical size, its scripts merged; return its kerning."""
    parts = []
    for name in PARTS:
        font = TTFont(folder / "files" / f"inter-{name}-opsz-normal.woff2")
        font.flavor = None
        part = HERE / f".{name}.ttf"
        instantiateVariableFont(font, {"wght": weight, "opsz": size}).save(part)
        parts.append(part)
    pairs = kerning(parts[0])
    merged = Merger(MergeOptions(drop_tables=LAYOUT)).merge([str(part) for part in parts])
    without_overlaps(merged).save(HERE / f"Inter-{weight}.ttf")
    for part in parts:
        part.unlink()
    return pairs


def cjk_font(path: Path, name: str, family: str = "") -> None:
    """Write the subset of a font file; `family` renames it where its licence reserves its name."""
    font = without_overlaps(subset(TTFont(path), characters()))
    if family:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 6):
                record.string = family
    font.save(HERE / name)


def main(sans: Path, serif: Path, inter: Path, wenkai: Path) -> None:
    """Write every subset, and the kerning, beside this script."""
    pairs = {}
    for weight, folder in SANS.items():
        cjk_font(sans / folder / f"NotoSansSC_{folder}.ttf", f"NotoSansSC-{weight}.ttf")
    for weight, folder in SERIF.items():
        source, name = serif / folder / f"NotoSerifSC_{folder}.ttf", f"NotoSerifSC-{weight}.ttf"
        cjk_font(source, name)
        pairs[name] = kerning(source)
    cjk_font(wenkai / "LXGWWenKai-Bold.ttf", "Kai-700.ttf", "Vidgen-Kai")
    pairs["Kai-700.ttf"] = {}
    for weight, size in INTER.items():
        pairs[f"Inter-{weight}.ttf"] = inter_font(inter, weight, size)
    lines = [f'"{name}": {json.dumps(moved, ensure_ascii=False)}' for name, moved in pairs.items()]
    table = "{\n" + ",\n".join(lines) + "\n}\n"
    (HERE / "kerning.json").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
