"""compose: the frames of a segment, one after another, in the encoder's own planes."""

from __future__ import annotations

import cv2

from vidgen.engines.renderer.page import Page
from vidgen.engines.renderer.planes import Planes, blank
from vidgen.engines.renderer.transition import transition
from vidgen.model.cut import LaidShot, Segment


class Composer:
    """Draws any frame of a segment; cheapest when frames are asked for in order."""

    def __init__(self, segment: Segment) -> None:
        cv2.setNumThreads(1)
        self._segment = segment
        self._pages = [
            Page(shot.layers, blank(segment.width, segment.height, shot.background))
            for shot in segment.shots
        ]
        self._over = Page(segment.overlays, blank(segment.width, segment.height))
        self._spare = [blank(segment.width, segment.height) for _ in range(2)]

    def draw(self, frame: int, target: Planes) -> None:
        """Compose the frame (counted from the segment's start) into `target`."""
        alive = [
            (shot, page)
            for shot, page in zip(self._segment.shots, self._pages, strict=True)
            if shot.start <= frame < shot.end
        ]
        for shot, page in zip(self._segment.shots, self._pages, strict=True):
            if shot.end <= frame:
                page.rest()
        entering = alive[-1][0].transition
        begun = frame - alive[-1][0].start
        if len(alive) > 1 and begun < entering.frames:
            for (shot, page), spare in zip(alive[-2:], self._spare, strict=True):
                page.draw(frame - shot.start, spare)
            transition(self._spare[0], self._spare[1], entering, begun, target)
        else:
            self._draw_one(alive[-1], frame, target)
        self._over.overlay(frame, target)

    @staticmethod
    def _draw_one(one: tuple[LaidShot, Page], frame: int, target: Planes) -> None:
        shot, page = one
        page.draw(frame - shot.start, target)
