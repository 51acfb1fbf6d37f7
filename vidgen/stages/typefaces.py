"""typefaces: a brand's own font files stand in for the style's faces, in measuring and painting."""

from __future__ import annotations

from collections.abc import Mapping

from vidgen.craft.wrap import Measure
from vidgen.model.brand import Brand
from vidgen.model.cut import Layer
from vidgen.model.paint import Group, Paint, Placed, Shadow, Text

_DISPLAY = ("sans-900", "serif-600", "serif-300")
_TEXT = ("sans-500", "sans-700", "kai-700")


def faces_of(brand: Brand) -> dict[str, str]:
    """Which face stands in for which; empty without font files."""
    found: dict[str, str] = {}
    for path, names in ((brand.display, _DISPLAY), (brand.text, _TEXT)):
        if path:
            found |= {name: f"{path}|{name}" for name in names}
    return found


def measured(measure: Measure, faces: Mapping[str, str]) -> Measure:
    """Measures text in the faces it will be painted in."""
    if not faces:
        return measure

    def measure_own(text: str, face: str, size: float, tracking: float = 0.0) -> float:
        return measure(text, faces.get(face, face), size, tracking)

    return measure_own


def dressed(layer: Layer, faces: Mapping[str, str]) -> Layer:
    """The layer with every text in the brand's faces."""
    if not faces:
        return layer
    return layer.model_copy(update={"paint": _paint(layer.paint, faces)})


def _paint(paint: Paint, faces: Mapping[str, str]) -> Paint:
    if isinstance(paint, Text):
        return paint.model_copy(update={"face": faces.get(paint.face, paint.face)})
    if isinstance(paint, Shadow):
        return paint.model_copy(update={"of": _paint(paint.of, faces)})
    if isinstance(paint, Group):
        parts = tuple(Placed(of=_paint(part.of, faces), x=part.x, y=part.y) for part in paint.parts)
        return paint.model_copy(update={"parts": parts})
    return paint
