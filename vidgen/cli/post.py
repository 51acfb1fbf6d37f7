"""`vidgen post`: what is written beside the film, per platform."""

from __future__ import annotations

from vidgen.cli import options as o


def post(folder: o.Folder, platform: o.Platforms = None, json: o.Json = False) -> None:
    """Write title, description, hashtags and pinned comment for each platform into FOLDER.

    Made of FOLDER/brief.json and script.json, as post_douyin.json and post_douyin.txt.

    Example: vidgen post out --platform douyin --platform xiaohongshu
    """
    from json import dumps

    from vidgen.cli import ordering, output
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer
    from vidgen.model.script import Brief, Script
    from vidgen.stages.paste import paste
    from vidgen.studio.posting import republish

    brief = ordering.saved(Brief, folder, "script")
    script = ordering.saved(Script, folder, "script")
    settings = ordering.settings_for(folder, {})
    if platform:
        brief = brief.model_copy(update={"platforms": tuple(platform)})
    with only_writer(folder), Steps(quiet=json) as steps:
        posts = ordering.studio_of(settings, steps).posts(brief, script)
        republish(folder, posts, brief.product)
    if json:
        output.answer(dumps([each.model_dump(mode="json") for each in posts], ensure_ascii=False))
    else:
        output.answer("\n".join(f"== {each.platform}\n{paste(each)}" for each in posts))
