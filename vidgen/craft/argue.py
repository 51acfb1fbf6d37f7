"""The beats of a scenario as they are told to some viewers, and the offers meant for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vidgen.model.copy import Viewers
from vidgen.model.product import Language, Product
from vidgen.model.script import Argument, Beat, Scenario

_NEW = re.compile(
    r"新品|新款|上新|新色|新口味|新版|新到|\bnew\b(?! (?:customer|york|zealand|client|user))|"
    r"just (?:in|launched|arrived)",
    re.IGNORECASE,
)
"""What a shop writes of a thing that is new."""

_MEMBERS = re.compile(
    r"会员|老客|老顾客|vip|\bmembers?\b|\bloyalty\b|returning customer", re.IGNORECASE
)
"""What a shop writes of an offer for those who buy there already."""

_FIRST = re.compile(
    r"新客|新人|首单|首购|第一次下单|first (?:order|purchase)|new customer", re.IGNORECASE
)
"""What a shop writes of an offer for those who never bought there."""


def beats_for(scenario: Scenario, viewers: Viewers) -> tuple[Beat, ...]:
    """The scenario's beats as these viewers are told them: the hook first, the end last."""
    argument = scenario.viewers.get(viewers)
    if argument is None:
        return scenario.beats
    hook, *body = scenario.beats
    known = {beat.id: beat for beat in (*argument.beats, *body)}
    early = [known[name] for name in argument.early if name in known]
    rest = [beat for beat in body if beat.id not in argument.early]
    return tuple(_told(beat, argument) for beat in (hook, *early, *rest))


def _told(beat: Beat, argument: Argument) -> Beat:
    rank = argument.ranks.get(beat.id, beat.rank)
    copies = argument.copies.get(beat.id, beat.copies)
    return beat.model_copy(update={"rank": rank, "copies": copies})


def in_language(scenario: Scenario, language: Language) -> Scenario:
    """The scenario without the patterns of other languages, for a brief that is saved."""
    told = scenario.viewers.items()
    return scenario.model_copy(
        update={
            "beats": tuple(_one(beat, language) for beat in scenario.beats),
            "viewers": {who: _argued(argument, language) for who, argument in told},
        }
    )


def _argued(argument: Argument, language: Language) -> Argument:
    copies = argument.copies.items()
    return argument.model_copy(
        update={
            "beats": tuple(_one(beat, language) for beat in argument.beats),
            "copies": {beat: {language: told.get(language, ())} for beat, told in copies},
        }
    )


def _one(beat: Beat, language: Language) -> Beat:
    copies = {language: beat.copies[language]} if language in beat.copies else {}
    more = tuple({language: shelf.get(language, ())} for shelf in beat.more)
    return beat.model_copy(update={"copies": copies, "more": more})


def deals(product: Product, viewers: Viewers) -> tuple[str, ...]:
    """The parts of the promotion that hold for these viewers, in the shop's own words.

    An offer for first orders is none to those who bought before, one for members none to others.
    """
    told = product.promotion.text if product.promotion else ""
    parts = [part.strip() for part in re.split(r"[|｜\n]", told) if part.strip()]
    out = {"new": _MEMBERS, "loyal": _FIRST, "dormant": _FIRST}.get(viewers)
    return tuple(part for part in parts if not (out and out.search(part)))


def news(texts: Iterable[str]) -> int:
    """The place of the first text that says something is new; -1 where none does."""
    return _first(_NEW, texts)


def membership(texts: Iterable[str]) -> int:
    """The place of the first text that speaks of members; -1 where none does."""
    return _first(_MEMBERS, texts)


def welcome(texts: Iterable[str]) -> int:
    """The place of the first text that speaks of first orders; -1 where none does."""
    return _first(_FIRST, texts)


def _first(pattern: re.Pattern[str], texts: Iterable[str]) -> int:
    return next((at for at, text in enumerate(texts) if pattern.search(text)), -1)
