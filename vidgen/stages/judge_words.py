"""The points of the twelve-point check that are about words: 3, 4, 5, 8, 9 and 11."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vidgen.craft.words import NO_LINE_START, breaks
from vidgen.model.cut import Cut, LaidShot, Layer
from vidgen.model.look import Look, Point, Reading
from vidgen.model.media import Box
from vidgen.model.paint import Fill, Polygon
from vidgen.model.product import Product
from vidgen.model.script import Scene, ScreenText, Script
from vidgen.stages.ground import ground
from vidgen.stages.lint import lint
from vidgen.stages.moments import readable
from vidgen.stages.read_ink import texts
from vidgen.stages.watch import place

SMALLEST = 28.0
"""Pixels of the smallest text at a short side of 1080 (art direction §4: legal lines)."""

_HUGE = 3.0
"""Times the smallest type that the largest of a shot should have (art direction §11)."""

_ENCODED = 0.9
"""Share of a promised contrast that must be left after encoding: 4:2:0 and quantising cost some."""

_LOST = 0.66
"""Share of a promised contrast below which a text counts as unreadable."""

_THUMB_SIZE, _THUMB_CONTRAST = 50.0, 2.0
"""Em at a short side of 1080, and contrast in the thumb, from which a word is read at 96 pixels."""

_ELLIPSIS = re.compile(r"…|\.\.\.")


def thumb(cut: Cut, look: Look) -> Point:
    """3: the largest word of each shot is still read when the frame is scaled to a tenth."""
    unit = min(cut.width, cut.height) / 1080
    largest: dict[str, Reading] = {}
    for reading in look.readings:
        best = largest.get(reading.shot)
        if best is None or reading.size > best.size:
            largest[reading.shot] = reading
    lost = [
        shot
        for shot, reading in largest.items()
        if reading.size < _THUMB_SIZE * unit or reading.thumb < _THUMB_CONTRAST
    ]
    why = f"the largest word is lost in {', '.join(lost)}" if lost else "every largest word is read"
    score = 0 if not largest or len(lost) > len(largest) / 3 else 1 if lost else 2
    return Point(number=3, name="Thumb test", starred=False, whole=False, score=score, why=why)


def safe(cut: Cut) -> Point:
    """4: no words in the platform's areas, none over another."""
    findings = lint(cut)
    outside = [line for line in findings if " overlaps " not in line]
    why = (outside or findings or ("all words stay inside and apart",))[0]
    score = 0 if outside else 1 if findings else 2
    return Point(number=4, name="Safe zones", starred=True, whole=True, score=score, why=why)


def contrast(look: Look) -> Point:
    """5: every text stands out from the pixels that are really behind it."""
    promised = [reading for reading in look.readings if reading.promised]
    worst = min(promised, key=lambda reading: reading.ratio / reading.promised, default=None)
    if worst is None:
        why, score = "no text was seen in full", 0
    else:
        kept = worst.ratio / worst.promised
        score = 2 if kept >= _ENCODED else 1 if kept >= _LOST else 0
        why = (
            f"worst is {worst.layer} in {worst.shot}: {worst.ratio:.1f}:1 of {worst.promised:g}:1 "
            f"at frame {worst.frame}"
        )
    return Point(number=5, name="Contrast", starred=True, whole=True, score=score, why=why)


def scale(cut: Cut) -> Point:
    """8: one thing is huge, nothing is tiny, and the product crosses type or an edge."""
    unit = min(cut.width, cut.height) / 1080
    sizes = [_sizes(shot) for shot in cut.shots]
    smallest = min((size for row in sizes for size in row), default=0.0) / unit
    bold = [row for row in sizes if len(row) > 1 and max(row) >= _HUGE * min(row)]
    several = [row for row in sizes if len(row) > 1]
    crossing = sum(_crosses(shot, cut) for shot in cut.shots)
    why = (
        f"smallest text {smallest:.0f} px, largest {_HUGE:g} times the smallest in {len(bold)} of "
        f"{len(several)} shots, product crosses type or an edge in {crossing} of {len(cut.shots)}"
    )
    score = (2 * len(bold) >= len(several)) + (3 * crossing >= len(cut.shots))
    score = 0 if smallest < SMALLEST else score
    return Point(number=8, name="Scale, overlap", starred=False, whole=False, score=score, why=why)


def _sizes(shot: LaidShot) -> list[float]:
    return [text.size for layer in readable(shot.layers) for text in texts(layer.paint)]


