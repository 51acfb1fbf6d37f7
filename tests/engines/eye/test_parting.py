"""Subjects out of busy pictures: cut only when sure, parted into planes, series that turn."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from vidgen.engines.eye import parting, turntable
from vidgen.engines.eye.classic import GOOD_CUT, SURE_CUT, Classic
from vidgen.engines.eye.grabbing import cut_busy
from vidgen.model.media import Asset

Rgb = NDArray[np.uint8]


def noise(seed: int, low: int, high: int, coarse: int = 24) -> Rgb:
    small = np.random.default_rng(seed).integers(low, high, (coarse, coarse, 3), np.uint8)
    return np.asarray(cv2.resize(small, (480, 600), interpolation=cv2.INTER_CUBIC), np.uint8)


def planted(seed: int = 1, contrast: bool = True) -> tuple[Rgb, NDArray[np.uint8]]:
    """A red jar on a cool textured ground, and where it is."""
    picture = noise(seed, 90, 190)
    picture[..., 0] = picture[..., 0] // 2
    mask = np.zeros(picture.shape[:2], np.uint8)
    cv2.ellipse(mask, (240, 310), (95, 150), 0, 0, 360, 255, -1)
    if contrast:
        body = np.empty_like(picture)
        body[...] = (205, 60, 40)
        body = np.asarray(cv2.add(body, noise(seed + 9, 0, 18)), np.uint8)
        picture = np.where(mask[..., None] > 0, body, picture)
    return np.asarray(picture, np.uint8), mask


@pytest.mark.parametrize("seed", range(4))
def test_a_clear_subject_is_found_where_it_is(seed: int) -> None:
    picture, mask = planted(seed)
    found = cut_busy(picture)
    assert found.confidence >= GOOD_CUT
    inside, wanted = found.alpha > 128, mask > 0
    overlap = (inside & wanted).sum() / (inside | wanted).sum()
    assert overlap > 0.9


@pytest.mark.parametrize("seed", range(4))
def test_a_picture_without_a_subject_is_not_cut(seed: int) -> None:
    picture, _ = planted(seed, contrast=False)
    assert cut_busy(picture).confidence < GOOD_CUT


def test_flat_and_tiny_pictures_are_not_cut() -> None:
    for picture in (np.full((200, 300, 3), 120, np.uint8), np.zeros((33, 40, 3), np.uint8)):
        assert cut_busy(picture).confidence < GOOD_CUT


def test_the_ground_behind_is_filled_without_the_subject() -> None:
    picture, mask = planted(2)
    back = parting.ground(picture, mask)
    assert back.shape == picture.shape
    hole = mask > 0
    redness = back[..., 0].astype(int) - back[..., 1]
    assert redness[hole].max() < 60, "nothing red is left"
    far = cv2.dilate(mask, np.ones((61, 61), np.uint8)) == 0
    np.testing.assert_array_equal(back[far], picture[far])


def test_both_planes_together_give_the_photo_again() -> None:
    picture, mask = planted(3)
    alone, (left, top) = parting.front(picture, mask)
    joined = parting.ground(picture, mask).astype(float)
    part = joined[top : top + alone.shape[0], left : left + alone.shape[1]]
    share = alone[..., 3:] / 255
    part[...] = part * (1 - share) + alone[..., :3] * share
    inner = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 0
    assert np.abs(joined - picture)[inner].mean() < 2


def test_the_eye_keeps_planes_only_between_sure_and_unsure(tmp_path: Path) -> None:
    picture, _ = planted(1)
    Image.fromarray(picture).save(tmp_path / "a.png")
    (tmp_path / "w").mkdir()
    asset = Asset(sha256="0" * 64, path=str(tmp_path / "a.png"), kind="photo")
    seen = Classic()(asset, tmp_path / "w")
    assert seen.backdrop == "busy"
    if seen.cut_confidence >= SURE_CUT:
        assert seen.cutout is not None
        assert seen.depth is None
    else:
        assert seen.cutout is None
        assert seen.depth is not None
        assert Path(seen.depth.front.path).is_file()


def test_series_are_numbered_photos_of_one_name() -> None:
    turn = [Path(f"/p/mug_{n:02d}.jpg") for n in range(1, 13)]
    assert turntable.series(turn) == (tuple(range(12)),)
    assert turntable.series(turn[::-1]) == (tuple(range(11, -1, -1)),)
    assert turntable.series(turn[:7]) == (), "too few"
    assert turntable.series([*turn[:5], *turn[6:]]) == (), "one is missing"
    mixed = [Path("/p/front.jpg"), *turn, Path("/q/mug_13.jpg")]
    assert turntable.series(mixed) == (tuple(range(1, 13)),)


@given(st.lists(st.text(min_size=1, max_size=9), max_size=12))
def test_any_names_may_come(names: list[str]) -> None:
    for group in turntable.series([Path("/x") / name.replace("/", "") for name in names]):
        assert len(set(group)) == len(group) >= turntable.FEWEST


def test_a_series_turns_all_the_way(tmp_path: Path) -> None:
    """Every photo is shown, in order, and the last leads back to the first."""
    paths = []
    for number in range(12):
        page = np.full((120, 90, 3), 30 + 15 * number, np.uint8)
        paths.append(tmp_path / f"t{number}.png")
        Image.fromarray(page).save(paths[-1])
    size = turntable.spin(paths, tmp_path / "turn.mp4")
    assert size == (90, 120)
    with av.open(str(tmp_path / "turn.mp4")) as source:
        levels = [f.to_ndarray(format="rgb24").mean() for f in source.decode(video=0)]
    assert len(levels) == turntable.FRAMES
    for number in range(12):
        middle = levels[round((number + 0.3) / 12 * turntable.FRAMES)]
        assert middle == pytest.approx(30 + 15 * number, abs=3)
    assert levels[-1] < 60 or levels[-1] > 150
