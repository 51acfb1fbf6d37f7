"""A cut falls into segments: nothing lost, nothing doubled, digests that deserve it."""

from __future__ import annotations

import json
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.craft.ease import state
from vidgen.errors import InputError
from vidgen.model.cut import Curve, Cut, Encoder, Key, LaidShot, Layer, Segment, Transition
from vidgen.model.paint import Ellipse, Fill, Stop
from vidgen.stages.split import split

DOT = Ellipse(w=20, h=20, colour="#FFFFFF")
BAR = Fill(w=40, h=8, stops=(Stop(at=0, colour="#D7FB2F"),))


def layer(name: str, start: int, end: int, **more: object) -> Layer:
    fields = {"id": name, "paint": DOT, "x": 4, "y": 6, "start": start, "end": end, **more}
    return Layer.model_validate(fields)


def rising(start: int, end: int) -> Curve:
    return Curve(prop="y", keys=(Key(frame=start, value=0), Key(frame=end, value=-30)))


def film(
    lengths: list[int], overlap: int = 0, overlays: tuple[Layer, ...] = (), **more: object
) -> Cut:
    """Shots of these lengths, each but the last leaving `overlap` frames into the next."""
    shots, at = [], 0
    total = sum(lengths)
    for number, length in enumerate(lengths):
        moves = Transition(name="push" if number and overlap else "cut", frames=overlap * (at > 0))
        shots.append(
            LaidShot(
                id=f"s{number}",
                archetype="hook",
                start=at,
                end=min(total, at + length + overlap),
                background=f"#{16 + number:02X}5BCD",
                layers=(layer("dot", 0, length + overlap, curves=(rising(0, length),)),),
                transition=moves,
            )
        )
        at += length
    fields = {
        "product_id": "p",
        "aspect": "1:1",
        "platform": "t",
        "width": 64,
        "height": 64,
        "fps": 30,
        "frames": total,
        "shots": shots,
        "overlays": overlays,
        "safe": (0, 0, 64, 64),
        **more,
    }
    return Cut.model_validate(fields)


def digests(cut: Cut) -> list[str]:
    return [segment.digest() for segment in split(cut)]


def same(first: Cut, second: Cut) -> list[bool]:
    return [one == other for one, other in zip(digests(first), digests(second), strict=True)]


lengths = st.lists(st.integers(12, 40), min_size=1, max_size=6)


@given(lengths=lengths, overlap=st.integers(0, 12))
def test_segments_cover_the_film_once(lengths: list[int], overlap: int) -> None:
    segments = split(film(lengths, overlap))
    assert [segment.frames for segment in segments] == lengths
    for number, segment in enumerate(segments):
        assert [shot.start <= 0 for shot in segment.shots] == [True] * len(segment.shots)
        assert segment.shots[-1].start == 0
        assert segment.shots[-1].end == segment.frames
        assert len(segment.shots) == (2 if number and overlap else 1)
        assert max(shot.end for shot in segment.shots) <= segment.frames


def alive(shots: tuple[LaidShot, ...], overlays: tuple[Layer, ...], at: int) -> list[object]:
    """Everything seen at a frame and where: what decides the frame's pixels."""
    seen: list[object] = []
    for shot in shots:
        if shot.start <= at < shot.end:
            seen.append(shot.background)
            since = at - shot.start
            seen += [
                (one.paint, one.x, one.y, state(one, since))
                for one in shot.layers
                if one.start <= since < one.end
            ]
    return seen + [
        (one.paint, one.x, one.y, state(one, at)) for one in overlays if one.start <= at < one.end
    ]


@given(lengths=st.lists(st.integers(12, 400), min_size=1, max_size=5), overlap=st.integers(0, 12))
def test_long_shots_fall_into_even_pieces(lengths: list[int], overlap: int) -> None:
    cut = film(lengths, overlap)
    segments = split(cut)
    assert sum(segment.frames for segment in segments) == cut.frames
    assert all(segment.frames <= 68 for segment in segments)
    assert all(segment.frames >= min(30, *lengths) for segment in segments)
    ends = list(accumulate(segment.frames for segment in segments))
    assert {shot.start for shot in cut.shots} <= {0, *ends}, "none across the start of a shot"


def test_a_transition_longer_than_a_piece_goes_on_in_the_next() -> None:
    cut = film([20, 200], overlap=80)
    second = split(cut)[2]
    assert len(second.shots) == 2
    assert second.shots[-1].start < 0
    assert second.shots[-1].transition.name == "push"


def test_a_change_in_a_long_shot_changes_its_piece_only() -> None:
    plain, captioned = film([180]), film([180], 0, (layer("c", 50, 80),))
    assert same(plain, captioned) == [True, False, True, True]


