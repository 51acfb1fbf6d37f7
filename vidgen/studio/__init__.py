"""The one place where pure stages and engines meet: from an order to finished films.

    studio = Studio(store, library)
    bundle = studio.make(brief, folder)

`make` is `write`, `voice`, `arrange`, `lay_out` and `render` run one after another; each may be run
alone, on nouns that were saved, edited by hand and read back.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vidgen.errors import InputError
from vidgen.library import Library
from vidgen.model.cut import Cut, Encoder
from vidgen.model.media import Narration, Sight
from vidgen.model.post import Post
from vidgen.model.product import Media
from vidgen.model.render import Bundle, Render
from vidgen.model.review import Waiver
from vidgen.model.script import Brief, Script
from vidgen.model.timeline import Shot, Timeline
from vidgen.model.writing import Models
from vidgen.stages.accept import Review
from vidgen.stages.arrange import arrange
from vidgen.stages.cover import cover
from vidgen.stages.fit import fit
from vidgen.stages.lay_out import lay_out
from vidgen.stages.match import match
from vidgen.store import Store
from vidgen.studio.delivery import deliver
from vidgen.studio.drafting import draft_all
from vidgen.studio.gating import cleared, gate, law_of, reviewer
from vidgen.studio.likening import affinities
from vidgen.studio.looking import look
from vidgen.studio.posting import posts_of
from vidgen.studio.rendering import render_all
from vidgen.studio.renewing import renewed
from vidgen.studio.scoring import score
from vidgen.studio.steps import Stopwatch, Watch, nobody
from vidgen.studio.targets import Target, seconds_of, targets_of
from vidgen.studio.voicing import speak
from vidgen.studio.writing import Desk

__all__ = ["Studio", "Target", "targets_of"]


@dataclass(frozen=True)
class Studio:
    """Makes films; holds where effects are kept (`store`), the templates (`library`), how many
    segments are encoded at once (`jobs`), the H.264 settings, who watches the progress, the
    language models that may write, which eye looks at photos (`masks:folder`), and the model that
    tells which photo goes with which line, and what the review lets pass."""

    store: Store
    library: Library
    jobs: int = 2
    encoder: Encoder = field(default_factory=Encoder)
    watch: Watch = nobody
    models: Models = field(default_factory=Models)
    eye: str = "classic"
    likeness: str = ""
    waivers: tuple[Waiver, ...] = ()

    def make(self, brief: Brief, folder: Path) -> Bundle:
        """Everything for one brief, finished and published under `folder`.

        A store that is emptied meanwhile does not stop it.
        """
        return renewed(lambda: self._make(brief, folder), self.store, self.watch)

    def _make(self, brief: Brief, folder: Path) -> Bundle:
        clock = Stopwatch(self.watch)
        script, narration = clock("script", lambda: self.write(brief))
        sights = clock("photos", lambda: self.look(brief))
        timeline = clock("timeline", lambda: self.arrange(brief, script, narration, sights))
        cuts = clock("layout", lambda: self.lay_out(brief, timeline))
        renders = clock("render", lambda: self.render(cuts, folder))
        return clock(
            "deliver",
            lambda: deliver(
                folder,
                brief,
                (script, narration, timeline, cuts),
                renders,
                self.covers(brief, timeline),
                self.posts(brief, script),
            ),
        )

    def write(self, brief: Brief) -> tuple[Script, Narration]:
        """A grounded script fitted to the brief's length, and its lines voiced.

        Raises ReviewError when a line says what no fact of the product supports, InputError when
        a platform shows no film of that length.
        """
        target = seconds_of(brief, self.library)
        law = law_of(brief, self.library, self.waivers)
        draft = cleared(brief, self.drafted((brief,))[0], law, self.watch)
        narration = speak(brief, draft, self.store, self.watch)
        spoken = {speech.line: speech.seconds for speech in narration.speeches}
        script = fit(draft, spoken, target)
        return script, Narration(speeches=tuple(narration.speech(line.id) for line in script.lines))

    def drafted(self, briefs: Sequence[Brief]) -> tuple[Script, ...]:
        """Scripts of many briefs as their writers hand them in; a model writes them in batches.

        Its replies are kept: `write` of the same brief asks nothing more.
        """

        def review(brief: Brief) -> Review:
            return reviewer(brief, law_of(brief, self.library, self.waivers))

        return Desk(self.store, self.models, self.watch, review).write_all(briefs)

    def voice(self, brief: Brief, script: Script) -> Narration:
        """Every line of the script voiced.

        Nothing that no fact supports, and nothing unlawful, is ever voiced (ReviewError).
        """
        gate(brief, script, law_of(brief, self.library, self.waivers))
        return speak(brief, script, self.store, self.watch)

    def look(self, brief: Brief) -> tuple[Sight, ...]:
        """What is seen in every picture of the product, looked at once and kept."""
        return look(brief.product.media, self.store, self.watch, self.eye)

    def shots(self, brief: Brief, script: Script, sights: tuple[Sight, ...]) -> tuple[Shot, ...]:
        """One shot for every scene. Where nothing else tells, photos come in the merchant's order,
        with a seed in one of its own."""
        alike = affinities(script, sights, self.likeness, self.store)
        order = list(sights)
        if brief.seed:
            random.Random(f"{brief.seed}/photos").shuffle(order)
        return match(script, tuple(order), alike)

    def arrange(
        self, brief: Brief, script: Script, narration: Narration, sights: tuple[Sight, ...]
    ) -> Timeline:
        """The timeline, with its music and effects made."""
        mood = "none" if brief.music else brief.mood or brief.scenario.mood
        shots = self.shots(brief, script, sights)
        timeline = arrange(script, narration, shots, sights, mood=mood, seed=brief.seed)
        mark = brief.brand.logo and str(Path(brief.brand.logo).resolve())
        logo = look((Media(path=mark),), self.store, nobody) if mark else ()
        told = {
            "title": brief.product.name,
            "brand": brief.brand,
            "link": brief.product.link,
            "logo": logo[0] if logo else None,
        }
        titled = timeline.model_copy(update=told)
        return score(titled, brief.music, self.store)

    def lay_out(self, brief: Brief, timeline: Timeline) -> tuple[Cut, ...]:
        """One cut for every target of the brief.

        Raises InputError naming a character that the fonts cannot draw and the text it stands in.
        """
        from vidgen.engines.renderer.fonts import measure

        style = self.library.style(brief.style)
        cuts = tuple(
            lay_out(
                timeline,
                style,
                self.library.platform(target.platform),
                target.aspect,
                measure,
                self.encoder,
            )
            for target in targets_of(brief, self.library)
        )
        _legible(brief, cuts)
        return cuts

    def covers(self, brief: Brief, timeline: Timeline) -> tuple[Cut, ...]:
        """The cut of one cover for every target of the brief."""
        from vidgen.engines.renderer.fonts import measure

        style = self.library.style(brief.style)
        return tuple(
            cover(timeline, style, self.library.platform(each.platform), each.aspect, measure)
            for each in targets_of(brief, self.library)
        )

    def posts(self, brief: Brief, script: Script) -> tuple[Post, ...]:
        """What is written beside the film, for every platform of the brief."""
        return posts_of(brief, script, self.library, self.waivers, self.watch)

    def render(self, cuts: tuple[Cut, ...], folder: Path) -> tuple[Render, ...]:
        """Finished, checked and published mp4s of these cuts; unchanged segments are reused."""
        return render_all(cuts, folder, self.store, self.jobs, self.watch)

    def preview(self, brief: Brief, folder: Path) -> tuple[Path, ...]:
        """Drafts of the films of one brief, published under `folder`; see `studio.drafting`."""
        clock = Stopwatch(self.watch)
        script, narration = clock("script", lambda: self.write(brief))
        sights = clock("photos", lambda: self.look(brief))
        timeline = clock("timeline", lambda: self.arrange(brief, script, narration, sights))
        cuts = clock("layout", lambda: self.lay_out(brief, timeline))
        return clock("draft", lambda: self.draft(cuts, folder))

    def draft(self, cuts: tuple[Cut, ...], folder: Path) -> tuple[Path, ...]:
        """A small, coarse film of each cut with the platform's zones drawn over it."""
        return draft_all(cuts, folder, self.store, self.jobs, self.watch)


def _legible(brief: Brief, cuts: tuple[Cut, ...]) -> None:
    from vidgen.engines.renderer.fonts import lacking

    layers = [layer for cut in cuts for shot in cut.shots for layer in shot.layers]
    layers += [layer for cut in cuts for layer in cut.overlays]
    for layer in layers:
        for char, text in lacking(layer.paint):
            raise InputError(
                f"{brief.product.id} ({brief.product.name})",
                f"the fonts have no glyph for “{char}” (U+{ord(char):04X}) in “{text}”",
                "take it out of the product's texts",
            )
