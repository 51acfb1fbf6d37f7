"""Voicing a script: every line through the voice engine, kept by what was asked of it."""

from __future__ import annotations

import json
from pathlib import Path

from vidgen.engines import find
from vidgen.errors import EngineError
from vidgen.model.media import Asset, Narration, Speech, Utterance
from vidgen.model.script import Brief, Line, Script
from vidgen.stages.align import align
from vidgen.stages.pronounce import pronounce
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch

OFFLINE = "espeak"
"""The voice that always works; `--voice auto` falls back to it."""

ONLINE = "edge"


def terms_of(brief: Brief) -> tuple[str, ...]:
    """Words of the product that are never broken: its name, brand and category."""
    product = brief.product
    return tuple(term for term in (product.name, product.brand, product.category) if term)


def speak(brief: Brief, script: Script, store: Store, watch: Watch) -> Narration:
    """All lines voiced. With voice "auto" the online voice is tried and, if it fails for any line,
    the offline one speaks them all, and the watch is told so."""
    if brief.voice.partition(":")[0] != "auto":
        return _speak(brief, script, brief.voice, store, watch)
    try:
        return _speak(brief, script, ONLINE, store, watch)
    except EngineError as error:
        watch(Step("voice", 0, 1, note=f"{error}; speaking with the offline voice instead"))
        return _speak(brief, script, OFFLINE, store, watch)


def _speak(brief: Brief, script: Script, voice: str, store: Store, watch: Watch) -> Narration:
    speeches = []
    for number, line in enumerate(script.lines, 1):
        speeches.append(_say(brief, line, voice, store))
        watch(Step("voice", number, len(script.lines)))
    return Narration(speeches=tuple(speeches))


def _say(brief: Brief, line: Line, voice: str, store: Store) -> Speech:
    name, _, speaker = voice.partition(":")
    engine = find("voice", name)
    spoken = pronounce(line.say or line.text, brief.language, terms_of(brief))
    rate = brief.scenario.pace
    asked = json.dumps(
        [engine.name, engine.version, speaker, rate, brief.language, spoken.text],
        ensure_ascii=False,
    )

    def make(target: Path) -> None:
        audio = target.with_suffix(".wav")
        utterance: Utterance = engine(
            spoken.text, brief.language, voice=speaker, rate=rate, out=audio
        )
        kept = store.keep(audio)
        asset = Asset(sha256=kept.stem, path=str(kept), kind="audio")
        target.write_text(utterance.model_copy(update={"audio": asset}).to_json(), encoding="utf-8")

    def paths(text: str) -> list[Path]:
        return [Path(Utterance.from_json(text, "the store").audio.path)]

    utterance = Utterance.from_json(store.told("utterance", asked, make, paths), "the store")
    return align(line, spoken, utterance, brief.language, terms_of(brief))
