"""What one cell of a sheet holds: an amount, several facts, an offer with its days, pictures.

All raise InputError naming `where` when a cell cannot be understood.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import fields
from vidgen.feeds.markup import plain
from vidgen.model.product import Attribute, Availability, Media, Promotion

_NOTHING = frozenset({"", "-", "--", "/", "n/a", "null", "none", "无"})
_WRITTEN = {
    "CNY": "¥ ￥ 元 RMB 人民币 CN¥",
    "USD": "$ US$",
    "HKD": "HK$",
    "TWD": "NT$",
    "AUD": "A$ AU$",
    "CAD": "C$ CA$",
    "SGD": "S$",
    "BRL": "R$",
    "JPY": "JP¥",
    "EUR": "€",
    "GBP": "£",
    "INR": "₹",
    "KRW": "₩",
    "RUB": "₽",
    "VND": "₫",
    "THB": "฿",
    "PLN": "ZŁ",
}
_SIGNS = {sign: code for code, signs in _WRITTEN.items() for sign in signs.split()}
_AMOUNT = re.compile(
    r"(?P<before>[A-Za-z]{0,2}[¥￥$€£₹₩₽₫฿]|[A-Za-z]{3}|人民币)?\s*"
    r"(?P<n>[-−]?\s*[¥￥$€£]?[\d.,\s]*\d)\s*"
    r"(?P<after>[A-Za-z]{0,2}[¥￥$€£₹₩₽₫฿]|元|zł|[A-Za-z]{3})?"
)
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}|\d+,\d{2}")
_DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_CLOCK = r"(?:\s*(\d{1,2}:\d{2})(?::\d{2})?)?"
_DAYS = re.compile(rf"{_DAY}{_CLOCK}\s*[-~～—–至到]\s*{_DAY}{_CLOCK}")

LONGEST_ATTRIBUTE = 60
"""Characters of an attribute's value; what is longer is a notice, not a fact to show."""


_AVAILABILITY: dict[Availability, str] = {
    "in_stock": "instock onlineonly limitedavailability availablefororder 1 true yes 有货 现货 "
    "在售 上架 有库存 充足",
    "out_of_stock": "outofstock soldout discontinued 0 false no 缺货 售罄 无货 下架 无库存 已下架",
    "preorder": "preorder backorder onbackorder presale 预售 预订",
}


def availability(told: str) -> Availability:
    """Whether it can be bought, as shops write it; "" for words that we do not know."""
    word = re.sub(r"[\s_-]+", "", told.lower().rsplit("/", 1)[-1])
    return next((kind for kind, words in _AVAILABILITY.items() if word in words.split()), "")


def currency(told: str) -> str:
    """The ISO code of what a shop writes (元, US$, 人民币); what we do not know stays as it is."""
    return _SIGNS.get(told.strip().upper(), told.strip().upper())


def money(where: str, cell: object) -> tuple[Decimal | None, str]:
    """(amount, currency): `¥1,299.00`, `18 EUR`, `1.299,00`; the currency may be "".

    None where nothing is written or the amount is nought, as exports write a missing one.
    """
    told = fields.text(where, cell)
    if told.lower() in _NOTHING:
        return None, ""
    found = _AMOUNT.fullmatch(told)
    if not found:
        raise InputError(where, f"{told!r} is not a price", "write one number, like 1299.00")
    number = re.sub(r"[\s¥￥$€£]", "", found["n"]).replace("−", "-")
    if _COMMA_DECIMAL.fullmatch(number):
        number = number.replace(".", "").replace(",", ".")
    mark = currency(found["before"] or found["after"] or "")
    if re.fullmatch(r"0+(?:\.0+)?", number):
        return None, mark
    return fields.money(where, number), mark


def points(where: str, cell: object) -> tuple[str, ...]:
    """Selling points: a list, or one text parted by ；, ;, | or lines."""
    parts = cell if isinstance(cell, list) else re.split(r"[；;|｜\n]", _text(where, cell))
    clean = (fields.text(where, plain(_text(where, part))) for part in parts)
    return tuple(part for part in clean if part)[: fields.MOST]


def attributes(where: str, cell: object) -> tuple[Attribute, ...]:
    """Facts in one cell: `面料:55%亚麻 45%棉|裙长:86cm`, JSON pairs, or a mapping.

    Values longer than `LONGEST_ATTRIBUTE` are left out; a name told twice keeps its last value.
    """
    found: dict[str, str] = {}
    for name, value in _pairs(where, cell):
        told = fields.text(where, plain(value), fields.LONG)
        if name.strip() and told and len(told) <= LONGEST_ATTRIBUTE:
            found[fields.text(where, name)] = told
    pairs = list(found.items())[: fields.MOST]
    return tuple(Attribute(name=name, value=value) for name, value in pairs)


