"""`vidgen preview`: a quick, coarse film to look at, perhaps again after every save."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vidgen.cli import options as o

Source = Annotated[
    Path,
    typer.Argument(
        metavar="INPUT",
        help="A product file, a catalog or one sentence, a folder that an earlier step wrote, or "
        "a cut_*.json.",
    ),
]
Watch = Annotated[
    bool,
    typer.Option(
        "--watch", help="Show it on a local page, and make it again after every save; Ctrl-C ends."
    ),
]
Port = Annotated[
    int,
    typer.Option("--port", min=0, max=65535, help="The page's port; 0 takes a free one."),
]


def preview(
    source: Source,
    *,
    out: o.Out = Path("preview"),
    watch: Watch = False,
    port: Port = 0,
    sku: o.Sku = None,
    images: o.Images = None,
    media: o.Media = None,
    fetch: o.Fetch = None,
    fetch_private: o.FetchPrivate = None,
    asset_root: o.AssetRoot = None,
    platform: o.Platforms = None,
    aspect: o.Aspects = None,
    scenario: o.Scenario = None,
    style: o.Style = None,
    length: o.Length = None,
    lang: o.Lang = None,
    audience: o.Audience = None,
    voice: o.Voice = None,
    mood: o.Mood = None,
    music: o.Music = None,
    seed: o.Seed = None,
    writer: o.Writer = None,
    jobs: o.Jobs = None,
    json: o.Json = False,
) -> None:
    """Make a film at half size and half the frames, with the platform's zones drawn over it.

    Example: vidgen preview examples/lamp.yaml --aspect 9:16 --watch
    """
    from vidgen.cli import drafting

    film = dict(platforms=platform, aspects=aspect, scenario=scenario, style=style, length=length)
    sound = dict(lang=lang, voice=voice, mood=mood, music=music, seed=seed, writer=writer)
    film |= dict(audience=audience)
    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    flags = film | sound | reach | dict(jobs=jobs)
    order = drafting.Order(source, out, flags, (sku, images, media))
    if watch:
        drafting.keep_showing(order, port)
    else:
        drafting.show_once(order, as_json=json)
