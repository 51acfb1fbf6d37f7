"""What a line of a film or post rests on, and how it came to be."""

from __future__ import annotations

from vidgen.model.base import Noun


class Row(Noun):
    """One line: where it stands, its words, its facts (id and text), who wrote it.

    `refused` are earlier wordings that were not taken, each with its reasons; `unsupported` are
    claims in it that its facts do not support.
    """

    where: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    by: str = "composer"
    refused: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
