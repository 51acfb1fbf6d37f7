"""A small photo studio: signed-distance shapes, soft boxes, a camera; pictures of our own products.

Rays are marched through distance fields (Hart, 1996) for all pixels at once with NumPy. Light comes
from a sky of soft boxes that is also what glossy surfaces mirror, so that plain shapes look
photographed. Deterministic: no randomness at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float32]
"""(n, 3) positions or directions; y is up."""

Field = Callable[[Points], NDArray[np.float32]]
Paint = Callable[[Points, Points], Points]
"""Base colour (linear RGB 0..1) at surface points with these normals."""


@dataclass(frozen=True)
class Part:
    """A shape with its material: `gloss` 0..1 mirrors the sky, `metal` tints the mirror by its
    colour, `glow` shines by itself."""

    shape: Field
    paint: Paint
    gloss: float = 0.3
    rough: float = 0.3
    metal: float = 0.0
    glow: float = 0.0


@dataclass(frozen=True)
class Camera:
    """Looks from `eye` at `target`; `lens` is the half-height of the view at distance 1."""

    eye: tuple[float, float, float]
    target: tuple[float, float, float]
    lens: float = 0.30
    size: tuple[int, int] = (1200, 1200)


@dataclass(frozen=True)
class Set:
    """What is photographed: parts, and for scenes a floor height with its colour and the wall's."""

    parts: tuple[Part, ...]
    floor: float | None = None
    floor_colour: tuple[float, float, float] = (0.6, 0.45, 0.3)
    wall: tuple[float, float, float] = (0.9, 0.85, 0.78)
    warm: float = 0.0
    lamps: tuple[tuple[float, float, float], ...] = field(default_factory=tuple)


def flat(red: float, green: float, blue: float) -> Paint:
    """One colour everywhere."""
    return lambda points, normals: np.broadcast_to(
        np.asarray([red, green, blue], np.float32), points.shape
    )


def shoot(scene: Set, camera: Camera, samples: int = 2) -> NDArray[np.uint8]:
    """The picture as RGBA (h, w, 4); clear where nothing is, unless the set has a floor."""
    width, height = camera.size
    total = np.zeros((height, width, 4), np.float32)
    for down in range(samples):
        for across in range(samples):
            offset = ((across + 0.5) / samples, (down + 0.5) / samples)
            total += _pass(scene, camera, offset)
    total /= samples * samples
    alpha = total[..., 3:4]
    colours = np.where(alpha > 0, total[..., :3] / np.maximum(alpha, 1e-4), 0)
    shown = _display(colours)
    return np.rint(np.concatenate([shown, alpha], axis=-1) * 255).astype(np.uint8)


