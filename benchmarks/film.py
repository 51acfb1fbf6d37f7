"""The film that is measured: the flask of our examples, about 24 s, laid out as a user gets it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vidgen.feeds.product_file import read
from vidgen.library import Library
from vidgen.model.cut import Cut, Encoder
from vidgen.model.script import Brief
from vidgen.store import Store
from vidgen.studio import Studio

EXAMPLE = Path(__file__).parents[1] / "examples" / "flask.yaml"


def studio(store: Path, jobs: int = 2) -> Studio:
    """A studio with its own empty store."""
    return Studio(Store(store), Library(), jobs=jobs)


def brief(seconds: int = 24, style: str = "bold") -> Brief:
    """The order for the measured film."""
    product = read(EXAMPLE)
    return Brief(
        product=product,
        scenario=Library().scenario("pain-solution"),
        language=product.language,
        seconds=seconds,
        style=style,
        platforms=("douyin", "youtube"),
        aspects=("9:16", "16:9"),
        seed=2,
    )


def cuts(maker: Studio, preset: str = "veryfast", style: str = "bold") -> tuple[Cut, ...]:
    """The film's cuts, 9:16 and 16:9, everything before rendering done and stored."""
    order = brief(style=style)
    made = replace(maker, encoder=Encoder(preset=preset))
    script, narration = made.write(order)
    timeline = made.arrange(order, script, narration, made.look(order))
    return made.lay_out(order, timeline)
