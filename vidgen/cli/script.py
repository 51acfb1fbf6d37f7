"""`vidgen script`: only the story, to be read and edited."""

from __future__ import annotations

from pathlib import Path

from vidgen.cli import options as o


def script(
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
    json: o.Json = False,
) -> None:
    """Write the script only, as FOLDER/script.json (and brief.json, the order for the film).

    Edit it, then go on with: vidgen voice FOLDER
    """
    from vidgen.cli import ordering, output, several
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer
    from vidgen.studio.delivery import save

    film = dict(platforms=platform, aspects=aspect, scenario=scenario, style=style, length=length)
    sound = dict(lang=lang, voice=voice, mood=mood, music=music, seed=seed, writer=writer)
    film |= dict(audience=audience)
    reach = dict(fetch=fetch, fetch_private=fetch_private, asset_root=asset_root)
    settings = ordering.settings_for(ordering.home(product), film | sound | reach)
    brief = ordering.order(ordering.product(product, sku, images, media, settings), settings)
    with only_writer(out), Steps(quiet=json) as steps:
        studio = ordering.studio_of(settings, steps)
        told = []
        for each, folder in several.order(studio, brief, variants, settings, out):
            story, _ = studio.write(each)
            save(folder, each, story)
            told.append(several.text(story, each, as_json=json))
    output.answer("\n".join(told))
