"""`vidgen voice`: the lines of an edited script are spoken."""

from __future__ import annotations

from vidgen.cli import options as o


def voice(folder: o.Folder, json: o.Json = False) -> None:
    """Voice FOLDER/script.json, as FOLDER/narration.json; lines that did not change are kept.

    Go on with: vidgen arrange FOLDER
    """
    from vidgen.cli import ordering, output
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer
    from vidgen.model.script import Brief, Script
    from vidgen.studio.delivery import save

    brief = ordering.saved(Brief, folder, "script")
    story = ordering.saved(Script, folder, "script")
    settings = ordering.settings_for(folder, {})
    with only_writer(folder), Steps(quiet=json) as steps:
        narration = ordering.studio_of(settings, steps).voice(brief, story)
        save(folder, narration)
    if json:
        output.answer(narration.to_json())
    else:
        for speech in narration.speeches:
            output.answer(f"{speech.seconds:5.2f} s  {speech.line}  {speech.spoken}")
