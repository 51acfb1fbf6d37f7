"""`vidgen arrange`: script, voice and photos become a timeline."""

from __future__ import annotations

from vidgen.cli import options as o


def arrange(folder: o.Folder, json: o.Json = False) -> None:
    """Arrange FOLDER/script.json and narration.json into FOLDER/timeline.json.

    Go on with: vidgen render FOLDER
    """
    from vidgen.cli import ordering, output
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer
    from vidgen.model.media import Narration
    from vidgen.model.script import Brief, Script
    from vidgen.studio.delivery import save

    brief = ordering.saved(Brief, folder, "script")
    story = ordering.saved(Script, folder, "script")
    narration = ordering.saved(Narration, folder, "voice")
    settings = ordering.settings_for(folder, {})
    with only_writer(folder), Steps(quiet=json) as steps:
        studio = ordering.studio_of(settings, steps)
        timeline = studio.arrange(brief, story, narration, studio.look(brief))
        save(folder, timeline)
    if json:
        output.answer(timeline.to_json())
    else:
        for clip in timeline.clips:
            seconds = clip.start / timeline.fps
            output.answer(f"{seconds:6.2f} s  {clip.id:<12} {clip.because}")