@given(
    lengths=st.lists(st.integers(12, 150), min_size=1, max_size=4),
    overlap=st.integers(0, 12),
    captions=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=5),
)
def test_every_frame_shows_what_the_cut_shows(
    lengths: list[int], overlap: int, captions: list[tuple[int, int]]
) -> None:
    overlays = tuple(
        layer(f"caption {n}", at, at + long, paint=BAR, curves=(rising(at, at + 5),))
        for n, (at, long) in enumerate(captions)
    )
    cut = film(lengths, overlap, overlays)
    begun = 0
    for segment in split(cut):
        for frame in range(segment.frames):
            whole = alive(cut.shots, cut.overlays, begun + frame)
            assert alive(segment.shots, segment.overlays, frame) == whole
        begun += segment.frames


def test_a_leaving_shot_comes_without_its_transition_and_its_gone_layers() -> None:
    cut = film([20, 20, 20], overlap=6)
    early, late = layer("early", 0, 15), layer("late", 22, 26)
    shot = cut.shots[1].model_copy(update={"layers": (early, late)})
    cut = cut.model_copy(update={"shots": (cut.shots[0], shot, cut.shots[2])})
    entering = split(cut)[1].shots[-1]
    assert entering.transition.name == "push"
    assert len(entering.layers) == 1, "the late layer is not seen before the next segment"
    leaving = split(cut)[2].shots[0]
    assert (leaving.start, leaving.end, leaving.transition) == (-20, 6, Transition())
    assert [one.start for one in leaving.layers] == [22]


def test_a_caption_over_a_boundary_is_in_both_segments() -> None:
    segments = split(film([20, 20], 0, (layer("c", 15, 30, curves=(rising(15, 25),)),)))
    (first,), (second,) = (segment.overlays for segment in segments)
    assert (first.start, first.end) == (15, 20)
    assert (second.start, second.end) == (-5, 10)
    assert [key.frame for key in second.curves[0].keys] == [-5, 5]


def test_a_segment_that_only_moved_keeps_its_digest() -> None:
    captions = (layer("c", 45, 55, paint=BAR, curves=(rising(45, 50),)),)
    later = (layer("c", 52, 62, paint=BAR, curves=(rising(52, 57),)),)
    before, after = film([20, 20, 20], 6, captions), film([27, 20, 20], 6, later)
    assert same(before, after) == [False, False, True]


def test_words_about_a_layer_do_not_make_another_segment() -> None:
    about = {"because": "x", "role": "text", "text": "words", "facts": ("price",), "id": "other"}
    plain, told = layer("c", 2, 9), layer("c", 2, 9, **about, box=(0, 0, 9, 9), min_contrast=4.5)
    assert same(film([20, 20], 4, (plain,)), film([20, 20], 4, (told,))) == [True, True]
    named = film([20, 20], 4, title="影片", product_id="other", language="en", facts=("price",))
    assert same(film([20, 20], 4), named) == [True, True]


def test_only_segments_that_show_a_change_change() -> None:
    plain = film([20, 20, 20, 20], 6)
    shot = plain.shots[1]
    recoloured = shot.model_copy(update={"background": "#FFFFFF"})
    shots = (plain.shots[0], recoloured, *plain.shots[2:])
    changed = plain.model_copy(update={"shots": shots})
    assert same(plain, changed) == [True, False, False, True], "it leaves into the third segment"
    captioned = film([20, 20, 20, 20], 6, (layer("c", 62, 70),))
    assert same(plain, captioned) == [True, True, True, False]
    slower = plain.model_copy(update={"encoder": Encoder(preset="medium")})
    assert same(plain, slower) == [False] * 4


@given(lengths=lengths)
def test_a_segment_reads_back_from_its_json(lengths: list[int]) -> None:
    for segment in split(film(lengths, 5)):
        again = Segment.model_validate_json(segment.model_dump_json())
        assert again.digest() == segment.digest()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"shots": []}, "do not begin at frame 0"),
        ({"frames": 41}, "end at frame 41"),
        ({"shots.1.start": 25}, "must begin after frame 0 and by frame 20"),
        ({"shots.1.start": 0}, "must begin after frame 0 and by frame 20"),
        ({"shots.1.transition.colours": ["#000000"] * 3}, "at most 2 items"),
    ],
)
def test_an_edited_cut_that_cannot_be_drawn_is_refused(wrong: dict[str, object], said: str) -> None:
    told = json.loads(film([20, 20]).to_json())
    for place, value in wrong.items():
        *way, last = place.split(".")
        spot = told
        for step in way:
            spot = spot[int(step) if step.isdigit() else step]
        spot[last] = value
    with pytest.raises(InputError, match=said) as raised:
        Cut.from_json(json.dumps(told), "cut.json")
    assert "\n" not in str(raised.value)
