"""What happens when, in frames of one project clock, free of any canvas."""

from __future__ import annotations

from typing import ClassVar, Literal

from vidgen.model.base import Document, Noun
from vidgen.model.brand import Brand
from vidgen.model.media import Asset, Sight
from vidgen.model.product import Language
from vidgen.model.script import Archetype, ScreenText


class Shot(Noun):
    """One picture idea: an archetype, the pictures it uses best first, the texts it shows.

    `sights` are SHA-256 of original files (`Sight.asset.sha256`).
    """

    archetype: Archetype
    sights: tuple[str, ...] = ()
    texts: tuple[ScreenText, ...] = ()

    def text(self, role: str) -> ScreenText | None:
        """The first text of this role, or None."""
        return next((text for text in self.texts if text.role == role), None)

    def all(self, role: str) -> tuple[ScreenText, ...]:
        """Every text of this role, in order."""
        return tuple(text for text in self.texts if text.role == role)


class Clip(Noun):
    """A stretch of the picture track: frames [start, end), its shot, and why it is here.

    `transition` names how it takes the page from the clip before ("cut" for none), centred on
    `start`; `variant` numbers clips of one archetype within the film, for variety.
    """

    id: str
    scene: str
    start: int
    end: int
    shot: Shot
    transition: str = "cut"
    variant: int = 0
    because: str


class CueWord(Noun):
    """One word of a caption, said in frames [start, end); `strong` marks a fact word."""

    text: str
    start: int
    end: int
    strong: bool = False


class Cue(Noun):
    """One caption: words shown together for frames [start, end).

    `glue` is what joins the words when shown ("" in Chinese, " " in English).
    """

    id: str
    clip: str
    start: int
    end: int
    words: tuple[CueWord, ...]
    glue: str = ""

    @property
    def text(self) -> str:
        """The caption as shown."""
        return self.glue.join(word.text for word in self.words)


SoundKind = Literal["voice", "music", "effect"]


class Sound(Noun):
    """Something heard from frame `start` for `frames` frames.

    `audio` is a file, or None when `recipe` says how the music engine makes it (an effect's name,
    e.g. "whoosh"). `gain` is in dB before the mix levels it.
    """

    kind: SoundKind
    start: int
    frames: int
    audio: Asset | None = None
    recipe: str = ""
    gain: float = 0.0
    because: str = ""


class Timeline(Document):
    """The film without a canvas: picture clips back to back, captions, sounds.

    `fps` is the project clock; all times are whole frames of it. `bpm` and `beat0` (frame of the
    first beat) are the music's grid. `sights` holds what was seen in every picture used, `logo`
    what was seen in the brand's, `link` where the product is sold.
    """

    KIND: ClassVar[str] = "timeline.1"

    product_id: str
    language: Language
    fps: int = 30
    frames: int
    clips: tuple[Clip, ...]
    cues: tuple[Cue, ...]
    sounds: tuple[Sound, ...]
    sights: tuple[Sight, ...]
    bpm: float = 128.0
    beat0: int = 0
    title: str = ""
    seed: int = 0
    brand: Brand = Brand()
    logo: Sight | None = None
    link: str = ""

    def sight(self, sha256: str) -> Sight:
        """What was seen in the picture with this SHA-256. KeyError if the timeline lacks it."""
        for sight in self.sights:
            if sight.asset.sha256 == sha256:
                return sight
        raise KeyError(sha256)
