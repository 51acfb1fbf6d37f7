"""Transitions by their geometry: where the bands are, how far pages have moved, how light it is."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from vidgen.engines.renderer.planes import Planes, blank, yuv
from vidgen.engines.renderer.transition import transition
from vidgen.model.cut import Transition

W, H, FRAMES = 540, 960, 13
OLD, NEW, POP, INK = "#C81E1E", "#1E1EC8", "#D7FB2F", "#060E1D"
KINDS = ("slash", "whip", "punch", "push", "dissolve", "slide", "curtain", "iris")


def kind(name: str, reverse: bool = False, colours: tuple[str, ...] = (POP, INK)) -> Transition:
    fields = {"name": name, "frames": FRAMES, "colours": colours, "reverse": reverse}
    return Transition.model_validate(fields)


def striped(seed: int) -> Planes:
    """A page on which movement can be seen: rows of bands in grey, columns of chroma."""
    noise = np.random.default_rng(seed)
    page = blank(W, H)
    page.y[...] = np.repeat(noise.integers(40, 220, (H // 16, 1), np.uint8), 16, axis=0)
    page.u[...] = np.repeat(noise.integers(70, 190, (H // 16, 1), np.uint8), 8, axis=0)
    return page


def at(share: float, how: Transition, old: Planes, new: Planes) -> Planes:
    """The frame nearest to a share of the way."""
    target = blank(W, H, "#00FF00")
    transition(old, new, how, round(share * (how.frames + 1)) - 1, target)
    return target


def plain(how: Transition, share: float) -> Planes:
    return at(share, how, blank(W, H, OLD), blank(W, H, NEW))


def where(frame: Planes, colour: str) -> NDArray[np.bool_]:
    """Luma pixels that are this colour."""
    y, u, v = yuv(colour)
    wide = [np.repeat(np.repeat(p, 2, axis=0), 2, axis=1).astype(int) for p in (frame.u, frame.v)]
    return np.asarray(
        (np.abs(frame.y.astype(int) - y) < 4)
        & (np.abs(wide[0] - u) < 4)
        & (np.abs(wide[1] - v) < 4)
    )


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("reverse", [False, True])
def test_every_kind_runs_from_the_old_page_to_the_new_and_leaves_both_alone(
    name: str, reverse: bool
) -> None:
    old, new = striped(1), striped(2)
    before = [plane.copy() for page in (old, new) for plane in (page.y, page.u, page.v)]
    ends = []
    for frame in (0, FRAMES - 1):
        target = blank(W, H, "#00FF00")
        transition(old, new, kind(name, reverse), frame, target)
        assert not where(target, "#00FF00").any(), "every pixel is drawn"
        ends.append(target.y.astype(int))
    assert np.abs(ends[0] - old.y).mean() < np.abs(ends[0] - new.y).mean()
    assert np.abs(ends[1] - new.y).mean() < np.abs(ends[1] - old.y).mean()
    after = [plane for page in (old, new) for plane in (page.y, page.u, page.v)]
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_cut_is_the_new_page() -> None:
    assert where(plain(kind("cut"), 0.2), NEW).all()


def runs(row: NDArray[np.bool_]) -> tuple[int, int]:
    """First and one past the last place of a colour in a row."""
    places = np.flatnonzero(row)
    return int(places[0]), int(places[-1]) + 1


@pytest.mark.parametrize("reverse", [False, True])
def test_slash_bands_have_their_widths_order_and_slant(reverse: bool) -> None:
    """At a short side of 540 the bands are 75 and 45 pixels, slanted by 12 degrees."""
    frame = plain(kind("slash", reverse), 0.5)
    if reverse:
        frame = Planes(*(plane[:, ::-1].copy() for plane in (frame.y, frame.u, frame.v)))
    pop, ink = where(frame, POP), where(frame, INK)
    lefts = {}
    for row in (300, 480, 660):
        new, first, second, old = (
            runs(mask[row]) for mask in (where(frame, NEW), ink, pop, where(frame, OLD))
        )
        assert new[0] == 0
        assert old[1] == W
        assert new[1] <= first[0] < first[1] <= second[0] < second[1] <= old[0]
        assert first[1] - first[0] == pytest.approx(45, abs=4)
        assert second[1] - second[0] == pytest.approx(75, abs=4)
        lefts[row] = second[0]
    slope = (lefts[300] - lefts[660]) / 360
    assert math.degrees(math.atan(slope)) == pytest.approx(12, abs=0.5)


def test_slash_sweeps_on_without_turning_back() -> None:
    shares = [where(plain(kind("slash"), n / 14), NEW).mean() for n in range(1, 14)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] > 0.9


@pytest.mark.parametrize("colours", [(), (POP,)])
def test_slash_goes_with_fewer_bands(colours: tuple[str, ...]) -> None:
    frame = plain(kind("slash", colours=colours), 0.5)
    assert where(frame, POP).any() == bool(colours)
    assert where(frame, NEW).any()
    assert where(frame, OLD).any()


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("share", [3 / 14, 0.5, 10 / 14])
def test_push_moves_both_pages_as_one(reverse: bool, share: float) -> None:
    """Luma and chroma by the same way, 6t^5 - 15t^4 + 10t^3 of the height."""
    old, new = striped(1), striped(2)
    frame = at(share, kind("push", reverse), old, new)
    moved = round(share**3 * (share * (6 * share - 15) + 10) * H / 2) * 2
    for plane, before, after, way in (
        (frame.y, old.y, new.y, moved),
        (frame.u, old.u, new.u, moved // 2),
    ):
        pages = [after, before] if reverse else [before, after]
        begin = plane.shape[0] - way if reverse else way
        wanted = np.concatenate(pages)[begin : begin + plane.shape[0]]
        np.testing.assert_array_equal(plane, wanted)


def test_whip_travels_like_a_push_with_a_blur_that_peaks_half_way() -> None:
    old, new = striped(1), striped(2)
    blurred = []
    for frame in range(FRAMES):
        share = (frame + 1) / (FRAMES + 1)
        fast, slow = (at(share, kind(name), old, new).y.astype(float) for name in ("whip", "push"))
        blurred.append(float(np.diff(slow, axis=0).std() / np.diff(fast, axis=0).std()))
        assert np.ptp(fast, axis=1).max() == 0, "it blurs along the way only"
        assert fast.mean() == pytest.approx(slow.mean(), abs=3)
    assert blurred.index(max(blurred)) in range(4, 9)


def test_punch_bursts_the_old_page_and_settles_the_new_one() -> None:
    def bar(frame: Planes, ground: int) -> float:
        return float((np.abs(frame.y[H // 2].astype(int) - ground) > 40).sum())

    old, new = blank(W, H, "#101010"), blank(W, H, "#202020")
    for page in (old, new):
        page.y[:, W // 2 - 50 : W // 2 + 50] = 220
    out = [bar(at(n / 14, kind("punch"), old, new), 40) for n in range(1, 7)]
    assert out == sorted(out)
    assert out[-1] == pytest.approx(100 * (1 + 0.35 * (12 / 14) ** 2), abs=5)
    into = [bar(at(n / 14, kind("punch"), old, new), 50) for n in range(10, 14)]
    assert into == sorted(into, reverse=True)
    assert into[-1] == pytest.approx(100, abs=3)


@pytest.mark.parametrize("colours", [(), ("#FFFFFF",)])
def test_punch_flashes_white_about_the_middle(colours: tuple[str, ...]) -> None:
    old, new = blank(W, H, "#000000"), blank(W, H, "#000000")
    light = [
        float(at(n / 14, kind("punch", colours=colours), old, new).y.mean()) for n in range(1, 14)
    ]
    assert light.index(max(light)) in (5, 6, 7)
    assert 60 < max(light) < 16 + 0.36 * 219
    assert light[0] < 18
    assert light[-1] == pytest.approx(16, abs=0.5)


def test_punch_keeps_luma_and_chroma_together() -> None:
    old = blank(W, H, "#404040")
    old.y[400:560, 200:340] = 200
    old.u[200:280, 100:170] = 60
    frame = at(4 / 14, kind("punch"), old, striped(2))
    rows = [np.flatnonzero(mask.any(axis=1)) for mask in (frame.y > 150, frame.u < 100)]
    assert rows[0].mean() + 0.5 == pytest.approx(2 * (rows[1].mean() + 0.5), abs=1.0)
    assert len(rows[0]) == pytest.approx(2 * len(rows[1]), abs=4)


def test_a_dissolve_mixes_in_every_plane() -> None:
    shares = []
    for n in range(1, 14):
        frame = plain(kind("dissolve"), n / 14)
        parts = [
            (float(plane.mean()) - old) / (new - old)
            for plane, old, new in zip((frame.y, frame.u, frame.v), yuv(OLD), yuv(NEW), strict=True)
        ]
        assert parts == pytest.approx([parts[0]] * 3, abs=0.04)
        shares.append(parts[1])
    assert shares == sorted(shares)
    assert shares[6] == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("reverse", [False, True])
def test_slide_lies_over_a_page_that_gives_way(reverse: bool) -> None:
    """Half way the new page covers half; the old one is darker and has moved 0.28 as far."""
    how = kind("slide", reverse, ())
    old = blank(W, H, "#808080")
    old.y[:, ::54] = 235
    found = at(0.5, how, old, blank(W, H, NEW))
    covered = where(found, NEW).mean(axis=0) > 0.9
    assert covered.mean() == pytest.approx(0.5, abs=0.06)
    assert covered[0] == reverse
    assert covered[-1] != reverse
    left = found.y[:, ~covered].astype(int)
    assert np.median(left) < np.median(old.y) - 8


@pytest.mark.parametrize("reverse", [False, True])
def test_curtain_uncovers_behind_a_line(reverse: bool) -> None:
    found = plain(kind("curtain", reverse, (POP,)), 0.5)
    fresh, line = where(found, NEW).mean(axis=1) > 0.9, where(found, POP).mean(axis=1) > 0.9
    assert fresh.mean() == pytest.approx(0.5, abs=0.06)
    assert fresh[0] == reverse
    assert 1 <= line.sum() <= 4
    edge = np.flatnonzero(line)
    assert fresh[edge.max() + 1 if not reverse else edge.min() - 1]


def test_iris_opens_from_the_middle_with_its_rims() -> None:
    opened = []
    for share in (0.15, 0.3, 0.5, 0.8):
        found = plain(kind("iris"), share)
        fresh = where(found, NEW)
        opened.append(fresh.mean())
        assert fresh[H // 2, W // 2]
        if share < 0.2:
            assert where(found, POP).any()
            assert where(found, INK).any()
            assert not fresh[0, 0]
    assert opened == sorted(opened)
