"""`vidgen plan`: what `make` would encode, and what it has already."""

from __future__ import annotations

from vidgen.cli import options as o


def plan(
    product: o.Input,
    *,
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
    quality: o.Quality = None,
    json: o.Json = False,
) -> None:
    """Show which scenes `make` with the same options would encode. Encodes and writes no film.

    The script is written and voiced for it: the voice decides where scenes are cut.
    """
    from vidgen.cli import ordering, report
    from vidgen.cli.progress import Steps
    from vidgen.studio import planning

    film = dict(platforms=platform, aspects=aspect, scenario=scenario, style=style, length=length)
    sound = dict(lang=lang, voice=voice, mood=mood, music=music, seed=seed, writer=writer)
    film |= dict(audience=audience)
    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    flags = film | sound | reach | dict(quality=quality)
    settings = ordering.settings_for(ordering.home(product), flags)
    brief = ordering.order(ordering.product(product, sku, images, media, settings), settings)
    with Steps(quiet=json) as steps:
        studio = ordering.studio_of(settings, steps)
        story, narration = studio.write(brief)
        timeline = studio.arrange(brief, story, narration, studio.look(brief))
        segments = planning.plan(studio.lay_out(brief, timeline), studio.store)
    report.show_plan(segments, timeline.fps, as_json=json)
