"""lay_out: a timeline becomes a cut for one canvas; after it nothing is left to decide."""

from __future__ import annotations

from dataclasses import replace

from vidgen.craft.palette import derive
from vidgen.craft.wrap import Measure
from vidgen.errors import InputError
from vidgen.model.cut import Cut, Encoder, LaidShot, Layer, Transition
from vidgen.model.media import Cluster
from vidgen.model.palette import Palette
from vidgen.model.platform import Platform
from vidgen.model.style import Style, TransitionRule
from vidgen.model.timeline import Clip, Timeline
from vidgen.shots.kit.page import Frame, Page
from vidgen.stages.captions import Kept, captions
from vidgen.stages.faces import off_faces
from vidgen.stages.rest import at_rest
from vidgen.stages.typefaces import dressed, faces_of, measured

CANVASES = {
    "9:16": (1080, 1920),
    "3:4": (1080, 1440),
    "4:5": (1080, 1350),
    "1:1": (1080, 1080),
    "16:9": (1920, 1080),
}
"""Pixels of every aspect that can be laid out."""

_POSTER_LEAD = 0.62
"""Seconds by which the first shot's clock runs ahead: frame 0 already shows product and words."""

_LATE = 0.10
"""Seconds by which later shots wait for the transition to uncover them."""


def lay_out(
    timeline: Timeline,
    style: Style,
    platform: Platform,
    aspect: str,
    measure: Measure,
    encoder: Encoder | None = None,
) -> Cut:
    """The cut of a timeline for one aspect on one platform.

    Raises InputError for an aspect that is not known or that the platform does not show.
    """
    if aspect not in CANVASES or aspect not in platform.safe:
        raise InputError(
            "--aspect",
            f"{aspect} is not known on {platform.id}",
            f"choose one of {', '.join(a for a in CANVASES if a in platform.safe)}",
        )
    whole = frame_of(platform, aspect)
    frame = _within(whole, style)
    types = faces_of(timeline.brand)
    measure = measured(measure, types)
    palette = derive(_clusters(timeline), style.family, timeline.brand.colours)
    shots = _shots(timeline, style, platform, frame, palette, measure)
    headlines = {shot.id: _large(shot) for shot in shots}
    taken = {
        shot.id: tuple(x.box for x in shot.layers if x.box and x.role in ("text", "price"))
        for shot in shots
    }
    shown = {shot.id: shot.faces for shot in shots}
    overlays = captions(
        timeline.cues, frame, palette, style, measure, headlines, Kept(taken, shown)
    )
    burned = {fact for shot in shots for layer in shot.layers for fact in layer.facts}
    return Cut(
        product_id=timeline.product_id,
        aspect=aspect,
        platform=platform.id,
        width=frame.width,
        height=frame.height,
        fps=timeline.fps,
        frames=timeline.frames,
        shots=tuple(
            shot.model_copy(update={"layers": tuple(dressed(x, types) for x in shot.layers)})
            for shot in shots
        ),
        overlays=tuple(dressed(layer, types) for layer in overlays),
        sounds=timeline.sounds,
        loudness=platform.loudness,
        encoder=encoder or Encoder(),
        safe=whole.safe,
        rail=whole.rail,
        facts=tuple(sorted(burned)),
        title=timeline.title,
        language=timeline.language,
    )


_ENTERED = 3.0
"""Seconds after which every entrance is over: where a scene goes on, only its picture changes."""


def _lead(clip: Clip, number: int) -> float:
    if clip.transition == "dissolve":
        return _ENTERED
    return _POSTER_LEAD if number == 0 else -_LATE


def frame_of(platform: Platform, aspect: str) -> Frame:
    """The canvas of an aspect with the platform's safe box."""
    width, height = CANVASES[aspect]
    zone = platform.safe[aspect]
    safe = (zone.left, zone.top, width - zone.right, height - zone.bottom)
    return Frame(width, height, safe, zone.rail)


def _within(frame: Frame, style: Style) -> Frame:
    """The frame with the style's own side margins where these are wider than the platform's."""
    margin = style.margin[frame.shape] * frame.unit
    left, top, right, bottom = frame.safe
    inner = (max(left, margin), top, min(right, frame.width - margin), bottom)
    return replace(frame, safe=inner)


