"""The built-in eye: classical image processing, no model, the same answer everywhere."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vidgen.engines.eye import cutting, reading
from vidgen.engines.eye.opening import opened
from vidgen.model.media import Asset, Sight

GOOD_CUT = 0.6
"""Confidence from which a cut-out is used; below it, a window is better than a bad edge."""


class Classic:
    """Sees a picture: where the product is, what it looks like, whether it can be cut out."""

    name = "classic"
    version = "1"

    def __call__(self, asset: Asset, work: Path) -> Sight:
        """Look at one picture; writes its upright version and its cut-out under `work`.

        Raises InputError when the file is no picture that can be read.
        """
        picture = opened(Path(asset.path))
        pixels = np.asarray(picture.convert("RGB"))
        backdrop, cut = _cut(picture, pixels)
        confident = cut is not None and cut.confidence >= GOOD_CUT
        if cut is not None and cut.confidence > 0.3:
            subject, confidence = reading.mask_box(cut.alpha), max(0.5, cut.confidence)
        else:
            subject, confidence = reading.subject_box(pixels)
        cutout, size = (None, (0, 0))
        if cut is not None and confident:
            cutout, size = _save_cutout(pixels, cut.alpha, work)
        flat = picture if picture.mode == "RGB" else _on_white(picture)
        seen = np.asarray(flat)
        return Sight(
            asset=asset,
            picture=_saved(flat, work),
            width=picture.width,
            height=picture.height,
            kind=_kind(backdrop, subject),
            backdrop=backdrop,
            subject=subject,
            confidence=confidence,
            cutout=cutout,
            cutout_size=size,
            cut_confidence=0.0 if cut is None else cut.confidence,
            clusters=reading.clusters(pixels, cut.alpha if cut and confident else None),
            sharpness=reading.sharpness(seen),
            grid=reading.grid(seen),
            energy=reading.energy(seen),
            fingerprint=reading.fingerprint(seen),
        )


Backdrop = Literal["alpha", "plain", "busy"]


def _cut(picture: Image.Image, pixels: NDArray[np.uint8]) -> tuple[Backdrop, cutting.Cut | None]:
    if picture.mode == "RGBA":
        alpha = np.asarray(picture.getchannel("A"))
        if (alpha < 128).mean() > 0.05:
            return "alpha", cutting.cut_alpha(alpha)
    if cutting.is_plain(pixels):
        return "plain", cutting.cut_plain(pixels)
    return "busy", None


def _kind(
    backdrop: Backdrop, subject: tuple[float, float, float, float]
) -> Literal["packshot", "detail", "scene"]:
    if backdrop == "busy":
        return "scene"
    share = (subject[2] - subject[0]) * (subject[3] - subject[1])
    return "detail" if share > 0.92 else "packshot"


def _on_white(picture: Image.Image) -> Image.Image:
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _save_cutout(
    pixels: NDArray[np.uint8], alpha: NDArray[np.uint8], work: Path
) -> tuple[Asset, tuple[int, int]]:
    clean = Image.fromarray(np.dstack([cutting.decontaminated(pixels, alpha), alpha]))
    left, top, right, bottom = reading.mask_box(alpha)
    pad = 6
    trimmed = clean.crop(
        (
            max(0, round(left * clean.width) - pad),
            max(0, round(top * clean.height) - pad),
            min(clean.width, round(right * clean.width) + pad),
            min(clean.height, round(bottom * clean.height) + pad),
        )
    )
    return _saved(trimmed, work), trimmed.size


def _saved(picture: Image.Image, work: Path) -> Asset:
    target = work / "picture.png"
    picture.save(target, compress_level=1)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    final = work / f"{digest}.png"
    target.rename(final)
    return Asset(sha256=digest, path=str(final), kind="photo")
