"""Files by digest, what was seen in a picture, and what a voice said when."""

from __future__ import annotations

from typing import ClassVar, Literal

from vidgen.model.base import Document, Noun

Box = tuple[float, float, float, float]
"""left, top, right, bottom. In a Sight: fractions of the picture, 0..1. In a Cut: pixels."""


class Asset(Noun):
    """A file by content: SHA-256 digest, where it lies now, kind, who may use it."""

    sha256: str
    path: str
    kind: Literal["photo", "clip", "audio"]
    note: str = ""
    licence: str = ""


class Cluster(Noun):
    """One colour of a picture: share 0..1, then OKLCH (L 0..1, C, hue in degrees)."""

    weight: float
    lightness: float
    chroma: float
    hue: float


class Depth(Noun):
    """A photo in two planes: its subject alone, and what lies behind it, filled in.

    `front` is an RGBA picture that stands at `place` (left, top in pixels of the sight's picture);
    `back` is the whole picture without it.
    """

    front: Asset
    back: Asset
    place: tuple[int, int]
    size: tuple[int, int]


class Moving(Noun):
    """A moment of a clip, prepared: an mp4 of upright key frames at `fps`, `frames` long.

    `track` is the subject's box (fractions) every `step` frames, smoothed.
    """

    asset: Asset
    frames: int
    fps: int = 30
    width: int
    height: int
    step: int = 10
    track: tuple[Box, ...] = ()


class Sight(Document):
    """What the eye saw in one photo, once; everything layout needs to know of it.

    `width`, `height`: pixels after EXIF orientation. `subject`: box of the product (fractions) with
    `confidence` 0..1. `backdrop`: `alpha` (transparent cut-out), `plain` (near-uniform ground) or
    `busy`. `cutout`: asset of an RGBA picture of the subject alone, trimmed to it, only when its
    edge is good (`cut_confidence` >= 0.6); `cutout_size` is its size in pixels. `clusters`: colours
    of the subject, largest share first. `sharpness`: variance of the Laplacian on the picture
    scaled to 640 px. `grid`: mean sRGB of 12 x 12 cells, row by row, for scrims and for choosing
    the ink; `energy`: edge energy 0..1 of the same cells, for finding calm ground. `picture` is the
    upright sRGB version of the file that every later step reads. `moving` is the moment of a clip
    that the picture is taken from; `depth` its subject and ground apart, when they can be parted.
    """

    KIND: ClassVar[str] = "sight.1"

    asset: Asset
    picture: Asset
    width: int
    height: int
    kind: Literal["packshot", "detail", "scene", "text"]
    backdrop: Literal["alpha", "plain", "busy"]
    subject: Box
    confidence: float
    faces: tuple[Box, ...] = ()
    cutout: Asset | None = None
    cutout_size: tuple[int, int] = (0, 0)
    cut_confidence: float = 0.0
    clusters: tuple[Cluster, ...] = ()
    sharpness: float = 0.0
    grid: tuple[tuple[int, int, int], ...] = ()
    energy: tuple[float, ...] = ()
    fingerprint: str = ""
    moving: Moving | None = None
    depth: Depth | None = None


class Word(Noun):
    """One shown word of a line and when it is said.

    `text` is a slice of the line's shown text; `at` its (start, end) character offsets there; times
    are seconds from the start of the speech. A shown word may be several spoken ones (¥199).
    """

    text: str
    at: tuple[int, int]
    start: float
    end: float


class Speech(Document):
    """One line voiced: mono audio with its length in seconds and the time of every shown word."""

    KIND: ClassVar[str] = "speech.1"

    line: str
    spoken: str
    audio: Asset
    seconds: float
    words: tuple[Word, ...]
    engine: str
    voice: str


class Narration(Document):
    """All lines of one film voiced, in spoken order."""

    KIND: ClassVar[str] = "narration.1"

    speeches: tuple[Speech, ...]

    def speech(self, line: str) -> Speech:
        """The speech of the line with this id. KeyError if it was not voiced."""
        for speech in self.speeches:
            if speech.line == line:
                return speech
        raise KeyError(line)


class Span(Noun):
    """Spoken characters [spoken[0], spoken[1]) stand for shown characters [shown[0], shown[1])."""

    spoken: tuple[int, int]
    shown: tuple[int, int]


class Spoken(Noun):
    """How a line is read aloud, and the way back: spans cover both texts in order, without gaps."""

    text: str
    spans: tuple[Span, ...]


class Mark(Noun):
    """The spoken character at `at` begins `seconds` after the utterance's start."""

    at: int
    seconds: float


class Utterance(Document):
    """What a voice engine made of a spoken text: mono audio, its length, when what is said."""

    KIND: ClassVar[str] = "utterance.1"

    audio: Asset
    seconds: float
    marks: tuple[Mark, ...]
    engine: str
    voice: str
