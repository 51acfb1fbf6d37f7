"""What one clause of a sentence says: a colour, a material, a measure, an offer, whom it is for."""

from __future__ import annotations

import re
from datetime import date

from vidgen.feeds.lexicon import ALL_COLOUR, ALL_STUFF, HAN, MEASURE, PERSON
from vidgen.feeds.sums import CUT
from vidgen.model.product import Language

Told = tuple[str, str]
"""The name of an attribute and its value."""

LABELS: dict[Language, dict[str, str]] = {
    "zh": {"colour": "颜色", "material": "材质", "sizes": "尺码", "size": "规格", "count": "规格"},
    "en": {
        "colour": "Color",
        "material": "Material",
        "sizes": "Sizes",
        "size": "Size",
        "count": "Quantity",
    },
}
"""What attributes are called; all other words of a product are the sentence's own."""

_SPLIT = re.compile(
    r"[，。；！？!?;|｜\n()（）【】\[\]]+|,(?!\d{3}(?!\d))|\.(?=\s|$)|[:：](?!\d|//)|[—–]+|\s-\s"
    rf"|(?<={HAN})(?<![价款])\s(?=[{HAN[1:-1]}\d])|(?:(?<=ml)|(?<=kg)|(?<=cm)|(?<=mm)|(?<=\d[gGlL])|(?<=%))\s(?={HAN})"
)
_EDGES = " \t,，.。:：;；、!！?？-–—·'\"“”‘’《》"

_MARKED = re.compile(
    r"(?P<name>品牌|颜色|材质|面料|尺码|尺寸|规格|重量|净重|净含量|容量|产地|长度|口味|型号|功率|数量|保质期|"
    r"香型|适合人群|适用人群|适用|人群|brand|colou?r|material|fabric|sizes?|weight|capacity|origin|"
    r"flavou?r|scent|model|dimensions|length|audience)\s*[:：]\s*"
    r"(?P<value>[^，。；！？!?;|｜\n()（）:：]+?)(?=\s*(?:[，。；！？!?;|｜\n()（）]|,|\.\s|\.?$))",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby ((?:[A-Z][\w&'’.-]*)(?: (?:&|[A-Z][\w&'’-]*))*)")

_LETTER_SIZE = r"(?:\d?X{1,4}[SL]|[2-6]XL|XS|S|M|L)"
_SIZES = re.compile(
    r"(?:尺码|码数|码|\bsizes?)?[\s:：]*(?P<v>"
    rf"(?<![A-Za-z0-9'’]){_LETTER_SIZE}(?:\s?(?:[、,，/~～–-]|到|至|\bto\b|\band\b)\s?{_LETTER_SIZE})+"
    r"(?![A-Za-z0-9])"
    r"|(?:(?<=尺码)|(?<=尺码[:： ])|(?<=sizes )|(?<=size ))\d{2}(?:\s?(?:[-~～–]|到|至|to)\s?\d{2})"
    r"|\d{2}\s?[-~～–到至]\s?\d{2}(?=码))码?",
)

_PROMOTION = re.compile(
    r"买.{1,4}[送赠]|满\s?\d+|第[二三23]件|\d(?:\.\d)?折|[一二三四五六七八九]折|半价|包邮|免邮|优惠|立减|直降|"
    rf"限时|赠|^送(?!.{{0,4}}(?:{PERSON}))|券|红包|秒杀|特惠|清仓|拼团|预售|折扣|促销|大促|"
    r"下单.{0,3}送|"
    r"\bfree (?:shipping|delivery|gift|returns)|\bbuy (?:one|two|three|\d).{0,12}\b(?:get|save)\b|"
    r"\bbogo\b|%\s?off\b|\boff\b.*\bcode\b|[$€£]\d+ off\b|\bhalf[- ]price\b|\bsaves? |\bdiscount|"
    r"\bcoupon|\bpromo\b|\bcode\b|\bon sale\b|\bflash sale\b|\bclearance\b|"
    r"\b(?:\d|two|three) for [$€£]|\blimited time\b|\bfree with\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY_EN = re.compile(
    r"(?:(?:valid |only )?(?:until|till|through|thru)|ends?(?: on)?|ending(?: on)?)\s+"
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? "
    rf"{_MONTH.replace('month', 'month2')})(?:,? (?P<year>20\d\d))?",
    re.IGNORECASE,
)
_DAY_ZH = re.compile(
    r"(?P<lead>(?:活动)?(?:有效期|截止|截至|持续|到期)?(?:日期)?[:：]?(?:到|至)?)"
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"
    r"(?P<tail>(?:之?前|止|截止|结束|为止|到期)?(?:有效|下单|购买)?)"
)

