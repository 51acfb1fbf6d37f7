"""Photograph the example products: `python examples/photos/make.py [NAME]`. Takes some minutes.

All three products, their brands and their labels are our own inventions; the pictures are free to
use under the project's licence.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from studio3d import (
    Camera,
    Paint,
    Part,
    Points,
    Set,
    at,
    box,
    cylinder,
    flat,
    merged,
    shoot,
    sphere,
    torus,
    turned,
    without,
)

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "assets" / "fonts"
Art = NDArray[np.float32]


def label(text: str, size: tuple[int, int], face: str, em: int, sub: str = "") -> Art:
    """Words as a coverage picture (h, w) 0..1, to be printed on a product."""
    sheet = Image.new("L", size, 0)
    pen = ImageDraw.Draw(sheet)
    pen.text(
        (size[0] / 2, size[1] * 0.46), text, 255, ImageFont.truetype(str(FONTS / face), em), "mm"
    )
    if sub:
        small = ImageFont.truetype(str(FONTS / "Inter-500.ttf"), em // 4)
        pen.text((size[0] / 2, size[1] * 0.46 + em * 0.85), sub, 255, small, "mm")
    return np.asarray(sheet, np.float32) / 255


def around(
    base: tuple[float, float, float],
    ink: tuple[float, float, float],
    art: Art,
    height: tuple[float, float],
    spread: float,
    turn: float,
) -> Paint:
    """Print wrapped around an upright body, `spread` radians wide, centred at `turn` degrees."""

    def paint(points: Points, normals: Points) -> Points:
        angle = np.arctan2(points[:, 0], points[:, 2]) - np.radians(turn)
        angle = (angle + np.pi) % (2 * np.pi) - np.pi
        across = angle / spread + 0.5
        down = (height[1] - points[:, 1]) / (height[1] - height[0])
        return _printed(base, ink, art, across, down)

    return paint


def front(
    base: tuple[float, float, float],
    ink: tuple[float, float, float],
    art: Art,
    width: float,
    height: tuple[float, float],
) -> Paint:
    """Print on the side that faces +z."""

    def paint(points: Points, normals: Points) -> Points:
        across = points[:, 0] / width + 0.5
        across = np.where(normals[:, 2] > 0.4, across, -1)
        down = (height[1] - points[:, 1]) / (height[1] - height[0])
        return _printed(base, ink, art, across, down)

    return paint


def _printed(
    base: tuple[float, float, float],
    ink: tuple[float, float, float],
    art: Art,
    across: NDArray[np.float32],
    down: NDArray[np.float32],
) -> Points:
    inside = (across >= 0) & (across < 1) & (down >= 0) & (down < 1)
    column = np.clip(across * art.shape[1], 0, art.shape[1] - 1).astype(int)
    row = np.clip(down * art.shape[0], 0, art.shape[0] - 1).astype(int)
    cover = (art[row, column] * inside)[:, None]
    return np.asarray(np.asarray(base) * (1 - cover) + np.asarray(ink) * cover, np.float32)


def bottle(turn: float = 0.0) -> tuple[Part, ...]:
    """山泉保温杯: a powder-coated flask with a steel ring and a lid with a loop."""
    teal, steel, dark = (0.016, 0.250, 0.215), (0.72, 0.73, 0.75), (0.03, 0.035, 0.04)
    art = label("山泉", (640, 640), "NotoSansSC-900.ttf", 220, "SHANQUAN  500 ml")
    body = merged(cylinder(0.40, 0.92, 0.07), at(cylinder(0.30, 0.16, 0.06), 0, 0.98, 0), 0.12)
    loop = turned(at(torus(0.20, 0.045), 0, 0, 0), 90, 0)
    return (
        Part(body, around(teal, (0.93, 0.95, 0.92), art, (-0.55, 0.45), 1.55, turn), 0.55, 0.45),
        Part(at(cylinder(0.315, 0.035, 0.012), 0, 1.10, 0), flat(*steel), 0.9, 0.12, 0.95),
        Part(at(cylinder(0.30, 0.17, 0.07), 0, 1.31, 0), flat(*dark), 0.5, 0.4),
        Part(at(turned(loop, turn), 0, 1.50, 0), flat(*dark), 0.5, 0.35),
        Part(at(cylinder(0.385, 0.03, 0.02), 0, -0.93, 0), flat(*steel), 0.9, 0.15, 0.95),
    )


def lamp(turn: float = 0.0) -> tuple[Part, ...]:
    """月光小夜灯: a glowing globe on a walnut base with a brass ring."""
    walnut, brass = (0.17, 0.075, 0.035), (0.83, 0.60, 0.26)

    def moon(points: Points, normals: Points) -> Points:
        spots = np.sin(points[:, 0] * 9 + 1.3 * np.sin(points[:, 1] * 7)) * np.sin(
            points[:, 1] * 8 + 1.7 * np.sin(points[:, 2] * 6 + 1)
        )
        shade = 0.84 + 0.13 * np.clip(spots, -1, 1)
        return np.asarray(np.asarray([1.0, 0.74, 0.40]) * shade[:, None], np.float32)

    def wood(points: Points, normals: Points) -> Points:
        rings = np.sin(np.hypot(points[:, 0] * 1.0, points[:, 1] * 5.0) * 46 + points[:, 2] * 3)
        return np.asarray(np.asarray(walnut) * (0.86 + 0.20 * rings[:, None]), np.float32)

    return (
        Part(at(sphere(0.62), 0, 0.50, 0), moon, 0.15, 0.6, 0.0, 0.85),
        Part(at(torus(0.33, 0.030), 0, -0.045, 0), flat(*brass), 0.9, 0.12, 0.95),
        Part(at(cylinder(0.44, 0.13, 0.05), 0, -0.21, 0), wood, 0.35, 0.35),
        Part(at(sphere(0.045, 0.6), 0.0, -0.20, 0.44), flat(*brass), 0.9, 0.12, 0.95),
    )


def earbuds(open_: bool = True) -> tuple[Part, ...]:
    """Pebble Two earbuds: a charging case and the two buds beside it."""
    coral, white, black = (0.80, 0.115, 0.060), (0.86, 0.85, 0.83), (0.02, 0.02, 0.022)
    art = label("pebble", (900, 300), "Inter-700.ttf", 190)
    case = box(0.62, 0.42, 0.30, 0.27)
    seam = at(box(0.8, 0.008, 0.5, 0.004), 0, 0.12, 0)
    parts = [
        Part(
            without(case, seam),
            front(coral, (0.95, 0.93, 0.9), art, 0.72, (-0.22, 0.02)),
            0.6,
            0.30,
        ),
        Part(box(0.60, 0.40, 0.285, 0.26), flat(*black), 0.2, 0.5),
        Part(at(sphere(0.028), 0.0, -0.27, 0.292), flat(0.7, 1.0, 0.75), 0.3, 0.3, 0.0, 1.2),
    ]
    if open_:
        for side, turn in ((-1, 18), (1, -24)):
            head = merged(
                sphere(0.19, 0.92),
                at(turned(sphere(0.115, 0.8), 35, 2), -0.13 * side, 0.05, 0.10),
                0.09,
            )
            stem = at(box(0.062, 0.24, 0.055, 0.05), 0.04 * side, -0.26, 0)
            bud = turned(merged(head, stem, 0.06), turn)
            place = (0.98 * side, 0.06, 0.22)
            tip = at(turned(sphere(0.105, 0.75), 35, 2), -0.20 * side, 0.07, 0.16)
            grille = at(turned(sphere(0.085, 0.25), 90, 0), 0.03 * side, 0.02, 0.185)
            parts += [
                Part(at(bud, *place), flat(*coral), 0.6, 0.28),
                Part(at(turned(tip, turn), *place), flat(*white), 0.25, 0.6),
                Part(at(turned(grille, turn), *place), flat(*black), 0.4, 0.4),
            ]
    return tuple(parts)


SHOTS: dict[str, Callable[[], tuple[Set, Camera]]] = {
    "flask-1": lambda: (
        Set(bottle(0)),
        Camera((0.9, 0.75, 6.2), (0, 0.32, 0), 0.250, (1000, 1500)),
    ),
    "flask-2": lambda: (
        Set(bottle(52)),
        Camera((-2.4, 2.6, 5.2), (0, 0.32, 0), 0.255, (1000, 1500)),
    ),
    "flask-3": lambda: (
        Set(bottle(14), floor=-40.0, wall=(0.72, 0.80, 0.76)),
        Camera((1.4, 2.3, 3.0), (0, 1.12, 0), 0.20, (1200, 1200)),
    ),
    "flask-scene": lambda: (
        Set(bottle(10), floor=-0.96, floor_colour=(0.42, 0.27, 0.15), wall=(0.80, 0.86, 0.80)),
        Camera((1.5, 1.0, 6.4), (-0.25, 0.30, 0), 0.30, (1400, 1750)),
    ),
    "lamp-1": lambda: (Set(lamp()), Camera((0.6, 0.9, 5.4), (0, 0.38, 0), 0.175, (1200, 1350))),
    "lamp-2": lambda: (Set(lamp()), Camera((-2.0, 2.3, 4.6), (0, 0.36, 0), 0.175, (1200, 1350))),
    "lamp-3": lambda: (
        Set(lamp(), floor=-40.0, wall=(0.16, 0.17, 0.24), warm=1.0),
        Camera((0.9, 0.35, 2.4), (0, -0.05, 0.1), 0.20, (1200, 1200)),
    ),
    "lamp-scene": lambda: (
        Set(
            lamp(),
            floor=-0.345,
            floor_colour=(0.30, 0.19, 0.12),
            wall=(0.16, 0.17, 0.24),
            warm=1.0,
            lamps=((0.0, 0.5, 0.0),),
        ),
        Camera((1.3, 0.9, 5.2), (-0.15, 0.30, 0), 0.27, (1400, 1750)),
    ),
    "earbuds-1": lambda: (
        Set(earbuds()),
        Camera((0.7, 1.1, 5.6), (0, -0.02, 0), 0.190, (1500, 1000)),
    ),
    "earbuds-2": lambda: (
        Set(earbuds(False)),
        Camera((-1.7, 1.6, 4.4), (0, 0, 0), 0.165, (1300, 1100)),
    ),
    "earbuds-3": lambda: (
        Set(earbuds(), floor=-40.0, wall=(0.90, 0.80, 0.72)),
        Camera((1.5, 0.7, 2.6), (0.86, 0.0, 0.2), 0.20, (1200, 1200)),
    ),
    "earbuds-scene": lambda: (
        Set(earbuds(), floor=-0.42, floor_colour=(0.62, 0.58, 0.54), wall=(0.86, 0.80, 0.74)),
        Camera((1.2, 1.3, 5.2), (0, 0.12, 0), 0.30, (1500, 1500)),
    ),
}
"""Every photo: what stands before which camera."""


def main(wanted: str) -> None:
    """Shoot all photos whose name contains `wanted`."""
    for name, arrange in SHOTS.items():
        if wanted in name:
            scene, camera = arrange()
            picture = Image.fromarray(shoot(scene, camera))
            if scene.floor is None:
                picture.save(HERE / f"{name}.png", optimize=True)
            else:
                picture.convert("RGB").save(HERE / f"{name}.jpg", quality=88, subsampling=0)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
