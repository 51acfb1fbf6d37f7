"""`vidgen make`: a product file becomes finished films."""

from __future__ import annotations

from pathlib import Path

from vidgen.cli import options as o


def make(
    product: o.Input,
    *,
    out: o.Out = Path("out"),
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
    variants: o.Variants = None,
    writer: o.Writer = None,
    quality: o.Quality = None,
    jobs: o.Jobs = None,
    json: o.Json = False,
) -> None:
    """Make the films of a product: script, voice, captions, music, cover and all.

    Example: vidgen make examples/lamp.yaml -o out --platform tiktok --length 15
    """
    from vidgen.cli import ordering, several
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer

    film = dict(platforms=platform, aspects=aspect, scenario=scenario, style=style, length=length)
    sound = dict(lang=lang, voice=voice, mood=mood, music=music, seed=seed, writer=writer)
    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    film |= dict(audience=audience)
    settings = ordering.settings_for(
        ordering.home(product), film | sound | reach | dict(quality=quality, jobs=jobs)
    )
    brief = ordering.order(ordering.product(product, sku, images, media, settings), settings)
    with only_writer(out), Steps(quiet=json) as steps:
        studio = ordering.studio_of(settings, steps)
        made = several.make(studio, several.order(studio, brief, variants, settings, out))
        studio.store.prune()
    several.show(made, out, steps.took, as_json=json)
