"""Make the shipped font subsets again from the full families.

    python assets/fonts/build.py NOTO_FOLDER INTER_FOLDER

NOTO_FOLDER holds `500Medium/NotoSansSC_500Medium.ttf` and its sisters (npm package
`@expo-google-fonts/noto-sans-sc`), INTER_FOLDER holds `files/inter-latin-opsz-normal.woff2` and
`files/inter-latin-ext-opsz-normal.woff2` (npm package `@fontsource-variable/inter`). Needs
fonttools and brotli. Kept of Noto: GB 2312, Latin-1 and the signs shop texts use; of Inter: all
Latin, at optical size 32 (Display) for the heavy weights and 14 for text weights.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
NOTO = {500: "500Medium", 700: "700Bold", 900: "900Black"}
INTER = {500: 14, 700: 32, 900: 32}
SIGNS = (
    "¥€£$₽₩₹℃℉°×÷·•—–…‘’“”「」『』《》〈〉【】（）！？，。：；、％‰"
    "①②③④⑤⑥⑦⑧⑨⑩✓✔★☆■□▲△●○←↑→↓№™®©½¼¾²³㎡～＋－／　"
)


def characters() -> set[int]:
    """Code points of GB 2312, Latin-1 and SIGNS."""
    rows = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = {ord(char) for pair in rows for char in pair.decode("gb2312", "ignore")}
    return chinese | set(range(0x20, 0x7F)) | set(range(0xA0, 0x100)) | {ord(c) for c in SIGNS}


def subset(font: TTFont, wanted: set[int]) -> TTFont:
    """Keep only the wanted code points and the layout features text needs."""
    options = Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "locl", "ccmp", "case"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.desubroutinize = True
    worker = Subsetter(options)
    worker.populate(unicodes=wanted)
    worker.subset(font)
    return font


def main(noto: Path, inter: Path) -> None:
    """Write every subset beside this script."""
    for weight, folder in NOTO.items():
        font = TTFont(noto / folder / f"NotoSansSC_{folder}.ttf")
        subset(font, characters()).save(HERE / f"NotoSansSC-{weight}.ttf")
    for weight, size in INTER.items():
        parts = []
        for name in ("latin", "latin-ext"):
            font = TTFont(inter / "files" / f"inter-{name}-opsz-normal.woff2")
            font.flavor = None
            part = HERE / f".{name}.ttf"
            instantiateVariableFont(font, {"wght": weight, "opsz": size}).save(part)
            parts.append(str(part))
        Merger().merge(parts).save(HERE / f"Inter-{weight}.ttf")
        for part in parts:
            Path(part).unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