def _crosses(shot: LaidShot, cut: Cut) -> bool:
    """Whether the product or its photo runs over words, the canvas's edge or a panel's edge."""
    words = [layer.box for layer in readable(shot.layers) if layer.box]
    panels = [box for layer in shot.layers if (box := _panel(layer, cut))]
    for layer in shot.layers:
        box = place(layer) if layer.role in ("photo", "product") else None
        if box is None:
            continue
        if box[0] <= 0 or box[1] <= 0 or box[2] >= cut.width or box[3] >= cut.height:
            return True
        if any(_cross(box, other) for other in words):
            return True
        if layer.role == "product" and any(_over_edge(box, panel) for panel in panels):
            return True
    return False


def _panel(layer: Layer, cut: Cut) -> Box | None:
    """The box of a drawn shape that is neither the ground nor a trifle."""
    if layer.role != "art" or not isinstance(layer.paint, Fill | Polygon):
        return None
    paint = layer.paint
    corners = paint.points if isinstance(paint, Polygon) else ((0.0, 0.0), (paint.w, paint.h))
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = (
        layer.x + min(across),
        layer.y + min(down),
        layer.x + max(across),
        layer.y + max(down),
    )
    share = (box[2] - box[0]) * (box[3] - box[1]) / (cut.width * cut.height)
    return box if 0.05 <= share <= 0.7 else None


def _over_edge(box: Box, panel: Box) -> bool:
    """Whether at least a fifth of a box lies on a panel, and at least a tenth beside it."""
    wide = min(box[2], panel[2]) - max(box[0], panel[0])
    tall = min(box[3], panel[3]) - max(box[1], panel[1])
    whole = (box[2] - box[0]) * (box[3] - box[1])
    on = max(0.0, wide) * max(0.0, tall) / whole if whole else 0.0
    return 0.2 <= on <= 0.9


def _cross(first: Box, second: Box) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def lines(cut: Cut) -> Point:
    """9: no split words, no orphans, no stop at a line's start, no ellipsis in a headline."""
    layers = [layer for shot in cut.shots for layer in readable(shot.layers)]
    layers += readable(cut.overlays)
    faults = [f"{layer.id}: {fault}" for layer in layers for fault in _broken(layer, cut)]
    why = faults[0] if faults else "all lines break between words"
    score = 2 if not faults else 1 if len(faults) == 1 else 0
    return Point(number=9, name="Line breaks", starred=True, whole=True, score=score, why=why)


def _broken(layer: Layer, cut: Cut) -> Iterator[str]:
    for text in texts(layer.paint):
        rows = text.plain.split("\n")
        if len(rows) > 1 and all(len(row) == 1 for row in rows):
            continue  # set vertically
        if layer.role != "caption" and _ELLIPSIS.search(text.plain):
            yield f"“{text.plain}” ends in an ellipsis"
        for row in rows:
            if row and row[0] in NO_LINE_START:
                yield f"“{row}” begins with a stop"
        if len(rows) > 1 and min(len(row.strip()) for row in rows) <= 2:
            yield f"“{min(rows, key=len).strip()}” stands alone on a line"
        yield from _split(rows, layer.text, cut)


def _split(rows: list[str], whole: str, cut: Cut) -> Iterator[str]:
    """Rows that are cut inside a word of the whole text."""
    language = "zh" if cut.language == "zh" else "en"
    legal = breaks(whole, language, (cut.title,)) if language == "zh" else frozenset()
    at = 0
    for row, following in pairwise(rows):
        begun = whole.find(row.strip(), at)
        if begun < 0:
            return
        at = begun + len(row.strip())
        spaced = whole[at : at + 1].isspace() or whole[at - 1 : at] in "-–/"
        if at < len(whole) and at not in legal and not spaced and following:
            yield f"a word is split after “{row.strip()}”"


def truth(cut: Cut, product: Product | None) -> Point:
    """11: each number, price, name and promise on screen is in the product's facts."""
    name = "Truth"
    if product is None:
        why = "no brief.json lies beside the film: cannot be told"
        return Point(number=11, name=name, starred=True, whole=False, score=1, why=why)
    known = tuple(fact.id for fact in product.facts)
    layers = [layer for shot in cut.shots for layer in readable(shot.layers)]
    layers += readable(cut.overlays)
    shown = tuple(
        Scene(
            id=layer.id,
            beat="screen",
            archetype="feature",
            lines=(),
            screen=(ScreenText(role="headline", text=layer.text.replace("\n", " "), facts=known),),
        )
        for layer in layers
    )
    said = Script(product_id=product.id, scenario="", language=product.language, scenes=shown)
    findings = [str(found) for found in ground(product, said)]
    why = findings[0] if findings else f"all claims in {len(shown)} texts are in the input"
    return Point(
        number=11, name=name, starred=True, whole=True, score=0 if findings else 2, why=why
    )