def _pairs(where: str, cell: object) -> list[tuple[str, str]]:
    held = _listed(where, cell)
    if isinstance(held, dict):
        return [(str(k), _text(where, v)) for k, v in held.items()]
    if isinstance(held, list):
        return [(_text(where, p[0]), _text(where, p[1])) for p in held if _is_pair(p)]
    split = (re.split(r"[:：]", p, maxsplit=1) for p in re.split(r"[|｜\n]", _text(where, held)))
    return [(part[0], part[1]) for part in split if len(part) == 2]


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2


def _listed(where: str, cell: object) -> object:
    """A cell that holds a JSON list, as that list."""
    if not (isinstance(cell, str) and cell.lstrip()[:1] == "["):
        return cell
    try:
        return json.loads(cell, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(where, "begins like a JSON list but is none") from error


def promotion(where: str, cell: object) -> Promotion | None:
    """An offer in the shop's words, parted by |; days such as 2026-06-01~2026-06-18 taken out.

    An end at 0:00 means that the day before is the last one.
    """
    told = _text(where, cell)
    found = _DAYS.search(told)
    words = _DAYS.sub("", told) if found else told
    text = "|".join(part.strip() for part in re.split(r"[|｜]", words) if part.strip())
    if not text:
        return None
    if not found:
        return Promotion(text=fields.text(where, text))
    starts, ends = _day(where, found[1], found[2], found[3]), _day(where, *found.group(5, 6, 7))
    if found[8] in ("0:00", "00:00") and ends > starts:
        ends -= timedelta(days=1)
    if ends < starts:
        raise InputError(where, f"ends on {ends}, before it begins on {starts}")
    return Promotion(text=fields.text(where, text), starts=starts, ends=ends)


def _day(where: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise InputError(where, f"{year}-{month}-{day} is not a day") from error


@dataclass(frozen=True)
class Pictures:
    """Where a catalog's pictures are found: its `folder`, and `root`, another one, if allowed.

    `images` is address → local file, as the user of the catalog gave it. With `addresses`, others
    are kept as they are, to be fetched.
    """

    folder: Path
    images: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None
    addresses: bool = False

    @cached_property
    def roots(self) -> tuple[Path, ...]:
        """The folders that a picture may lie in, links followed."""
        return tuple(path.resolve() for path in (self.folder, self.root) if path is not None)


def media(where: str, cell: object, pictures: Pictures) -> tuple[tuple[Media, ...], int]:
    """Pictures by path or address, each once; and how many addresses were left out."""
    found: dict[str, Media] = {}
    left: set[str] = set()
    for name in _names(where, cell):
        if name in pictures.images:
            path = str((pictures.folder / pictures.images[name]).resolve())
        elif pictures.addresses and _WEB.match(name):
            path = name
        elif "://" in name or name[:5].lower() == "data:":
            left.add(name)
            continue
        else:
            path = _inside(name, pictures)
        found.setdefault(path, Media(path=path))
    return tuple(found.values())[: fields.MOST], len(left)


_WEB = re.compile(r"https?://", re.I)


def _inside(name: str, pictures: Pictures) -> str:
    """Where a picture lies: under the catalog's folder or the other one, never outside.

    A name that leads out (`../a.jpg`, `/a.jpg`, through a link) is looked for inside, as if the
    folder were all there is: whoever wrote it learns nothing of what lies elsewhere (reliability
    notes, A5, A6).
    """
    roots = pictures.roots
    # Plain text: a catalog of thousands of rows spends a fifth of its reading on Path's parts.
    asked = os.path.realpath(os.path.join(roots[0], name))
    allowed = any(os.path.commonpath((asked, root)) == str(root) for root in roots)
    if allowed and (len(roots) == 1 or os.path.isfile(asked)):
        return asked
    # normpath takes "/../.." away; what the name is joined to then is the root alone.
    jailed = os.path.normpath("/" + name.replace("\\", "/")).lstrip("/")
    places = [str(root / jailed) for root in roots]
    return next((place for place in places if os.path.isfile(place)), places[0])


def _names(where: str, cell: object) -> list[str]:
    """The paths and addresses in a cell: a list (of lists), an object, or one text parted."""
    held = _listed(where, cell)
    if isinstance(held, list):
        return [name for item in held for name in _names(where, item)][: 10 * fields.MOST]
    if isinstance(held, dict):
        keys = ("src", "url", "path", "contentUrl")
        return _names(where, next((held[key] for key in keys if held.get(key)), ""))
    told = _text(where, held)
    if any(unicodedata.category(sign) == "Cs" or sign == "\0" for sign in told):
        raise InputError(where, "holds signs that no file's name may hold", "write the path again")
    if told[:5].lower() == "data:":
        return [told]
    parted = r"[;,|\s]+(?=[A-Za-z]+://|$)|[;|\s]+" if "://" in told else r"[;,|\n]"
    return [name for part in re.split(parted, told) if (name := part.strip())]


def _text(where: str, cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    raise InputError(where, "must be a text")
