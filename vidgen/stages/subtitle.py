"""subtitle: the film's captions as a SubRip file, for players and platforms that take one."""

from __future__ import annotations

import re

from vidgen.model.timeline import Timeline


def subtitle(timeline: Timeline) -> str:
    """SubRip text of all cues, numbered from 1, times in hours:minutes:seconds,milliseconds."""
    blocks = (
        f"{number}\n{_stamp(cue.start, timeline.fps)} --> {_stamp(cue.end, timeline.fps)}\n"
        f"{_unmarked(cue.text)}\n"
        for number, cue in enumerate(timeline.cues, 1)
    )
    return "\n".join(blocks)


def _unmarked(text: str) -> str:
    """The words alone: players take `{\\…}` and `<…>` for orders, and `-->` for a time line."""
    return _MARKS.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)


_MARKS = re.compile(r"\{\\|<(?=[A-Za-z/!])|-->")


def _stamp(frame: int, fps: int) -> str:
    milliseconds = round(frame * 1000 / fps)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
