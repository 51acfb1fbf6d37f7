"""compare: two columns with equal respect, a hairline between them, one window."""

from __future__ import annotations

from vidgen.model.cut import Layer, Prop
from vidgen.shots.editorial.pieces import Page, hair, paragraph, sheet, title
from vidgen.shots.kit.panes import pane


def compare(page: Page) -> list[Layer]:
    """Layers of a comparison for any canvas; ours stands right."""
    frame, palette = page.frame, page.palette
    left, top, _, bottom = frame.safe
    width, height, unit = float(frame.width), float(frame.height), frame.unit
    sides, ours, theirs = (page.shot.all(role) for role in ("side", "item", "rival"))
    layers = [sheet(page, palette.paper)]
    tall = frame.shape == "tall"
    seam = width / 2
    edge = (max(height * 0.62, top + 0.4 * height), height) if tall else (0.0, height * 0.44)
    window = (0.0, edge[0], width, edge[1])
    side: Prop = "top" if tall else "bottom"
    layers += pane(page, page.sight, window, palette.paper2, side=side)
    if len(sides) < 2:
        return layers
    y = top + 16 * unit if tall else edge[1] + 40 * unit
    foot = edge[0] - 30 * unit if tall else bottom
    layers.append(hair(page, (seam, y), foot - y, palette.line, upright=True, at=0.4))
    for number, (name, rows) in enumerate(((sides[1], theirs), (sides[0], ours))):
        x = left if number == 0 else seam + 48 * unit
        reach = (seam if number == 0 else frame.right(y, foot)) - x - 30 * unit
        colour = palette.ink if number else palette.ink2
        made, used = title(
            page,
            name,
            (x, y),
            reach,
            colour,
            role="product",
            at=0.5 + 0.15 * number,
            lines=1,
            name=f"side{number}",
        )
        layers += made
        low = y + used + 34 * unit
        for place, row in enumerate(rows[: 4 if tall else 2]):
            if low + 90 * unit > foot:
                break
            said = row.model_copy(update={"text": f"{row.label} {row.text}", "label": ""})
            made, used = paragraph(
                page,
                said,
                (x, low),
                reach,
                colour,
                at=0.7 + 0.12 * place + 0.06 * number,
                lines=2,
                height=foot - low,
                name=f"row{number}-{place}",
            )
            layers += made
            low += used + 26 * unit
    return layers
