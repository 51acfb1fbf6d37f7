"""The built-in eye: classical image processing, no model, the same answer everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vidgen.engines.eye import cutting, faces, grabbing, parting, reading
from vidgen.engines.eye.opening import opened
from vidgen.files import sha256_of
from vidgen.model.media import Asset, Depth, Sight

GOOD_CUT = 0.6
"""Confidence from which a cut-out is used; below it, a window is better than a bad edge."""

SURE_CUT = 0.93
"""The same out of a busy picture, where more can go wrong: of 24 photos of people wearing things
none of five cuts below 0.8 was clean enough to stand alone (they serve as planes of depth), and at
0.90 an earphone lost its stem."""


@dataclass(frozen=True)
class Classic:
    """Sees a picture: where the product is, what it looks like, whether it can be cut out.

    `cut_busy` cuts the subject out of a picture whose ground is not plain.
    """

    cut_busy: Callable[[cutting.Rgb], cutting.Cut] = grabbing.cut_busy

    name: ClassVar[str] = "classic"
    version: ClassVar[str] = f"5.{faces.version()}"

    def __call__(self, asset: Asset, work: Path) -> Sight:
        """Look at one picture; writes its upright version and its cut-out under `work`.

        Raises InputError when the file is no picture that can be read.
        """
        picture = opened(Path(asset.path))
        pixels = np.asarray(picture.convert("RGB"))
        backdrop, cut = _cut(picture, pixels)
        confident = cut is not None and cut.confidence >= GOOD_CUT
        depth = None
        if backdrop == "busy":
            cut = self.cut_busy(pixels)
            confident = cut.confidence >= SURE_CUT
            if not confident and cut.confidence >= GOOD_CUT:
                depth = _parted(pixels, cut.alpha, work)
        if cut is not None and (confident or (backdrop != "busy" and cut.confidence > 0.3)):
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
            faces=faces.faces(seen),
            cutout=cutout,
            cutout_size=size,
            cut_confidence=0.0 if cut is None else cut.confidence,
            clusters=reading.clusters(pixels, cut.alpha if cut and confident else None),
            sharpness=reading.sharpness(seen),
            grid=reading.grid(seen),
            energy=reading.energy(seen),
            fingerprint=reading.fingerprint(seen),
            depth=depth,
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


def _parted(pixels: NDArray[np.uint8], alpha: NDArray[np.uint8], work: Path) -> Depth:
    """The subject and the ground behind it as pictures of their own."""
    alone, place = parting.front(pixels, alpha)
    return Depth(
        front=_saved(Image.fromarray(alone), work),
        back=_saved(Image.fromarray(parting.ground(pixels, alpha)), work),
        place=place,
        size=(alone.shape[1], alone.shape[0]),
    )


def _saved(picture: Image.Image, work: Path) -> Asset:
    target = work / "picture.png"
    picture.save(target, compress_level=1)
    digest = sha256_of(target)
    final = work / f"{digest}.png"
    target.rename(final)
    return Asset(sha256=digest, path=str(final), kind="photo")
