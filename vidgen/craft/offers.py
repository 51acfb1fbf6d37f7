"""Offers that hold only on a condition: the second at half price, 299 or more less 40."""

from __future__ import annotations

import re

_SECOND = (
    r"第[\d一二两三四]件[^，。,.!?;；|]{0,6}|"
    r"\b(?:second|2nd|next) (?:one |item |pair |piece )?(?:is |at |for )?(?:\d+% off|free|"
    r"half price)|"
    r"买[一二两三\d]送[一二两三\d]|\bbuy [\w-]+(?: \w+)?,? (?:get|"
    r"save) [\w$%]+(?:\.\d+%?)?(?: (?:free|off))?"
)
_FROM = r"每?满\d+(?:元|件)?(?:可|再|立)?(?:减|打|送|享|赠|返)\d*(?:\.\d)?(?:元|折)?"
_CONDITION = re.compile(rf"{_SECOND}|{_FROM}")
_ONLY_SECOND = re.compile(_SECOND)
_NOTHING = re.compile(r"[\s元,，可立]|(?<=件)(?:的|享|可享|是|打)")


def conditions(text: str) -> tuple[str, ...]:
    """Every conditional offer in a text in digits, as it stands there."""
    return tuple(found[0] for found in _CONDITION.finditer(text))


def without_conditions(text: str) -> str:
    """The text without what is said of a second article or a gift for buying: 第二件半价."""
    return _ONLY_SECOND.sub(lambda found: " " * len(found[0]), text)


def offered(condition: str, known: str) -> bool:
    """Is this offer among those of a known text, however its signs are set?"""
    return _bare(condition) in _bare(known)


def _bare(text: str) -> str:
    return _NOTHING.sub("", text).replace("一", "1").replace("二", "2").replace("两", "2")
