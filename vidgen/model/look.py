"""What was seen on a finished film, and the points it earns in the twelve-point check."""

from __future__ import annotations

from vidgen.model.base import Noun


class Reading(Noun):
    """How well one text reads in one decoded frame.

    `ratio` is the measured contrast of its ink with what lies around it (WCAG, 1..21), `promised`
    what the cut promises; `thumb` the contrast left in its box when the frame is scaled to a
    tenth; `size` the em of its largest text in pixels.
    """

    frame: int
    shot: str
    layer: str
    text: str
    ratio: float
    promised: float
    thumb: float
    size: float


class Picture(Noun):
    """One decoded frame in numbers.

    `tones` are its colours on a grid of 32 cells across, row by row ("#RRGGBB"), `columns` and
    `rows` the grid's size. `product` is the share of the canvas that product and photos cover
    there and `alive` whether that area holds more than one flat colour. `outside` tells, cell by
    cell, what is neither photo nor product.
    """

    frame: int
    shot: str
    columns: int
    rows: int
    tones: tuple[str, ...]
    outside: tuple[bool, ...]
    product: float
    alive: bool


class Stretch(Noun):
    """Frames [start, end) in which nothing moves."""

    start: int
    end: int


class Look(Noun):
    """Everything that was measured on a film's decoded frames.

    `bars` is the share of looked-at frames with black bars on two opposite sides, `tail` the
    number of last frames in which nothing moves, `blank` whether frame 0 is one flat colour.
    """

    readings: tuple[Reading, ...]
    pictures: tuple[Picture, ...]
    frozen: tuple[Stretch, ...] = ()
    bars: float = 0.0
    tail: int = 0
    blank: bool = False


class Point(Noun):
    """One point of the check: its number and name, 0, 1 or 2, and one line why.

    `starred` points may not be 0; `whole` is False where a person has to look as well.
    """

    number: int
    name: str
    starred: bool
    whole: bool
    score: int
    why: str


class Card(Noun):
    """All points of one film."""

    points: tuple[Point, ...]

    @property
    def total(self) -> int:
        """Sum of all points, 0 to twice their number."""
        return sum(point.score for point in self.points)

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of starred points that are 0."""
        return tuple(point.name for point in self.points if point.starred and not point.score)
