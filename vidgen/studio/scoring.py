"""Making the timeline's music and effects, kept by their recipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vidgen.engines import music
from vidgen.errors import InputError
from vidgen.files import sha256_of
from vidgen.model.media import Asset
from vidgen.model.timeline import Sound, Timeline
from vidgen.store import Store


def score(timeline: Timeline, music_file: str, store: Store) -> Timeline:
    """The timeline with an audio file behind every sound.

    `music_file` ("" for none) is the user's own music; it plays under the whole film.
    """
    sounds = [_sounding(sound, timeline, store) for sound in timeline.sounds]
    if music_file:
        sounds.append(_own_music(music_file, timeline.frames))
    return timeline.model_copy(update={"sounds": tuple(sounds)})


def _sounding(sound: Sound, timeline: Timeline, store: Store) -> Sound:
    if sound.audio is not None:
        return sound
    seconds = sound.frames / timeline.fps
    accents = tuple(clip.start / timeline.fps for clip in timeline.clips[1:])
    if sound.kind == "music":
        _, mood, bpm, seed = sound.recipe.split(":")
        key = f"{music.VERSION} {sound.recipe} {seconds:.4f} {accents}"

        def make(target: Path) -> None:
            music.write_bed(target, mood, float(bpm), seconds, int(seed), accents)
    else:
        key = f"{music.VERSION} {sound.recipe} {timeline.seed}"

        def make(target: Path) -> None:
            music.write_effect(target, sound.recipe, timeline.seed)

    return sound.model_copy(update={"audio": _made(sound.kind, key, make, store)})


def _made(what: str, key: str, make: Callable[[Path], None], store: Store) -> Asset:
    path = store.once(what, key, make, ".wav")
    return Asset(sha256=sha256_of(path), path=str(path), kind="audio")


def _own_music(path: str, frames: int) -> Sound:
    try:
        digest = sha256_of(Path(path))
    except OSError as error:
        raise InputError("--music", f"cannot read {path}: {error.strerror}") from error
    asset = Asset(sha256=digest, path=path, kind="audio")
    return Sound(kind="music", start=0, frames=frames, audio=asset, because="the user's own music")
