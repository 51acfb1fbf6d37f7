"""accept: may a line that a model wrote stand where the composer's stood?

Every check can only refuse; what is refused, the composed line says instead. The checks are those
a machine can make: form, language, length, numbers and materials against the cited facts, and that
every word is the shop's, the copy patterns' or claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from vidgen.craft.argue import beats_for
from vidgen.craft.copy import pack_of, places
from vidgen.craft.everyday import negations, strangers
from vidgen.craft.noun import thing
from vidgen.craft.plain import plain
from vidgen.craft.script import is_han
from vidgen.model.product import Fact, Language, Product
from vidgen.model.script import Brief, Line, Scene, Script
from vidgen.stages.ground import ground

Review = Callable[[Script], tuple[str, ...]]
"""A further reader of a script of one line: its objections, () when it has none."""

_NAMES = ("name", "brand", "category")
"""Facts that any line may use: short ones by any of their words, long ones only whole."""

_SHORT: dict[Language, int] = {"en": 32, "zh": 12}
"""Characters of a name that is too short to hold a sentence; of a longer one, which may, single
words would say in other lines what somebody hid in it."""

SHORTEST, LONGEST, SLACK = 0.5, 1.25, 4
"""Bounds of a new line's length as parts of the composed one's, and characters on top: the film is
fitted to its length after this, and lines of like length leave it the same choices."""

_SIGNS: dict[Language, str] = {
    "en": " .,!?;:'\"’‘“”()&%$€£¥/+-–—…°×",
    "zh": " ，。！？、；：（）《》“”‘’…—·%¥￥.,+-×/:",
}
_ADDRESS = re.compile(r"https?:|www\.|[a-z0-9-]\.[a-z]{2,}(?![a-z])|\bdot com\b|@", re.IGNORECASE)
_STUTTER = re.compile(r"(.{1,12}?)\1{2,}")


def bounds(line: Line) -> tuple[int, int]:
    """Fewest and most characters of a line that may stand for this one."""
    size = len(line.text)
    return max(2, int(size * SHORTEST) - SLACK), int(size * LONGEST) + SLACK


def citable(product: Product, old: Line) -> tuple[str, ...]:
    """Ids of the facts that a line instead of `old` may rest on: those it rests on, and names.

    So what one fact says, whatever that is, never reaches the lines about others.
    """
    return tuple(f.id for f in product.facts if f.id in old.facts or f.id in _NAMES)


def objections(brief: Brief, old: Line, new: Line, review: Review | None) -> tuple[str, ...]:
    """Why `new` may not be said instead of `old`; () when it may."""
    known = _known(brief, old, new)
    found = [
        *_form(old, new.text, known, brief.language),
        *_kept(old, new.text, brief.language),
    ]
    if found:
        return tuple(found)
    others = set(new.facts) - set(citable(brief.product, old))
    if others:
        return (f"cites {', '.join(sorted(others))}, which this line is not about",)
    alone = Script(
        product_id=brief.product.id,
        scenario=brief.scenario.id,
        language=brief.language,
        scenes=(Scene(id="scene", beat="beat", archetype="feature", lines=(new,)),),
    )
    found = [f"“{each.claim}” {each.why}" for each in ground(brief.product, alone)]
    found += [
        f"“{word}” is a word of no cited fact"
        for word in strangers(new.text, known, brief.language)
    ]
    return tuple(found) or (review(alone) if review else ())


def credited(brief: Brief, old: Line, new: Line) -> Line:
    """The line with the names among its facts whose words it uses, cited or not."""
    uncited = [f for f in brief.product.facts if f.id in _NAMES and f.id not in new.facts]
    own = [f.text for f in brief.product.facts if f.id in new.facts]
    known = "\n".join((old.text, *own, *_patterns(brief, old)))
    words = set(strangers(new.text, known, brief.language))
    used = [f.id for f in uncited if words - set(strangers(new.text, f.text, brief.language))]
    return new.model_copy(update={"facts": (*new.facts, *used)})


def _form(old: Line, text: str, known: str, language: Language) -> list[str]:
    """Objections to how the text is made: signs, addresses, length, language, stutter."""
    least, most = bounds(old)
    signs = _SIGNS[language]
    odd = [c for c in text if not (c.isascii() and c.isalnum()) and not is_han(c)]
    odd = [c for c in odd if c not in signs and c not in old.text]
    # A letter may come from a name (é), a sign may not: facts can hold markup.
    odd = [c for c in odd if not (c.isalpha() and c in known)]
    letters = [char for char in text if char.isalpha()]
    han = sum(map(is_han, letters))
    foreign = han > 0 if language == "en" else han * 2 < len(letters)
    wrong = {
        f"has the sign U+{ord(odd[0]):04X}" if odd else "": bool(odd),
        "holds an address": bool(_ADDRESS.search(text)),
        f"has {len(text)} characters, not {least} to {most}": not least <= len(text) <= most,
        "is in another language": not letters or (foreign and not _foreign(old, language)),
        "says the same again and again": bool(_STUTTER.search(text)),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]


def _foreign(old: Line, language: Language) -> bool:
    """Whether the composed line is in another script already, as a foreign name makes it."""
    letters = [char for char in old.text if char.isalpha()]
    han = sum(map(is_han, letters))
    return han > 0 if language == "en" else han * 2 < len(letters)


def _kept(old: Line, text: str, language: Language) -> list[str]:
    """Objections to what was lost: emphasised values, and every yes and no."""
    said = plain(text)
    lost = [part for part in old.emphasis if part and plain(part) not in said]
    found = [f"does not say “{part}”" for part in lost]
    if negations(text, language) != negations(old.text, language):
        found.append("says no where the facts say yes, or the reverse")
    return found


def _known(brief: Brief, old: Line, new: Line) -> str:
    """Text whose words the new line may use: its facts, the composed line, the copy patterns."""
    facts = brief.product.facts
    own = [f"{f.label} {f.text}" for f in facts if f.id in new.facts and f.id not in _NAMES]
    names = [f.text for f in facts if f.id in _NAMES and _usable(f, brief, old, new)]
    return "\n".join(
        (old.text, thing(brief.product, brief.language)[0], *own, *names, *_patterns(brief, old))
    )


def _usable(name: Fact, brief: Brief, old: Line, new: Line) -> bool:
    """Whether the words of a name may be used: its own line's, a short one's, one said whole."""
    short = len(name.text) <= _SHORT[brief.language]
    return short or name.id in old.facts or plain(name.text) in plain(new.text)


def _patterns(brief: Brief, old: Line) -> list[str]:
    """The patterns that the composer could have chosen for this line.

    Others lend it no words: what a scene imagines ("coffee?") is nothing that a fact may be said
    in ("keeps your coffee hot").
    """
    beat_id = re.sub(r"\d*\.\d+$", "", old.id)
    pack = pack_of(brief.product, brief.scenario.packs)
    beats = (b for b in beats_for(brief.scenario, brief.viewers) if b.id == beat_id)
    shelves = (shelf for beat in beats for shelf in (beat.copies, *beat.more))
    copies = (copy for shelf in shelves for copy in shelf.get(brief.language, ()))
    return [_bare(copy.say) for copy in copies if not copy.packs or pack in copy.packs]


def _bare(pattern: str) -> str:
    for name in places(pattern):
        pattern = pattern.replace("{" + name + "}", " ")
    return pattern