def _clusters(timeline: Timeline) -> tuple[Cluster, ...]:
    """Colours of the film's first clean cut-out, else of its first picture."""
    for sight in timeline.sights:
        if sight.cutout is not None:
            return sight.clusters
    return timeline.sights[0].clusters if timeline.sights else ()


def _large(shot: LaidShot) -> str:
    """What a shot itself says, so that a caption need not repeat it."""
    return " ".join(layer.text for layer in shot.layers if layer.role in ("text", "price"))


def _shots(
    timeline: Timeline,
    style: Style,
    platform: Platform,
    frame: Frame,
    palette: Palette,
    measure: Measure,
) -> list[LaidShot]:
    transitions = _transitions(timeline, style, palette)
    spans = []
    for number, clip in enumerate(timeline.clips):
        start = clip.start - transitions[number].frames // 2
        following = transitions[number + 1] if number + 1 < len(transitions) else None
        end = clip.end + (following.frames - following.frames // 2 if following else 0)
        spans.append((max(0, start), min(end, timeline.frames)))
    shots = []
    told: list[str] = []
    for number, clip in enumerate(timeline.clips):
        start, end = spans[number]
        if _is_point(clip) and clip.scene not in told:
            told.append(clip.scene)
        page = Page(
            frame=frame,
            shot=clip.shot,
            sights=tuple(timeline.sight(sha256) for sha256 in clip.shot.sights),
            palette=palette,
            style=style,
            measure=measure,
            language=timeline.language,
            frames=end - start,
            fps=timeline.fps,
            lead=_lead(clip, number),
            turn=number,
            variant=clip.variant,
            point=told.index(clip.scene) + 1 if clip.scene in told else 0,
            terms=(timeline.title,),
            cta=platform.cta[timeline.language],
            cta_corner=platform.cta_corner,
            logo=timeline.logo,
            link=timeline.link if platform.qr else "",
        )
        laid, faces = off_faces(page)
        layers = _checked(laid)
        if number + 1 == len(timeline.clips):
            layers = at_rest(layers, page)
        shots.append(
            LaidShot(
                id=clip.id,
                archetype=clip.shot.archetype,
                start=start,
                end=end,
                background=palette.field,
                layers=layers,
                transition=transitions[number],
                faces=faces,
                because=clip.because,
            )
        )
    return shots


def _is_point(clip: Clip) -> bool:
    """Whether a scene tells one of the product's points or facts, so that it is numbered."""
    said = clip.shot.text("headline")
    facts = said.facts if said is not None and clip.shot.archetype == "feature" else ()
    return any(fact.startswith(("point.", "attr.")) for fact in facts)


def _checked(layers: list[Layer]) -> tuple[Layer, ...]:
    """Layers with ids that are unique within the shot."""
    seen: dict[str, int] = {}
    unique = []
    for layer in layers:
        count = seen.get(layer.id, 0)
        seen[layer.id] = count + 1
        unique.append(layer.model_copy(update={"id": f"{layer.id}~{count}"}) if count else layer)
    return tuple(unique)


def _transitions(timeline: Timeline, style: Style, palette: Palette) -> list[Transition]:
    """One per clip, by the style's rules; the first clip has none."""
    used: set[str] = set()
    found: list[Transition] = []
    for number, clip in enumerate(timeline.clips):
        if number == 0 or clip.transition == "cut":
            found.append(Transition())
            continue
        rule = _rule(style, clip, used)
        used.add(rule.name)
        loud = rule.name in ("slash", "iris")
        colours = (palette.pop, palette.ink) if loud else (palette.paper,)
        found.append(
            Transition(
                name=rule.name,
                frames=round(rule.seconds * timeline.fps),
                colours=colours,
                reverse=number % 2 == 0,
            )
        )
    return found


def _rule(style: Style, clip: Clip, used: set[str]) -> TransitionRule:
    for rule in style.transitions:
        if clip.transition == rule.name:
            return rule
    for rule in style.transitions:
        if clip.shot.archetype in rule.to and not (rule.once and rule.name in used):
            return rule
    return next(rule for rule in style.transitions if not rule.to)
