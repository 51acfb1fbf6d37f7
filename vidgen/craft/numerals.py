"""Numbers in any notation, written in digits: 一千二, １，２９９, ½, Ⅳ, 百分之五, two and a half.

Two texts that say the same number differently become alike. A lone 一 or "one" stays where no unit
follows: it is an article more often than a number (忙了一天, one more angle).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_DIGIT = "零〇一二两三四五六七八九"
_NUMERAL = _DIGIT + "十百千万亿廿"
_MEASURED = (
    "元|块钱|折|倍|个月|个小时|小时|分钟|周|厘米|毫米|公里|英寸|寸|公斤|千克|毫克|克|毫升|升|斤|盎司|"
    "瓦|年质保|年保修|年包换|天无理由|天包退|天内|年内"
)
"""Behind these even 一 is a number."""
_COUNTED = (
    _MEASURED
    + "|块|成(?![分人员立品为本色套功果长交就都])|年|月|号|日|天|度|米|件|条|个|只|双|支|片|瓶|"
    "盒|包|袋|层|色|款|档|口|人|寸|码|种|张|本|把|台|杯|颗|粒|枚|套|段|秒|岁|周|代|挡|排|格|节|股|针|支装"
)
_EITHER = rf"(?<![{_NUMERAL}第.\d])([{_NUMERAL}]+(?:点[{_DIGIT}]+)?)"
_BEFORE_COUNT = re.compile(rf"{_EITHER}(?=个半|年半|(?:[到至~-][{_NUMERAL}\d]+)?(?:{_COUNTED}))")
_BEFORE_MEASURE = re.compile(rf"^(?:{_MEASURED})")
_ALONE = re.compile(rf"{_EITHER}(?![{_NUMERAL}])")
_SURELY = re.compile(rf"[{_DIGIT}][十百千万亿]|十[一二三四五六七八九]|点|廿.")
_IDIOMS = re.compile(r"[一二两三四五六七八九十]分之|万一|千万(?![元块人])|三三两两|百分百")

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_WORDS = {word: number for number, word in enumerate(_SMALL, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
_ANY = "|".join(sorted((*_WORDS, "zero"), key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_PHRASE = re.compile(
    rf"\b(?:(?:a|{_ANY})(?=[\s-](?:{_SCALE}))|{_ANY})"
    rf"(?:[\s-](?:and\s)?(?:{_ANY}|{_SCALE})\b)*(?:\spoint(?:\s(?:{_ANY}))+)?(?:\sand\sa\shalf)?\b"
)
_ARTICLE = re.compile(
    r"^\W?(?:hours?|minutes?|days?|weeks?|months?|years?|kilo|gram|lit|ounce|pound|inch|foot|percent|"
    r"dollar|euro|met(?:er|re))"
)

_UNSEEN = ("Cf", "Cc")
_CLOSED = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
"""A hard space that only groups thousands: 1 299."""


@lru_cache(maxsize=4096)
def in_digits(text: str) -> str:
    """The text in lower case and half width, without unseen signs, its numbers in digits."""
    text = _folded(_CLOSED.sub("", text)).lower()
    for pattern, told in (*_GROUPED, *_CHINESE, *_ENGLISH):
        text = pattern.sub(told, text)
    return text


def _folded(text: str) -> str:
    """Half width; signs that are numbers by themselves (½, Ⅳ) in digits."""
    pieces: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        if (kind in ("No", "Nl") and "\u2150" <= sign <= "\u218f") or sign in "¼½¾":
            pieces.append(_sign(sign, "".join(pieces[-6:])))
        elif kind not in _UNSEEN or sign.isspace():
            pieces.append(sign)
    return unicodedata.normalize("NFKC", "".join(pieces))


def _sign(sign: str, before: str) -> str:
    value = f"{unicodedata.numeric(sign):.4g}"
    part = value.removeprefix("0")
    return part if before[-1:].isdigit() and value.startswith("0.") else value


@cache
def _reader() -> Any:
    import cn2an

    return cn2an


def _value(numerals: str) -> str:
    """Digits of Chinese numerals; what is no number (万千) stays."""
    try:
        found = _reader().cn2an(numerals.replace("两", "二").replace("〇", "零"), "smart")
    except ValueError:
        return numerals
    return f"{Decimal(str(found)).normalize():f}"


def _counted(found: re.Match[str]) -> str:
    after = found.string[found.end() :]
    lone = found[1] in ("一", "千", "万", "百") and not re.match(r"[到至~-]", after)
    return found[1] if lone and not _BEFORE_MEASURE.match(after) else _value(found[1])


def _compound(found: re.Match[str]) -> str:
    around = found.string[max(0, found.start() - 1) : found.end() + 2]
    sure = _SURELY.search(found[1]) and not _IDIOMS.search(around)
    return _value(found[1]) if sure else found[1]


def _scaled(found: re.Match[str]) -> str:
    scale = {"百": 100, "千": 1000, "万": 10_000, "亿": 10**8}[found[2]]
    return f"{(Decimal(found[1]) * scale).normalize():f}"


def _tenths(found: re.Match[str]) -> str:
    digits = found[1]
    return f"{Decimal(digits) * 10:f}%" if len(digits) == 1 else found[0]


_GROUPED: tuple[Rule, ...] = (
    (re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+)(?!\d|,\d)"), lambda m: m[1].replace(",", "")),
    (re.compile(r"(€\s?\d+),(\d{1,2})(?!\d)"), lambda m: f"{m[1]}.{m[2]}"),
    (
        re.compile(r"(?<![\d,])(\d+),(\d{1,2})(?=\s?(?:€|eur\b|kg\b|cm\b|l\b))"),
        lambda m: f"{m[1]}.{m[2]}",
    ),
)
_CHINESE: tuple[Rule, ...] = (
    (re.compile(r"百分之?百"), lambda m: "100%"),
    (re.compile(rf"百分之([{_NUMERAL}]+(?:点[{_DIGIT}]+)?)"), lambda m: f"{_value(m[1])}%"),
    (re.compile(r"百分之(\d+(?:\.\d+)?)"), lambda m: f"{m[1]}%"),
    (re.compile(r"(?<=斤)([一二三四五六七八九半])两"), lambda m: f"{_value(m[1])}两"),
    (_BEFORE_COUNT, _counted),
    (re.compile(r"(?<=\d月)一(?=[日号])"), lambda m: "1"),
    (_ALONE, _compound),
    (re.compile(r"(\d+(?:\.\d+)?)\s?([百千万亿])(?![一能用米克瓦])"), _scaled),
    (re.compile(r"(\d+)个半(?=小时|月)"), lambda m: f"{m[1]}.5个"),
    (re.compile(r"(\d+)年半"), lambda m: f"{m[1]}.5年"),
    (re.compile(r"半(?=个?小时|公斤|千克|斤|升|米)"), lambda m: "0.5"),
    (re.compile(r"(?<!\d件)(?:半价|对折)"), lambda m: "5折"),
    (re.compile(r"(?<![\d.])(\d)成(?![分人员立品为本色套功果长交就都])"), _tenths),
)


def _spoken(found: re.Match[str]) -> str:
    """Digits of English number words; a lone "one" stays unless a measure follows."""
    phrase = found[0]
    if phrase == "one" and not _ARTICLE.match(found.string[found.end() :]):
        return phrase
    whole, _, part = phrase.removesuffix(" and a half").partition(" point ")
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", whole):
        if word in _SCALES:
            group = max(group, 1) * _SCALES[word]
            if word != "hundred":
                total, group = total + group, 0
        elif word not in ("a", "and"):
            group += _WORDS.get(word, 0)
    decimals = "".join(str(_WORDS.get(word, 0)) for word in part.split())
    half = ".5" if phrase.endswith(" and a half") else ""
    return f"{total + group}" + (f".{decimals}" if decimals else half)


_ENGLISH: tuple[Rule, ...] = (
    (re.compile(r"\bhalf (?:price|off)\b|\bhalf the (?:list )?price\b"), lambda m: "50% off"),
    (re.compile(r"\bhalf a dozen\b"), lambda m: "6"),
    (re.compile(r"\bhalf an? (?=hour|kilo|lit|pound|ounce|inch|met|day|year)"), lambda m: "0.5 "),
    (_PHRASE, _spoken),
    (re.compile(r"\b(?:(\d+) |an? )?dozen\b"), lambda m: str(12 * int(m[1] or 1))),
    (re.compile(r"(\d+) and a half\b"), lambda m: f"{m[1]}.5"),
    (re.compile(r"\btwice\b|\bdouble(?= the\b)"), lambda m: "2x"),
    (re.compile(r"\btriple(?= the\b)"), lambda m: "3x"),
)
