"""Reading aloud in English: rules from what is written to what is said (see spoken_zh)."""

from __future__ import annotations

import re
from collections.abc import Callable

from vidgen.craft.numbers_en import amount, counted, digits, number, ordinal, year
from vidgen.craft.units import ENGLISH, alternatives

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = alternatives(ENGLISH)
_END = r"(?![A-Za-z0-9])"
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
_MONTH = "|".join(f"{month}|{month[:3]}\\.?" for month in _MONTHS)
_FRACTIONS = {
    "1/2": "a half",
    "1/3": "a third",
    "1/4": "a quarter",
    "3/4": "three quarters",
    "2/3": "two thirds",
}
_SIGNS = {
    "~": "about ",
    "≈": "about ",
    "≥": "at least ",
    "≤": "at most ",
    "<": "under ",
    ">": "over ",
    "±": "plus or minus ",
    "#": "number ",
}


def _money(found: re.Match[str]) -> str:
    told = found["n"]
    return amount(f"0{told}" if told.startswith(".") else told, _MONEY[found["sign"]])


def _money_range(found: re.Match[str]) -> str:
    unit = _MONEY[found["sign"]]
    if "." in found["a"] + found["b"]:
        return f"{amount(found['a'], unit)} to {amount(found['b'], unit)}"
    return f"{number(found['a'])} to {amount(found['b'], unit)}"


def _day(found: re.Match[str]) -> str:
    """June 1, 2026; the year may be missing."""
    month = next(month for month in _MONTHS if month.startswith(found["m"].rstrip(".")))
    said = f"{month} {ordinal(found['d'])}"
    return f"{said}, {year(found['y'])}" if found["y"] else said


def _date(found: re.Match[str]) -> str:
    return f"{_MONTHS[int(found['m']) - 1]} {ordinal(found['d'])}, {year(found['y'])}"


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


def _between(found: re.Match[str]) -> str:
    """4:3 → four to three, 2-in-1 → two in one."""
    word = "to" if found["to"] == ":" else "in"
    return f"{number(found['a'])} {word} {number(found['b'])}"


def _unit(text: str, count: str) -> str:
    if text in ("℃", "°C"):
        return "degrees Celsius"
    if text in ("℉", "°F"):
        return "degrees Fahrenheit"
    if text in ("°", "%"):
        return {"°": "degrees", "%": "percent"}[text]
    if text.lower().rstrip(".") == "in":
        return counted("inch", count)
    return counted(ENGLISH[text.lower()], count)


def _measure(found: re.Match[str]) -> str:
    minus = "minus " if found["n"][0] in "-−" else ""
    return f"{minus}{number(found['n'].lstrip('-−'))} {_unit(found['u'], found['n'])}"


def _compound(found: re.Match[str]) -> str:
    unit = "inch" if found["u"] == "in" else ENGLISH.get(found["u"].lower(), found["u"])
    return f"{number(found['n'])} {unit}"


def _product(found: re.Match[str]) -> str:
    parts = re.split(r"\s*[*×xX]\s*", found["n"])
    said = " by ".join(number(part) for part in parts)
    return f"{said} {_unit(found['u'], '2')}" if found["u"] else said


def _mixed(found: re.Match[str]) -> str:
    return f"{number(found['n'])} and {_FRACTIONS[found['f']]}"


def _code(found: re.Match[str]) -> str:
    def piece(match: re.Match[str]) -> str:
        text = match[0]
        return f" {number(text) if len(text) <= 2 else digits(text)} "

    return " ".join(re.sub(r"\d+", piece, found[0].replace("-", " ")).split())


def _rule(pattern: str, say: Callable[[re.Match[str]], str]) -> Rule:
    return re.compile(pattern), say


