"""Which films a brief asks for: one per aspect, each laid out for one platform's rules."""

from __future__ import annotations

from dataclasses import dataclass

from vidgen.errors import InputError
from vidgen.library import Library
from vidgen.model.script import Brief
from vidgen.stages.fit import SLACK


@dataclass(frozen=True)
class Target:
    """One film to make: a canvas shape and the platform whose safe zones and limits it obeys."""

    aspect: str
    platform: str


def targets_of(brief: Brief, library: Library) -> tuple[Target, ...]:
    """The films of a brief.

    With aspects, one film each, for the first of the brief's platforms whose own shape it is (else
    the first that shows it);
    without, one film per platform in the platform's own first aspect.
    Raises InputError when no platform of the brief shows a wanted aspect.
    """
    platforms = [library.platform(name) for name in brief.platforms]
    if not brief.aspects:
        return tuple(dict.fromkeys(Target(p.aspects[0], p.id) for p in platforms))
    targets = []
    for aspect in brief.aspects:
        fitting = [p for p in platforms if aspect in p.aspects]
        if not fitting:
            shown = sorted({shape for p in platforms for shape in p.aspects})
            names = ", ".join(p.id for p in platforms)
            raise InputError(
                "--aspect",
                f"{aspect} is not shown on {names}",
                f"choose one of {', '.join(shown)}, or another --platform",
            )
        at_home = [p for p in fitting if p.aspects[0] == aspect] or fitting
        targets.append(Target(aspect, at_home[0].id))
    return tuple(dict.fromkeys(targets))


def seconds_of(brief: Brief, library: Library) -> float:
    """Seconds to which the film is fitted: those asked for, so that no platform cuts its end off.

    Raises InputError when a platform of the brief shows no film of that length.
    """
    limits = [
        (library.platform(target.platform).longest, target.platform)
        for target in targets_of(brief, library)
    ]
    longest, platform = min(limits)
    if brief.seconds > longest:
        what = f"{brief.seconds} s is longer than a film on {platform} may be"
        raise InputError("--length", what, f"choose at most {longest:g}")
    return min(float(brief.seconds), longest - SLACK)
