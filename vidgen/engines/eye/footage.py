"""Stills out of a merchant's clip: the sharpest moments, spread over its length."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image

from vidgen.errors import InputError

SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".webm", ".mkv"})
"""File endings taken for clips; what they hold is checked by opening them."""

VERSION = "1"

_PARTS = 3
_SAMPLES = 8
_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"


def stills(path: Path, folder: Path) -> tuple[Path, ...]:
    """Write the sharpest frame of each third of a clip as PNG into `folder`, in order.

    Frames are upright and in sRGB full range. Sharpness is the variance of the Laplacian of the
    luma at 360 px. Raises InputError when the file is no clip that can be decoded.
    """
    try:
        with av.open(str(path), options={"format_whitelist": _FORMATS}) as source:
            frames = _candidates(source)
    except (av.FFmpegError, OSError) as error:
        raise InputError(
            str(path),
            f"cannot be read as a clip: {error}",
            "give an mp4, mov or webm file, or remove the entry",
        ) from error
    if not frames:
        raise InputError(str(path), "holds no picture", "give a clip with video, or remove it")
    kept: list[Path] = []
    for part in np.array_split(np.arange(len(frames)), min(_PARTS, len(frames))):
        best = max(part, key=lambda index: _sharpness(frames[index]))
        target = folder / f"still-{len(kept)}.png"
        Image.fromarray(frames[best]).save(target)
        kept.append(target)
    return tuple(kept)


def _candidates(source: av.container.InputContainer) -> list[np.ndarray]:
    """Up to _PARTS * _SAMPLES frames, evenly spread, as upright RGB arrays."""
    if not source.streams.video:
        return []
    stream = source.streams.video[0]
    stream.thread_type = "AUTO"
    length = float(source.duration or 0) / av.time_base
    if length <= 0:
        return [_upright(frame) for frame, _ in zip(source.decode(stream), range(1), strict=False)]
    frames = []
    for number in range(_PARTS * _SAMPLES):
        moment = (number + 0.5) * length / (_PARTS * _SAMPLES)
        source.seek(int(moment * av.time_base))
        frame = next(iter(source.decode(stream)), None)
        if frame is not None:
            frames.append(_upright(frame))
    return frames


def _upright(frame: av.VideoFrame) -> np.ndarray:
    picture = frame.to_ndarray(format="rgb24")
    return np.ascontiguousarray(np.rot90(picture, (frame.rotation // 90) % 4))


def _sharpness(picture: np.ndarray) -> float:
    small = cv2.resize(
        picture,
        (360, max(1, round(360 * picture.shape[0] / picture.shape[1]))),
        interpolation=cv2.INTER_AREA,
    )
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(luma, cv2.CV_64F).var())
