"""The names on every shelf of `vidgen list`, with a word on each."""

from __future__ import annotations

from vidgen import engines
from vidgen.library import Library
from vidgen.settings import Settings

_VOICES = {
    "espeak": "offline; plainly a machine, for drafts",
    "edge": "online; natural, needs the network",
    "auto": "edge, and espeak when edge fails",
}

_WRITERS = {
    "composer": "built in: the scenario's sentences, filled with the product's facts",
    "openai": "a model behind an OpenAI-compatible endpoint; see `vidgen models`",
    "transformers": "a model on this machine; see `vidgen models`",
    "auto": "a configured endpoint, else a model on this machine, else the composer",
}


def items(shelf: str, settings: Settings) -> dict[str, str]:
    """Name → description of everything on this shelf."""
    library = Library(settings.templates)
    match shelf:
        case "scenarios":
            scenarios = (library.scenario(name) for name in library.names(shelf))
            return {s.id: f"{s.about['en']} / {s.about['zh']}" for s in scenarios}
        case "platforms":
            platforms = (library.platform(name) for name in library.names(shelf))
            return {p.id: f"{p.name['en']}: {', '.join(p.aspects)}" for p in platforms}
        case "styles":
            return {name: library.style(name).name["en"] for name in library.names(shelf)}
        case "voices":
            return _voices()
        case _:
            return {name: _WRITERS.get(name, "") for name in (*engines.names("writer"), "auto")}


def _voices() -> dict[str, str]:
    """Every engine, then the voices it offers as `engine:voice`."""
    found: dict[str, str] = {}
    for name in (*engines.names("voice"), "auto"):
        found[name] = _VOICES.get(name, "")
    for name in engines.names("voice"):
        for language, voices in engines.find("voice", name).voices.items():
            for voice in voices:
                full = f"{name}:{voice}"
                found[full] = f"{found[full]} {language}" if full in found else language
    return found
