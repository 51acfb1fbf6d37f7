"""Post copy: made for every platform of a brief, what is left out is told, published whole."""

from __future__ import annotations

from pathlib import Path

from vidgen.files import storage, write_text
from vidgen.library import Library
from vidgen.model.post import Post
from vidgen.model.product import Product
from vidgen.model.render import BUNDLE, Bundle, Burned
from vidgen.model.review import Waiver
from vidgen.model.script import Brief, Script
from vidgen.stages.lawful import Law
from vidgen.stages.paste import paste
from vidgen.stages.post import post
from vidgen.studio.steps import Step, Watch


def posts_of(
    brief: Brief, script: Script, library: Library, waivers: tuple[Waiver, ...], watch: Watch
) -> tuple[Post, ...]:
    """One post for each platform of the brief, under the law that holds there."""
    shelves, words = library.posts(brief.language), library.words()
    made = []
    for name in dict.fromkeys(brief.platforms):
        platform = library.platform(name)
        law = Law(words, platform.regions, waivers)
        made.append(post(brief, script, platform, shelves, law))
        for each in made[-1].left_out:
            watch(Step("post", 1, 1, note=f"{name}, left out: {each.text} ({each.why})"))
    return tuple(made)


def publish(folder: Path, posts: tuple[Post, ...]) -> dict[str, str]:
    """Write post_<platform>.json and .txt for each post; their names with their SHA-256."""
    files: dict[str, str] = {}
    for each in posts:
        for ending, text in (("json", each.to_json()), ("txt", paste(each))):
            name = f"post_{each.platform}.{ending}"
            files[name] = write_text(folder / name, text)
    return files


def republish(folder: Path, posts: tuple[Post, ...], product: Product) -> None:
    """Write the posts anew and, where a manifest lies in the folder, enter them into it.

    Raises InputError when that manifest cannot be read.
    """
    files = publish(folder, posts)
    path = folder / BUNDLE
    with storage(path):
        if not path.is_file():
            return
        bundle = Bundle.from_json(path.read_text(encoding="utf-8"), str(path))
    ids = {fact.id for fact in bundle.facts} | {fact for each in posts for fact in each.facts}
    facts = tuple(Burned(id=f.id, text=f.text) for f in product.facts if f.id in ids)
    told = bundle.model_copy(update={"files": bundle.files | files, "facts": facts})
    write_text(path, told.to_json())
