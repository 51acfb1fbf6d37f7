"""still: any frame of a cut as a picture, composed exactly as the film is."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.planes import blank, to_rgb
from vidgen.model.cut import Cut, Segment


def still(cut: Cut, frame: int, captions: bool = True) -> NDArray[np.uint8]:
    """The frame as RGB, height x width x 3; without captions if asked. `frame` in 0..frames-1."""
    whole = Segment(
        width=cut.width,
        height=cut.height,
        fps=cut.fps,
        frames=cut.frames,
        shots=tuple(shot for shot in cut.shots if shot.start <= frame < shot.end),
        overlays=cut.overlays if captions else (),
        encoder=cut.encoder,
    )
    target = blank(cut.width, cut.height)
    Composer(whole).draw(frame, target)
    return to_rgb(target)


def jpeg(cut: Cut, frame: int) -> bytes:
    """The frame without captions as a JPEG file's content (quality 92, 4:4:4)."""
    content = io.BytesIO()
    Image.fromarray(still(cut, frame, captions=False)).save(
        content, "JPEG", quality=92, subsampling=0
    )
    return content.getvalue()
