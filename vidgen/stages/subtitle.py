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
    """The words alone: players take `{\\…}` and `<…>` for orders, `-->` for a time line, and an
    empty line for the end of the words."""
    return _MARKS.sub(lambda found: f"{found[0][0]} {found[0][1:]}", _LINES.sub(" ", text))


_LINES = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What `str.splitlines` takes for the end of a line."""


_MARKS = re.compile(r"\{\\|<(?=[A-Za-z/!])|-->")


def _stamp(frame: int, fps: int) -> str:
    milliseconds = round(frame * 1000 / fps)
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
