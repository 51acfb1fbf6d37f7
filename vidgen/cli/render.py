"""`vidgen render`: a timeline becomes finished films."""

from __future__ import annotations

from vidgen.cli import options as o


def render(
    folder: o.Folder, quality: o.Quality = None, jobs: o.Jobs = None, json: o.Json = False
) -> None:
    """Render FOLDER/timeline.json; scenes that did not change are not encoded again.

    With FOLDER/cut_9x16.json instead of FOLDER, that cut is rendered just as it is.
    """
    from vidgen.cli import ordering, report
    from vidgen.cli.progress import Steps
    from vidgen.files import only_writer
    from vidgen.model.cut import Cut
    from vidgen.studio.delivery import deliver

    home = folder.parent if folder.suffix == ".json" else folder
    settings = ordering.settings_for(home, dict(quality=quality, jobs=jobs))
    with only_writer(home), Steps(quiet=json) as steps:
        studio = ordering.studio_of(settings, steps)
        if folder.suffix == ".json":
            films = studio.render((ordering.read(Cut, folder),), home)
            report.show_films(films, home, steps.took, as_json=json)
        else:
            brief, script, narration, timeline = ordering.story(folder)
            cuts = studio.lay_out(brief, timeline)
            films = studio.render(cuts, folder)
            bundle = deliver(
                folder,
                brief,
                (script, narration, timeline, cuts),
                films,
                studio.covers(brief, timeline),
                studio.posts(brief, script),
            )
            report.show(bundle, folder, steps.took, as_json=json)
        studio.store.prune()
