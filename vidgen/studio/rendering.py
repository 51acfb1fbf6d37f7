"""From cuts to published mp4s: segments and sound made once each, joined, checked, published."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vidgen.engines.renderer import check, encode, join, track
from vidgen.engines.sound import mix
from vidgen.files import publish, sha256_of, storage, work_folder
from vidgen.model.cut import Cut, Segment
from vidgen.model.render import Render
from vidgen.stages.split import split
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch


def film_name(cut: Cut) -> str:
    """File name of a cut's film, e.g. `film_9x16.mp4`."""
    return f"film_{cut.aspect.replace(':', 'x')}.mp4"


def segment_key(segment: Segment) -> str:
    """What the store keeps a segment under: the encoder's version and the segment itself."""
    return f"{encode.VERSION} {segment.digest()}"


def render_all(
    cuts: tuple[Cut, ...], folder: Path, store: Store, jobs: int, watch: Watch
) -> tuple[Render, ...]:
    """Encode what is not in the store, `jobs` at once; join and publish.

    A segment that two cuts share, or that was made before, is encoded once; the others in the order
    of the film, because neighbours show the same sprites, which are painted once. The first error
    stops the rest; nothing half-made is ever seen in `folder`.
    """
    plans = {cut.aspect: tuple((segment_key(s), s) for s in split(cut)) for cut in cuts}
    wanted = {key: segment for plan in plans.values() for key, segment in plan}
    missing = {key: s for key, s in wanted.items() if not store.has("segment", key)}
    frames = sum(segment.frames for segment in missing.values())
    tally = Tally(frames, watch)
    with pool_of(jobs) as pool:
        sound = pool.submit(sounded, cuts[0], store)
        work = [pool.submit(_encoded, key, s, store, tally.add) for key, s in missing.items()]
        finish([sound, *work])
        films = [
            pool.submit(_film, cut, plans[cut.aspect], sound.result(), folder, store)
            for cut in cuts
        ]
        finish(films)
    made = set(missing)
    return tuple(
        future.result().model_copy(
            update={"made": sum(key in made for key, _ in plans[cut.aspect])}
        )
        for cut, future in zip(cuts, films, strict=True)
    )


@contextmanager
def pool_of(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """A pool that, when its user fails or is stopped, begins nothing more."""
    pool = ThreadPoolExecutor(jobs)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


class Tally:
    """Counts finished frames of the step `name` from several threads and tells the watch."""

    def __init__(self, total: int, watch: Watch, name: str = "render") -> None:
        self._lock, self._done, self._total, self._watch = threading.Lock(), 0, total, watch
        self._name = name

    def add(self, frames: int) -> None:
        """So many more frames are done."""
        with self._lock:
            self._done += frames
            self._watch(Step(self._name, self._done, self._total))


def finish(futures: Sequence[Future[Any]]) -> None:
    """Wait for all, or cancel what has not begun and raise the first error."""
    done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
    for future in waiting:
        future.cancel()
    for future in done:
        future.result()


@dataclass(frozen=True)
class Sounded:
    """A film's finished sound and what was measured on it."""

    path: Path
    measured: check.Measured


def sounded(cut: Cut, store: Store) -> Sounded:
    """The cut's sounds mixed, encoded, decoded again and measured, each once."""
    sounds = "".join(sound.canonical() for sound in cut.sounds)
    mixed = f"{mix.VERSION} {cut.frames} {cut.fps} {cut.loudness.canonical()} {sounds}"
    key = f"{track.VERSION} {cut.encoder.audio_kbps} {mixed}"

    def make_mix(target: Path) -> None:
        mix.mix(cut.sounds, cut.frames, cut.fps, cut.loudness, target)

    def make_track(target: Path) -> None:
        track.track(store.once("mix", mixed, make_mix, ".wav"), target, cut.encoder.audio_kbps)

    path = store.once("track", key, make_track, ".m4a")

    def measure(target: Path) -> None:
        target.write_text(json.dumps(asdict(check.check_sound(path))), encoding="utf-8")

    told = store.once("loudness", f"{check.VERSION} {key}", measure, ".json")
    return Sounded(path, check.Measured(**json.loads(told.read_text(encoding="utf-8"))))


def _encoded(key: str, segment: Segment, store: Store, add: Callable[[int], None]) -> Path:
    def make(target: Path) -> None:
        check.check_written(target, encode.encode(segment, target, add))

    return store.once("segment", key, make, ".mp4")


_Plan = tuple[tuple[str, Segment], ...]
"""A film's segments in order, each with what the store keeps it under."""


def _film(cut: Cut, plan: _Plan, sound: Sounded, folder: Path, store: Store) -> Render:
    """Join, check and publish a film, unless just this one lies there already."""
    digest = sha256_of(sound.path)
    parts = "".join(key for key, _ in plan)
    key = f"{(join.VERSION, cut.platform, cut.aspect, cut.title)} {digest} {parts}"
    final = folder / film_name(cut)

    def make(target: Path) -> None:
        render = _joined(cut, plan, sound, folder, store)
        target.write_text(render.model_dump_json(), encoding="utf-8")

    made = store.once("film", key, make, ".json")
    render = Render.model_validate_json(made.read_text(encoding="utf-8"))
    if final.is_file() and sha256_of(final) == render.sha256:
        return render
    return _joined(cut, plan, sound, folder, store)


def _joined(cut: Cut, plan: _Plan, sound: Sounded, folder: Path, store: Store) -> Render:
    parts = [_encoded(key, segment, store, lambda _: None) for key, segment in plan]
    with storage(folder), work_folder(folder) as work:
        film = work / film_name(cut)
        joined = join.join(parts, sound.path, film, fps=cut.fps, title=cut.title)
        check.check_written(film, joined.sha256)
        planned = {"frames": cut.frames, "width": cut.width, "height": cut.height}
        check.check_film(film, joined.parts, fps=cut.fps, **planned)
        publish(film, folder / film_name(cut))
    return Render(
        path=film_name(cut),
        sha256=joined.sha256,
        aspect=cut.aspect,
        platform=cut.platform,
        width=cut.width,
        height=cut.height,
        frames=cut.frames,
        seconds=cut.frames / cut.fps,
        lufs=sound.measured.lufs,
        peak=sound.measured.peak,
        segments=len(plan),
        made=0,
    )
