"""Reading aloud in English: rules from what is written to what is said (see spoken_zh)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNITS = {
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "ml": "milliliter",
    "l": "liter",
    "mm": "millimeter",
    "cm": "centimeter",
    "km": "kilometer",
    "m": "meter",
    "w": "watt",
    "kw": "kilowatt",
    "v": "volt",
    "mah": "milliamp hour",
    "wh": "watt hour",
    "hz": "hertz",
    "khz": "kilohertz",
    "db": "decibel",
    "oz": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "in": "inch",
    "ft": "foot",
    "h": "hour",
    "hr": "hour",
    "hrs": "hour",
    "min": "minute",
    "s": "second",
    "ms": "millisecond",
    "gb": "gigabyte",
    "tb": "terabyte",
    "mb": "megabyte",
    "kcal": "kilocalorie",
    "lm": "lumen",
}
_IRREGULAR = {"inch": "inches", "foot": "feet", "hertz": "hertz", "kilohertz": "kilohertz"}
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan", "￥": "yuan"}
_CODES = {
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound",
    "CNY": "yuan",
    "RMB": "yuan",
    "PLN": "zloty",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FIXED = {"yuan": "yuan", "zloty": "zlotys"}


@cache
def _speller() -> Any:
    import num2words

    return num2words.num2words


def number(text: str) -> str:
    """A written number as it is said: 1,299 → one thousand two hundred ninety-nine."""
    whole, _, part = text.replace(",", "").partition(".")
    said = str(_speller()(int(whole))).replace(" and ", " ").replace(",", "")
    part = part.rstrip("0")
    return said + (" point " + digits(part) if part else "")


def digits(text: str) -> str:
    """Digit by digit: 304 → three zero four."""
    return " ".join(str(_speller()(int(char))) for char in text if char.isdigit())


def _plural(word: str, count: str) -> str:
    if count.replace(",", "").rstrip("0").rstrip(".") == "1":
        return word
    return _FIXED.get(word) or _IRREGULAR.get(word) or word + "s"


def _money(found: re.Match[str]) -> str:
    unit = _MONEY[found["sign"]]
    return _amount(found["n"], unit)


def _amount(text: str, unit: str) -> str:
    whole, _, part = text.partition(".")
    said = f"{number(whole)} {_plural(unit, whole)}"
    if not part.strip("0"):
        return said
    if unit in ("dollar", "euro") and len(part) == 2:
        return f"{said} {number(part.lstrip('0'))}"
    return f"{number(text)} {_plural(unit, text)}"


def _date(found: re.Match[str]) -> str:
    day = str(_speller()(int(found["d"]), to="ordinal"))
    year = str(_speller()(int(found["y"]), to="year"))
    return f"{_MONTHS[int(found['m']) - 1]} {day}, {year}"


def _time(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), found["m"]
    if minute == "00":
        return f"{number(str(hour))} o'clock" if not found["half"] else number(str(hour))
    oh = "oh " if minute[0] == "0" else ""
    return f"{number(str(hour))} {oh}{number(minute.lstrip('0'))}"


def _range(found: re.Match[str]) -> str:
    unit = found["u"] or ""
    said = f"{number(found['a'])} to {number(found['b'])}"
    return f"{said} {_unit(unit, found['b'])}" if unit else said


def _unit(text: str, count: str) -> str:
    if text in ("℃", "°C"):
        return "degrees Celsius"
    if text in ("℉", "°F"):
        return "degrees Fahrenheit"
    if text in ("°",):
        return "degrees"
    if text == "%":
        return "percent"
    return _plural(_UNITS[text.lower()], count)


def _measure(found: re.Match[str]) -> str:
    minus = "minus " if found["n"][0] in "-−" else ""
    return f"{minus}{number(found['n'].lstrip('-−'))} {_unit(found['u'], found['n'])}"


def _compound(found: re.Match[str]) -> str:
    return f"{number(found['n'])} {_UNITS.get(found['u'].lower(), found['u'])}"


def _product(found: re.Match[str]) -> str:
    parts = re.split(r"\s*[*×xX]\s*", found["n"])
    said = " by ".join(number(part) for part in parts)
    return f"{said} {_unit(found['u'], '2')}" if found["u"] else said


def _code(found: re.Match[str]) -> str:
    def piece(match: re.Match[str]) -> str:
        text = match[0]
        return f" {number(text) if len(text) <= 2 else digits(text)} "

    return " ".join(re.sub(r"\d+", piece, found[0].replace("-", " ")).split())


def _rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), say


RULES: tuple[Rule, ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _date),
    _rule(r"(?:\+?\d{1,2}[ -])?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)", lambda m: digits(m[0])),
    _rule(r"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)(?P<half>(?=\s?[AaPp]\.?[Mm]))?", _time),
    _rule(rf"(?P<sign>[$€£¥￥])\s?(?P<n>{_NUMBER})", _money),
    _rule(
        rf"(?P<n>{_NUMBER})\s?(?P<c>USD|EUR|GBP|CNY|RMB|PLN)(?![A-Za-z])",
        lambda m: _amount(m["n"], _CODES[m["c"]]),
    ),
    _rule(
        rf"(?P<c>USD|EUR|GBP|CNY|RMB|PLN)\s?(?P<n>{_NUMBER})",
        lambda m: _amount(m["n"], _CODES[m["c"]]),
    ),
    _rule(r"11\.11(?![\d.])", lambda m: "eleven eleven"),
    _rule(
        rf"(?P<a>{_NUMBER})\s?[-–~]\s?(?P<b>{_NUMBER})\s?"
        rf"(?P<u>%|℃|°C|°F|(?i:{_UNIT})(?![A-Za-z]))?",
        _range,
    ),
    _rule(rf"(?P<n>[-−]?{_NUMBER})\s?(?P<u>%|℃|℉|°[CF]|°)", _measure),
    _rule(
        rf"(?P<n>{_NUMBER}(?:\s?[*×xX]\s?{_NUMBER})+)\s?(?P<u>(?i:{_UNIT})(?![A-Za-z]))?", _product
    ),
    _rule(rf"(?P<n>{_NUMBER})-(?P<u>[A-Za-z]+)", _compound),
    _rule(rf"(?P<n>{_NUMBER})\s?(?P<u>(?i:{_UNIT}))(?![A-Za-z0-9])", _measure),
    _rule(r"(?:304|316|201|430)L?(?=\s(?:stainless|steel|food))", lambda m: digits(m[0])),
    _rule(r"[A-Za-z]+-?\d+[A-Za-z0-9-]*|\d+[A-Za-z]+\d[A-Za-z0-9-]*", _code),
    _rule(
        r"(?P<n>1/2|1/3|1/4|3/4|2/3)",
        lambda m: {
            "1/2": "a half",
            "1/3": "a third",
            "1/4": "a quarter",
            "3/4": "three quarters",
            "2/3": "two thirds",
        }[m[0]],
    ),
    _rule(_NUMBER, lambda m: number(m[0])),
    _rule(r"\s&\s", lambda m: " and "),
    _rule(r"\s?/\s?", lambda m: ", "),
    _rule(r"\+", lambda m: " plus "),
)
"""English reading rules, first match wins."""