_FOR: dict[Language, tuple[re.Pattern[str], ...]] = {
    "zh": (
        re.compile(
            r"(?:特别|非常|很|最)?(?:适合|适用于|适用|专为|面向)(?P<v>(?:[^的]|的(?=.?$)){2,}?)(?:设计|使用|的人)?"
        ),
        re.compile(rf"(?:送给?|给)(?P<v>.{{0,4}}(?:{PERSON}).{{0,3}}?)(?:的?礼物|用|的)?"),
        re.compile(r"(?P<v>.{2,8})专用"),
    ),
    "en": (
        re.compile(
            r"(?:perfect|ideal|great|good|made|designed|suitable|best|"
            r"(?:a (?:perfect |great )?)?gift|just|right)? ?\bfor "
            r"(?P<v>(?!\d+ (?:hours?|days?|years?|minutes?)|the |only )\S.*)",
            re.IGNORECASE,
        ),
    ),
}


def parted(text: str) -> list[str]:
    """The clauses of a text, without the marks and spaces around them."""
    clauses = (part.strip(_EDGES) for part in _SPLIT.split(text))
    return [clause.removeprefix("的") for clause in clauses if clause]


def marked(text: str) -> tuple[list[Told], str]:
    """Everything that is called by its name (颜色：白, brand: Acme), and the text without it."""
    found = [(match["name"], match["value"].strip(_EDGES)) for match in _MARKED.finditer(text)]
    return [told for told in found if told[1]], _MARKED.sub(CUT, text)


def maker(text: str) -> tuple[str, str]:
    """The brand behind "by", if it is written like a name, and the text without it."""
    found = _BY.search(text)
    if found is None:
        return "", text
    return found[1].rstrip("."), text[: found.start()] + CUT + text[found.end() :]


def sizes(text: str) -> tuple[str, str]:
    """A list or range of sizes to wear (S、M、L, 36-44码, sizes S to XL), and the text without."""
    found = _SIZES.search(text)
    if found is None:
        return "", text
    return found["v"], text[: found.start()] + CUT + text[found.end() :]


def day(text: str, today: date) -> tuple[date | None, str]:
    """The last day that a text tells, and the text without it.

    A day without a year is this year's, or next year's where this year's is half a year past.
    """
    found = _DAY_ZH.search(text)
    if found is not None and (found["lead"] or found["tail"]):
        month, number = int(found["month"]), int(found["day"])
    else:
        found = _DAY_EN.search(text)
        if found is None:
            return None, text
        name = (found["month"] or found["month2"])[:3].lower()
        month, number = _MONTHS.index(name) + 1, int(found["day"] or found["day2"])
    when = _dated(int(found["year"] or 0), month, number, today)
    return (None, text) if when is None else (when, text[: found.start()] + text[found.end() :])


def _dated(year: int, month: int, number: int, today: date) -> date | None:
    try:
        when = date(year or today.year, month, number)
        past = not year and (today - when).days > 183
        return when.replace(year=when.year + 1) if past else when
    except ValueError:
        return None


def is_promotion(clause: str) -> bool:
    """Whether a clause offers something: 买一送一, 包邮, 20% off."""
    return _PROMOTION.search(clause) is not None


def audience(clause: str, language: Language) -> str:
    """Whom or what a clause says the thing is for; "" when it does not."""
    found = (pattern.fullmatch(clause) for pattern in _FOR[language])
    return next((match["v"].strip(_EDGES) for match in found if match), "")


def attribute(clause: str, language: Language) -> Told | None:
    """The attribute that the whole clause is: a colour, a material, a measure, a count."""
    labels = LABELS[language]
    colour = ALL_COLOUR[language].fullmatch(clause)
    if colour is not None:
        return labels["colour"], colour["v"] if language == "en" else clause
    stuff = ALL_STUFF[language].fullmatch(clause) if len(clause) <= 40 else None
    if stuff is not None:
        return labels["material"], stuff["v"].strip()
    for kind, pattern in MEASURE[language].items():
        if pattern.fullmatch(clause):
            return labels[kind], clause
    return None