RULES: tuple[Rule, ...] = (
    _rule(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _date),
    _rule(
        rf"(?P<m>{_MONTH}) (?P<d>[12]?\d|3[01])(?:st|nd|rd|th)?"
        rf"(?:, (?P<y>\d{{4}}))?{_END}(?![.:]\d)",
        _day,
    ),
    _rule(
        r"(?P<w>[Ss]ince|[Ii]n|[Ff]rom|[Ee]st\.) (?P<y>(?:19|20)\d\d)"
        rf"{_END}(?![.,]\d|\s?(?:%|{_UNIT}){_END})",
        lambda m: f"{m['w']} {year(m['y'])}",
    ),
    _rule(r"(?:\+?\d{1,2}[ -])?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)", lambda m: digits(m[0])),
    _rule(r"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?!\d)(?P<half>(?=\s?[AaPp]\.?[Mm]))?", _time),
    _rule(
        r"(?P<a>\d{1,2}):(?P<b>\d{1,2})(?!\d)", lambda m: f"{number(m['a'])} to {number(m['b'])}"
    ),
    _rule(
        rf"(?P<sign>[$€£¥￥])\s?(?P<a>{_NUMBER})\s?[-–~]\s?[$€£¥￥]?(?P<b>{_NUMBER})", _money_range
    ),
    _rule(rf"(?P<sign>[$€£¥￥])\s?(?P<n>{_NUMBER}|\.\d\d)", _money),
    _rule(
        rf"(?P<n>{_NUMBER})\s?(?P<c>USD|EUR|GBP|CNY|RMB|PLN)(?![A-Za-z])",
        lambda m: amount(m["n"], _CODES[m["c"]]),
    ),
    _rule(
        rf"(?P<c>USD|EUR|GBP|CNY|RMB|PLN)\s?(?P<n>{_NUMBER})",
        lambda m: amount(m["n"], _CODES[m["c"]]),
    ),
    _rule(r"11\.11(?![\d.])", lambda m: "eleven eleven"),
    _rule(r"24/7(?!\d)", lambda m: "twenty-four seven"),
    _rule(r"18/(?P<n>10|8|0)(?=\s(?:stainless|steel))", lambda m: f"eighteen {number(m['n'])}"),
    _rule(r"(?P<n>\d+)(?:st|nd|rd|th)(?![A-Za-z])", lambda m: ordinal(m["n"])),
    _rule(
        r"(?P<a>\d+)(?P<to>-in-| in )(?P<b>\d+)(?![\d.,]\d|[A-Za-z\"])",
        _between,
    ),
    _rule(
        rf"(?P<a>{_NUMBER})\s?[-–~]\s?(?P<b>{_NUMBER})"
        rf"(?:\s?(?P<u>%|℃|°C|°F|(?i:{_UNIT}|in\b\.?){_END}))?",
        _range,
    ),
    _rule(rf"(?P<n>[-−]?{_NUMBER})\s?(?P<u>%|℃|℉|°[CF]|°)", _measure),
    _rule(
        rf"(?P<n>{_NUMBER}(?:\s?[*×xX]\s?{_NUMBER})+)(?:\s?(?P<u>(?i:{_UNIT}|in\b\.?){_END}))?",
        _product,
    ),
    _rule(r"(?<=[0-9A-Za-z\"″])\s?[x×]\s?(?=\d)", lambda m: " by "),
    _rule(rf"(?P<n>{_NUMBER})[xX×]{_END}", lambda m: f"{number(m['n'])} times"),
    _rule(rf"(?P<n>{_NUMBER})-(?P<u>[A-Za-z]+)", _compound),
    _rule(rf"(?P<n>[2-6])G{_END}", lambda m: f"{number(m['n'])} G"),
    _rule(rf"(?P<n>{_NUMBER})\s?(?P<u>(?i:{_UNIT})){_END}", _measure),
    _rule(rf"(?P<n>{_NUMBER})(?P<u>in)\b", _measure),
    _rule(rf"(?P<n>{_NUMBER}) (?P<u>in)(?=\.|,|;|$|\s?[x×])", _measure),
    _rule(r"(?:304|316|201|430)L?(?=\s(?:stainless|steel|food))", lambda m: digits(m[0])),
    _rule(r"[A-Za-z]+-?\d+[A-Za-z0-9-]*|\d+[A-Za-z]+\d[A-Za-z0-9-]*", _code),
    _rule(r"(?P<n>\d+) (?P<f>1/2|1/3|1/4|3/4|2/3)(?!\d)", _mixed),
    _rule(r"(?P<f>1/2|1/3|1/4|3/4|2/3)(?!\d)", lambda m: _FRACTIONS[m["f"]]),
    _rule(r"0\d+(?![\d.])", lambda m: digits(m[0])),
    _rule(rf"(?P<n>{_NUMBER})(?=[A-Za-z])", lambda m: number(m["n"]) + " "),
    _rule(_NUMBER, lambda m: number(m[0])),
    _rule(r"[Nn]o\.\s?(?=\d)", lambda m: "number "),
    _rule(r"[~≈≥≤<>±#]\s?(?=[\d$€£¥])", lambda m: _SIGNS[m[0][0]]),
    _rule(r"\s?&\s?", lambda m: " and "),
    _rule(r"and/or\b", lambda m: "and or"),
    _rule(r"w/\s?(?=[A-Za-z])", lambda m: "with "),
    _rule(r"\s?/\s?", lambda m: ", "),
    _rule(r"\s?\+\s?(?=\w)", lambda m: " plus "),
    _rule(r"(?<=\d)\+", lambda m: " plus"),
)
"""English reading rules, first match wins."""
