"""`vidgen batch`: a whole catalog becomes films."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from vidgen.cli import options as o
from vidgen.cli.feed import Catalog, Map

ROWS = "Which rows"

Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="FIELD=VALUE",
        help="Only such rows: category=Drinkware, sku=DR-26*, brand!=Acme, price<100; several: all "
        "must hold.",
        show_default=False,
        rich_help_panel=ROWS,
    ),
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        help="Only the first so many of them.",
        show_default=False,
        rich_help_panel=ROWS,
    ),
]
Shard = Annotated[
    str | None,
    typer.Option(
        "--shard",
        metavar="I/N",
        help="Only the I-th of N parts, for as many machines; a SKU is always in the same part.",
        show_default=False,
        rich_help_panel=ROWS,
    ),
]
Changed = Annotated[
    bool,
    typer.Option(
        "--changed",
        help="Only what is new or changed (price, photos, facts, templates, settings, versions); "
        "what failed before is left.",
        rich_help_panel=ROWS,
    ),
]
RetryFailed = Annotated[
    bool,
    typer.Option("--retry-failed", help="Also what failed for good.", rich_help_panel=ROWS),
]
Force = Annotated[
    bool,
    typer.Option("--force", help="Everything, whether it changed or not.", rich_help_panel=ROWS),
]
OutOfStock = Annotated[
    bool,
    typer.Option(
        "--include-out-of-stock", help="Also what cannot be bought now.", rich_help_panel=ROWS
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what would be made, and why; write nothing."),
]
MaxCost = Annotated[
    float | None,
    typer.Option(
        "--max-cost",
        metavar="MONEY",
        min=0,
        help="Begin no further row once a model's scripts cost so much, by the prices set in "
        "openai_price_in and openai_price_out.",
        show_default=False,
        rich_help_panel=ROWS,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        max=64,
        help="Rows made at once, a process each. [dim](All cores, as far as memory goes)[/]",
        show_default=False,
        rich_help_panel=o.HOW,
    ),
]
Apart = Annotated[
    bool,
    typer.Option(
        "--apart",
        help="No two films share more than 40 % of their words: those that would are told another "
        "way. Writes and voices everything before the first film.",
        rich_help_panel=o.FILM,
    ),
]
On = Annotated[
    Literal["here", "ray"],
    typer.Option(
        "--on",
        help="Where rows are made: here, or as tasks of a Ray cluster (docs/cluster.md).",
        rich_help_panel=o.HOW,
    ),
]
Storage = Annotated[
    str,
    typer.Option(
        "--storage",
        metavar="PLACE",
        help="With --on ray: where films go, like s3://films/night. [dim](The folder --out)[/]",
        show_default=False,
        rich_help_panel=o.HOW,
    ),
]


def batch(
    catalog: Catalog,
    *,
    out: o.Out = Path("out"),
    images: o.Images = None,
    map_: Map = None,
    fetch: o.Fetch = None,
    fetch_private: o.FetchPrivate = None,
    asset_root: o.AssetRoot = None,
    where: Where = None,
    limit: Limit = None,
    shard: Shard = None,
    changed: Changed = False,
    retry_failed: RetryFailed = False,
    force: Force = False,
    include_out_of_stock: OutOfStock = False,
    max_cost: MaxCost = None,
    dry_run: DryRun = False,
    platform: o.Platforms = None,
    aspect: o.Aspects = None,
    scenario: o.Scenario = None,
    audience: o.Audience = None,
    apart: Apart = False,
    style: o.Style = None,
    length: o.Length = None,
    lang: o.Lang = None,
    voice: o.Voice = None,
    mood: o.Mood = None,
    music: o.Music = None,
    seed: o.Seed = None,
    writer: o.Writer = None,
    quality: o.Quality = None,
    jobs: Jobs = None,
    on: On = "here",
    storage: Storage = "",
    json: o.Json = False,
) -> None:
    """Make the films of a whole catalog; the same command goes on where it was stopped.

    Example: vidgen batch goods.csv -o out --platform douyin --length 15
    """
    from vidgen.cli import batching

    film = dict(platforms=platform, aspects=aspect, scenario=scenario, style=style, length=length)
    sound = dict(lang=lang, voice=voice, mood=mood, music=music, seed=seed, writer=writer)
    film |= dict(audience=audience)
    asked = dict(where=where, limit=limit, shard=shard, changed=changed, force=force)
    asked |= dict(retry_failed=retry_failed, out_of_stock=include_out_of_stock)
    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    flags = film | sound | reach | dict(quality=quality)
    feed = batching.Feed(catalog, images, map_ or [])
    order = batching.batch_of(feed, out, flags, asked, jobs)
    order = replace(batching.placed(order, on, storage, jobs), apart=apart)
    order = batching.bounded(order, max_cost)
    raise typer.Exit(batching.run(feed, order, dry=dry_run, as_json=json))
