"""A studio that works as the settings say."""

from __future__ import annotations

from vidgen.library import Library
from vidgen.settings import ENCODERS, Settings
from vidgen.store import Store
from vidgen.studio import Studio
from vidgen.studio.steps import Watch


def studio_of(settings: Settings, watch: Watch) -> Studio:
    """A studio that works as the settings say and tells `watch` what it does."""
    return Studio(
        Store(settings.store, round(settings.store_gb * 1024**3)),
        Library(settings.templates),
        settings.jobs,
        ENCODERS[settings.quality],
        watch,
        settings.models,
        eye=settings.eye,
        likeness=settings.likeness,
        waivers=settings.review.waive,
    )
