"""encode: a segment becomes H.264, one x264 thread, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from vidgen.engines.renderer.compose import Composer
from vidgen.engines.renderer.held import written
from vidgen.engines.renderer.planes import Planes
from vidgen.model.cut import Encoder, Segment

VERSION = "4"
"""Raised when the same segment would be encoded to other bytes."""

_REPORT_EVERY = 10


def encode(segment: Segment, out: Path, progress: Callable[[int], None] | None = None) -> str:
    """Write the segment to `out` as an mp4 of one H.264 stream; the SHA-256 (hex) of the file.

    Closed GOPs and headers that do not depend on the content, so that segments join by stream
    copy; BT.709, limited range, tagged. `progress` is told how many more frames are done. May run
    in several threads at once. Raises OSError when the disk refuses.
    """
    composer, held = Composer(segment), io.BytesIO()
    with av.open(held, "w", format="mp4") as container:
        stream = open_stream(container, segment)
        told = 0
        for number in range(segment.frames):
            frame = av.VideoFrame(segment.width, segment.height, "yuv420p")
            composer.draw(number, planes_of(frame))
            frame.pts = number
            frame.time_base = Fraction(1, segment.fps)
            container.mux(stream.encode(frame))
            if progress and (number + 1) % _REPORT_EVERY == 0:
                progress(number + 1 - told)
                told = number + 1
        container.mux(stream.encode())
        if progress and segment.frames > told:
            progress(segment.frames - told)
    return written(out, held.getbuffer())


def open_stream(
    container: av.container.OutputContainer, segment: Segment
) -> av.video.stream.VideoStream:
    """A video stream with the segment's size, rate and encoder settings."""
    stream = container.add_stream(
        "libx264", rate=segment.fps, options=x264_options(segment.encoder)
    )
    stream.width, stream.height, stream.pix_fmt = segment.width, segment.height, "yuv420p"
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709 (H.273)
    context.color_range = 1  # limited
    return stream


def x264_options(encoder: Encoder) -> dict[str, str]:
    """The settings as x264 takes them.

    Without `cpu-independent`, x264's macroblock tree gives other bytes now and then, even on one
    machine (seen: 3 different files in 30 runs; none in 30 with it).
    """
    return {
        "preset": encoder.preset,
        "profile": encoder.profile,
        "crf": f"{encoder.crf:g}",
        "x264-params": (
            f"threads=1:lookahead-threads=1:sliced-threads=0:open-gop=0:stitchable=1:cpu-independent=1:"
            f"keyint={encoder.gop}:vbv-maxrate={encoder.maxrate}:vbv-bufsize={2 * encoder.maxrate}"
        ),
    }


def planes_of(frame: av.VideoFrame) -> Planes:
    """A video frame's own memory as planes; drawing into them draws into the frame."""
    arrays = []
    for plane in frame.planes:
        flat = np.frombuffer(memoryview(plane), np.uint8)
        arrays.append(flat.reshape(-1, plane.line_size)[: plane.height, : plane.width])
    return Planes(*arrays)
