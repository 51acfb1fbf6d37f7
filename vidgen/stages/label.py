"""label: the name of a variant, which tells what it tries: `b-comparison-question-15s`."""

from __future__ import annotations

import re
from string import ascii_lowercase

from vidgen.model.script import Brief, Script

HOOKS = ("quote", "deadline", "offer", "price", "question", "statement")
"""How a film can open, by what its first line rests on, else by whether it asks."""

_SHAPE = re.compile(rf"[a-z]+-(?P<scenario>[a-z0-9-]+)-(?P<hook>{'|'.join(HOOKS)})-(?P<s>\d+)s")


def label(number: int, brief: Brief, script: Script) -> str:
    """The name of the `number`th variant (from 0): its letter, scenario, hook and wanted length.

    Safe as a file's name and in an address: small Latin letters, digits and hyphens.
    """
    scenario = re.sub(r"[^a-z0-9]+", "-", brief.scenario.id.lower()).strip("-")[:40] or "scenario"
    return f"{letter(number)}-{scenario}-{hook_of(script)}-{brief.seconds}s"


def letter(number: int) -> str:
    """a, b, … z, aa, ab, … for 0, 1, …"""
    before, last = divmod(number, len(ascii_lowercase))
    return (letter(before - 1) if before else "") + ascii_lowercase[last]


def told_by(name: str) -> tuple[str, str, int] | None:
    """(scenario, hook, seconds) that a variant's name tells, or None where it is no such name."""
    found = _SHAPE.fullmatch(name)
    return (found["scenario"], found["hook"], int(found["s"])) if found else None


def hook_of(script: Script) -> str:
    """How the film opens: one of HOOKS."""
    line = script.lines[0] if script.lines else None
    if line is None:
        return "statement"
    facts = [fact.partition(".")[0] for fact in line.facts]
    if "promotion.ends" in line.facts:
        return "deadline"
    for kind, hook in (("review", "quote"), ("promotion", "offer"), ("price", "price")):
        if kind in facts or (kind == "price" and "saving" in facts):
            return hook
    return "question" if re.search(r"[?？]", line.text) else "statement"
