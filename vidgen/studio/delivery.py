"""What is delivered beside the films: covers, captions, every intermediate value, the manifest."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from vidgen import __version__
from vidgen.engines.renderer import still
from vidgen.files import write_bytes, write_text
from vidgen.model.base import Document
from vidgen.model.cut import Cut
from vidgen.model.media import Narration
from vidgen.model.post import Post
from vidgen.model.render import BUNDLE, Bundle, Burned, Render
from vidgen.model.script import Brief, Script
from vidgen.model.timeline import Timeline
from vidgen.stages.cover import SETTLED
from vidgen.stages.label import hook_of
from vidgen.stages.subtitle import subtitle
from vidgen.studio.posting import publish


def deliver(
    folder: Path,
    brief: Brief,
    story: tuple[Script, Narration, Timeline, tuple[Cut, ...]],
    renders: tuple[Render, ...],
    stills: tuple[Cut, ...],
    posts: tuple[Post, ...],
) -> Bundle:
    """Write everything beside the films; the manifest last, as the mark that all is there.

    `stills` are the cuts of the covers (`stages.cover`).
    """
    script, narration, timeline, cuts = story
    save(folder, brief, script, narration, timeline, *cuts)
    files = {render.path: render.sha256 for render in renders}
    covers = []
    for cut in stills:
        name = f"cover_{cut.aspect.replace(':', 'x')}.jpg"
        files[name] = write_bytes(folder / name, still.jpeg(cut, SETTLED))
        covers.append(name)
    files["captions.srt"] = write_text(folder / "captions.srt", subtitle(timeline))
    files |= publish(folder, posts)
    bundle = Bundle(
        product_id=brief.product.id,
        name=brief.product.name,
        key=brief.digest(),
        renders=renders,
        covers=tuple(covers),
        files=files,
        facts=_burned(brief, script, (*cuts, *stills), posts),
        writer=script.writer,
        voice=narration.speeches[0].engine if narration.speeches else "none",
        version=__version__,
        variant=brief.variant,
        scenario=brief.scenario.id,
        hook=hook_of(script),
        category=brief.product.category,
        seed=brief.seed,
        seconds=brief.seconds,
        language=brief.language,
        lines=dict(Counter(line.by for line in script.lines)),
        link=brief.product.link,
        cost=script.written.cost if script.written else 0.0,
    )
    write_text(folder / BUNDLE, bundle.to_json())
    return bundle


def save(folder: Path, *documents: Document) -> None:
    """Write each document under its own name: brief.json, script.json, …, cut_9x16.json."""
    for document in documents:
        write_text(folder / file_of(document), document.to_json())


def file_of(document: Document) -> str:
    """The file name a document is saved under."""
    name = document.KIND.partition(".")[0]
    shape = f"_{document.aspect.replace(':', 'x')}" if isinstance(document, Cut) else ""
    return f"{name}{shape}.json"


def _burned(
    brief: Brief, script: Script, cuts: tuple[Cut, ...], posts: tuple[Post, ...]
) -> tuple[Burned, ...]:
    cited = {fact for line in script.lines for fact in line.facts}
    cited |= {fact for cut in cuts for fact in cut.facts}
    cited |= {fact for post in posts for fact in post.facts}
    return tuple(
        Burned(id=fact.id, text=fact.text, unit=fact.unit)
        for fact in brief.product.facts
        if fact.id in cited
    )
