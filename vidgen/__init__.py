"""vidgen turns product data into short videos that sell.

    feed row / file ─► Product ─┐
    templates ─► Scenario ──────┴► Brief ─[writer]► Script ─[voice]► Speeches ┐
    photos ─[eye]► Sights ─────────────────────────────────────────────────────┴► Timeline
    Timeline × Style × Platform ─► Cut (one per canvas) ─[renderer]► Render ─► Bundle

`─►` is pure, `─[x]►` passes through an engine. Floors, imports only downwards:

    cli → batch → studio → { stages → shots | engines | store | library | feeds } → craft → model
    → errors

`craft` holds the pure crafts both sides share: easing, colour, line breaking, word boundaries.
"""

__version__ = "0.1.0"
