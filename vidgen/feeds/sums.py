"""Prices in running words: 199元, ¥199, 199块, 一百九十九元, $39.90, 39.90 USD, 原价299现价199.

Only what is certainly the price of the thing is taken. Sums of another kind (满200减30, 定金50元,
299元起, save $5, 2 for $60, 19.9元/斤) stay in the text, word for word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from vidgen.craft.plain import plain
from vidgen.errors import InputError
from vidgen.feeds import cells, fields

CUT = "\n"
"""Stands in a text for what was taken out of it: clauses end there."""

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SPELLED = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_TEENS}|{_ONES})"
_SIGN = r"(?:(?:US|AU?|CA?|HK|NT|S|R)?\$|(?:JP|CN)?¥|[€£₹₩₽₫฿])"
_CODE = r"(?:USD|EUR|GBP|CNY|RMB|AUD|CAD|HKD|TWD|SGD|JPY|INR|KRW|PLN|CHF|SEK|NOK|DKK)"
_NAMED = {"块钱": "CNY", "块": "CNY", "圆": "CNY", "dollar": "USD", "buck": "USD", "euro": "EUR"}
_UNIT = (
    rf"(?:元(?![素旦宝])|圆(?=$|\W)|块钱|块(?=$|[\W的包送])|人民币|{_CODE}\b|"
    r"(?:dollar|buck|euro)s?\b|[€£])"
)
_BEFORE = (
    "原价|吊牌价|划线价|市场价|日常价|was|originally|list price|regular price|reg\\.?|rrp|msrp|"
    "retail price|compare at|before"
)
_NOW = (
    "现在只要|现在仅需|现价|售价|价格|定价|单价|一口价|活动价|特价|促销价|优惠价|秒杀价|只要|仅需|"
    "只需|只卖|仅售|卖|now only|now just|now|only|just|on sale for|sale price|selling for|"
    "priced at|price|costs?|for|at"
)
_SUM = re.compile(
    rf"(?:(?P<was>(?<![a-z])(?:{_BEFORE})(?![a-z]))|(?P<now>(?<![a-z])(?:{_NOW})(?![a-z])))?"
    r"(?P<gap>[\s:：是为]*)"
    rf"(?:(?P<sign>{_SIGN}|{_CODE}\s)\s?(?P<n>{_DIGITS})(?P<code>\s?{_CODE}\b)?元?"
    rf"|(?<![\d.,一二两三四五六七八九十百千万几数])(?P<m>{_DIGITS}|[一二两三四五六七八九十百千万零]+"
    rf"|\b{_SPELLED})\s?(?P<unit>{_UNIT})"
    rf"|(?<![\d.,])(?P<bare>{_DIGITS}))(?![\d%]|\.\d|,\d)"
    r"(?P<each>\s?(?:each|apiece|per (?:piece|item)|/\s?[件个只条双台套支瓶盒箱袋包罐桶张]|"
    r"[每一][件个只条双台套支瓶盒箱袋包罐桶张](?=$|[\W的])))?(?P<of>的)?",
    re.IGNORECASE,
)
_BARE_END = re.compile(r"$|[\s,，.。;;!！)）的现包送买满\n]")
_OTHER_BEFORE = re.compile(
    r"(?:[满减省返降抵差赠付充]|定金|尾款|余款|预付|订金|押金|运费|邮费|首付|月付|券后?|到手价?|低至|补贴|"
    r"每[斤克袋两]|大?约|近|不到|超过|"
    r"\b(?:saves?|off|deposit|shipping|over|from|up to|starting at|starts at|under|"
    r"above|spend|extra|coupon|card|about|around|roughly|than|worth|tip|\d+ for|two for|three for|"
    r"plus|(?<=\d)\s?(?:[-–~～到至]|to))|/)[\s:：]*$",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"\s?(?:[起券]|以[上下内]|左右|优惠券|红包|上下|多|万|[/每][\s]?(?:斤|克|袋|两|千克|公斤|米|月|天|年)|"
    r"[一]斤|[\d两二三四五六]+[件双条个瓶盒袋]|任选|(?:[-–~～到至]|to )\s?[¥$€£]?\d|"
    r"\d{1,2}(?![\d.]|\s?[a-z%])|"
    r"off\b|coupon|deposit|shipping|voucher|gift|cash ?back|and up\b|or more|\+|"
    r"/\s?(?:mo|month|lb|kg|oz|yd|m|ft|day|week|yr|year)\b|"
    r"(?:per|a|an) (?:lb|pound|kg|kilo|oz|ounce|yard|meter|metre|month|week|day|night|hour|year)\b|"
    r"for (?:\d|two\b|three\b|four\b|both\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Prices:
    """What a text says it costs and once cost (None: nothing), and the text without that."""

    price: Decimal | None
    list_price: Decimal | None
    currency: str
    rest: str


@dataclass(frozen=True)
class _Sum:
    start: int
    end: int
    amount: Decimal
    currency: str
    was: bool
    told: bool


def prices(text: str) -> Prices:
    """The price that a text tells, a former one beside it, and their currency ("" for none)."""
    found = [each for match in _SUM.finditer(text) if (each := _read(text, match))]
    # Of several, the one that is called a price; else the first.
    now = next((s for s in found if s.told and not s.was), None) or next(
        (s for s in found if not s.was), None
    )
    was = next((s for s in found if s.was), None)
    if now is None:
        return Prices(None, None, "", text)
    currency = now.currency or (was.currency if was else "") or ("CNY" if _chinese(text) else "")
    if not currency:
        return Prices(None, None, "", text)
    agrees = was is not None and was.currency in ("", currency) and was.amount > now.amount
    used = [now, was] if was is not None and agrees else [now]
    return Prices(
        price=now.amount,
        list_price=was.amount if was is not None and agrees else None,
        currency=currency,
        rest=_without(text, [each for each in used if each is not None]),
    )


def _read(text: str, match: re.Match[str]) -> _Sum | None:
    """A sum that may be a price; None for one of another kind."""
    start, end = match.span()
    if match["bare"] is not None and not _is_priced(text, match):
        return None
    worded = match["was"] or match["now"] or ""
    befores = (text[:start], text[: start + len(worded)])
    if any(map(_OTHER_BEFORE.search, befores)) or _OTHER_AFTER.match(text, end):
        return None
    amount = _amount(match["n"] or match["m"] or match["bare"])
    if amount is None:
        return None
    money = match["code"] or match["sign"] or match["unit"] or ""
    return _Sum(start, end, amount, _currency(money), bool(match["was"]), bool(worded))


def _is_priced(text: str, match: re.Match[str]) -> bool:
    """A number without a currency is a price only behind a Chinese word that says so."""
    word = match["was"] or match["now"] or ""
    chinese = word > "\u2e80"
    return chinese and _BARE_END.match(text, match.end("bare")) is not None


def _amount(written: str) -> Decimal | None:
    """一百九十九 → 199, thirty-two → 32; None for what is no number (百元) or no price (0)."""
    digits = plain(written + "元")[:-1] if written > "\u2e80" else plain(written)
    try:
        return fields.money("", digits)
    except InputError:
        return None


def _currency(money: str) -> str:
    word = money.strip().lower().removesuffix("s")
    return _NAMED.get(word) or (cells.currency(money) if money else "")


def _chinese(text: str) -> bool:
    return fields.is_chinese(text)


def _without(text: str, used: list[_Sum]) -> str:
    for each in sorted(used, key=lambda s: s.start, reverse=True):
        text = text[: each.start] + CUT + text[each.end :]
    return text
