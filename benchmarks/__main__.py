"""Print the table of ratios. `python -m benchmarks [--quick]`, about six minutes (two if quick)."""

from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import film, measure
from benchmarks.measure import Cost, cost, median
from vidgen.model.cut import Cut, Layer
from vidgen.model.paint import Run, Text


def main(quick: bool) -> None:
    """Measure everything and print one line per figure: what, measured, wanted."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        tall, wide = film.cuts(film.studio(root / "cuts"))
        print(
            f"film: {tall.frames} frames, {tall.frames / tall.fps:.1f} s, {len(tall.shots)} shots"
        )
        veryfast = _against_encoder(tall, root, "veryfast", 1 if quick else 3)
        _row("CPU of rendering / x264 alone, veryfast", veryfast, "<= 1.25")
        if not quick:
            medium = film.cuts(film.studio(root / "cuts"), "medium")[0]
            _row(
                "CPU of rendering / x264 alone, medium",
                _against_encoder(medium, root, "medium", 1),
                "<= 1.12",
            )
        _styles(root)
        both = _render((tall, wide), root / "both")
        one = _render((tall,), root / "one")
        _row("CPU of 9:16 + 16:9 / one", both.cpu / one.cpu, "<= 2.1")
        _row("cores busy while rendering both", both.cpu / both.wall / 2, ">= 0.90")
        _again(tall, root, one)
        _identical(tall, root)
        _row("peak memory of `make` a worker, MB", _peak_of_make(root) / 2, "<= 700")
        _row("vidgen --help, s", _help(), "<= 0.3")
        if not quick:
            _row("MoviePy CPU / ours", _moviepy(root, tall, one), ">= 10")


def _row(what: str, figure: float, wanted: str) -> None:
    print(f"{what:<62} {figure:>8.3f}   {wanted}", flush=True)


def _against_encoder(cut: Cut, root: Path, name: str, runs: int) -> float:
    """Cut to joined film, sound mixed before, against x264 alone on the same frames."""
    ours, floor = [], []
    for run in range(runs):
        floor.append(measure.encoder_alone(cut, root / "floor.mp4"))
        ours.append(_encode_only(cut, root / f"{name}{run}"))
    return median(ours).cpu / median(floor).cpu


def _styles(root: Path) -> None:
    """Every style against the encoder, and the archetype that costs most in any of them."""
    dearest = (0.0, "")
    for style in ("editorial", "fresh"):
        cut = film.cuts(film.studio(root / "cuts"), style=style)[0]
        ours, floor = measure.by_archetype(cut, root / "part.mp4")
        ratio = sum(ours.values()) / sum(floor.values())
        _row(f"the same, {style}", ratio, "<= 1.25")
        shares = {name: ours[name] / floor[name] for name in ours}
        name = max(shares, key=lambda each: shares[each])
        dearest = max(dearest, (shares[name], f"{style} {name}"))
    _row(f"heaviest archetype: {dearest[1]}", dearest[0], "<= 1.5")


def _encode_only(cut: Cut, folder: Path) -> Cost:
    """Painting, composing and encoding every segment, one after another."""
    from vidgen.engines.renderer.encode import encode
    from vidgen.stages.split import split

    folder.mkdir()

    def encode_all() -> None:
        for number, segment in enumerate(split(cut)):
            encode(segment, folder / f"{number}.mp4")

    return cost(encode_all)


def _render(cuts: tuple[Cut, ...], root: Path) -> Cost:
    """The whole of `studio.render` with an empty store: encode, mix, join, check, publish."""
    maker = film.studio(root / "store")
    return cost(lambda: maker.render(cuts, root / "out"))


def _again(cut: Cut, root: Path, first: Cost) -> None:
    """The same again, and with one caption changed."""
    maker = film.studio(root / "one" / "store")
    again = cost(lambda: maker.render((cut,), root / "one" / "out"))
    _row("the same render again, s", again.wall, "< 3")
    changed = cut.model_copy(update={"overlays": tuple(_renamed(x) for x in cut.overlays)})
    partly = cost(lambda: maker.render((changed,), root / "one" / "out"))
    _row("one caption changed, share of the full time", partly.wall / first.wall, "<= 0.20")


def _renamed(layer: Layer) -> Layer:
    """The first caption of the film with another word in it."""
    if not layer.id.startswith("caption ") or not layer.id.endswith("1.0"):
        return layer
    if not isinstance(layer.paint, Text) or not layer.id.startswith("caption hook"):
        return layer
    paint = layer.paint.model_copy(update={"lines": ((Run(text="改了一句"),),)})
    return layer.model_copy(update={"paint": paint})


def _identical(cut: Cut, root: Path) -> None:
    digests: set[str] = set()
    for jobs in (1, 2, 2):
        folder = root / f"jobs{len(digests)}-{jobs}-{time.monotonic_ns()}"
        film.studio(folder / "store", jobs).render((cut,), folder / "out")
        digests.add(hashlib.sha256((folder / "out" / "film_9x16.mp4").read_bytes()).hexdigest())
    _row("different files from --jobs 1, --jobs 2 and again", float(len(digests)), "= 1")


_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process's peak counter begins at that of the process it was forked from: a small one between
this one, which holds raw frames, and the measured one keeps the figure honest."""


def _peak_of_make(root: Path) -> float:
    """Megabytes the real command takes at its peak, with two workers."""
    make = [sys.executable, "-m", "vidgen", "make", str(film.EXAMPLE), "-o", str(root / "made")]
    told = subprocess.run(
        [sys.executable, "-c", _PEAK, *make, "--jobs", "2", "--json"],
        check=True,
        capture_output=True,
        env=_environment(root),
        text=True,
    )
    return int(told.stdout) / 1024


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "VIDGEN_STORE": str(root / "made-store")}


def _help() -> float:
    """Median wall seconds of `vidgen --help`."""
    times = []
    for _ in range(7):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "vidgen", "--help"], check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return sorted(times)[3]


def _moviepy(root: Path, cut: Cut, ours: Cost) -> float:
    """CPU of MoviePy's compositing (4 s, scaled to the film) against ours of the whole film."""
    from benchmarks import moviepy_film

    before = _children_and_own()
    moviepy_film.render(root / "moviepy.mp4", 3.4)
    spent = _children_and_own() - before
    return spent * (cut.frames / cut.fps / 3.4) / ours.cpu


def _children_and_own() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main("--quick" in sys.argv)
