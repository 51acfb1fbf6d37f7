"""Days in a text, however they are written: 2026-06-18, 6月18日, June 18th, 18 June 2026."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass
from typing import Literal

Role = Literal["", "starts", "ends"]
"""What is said to happen on the day."""


@dataclass(frozen=True)
class Day:
    """A day, month or year as a text tells it; None for what it does not tell."""

    text: str
    year: int | None
    month: int | None
    day: int | None
    role: Role = ""

    def told_by(self, other: Day) -> bool:
        """Does `other` tell all that this tells, and the same?"""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


_MONTHS = {name.lower(): at for at, name in enumerate(month_name) if name} | {
    name.lower(): at for at, name in enumerate(month_abbr) if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d\d)(?:-|/|\.|年)(?P<m1>\d{1,2})(?:(?:-|/|\.|"
    r"月)(?P<d1>\d{1,2})[日号]?|月)"
    r"|(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]?"
    rf"|\b(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|"
    rf"th)?\b(?:,? (?P<y3>20\d\d)\b(?![-/.]\d))?"
    rf"|\b(?P<d4>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m4>{_MONTH})\b(?: (?P<y4>20\d\d)\b)?"
    r"|(?<!\d)(?P<y5>(?:19|20)\d\d)年"
)
_ENDS_BEFORE = re.compile(
    r"(?:\b(?:until|till|by|before|through|ends?(?: on)?|ended|ending|to)|[到至]|截[至止]|"
    r"结束于)\s?$"
)
_ENDS_AFTER = re.compile(r"^\s?(?:截止|为止|结束|之?前|止)")
_STARTS_BEFORE = re.compile(
    r"(?:\b(?:from|since|starts?(?: on)?|begins?(?: on)?|starting)|[从自])\s?$"
)
_STARTS_AFTER = re.compile(r"^\s?(?:起|开始|开抢|开售)")


def days(text: str) -> tuple[tuple[Day, ...], str]:
    """Every day of a text in digits and lower case, and the text with their places left blank."""
    found: list[Day] = []

    def take(match: re.Match[str]) -> str:
        part = {key: value for key, value in match.groupdict().items() if value}
        told = {key[0]: value for key, value in part.items()}
        month = told.get("m", "")
        day = Day(
            text=match[0],
            year=int(told["y"]) if "y" in told else None,
            month=_MONTHS.get(month) or (int(month) if month else None),
            day=int(told["d"]) if "d" in told else None,
            role=_role(match.string[: match.start()], match.string[match.end() :]),
        )
        if not (1 <= (day.month or 1) <= 12 and 1 <= (day.day or 1) <= 31):
            return match[0]
        found.append(day)
        return " " * len(match[0])

    blank = _DAY.sub(take, text)
    return tuple(found), blank


def _role(before: str, after: str) -> Role:
    if _ENDS_BEFORE.search(before) or _ENDS_AFTER.match(after):
        return "ends"
    return "starts" if _STARTS_BEFORE.search(before) or _STARTS_AFTER.match(after) else ""
