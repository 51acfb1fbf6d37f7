"""Reading aloud in Chinese: rules from what is written to what is said.

Each rule is a pattern and a function from its match to the spoken form; the first that matches at a
place wins. Numbers are spelled out, so that every voice reads them alike and every spoken piece
leads back to the shown one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from vidgen.craft.units import CHINESE, alternatives

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_DIGITS = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = alternatives(CHINESE)
_MONEY = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
_COUNTED = "个件双只条张瓶盒袋包块款种位套层倍次天年片支把台本杯份颗粒米斤升秒分小人"
_SIZE = rf"{_NUMBER}(?:\s?(?i:{_UNIT})(?![A-WYZa-wyz]))?"
_DASH = "[-~～–—]"
_SIGNS = {
    "≥": "至少",
    "≤": "不超过",
    "<": "低于",
    ">": "高于",
    "±": "正负",
    "≈": "约",
    "Φ": "直径",
    "φ": "直径",
}
_LONGEST = 12
"""Digits above which a number is no quantity but a code, read digit by digit."""

_FESTIVALS = {"11.11": "双十一", "12.12": "双十二", "618": "六一八", "6.18": "六一八"}


@cache
def _converter() -> Any:
    import cn2an

    return cn2an


def number(text: str) -> str:
    """A written number as it is said: 1,299.00 → 一千二百九十九, 0.5 → 零点五."""
    whole, _, part = text.replace(",", "").partition(".")
    if len(whole) > _LONGEST:
        return digits(whole) + ("点" + digits(part) if part else "")
    said = str(_converter().an2cn(whole.lstrip("0") or "0", "low"))
    part = part.rstrip("0")
    return said + ("点" + digits(part) if part else "")


def digits(text: str) -> str:
    """Digit by digit: 304 → 三零四; other characters stay."""
    return "".join(_DIGITS.get(char, char) for char in text)


def _money(found: re.Match[str]) -> str:
    return number(found["n"]) + _MONEY[found["sign"]]


def _discount(found: re.Match[str]) -> str:
    return digits(found["n"].replace(".", "")) + "折"


def _date(found: re.Match[str]) -> str:
    return (
        f"{digits(found['y'])}年{number(found['m'].lstrip('0'))}月"
        f"{number(found['d'].lstrip('0'))}日"
    )


def _time(found: re.Match[str]) -> str:
    hour, minute = found["h"], found["m"]
    if int(minute) == 0:
        return number(hour) + "点"
    return f"{number(hour)}点{'零' if minute[0] == '0' else ''}{number(minute.lstrip('0'))}分"


def _range(found: re.Match[str]) -> str:
    return f"{_signed(found['a'])}到{_signed(found['b'])}{unit(found['u'] or '')}"


def _signed(text: str) -> str:
    return "零下" + number(text[1:]) if text[0] in "-−" else number(text)


def unit(text: str) -> str:
    """A written unit as it is said: ml → 毫升, ℃ → 摄氏度; unknown ones stay."""
    if text in ("℃", "°C", "°c"):
        return "摄氏度"
    if text in ("℉", "°F"):
        return "华氏度"
    return {"%": "", "°": "度"}.get(text, CHINESE.get(text.lower(), text))


def _measure(found: re.Match[str]) -> str:
    said = unit(found["u"])
    return ("两" if found["n"] == "2" and "度" not in said else _signed(found["n"])) + said


def _version(found: re.Match[str]) -> str:
    """2.0 stays two point zero: here the zero tells something."""
    whole, *parts = found["n"].split(".")
    return (found["v"] or "") + "点".join([number(whole), *map(digits, parts)])


def _ratio(found: re.Match[str]) -> str:
    return f"{number(found['a'])}比{number(found['b'])}"


def _product(found: re.Match[str]) -> str:
    """200*230cm and 33cm×31cm×10cm: each number with the unit it has."""
    parts = re.finditer(rf"(?P<n>{_NUMBER})\s?(?P<u>[^\d\s*×xX]*)", found[0])
    return "乘".join(number(part["n"]) + unit(part["u"]) for part in parts)


def _standard(found: re.Match[str]) -> str:
    said = digits(found["n"]).replace(".", "点")
    return f"{found['body'].replace('/', '')}{said}杠{digits(found['y'])}"


def _pieces(found: re.Match[str]) -> str:
    return ("两" if found["n"] == "2" else number(found["n"])) + "个"


def _percent_range(found: re.Match[str]) -> str:
    return f"百分之{number(found['a'])}到{number(found['b'])}"


def _code(found: re.Match[str], part: int | str = 0) -> str:
    """Letters with digits: short numbers are said as numbers, long ones digit by digit."""
    return re.sub(r"\d+", lambda n: number(n[0]) if len(n[0]) <= 2 else digits(n[0]), found[part])


def _counted(found: re.Match[str]) -> str:
    return "两" if found["n"] == "2" else number(found["n"])


def _rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), say


RULES: tuple[Rule, ...] = (
    _rule(
        r"(?P<y>\d{4})[-/.年](?P<m>0?[1-9]|1[0-2])[-/.月](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)日?",
        _date,
    ),
    _rule(r"\d{4}(?=年)", lambda m: digits(m[0])),
    _rule(
        r"1[3-9]\d(?:-?\d{4}){2}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)",
        lambda m: digits(m[0].replace("-", "")).replace("一", "幺"),
    ),
    _rule(r"400-?\d{3,4}-?\d{3,4}(?!\d)", lambda m: digits(m[0].replace("-", ""))),
    _rule(r"(?P<h>[01]?\d|2[0-4])[:：](?P<m>[0-5]\d)(?!\d)", _time),
    _rule(r"(?P<a>\d{1,2})[:：](?P<b>\d{1,2})(?!\d)", _ratio),
    _rule(rf"(?<=[\d日号月年点分])\s?{_DASH}\s?(?=[¥￥$€£]|\d{{1,2}}[:：月日号])", lambda m: "到"),
    _rule(
        r"(?P<body>[A-Z]{1,4}(?:/[A-Z]{1,4})?)\s?(?P<n>\d{3,}(?:\.\d+)?)-(?P<y>(?:19|20)\d\d)(?!\d)",
        _standard,
    ),
    _rule(
        rf"(?P<a>X*[SML]){_DASH}(?P<b>\d?X*[SML])(?![A-Za-z])",
        lambda m: f"{m['a']}到{_code(m, 'b')}",
    ),
    _rule(r"第\s?(?P<n>\d+)", lambda m: "第" + number(m["n"])),
    _rule(r"(?<!\d)\d[05](?=后)", lambda m: digits(m[0])),
    _rule(r"(?P<v>[Vv])(?P<n>\d+(?:\.\d+)+)", _version),
    _rule(r"(?P<v>)(?P<n>\d+\.\d+)(?=\s?[版代])", _version),
    _rule(r"[2-6]G(?![A-Za-z])", lambda m: digits(m[0])),
    _rule(r"0\d+(?![\d.])", lambda m: digits(m[0])),
    _rule(rf"(?P<sign>[¥￥$€£])\s?(?P<n>{_NUMBER})(?:元)?", _money),
    _rule(
        r"(?:11\.11|12\.12|6\.18|618)(?![\d.])(?!\s*(?:元|块|" + _UNIT + r"))(?=\D*(?:大促|狂欢|"
        r"活动|节|预售|特惠|价|$))",
        lambda m: _FESTIVALS[m[0]],
    ),
    _rule(r"(?P<n>\d(?:\.\d)?)折", _discount),
    _rule(rf"(?P<a>{_NUMBER})%?\s?[-~～—至]\s?(?P<b>{_NUMBER})[%％]", _percent_range),
    _rule(rf"(?P<n>{_NUMBER})\s?[%％]", lambda m: "百分之" + number(m["n"])),
    _rule(
        rf"(?P<a>-?{_NUMBER})\s?(?:℃|°C)?[-~～—–]\s?(?P<b>-?{_NUMBER})\s?"
        rf"(?P<u>℃|°C|(?i:{_UNIT})(?![A-Za-z]))?",
        _range,
    ),
    _rule(rf"(?P<n>[-−]?{_NUMBER})\s?(?P<u>℃|℉|°[CcFf]|°)", _measure),
    _rule(rf"{_SIZE}(?:\s?[*×xX]\s?{_SIZE})+(?![\dA-Za-z{_COUNTED}])", _product),
    _rule(r"(?P<n>1/2|1/3|1/4|3/4|2/3)", lambda m: f"{number(m[0][2])}分之{number(m[0][0])}"),
    _rule(
        r"(?:304|316|201|430)[Ll]?(?=\s?(?:医用|食品级|食用级)?(?:不锈|钢))", lambda m: digits(m[0])
    ),
    _rule(rf"(?P<n>{_NUMBER})\s?(?P<u>(?i:{_UNIT}))(?![A-Za-z0-9])", _measure),
    _rule(r"[A-Za-z]+-?\d+[A-Za-z0-9-]*|\d+[A-Za-z]+\d[A-Za-z0-9-]*", _code),
    _rule(rf"(?<![\d.])(?P<n>\d)(?=[{_COUNTED}])", _counted),
    _rule(_NUMBER, lambda m: number(m[0])),
    _rule(
        rf"(?<=[0-9A-Za-z元])/(?P<u>[件个瓶盒袋包片次人天年月斤]|(?:{_UNIT})(?![A-Za-z0-9]))",
        lambda m: "每" + unit(m["u"]),
    ),
    _rule(r"(?<=[A-Za-z])[/|](?=[A-Za-z])", lambda m: "、"),
    _rule(r"(?<=[0-9A-Za-z㎡])\s?[*×]\s?(?=\d)", lambda m: "乘"),
    _rule(rf"(?<=[一-鿿])[*×](?P<n>\d+)(?![\d.*×]|\s?(?:{_UNIT}))", _pieces),
    _rule(r"(?<=[0-9A-Za-z])[*×](?=[长宽高厚深])", lambda m: "，"),
    _rule(rf"(?<=\d){_DASH}(?=\d)", lambda m: "到"),
    _rule(rf"(?<=[A-Za-z℃%]){_DASH}(?={_NUMBER}(?:℃|%|{_UNIT})(?![A-Za-z]))", lambda m: "到"),
    _rule(r"\+[-/]", lambda m: "正负"),
    _rule(r"[≥≤<>±≈Φφ](?=\s?\d)", lambda m: _SIGNS[m[0]]),
    _rule(r"(?<=[\d万千百])\+(?=[种个件款条人次家]|\W|$)", lambda m: "多"),
    _rule(r"[/|·]", lambda m: "，"),
    _rule(r"[~～](?=\d)", lambda m: "到"),
    _rule(r"\+", lambda m: "加"),
    _rule(r"&", lambda m: "和"),
)
"""Chinese reading rules, first match wins."""