def _display(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """Filmic shoulder (Narkowicz' ACES fit), then the sRGB curve."""
    toned = np.clip(
        colours * (2.51 * colours + 0.03) / (colours * (2.43 * colours + 0.59) + 0.14), 0, 1
    )
    return np.where(toned <= 0.0031308, toned * 12.92, 1.055 * toned ** (1 / 2.4) - 0.055)


def _pass(scene: Set, camera: Camera, offset: tuple[float, float]) -> NDArray[np.float32]:
    width, height = camera.size
    eye = np.asarray(camera.eye, np.float32)
    forward = _unit(np.asarray(camera.target, np.float32) - eye)
    right = _unit(np.cross(forward, np.asarray([0, 1, 0], np.float32)))
    up = np.cross(right, forward)
    x = ((np.arange(width) + offset[0]) * 2 - width) / height * camera.lens
    y = (height - (np.arange(height) + offset[1]) * 2) / height * camera.lens
    rays = _unit((forward + x[None, :, None] * right + y[:, None, None] * up).reshape(-1, 3))
    start = np.broadcast_to(eye, rays.shape).astype(np.float32)
    rays = rays.astype(np.float32)
    hit, away = _march(scene, start, rays)
    picture = np.zeros((len(rays), 4), np.float32)
    if hit.any():
        points = start[hit] + rays[hit] * away[hit, None]
        picture[hit, :3] = _shade(scene, points, rays[hit], depth=0)
        picture[hit, 3] = 1.0
    if scene.floor is not None:
        _fill_set(scene, start, rays, hit, picture)
    return picture.reshape(height, width, 4)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


def _nearest(scene: Set, points: Points) -> NDArray[np.float32]:
    return np.minimum.reduce([part.shape(points) for part in scene.parts])


def _march(
    scene: Set, start: Points, rays: Points
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Which rays meet a part, and how far away."""
    away = np.zeros(len(rays), np.float32)
    hit = np.zeros(len(rays), bool)
    alive = np.arange(len(rays))
    for _ in range(110):
        step = _nearest(scene, start[alive] + rays[alive] * away[alive, None])
        reached = step < 0.0006
        hit[alive[reached]] = True
        away[alive[~reached]] += step[~reached] * 0.92
        alive = alive[~reached]
        alive = alive[away[alive] < 9]
        if not len(alive):
            break
    return hit, away


def _normals(scene: Set, points: Points) -> Points:
    small = 0.0012
    parts = []
    for axis in range(3):
        shift = np.zeros(3, np.float32)
        shift[axis] = small
        parts.append(_nearest(scene, points + shift) - _nearest(scene, points - shift))
    return _unit(np.stack(parts, axis=-1))


def sky(rays: Points, blur: float, warm: float = 0.0) -> Points:
    """Light from a direction: a grey room with three soft boxes, softer the larger `blur`."""
    x, y, z = rays[:, 0], rays[:, 1], rays[:, 2]
    room = 0.32 + 0.30 * np.clip(y, -1, 1)
    soft = 0.06 + blur * 0.6

    def box(middle: tuple[float, float, float], size: float) -> NDArray[np.float32]:
        centre = np.asarray(middle, np.float32)
        centre /= np.linalg.norm(centre)
        near = x * centre[0] + y * centre[1] + z * centre[2]
        edge = np.cos(size)
        return np.clip((near - edge) / soft + 0.5, 0, 1) ** 2

    light = room + 2.6 * box((-0.8, 0.9, 0.7), 0.55) + 1.1 * box((1.2, 0.35, 0.4), 0.42)
    light = light + 0.9 * box((0.1, 1.0, -0.8), 0.5) - 0.25 * np.clip(-y, 0, 1)
    tint = np.asarray([1.0 + 0.05 * warm, 1.0, 1.0 - 0.10 * warm], np.float32)
    return np.asarray(np.maximum(light, 0.02)[:, None] * tint, np.float32)


def _occlusion(scene: Set, points: Points, normals: Points) -> NDArray[np.float32]:
    dark = np.zeros(len(points), np.float32)
    for step, weight in ((0.04, 1.0), (0.10, 0.6), (0.22, 0.35)):
        field_ = _nearest(scene, points + normals * step)
        if scene.floor is not None:
            field_ = np.minimum(field_, points[:, 1] + normals[:, 1] * step - scene.floor)
        dark += weight * np.clip(step - field_, 0, step) / step
    return np.clip(1 - 0.5 * dark, 0.12, 1)


def _shade(scene: Set, points: Points, rays: Points, depth: int) -> Points:
    normals = _normals(scene, points)
    distances = np.stack([part.shape(points) for part in scene.parts])
    owner = np.argmin(distances, axis=0)
    facing = np.clip(-(rays * normals).sum(axis=1), 0, 1)
    mirrored = _unit(rays - 2 * (rays * normals).sum(axis=1, keepdims=True) * normals)
    shade = _occlusion(scene, points, normals)
    ambient = sky(normals, 1.2, scene.warm) * 0.62
    result = np.zeros_like(points)
    for number, part in enumerate(scene.parts):
        own = owner == number
        if not own.any():
            continue
        base = part.paint(points[own], normals[own])
        mirror = sky(mirrored[own], part.rough, scene.warm)
        fresnel = part.gloss * (0.06 + 0.94 * (1 - facing[own]) ** 5)
        if part.metal:
            fresnel = fresnel + part.metal * 0.85
        tint = base * part.metal + (1 - part.metal)
        body = base * ambient[own] * (1 - part.metal)
        shine = mirror * np.minimum(fresnel, 1)[:, None] * tint
        result[own] = (
            body * shade[own, None] + shine * (0.35 + 0.65 * shade[own, None]) + base * part.glow
        )
    for lamp in scene.lamps:
        result += _lamp_light(points, normals, lamp, scene, owner)
    return result


def _lamp_light(
    points: Points,
    normals: Points,
    lamp: tuple[float, float, float],
    scene: Set,
    owner: NDArray[np.intp],
) -> Points:
    way = np.asarray(lamp, np.float32) - points
    length = np.linalg.norm(way, axis=1, keepdims=True)
    facing = np.clip((normals * way / length).sum(axis=1, keepdims=True), 0, 1)
    lit = facing / (0.3 + length**2) * np.asarray([1.0, 0.72, 0.42], np.float32) * 0.8
    matte = np.asarray([part.glow == 0 for part in scene.parts])[owner]
    return np.asarray(lit * matte[:, None] * 0.6, np.float32)


def _fill_set(
    scene: Set, start: Points, rays: Points, hit: NDArray[np.bool_], picture: NDArray[np.float32]
) -> None:
    """Floor and wall behind the parts, with soft shadows and a faint mirror of the parts."""
    if scene.floor is None:
        return
    open_ = ~hit
    wall = np.asarray(scene.wall, np.float32)
    height = np.clip(rays[:, 1] * 2.2 + 0.5, 0, 1)[:, None]
    picture[open_, :3] = (wall * (0.55 + 0.55 * height))[open_]
    picture[:, 3] = 1.0
    down = open_ & (rays[:, 1] < -1e-3)
    away = np.where(down, (scene.floor - start[:, 1]) / np.minimum(rays[:, 1], -1e-3), 99)
    ground = down & (away < 14)
    points = start[ground] + rays[ground] * away[ground, None]
    up = np.zeros_like(points)
    up[:, 1] = 1
    shade = _occlusion(scene, points, up) * _shadow(scene, points)
    grain = 0.5 + 0.5 * np.sin(
        points[:, 2] * 34 + 2.4 * np.sin(points[:, 0] * 1.7) + 0.7 * np.sin(points[:, 0] * 9)
    )
    base = np.asarray(scene.floor_colour, np.float32) * (0.86 + 0.14 * grain[:, None])
    colour = base * sky(up, 1.2, scene.warm) * 0.62 * shade[:, None]
    for lamp in scene.lamps:
        way = np.asarray(lamp, np.float32) - points
        length = np.linalg.norm(way, axis=1, keepdims=True)
        colour += (
            base
            * np.asarray([1.0, 0.72, 0.42], np.float32)
            * (np.clip(way[:, 1:2] / length, 0, 1) / (0.25 + length**2))
            * 0.9
        )
    mirrored = rays[ground] * np.asarray([1, -1, 1], np.float32)
    seen, far = _march(scene, points + up * 0.01, mirrored)
    if seen.any():
        where = points[seen] + mirrored[seen] * far[seen, None]
        colour[seen] = colour[seen] * 0.86 + 0.14 * _shade(scene, where, mirrored[seen], 1)
    fade = np.clip((away[ground] - 6) / 8, 0, 1)[:, None]
    picture[ground, :3] = colour * (1 - fade) + picture[ground, :3] * fade


def _shadow(scene: Set, points: Points) -> NDArray[np.float32]:
    """Soft shadow of the large box at the top left (Quilez, soft shadows in ray-marched fields)."""
    light = _unit(np.asarray([[-0.8, 1.25, 0.55]], np.float32))
    clear = np.ones(len(points), np.float32)
    away = np.full(len(points), 0.03, np.float32)
    for _ in range(36):
        step = _nearest(scene, points + light * away[:, None])
        clear = np.minimum(clear, np.clip(5.0 * step / away, 0, 1))
        away += np.clip(step, 0.02, 0.25)
    return 0.35 + 0.65 * clear


def turned(shape: Field, degrees: float, axis: int = 1) -> Field:
    """The shape turned about an axis through the origin."""
    angle = np.radians(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    first, second = [(1, 2), (2, 0), (0, 1)][axis]

    def moved(points: Points) -> NDArray[np.float32]:
        other = points.copy()
        other[:, first] = cos * points[:, first] + sin * points[:, second]
        other[:, second] = -sin * points[:, first] + cos * points[:, second]
        return shape(other)

    return moved


def at(shape: Field, x: float, y: float, z: float) -> Field:
    """The shape moved."""
    place = np.asarray([x, y, z], np.float32)
    return lambda points: shape(points - place)


def cylinder(radius: float, half: float, edge: float = 0.03) -> Field:
    """An upright cylinder with rounded rims."""

    def shape(points: Points) -> NDArray[np.float32]:
        across = np.hypot(points[:, 0], points[:, 2]) - radius + edge
        along = np.abs(points[:, 1]) - half + edge
        outside = np.hypot(np.maximum(across, 0), np.maximum(along, 0))
        return np.asarray(np.minimum(np.maximum(across, along), 0) + outside - edge)

    return shape


def box(x: float, y: float, z: float, edge: float) -> Field:
    """A box (half sizes) with rounded edges."""
    size = np.asarray([x, y, z], np.float32) - edge

    def shape(points: Points) -> NDArray[np.float32]:
        away = np.abs(points) - size
        return np.asarray(
            np.linalg.norm(np.maximum(away, 0), axis=1) + np.minimum(away.max(axis=1), 0) - edge
        )

    return shape


def sphere(radius: float, squash: float = 1.0) -> Field:
    """A ball, flattened by `squash` < 1."""

    def shape(points: Points) -> NDArray[np.float32]:
        stretched = points / np.asarray([1, squash, 1], np.float32)
        return np.asarray((np.linalg.norm(stretched, axis=1) - radius) * min(1.0, squash))

    return shape


def torus(radius: float, thick: float) -> Field:
    """A ring around the y axis."""

    def shape(points: Points) -> NDArray[np.float32]:
        ring = np.hypot(points[:, 0], points[:, 2]) - radius
        return np.asarray(np.hypot(ring, points[:, 1]) - thick)

    return shape


def merged(first: Field, second: Field, soft: float) -> Field:
    """Both shapes with a soft joint."""

    def shape(points: Points) -> NDArray[np.float32]:
        a, b = first(points), second(points)
        share = np.clip(0.5 + 0.5 * (b - a) / soft, 0, 1)
        return np.asarray(b * (1 - share) + a * share - soft * share * (1 - share))

    return shape


def without(first: Field, second: Field) -> Field:
    """The first shape with the second cut out of it."""
    return lambda points: np.maximum(first(points), -second(points))
