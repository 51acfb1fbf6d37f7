"""A platform's export of what films did: views, completions, clicks and orders, a row a film.

Columns are told by their headings, English or Chinese. A row with a number that cannot be is
refused and named; the others count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from vidgen.errors import InputError
from vidgen.feeds import fields, source, table
from vidgen.feeds.headers import Names, told
from vidgen.feeds.lines import Line, Refused
from vidgen.model.learned import GOALS, Goal

HEADINGS: Names = {
    "variant": (
        *(
            "variant",
            "变体",
            "版本",
            "utm_content",
            "video",
            "视频",
            "视频名称",
            "视频标题",
            "素材",
        ),
        *("素材名称", "创意", "creative", "ad name", "film", "name"),
    ),
    "sku": (
        *("sku", "货号", "product_id", "product id", "商品编码", "商品编号", "商家编码", "商品id"),
        *("product", "商品", "款号", "id"),
    ),
    "views": (
        *("views", "播放量", "播放", "播放次数", "播放数", "观看量", "观看次数", "观看", "plays"),
        *("video views", "impressions", "曝光量", "曝光", "展现量", "展现", "展示次数"),
    ),
    "completion": (
        *("completion", "完播率", "完播", "完播量", "完播数", "完播次数", "completion rate"),
        *("completion_rate", "completions", "completed", "播完率", "播完", "finished"),
    ),
    "clicks": (
        *(
            "clicks",
            "点击",
            "点击量",
            "点击数",
            "点击次数",
            "商品点击",
            "商品点击量",
            "商品点击次数",
        ),
        *("click", "link clicks"),
    ),
    "orders": (
        *(
            "orders",
            "订单",
            "订单数",
            "订单量",
            "成交订单数",
            "成交订单",
            "成交单量",
            "下单",
            "下单数",
        ),
        *(
            "下单量",
            "成交",
            "成交量",
            "销量",
            "转化",
            "转化数",
            "conversions",
            "purchases",
            "order",
        ),
    ),
    "scenario": ("scenario", "场景", "剧本", "脚本"),
    "hook": ("hook", "开头", "钩子"),
    "seconds": ("seconds", "length", "duration", "时长", "秒数", "视频时长"),
    "category": ("category", "类目", "分类", "品类", "商品类目", "商品分类"),
}
"""Our field → the headings under which it may stand, the likeliest first."""

MOST = 10**12
"""Views of a film; more is no number of views."""

_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?\s*(万|亿|w|k|m)?", re.IGNORECASE)
_TIMES = {"万": 10**4, "w": 10**4, "亿": 10**8, "k": 10**3, "m": 10**6}
_RATE = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)\s*([%％])?")
_SECONDS = re.compile(r"(\d{1,4})(?:\.\d+)?\s*(?:s|sec|seconds|秒)?", re.IGNORECASE)
_NOTHING = ("", "-", "--", "—", "/")


@dataclass(frozen=True)
class Shown:
    """What one film did, as the export has it. What it says nothing of is "", or missing."""

    place: str
    variant: str
    sku: str
    category: str
    scenario: str
    hook: str
    seconds: int
    views: int
    hits: dict[Goal, int]


def read(path: Path) -> tuple[tuple[Shown, ...], tuple[Refused, ...]]:
    """The films of an export and the rows that were refused. Rows of one film (a row a day, a row
    a platform) are added up; a row that repeats another word for word is refused.

    Raises InputError when the file is no sheet, or has no column of views, of films or of any goal.
    """
    sheet = table.table(source.text(source.content(path), str(path)), str(path))
    _expect(sheet.headers, str(path))
    rates = _tells_rates(sheet.lines)
    films: dict[tuple[str, str], Shown] = {}
    refused: list[Refused] = []
    rows: dict[tuple[object, ...], str] = {}
    for line in sheet.lines:
        if isinstance(line, Refused):
            refused.append(line)
            continue
        try:
            shown = _shown(line, rates)
            _no_repeat(line, shown, rows)
            key = (shown.sku, shown.variant)
            films[key] = _added(films[key], shown) if key in films else shown
        except InputError as error:
            hint = f" ({error.hint})" if error.hint else ""
            refused.append(Refused(error.where, f"{error.what}{hint}"))
    return tuple(films.values()), tuple(refused)


def _expect(headers: tuple[str, ...], name: str) -> None:
    found = {field for field, known in HEADINGS.items() if any(h in headers for h in known)}
    missing = [what for what in ("views",) if what not in found]
    missing += [] if found & {"variant", "sku"} else ["variant (or sku)"]
    missing += [] if found & set(GOALS) else ["orders, clicks or completion"]
    if missing:
        hint = f"name them so in the first row; there are: {', '.join(headers)[:200]}"
        raise InputError(name, f"has no column {' and none '.join(missing)}", hint)


def _tells_rates(lines: tuple[Line | Refused, ...]) -> Decimal | None:
    """What completions are to be divided by where the column holds rates (1, or 100 for percent);
    None where it holds counts.

    Rates are told by a heading with 率 or rate, by a % in the column, or by broken numbers.
    """
    held = [
        told(line.cells, HEADINGS).get("completion") for line in lines if isinstance(line, Line)
    ]
    cells = [(heading, str(cell)) for heading, cell in filter(None, held)]
    numbers = [Decimal(found[1]) for _, cell in cells if (found := _RATE.fullmatch(cell))]
    named = any("率" in heading or "rate" in heading for heading, _ in cells)
    signed = any("%" in cell or "％" in cell for _, cell in cells)
    broken = any(number % 1 for number in numbers)
    if not numbers or not (named or signed or broken):
        return None
    return Decimal(100) if signed or max(numbers) > 1 else Decimal(1)


def _shown(line: Line, rates: Decimal | None) -> Shown:
    known = {field: str(cell) for field, (_, cell) in told(line.cells, HEADINGS).items()}
    views = _count(f"{line.place}, views", known.get("views", ""))
    hits = dict(_hits(line.place, known, views, rates))
    text = {
        field: fields.text(f"{line.place}, {field}", known.get(field, ""))
        for field in ("variant", "sku", "category", "scenario", "hook")
    }
    if not (text["variant"] or text["sku"]):
        raise InputError(line.place, "names no film", "fill in its variant or its SKU")
    seconds = _seconds(f"{line.place}, length", known.get("seconds", ""))
    return Shown(place=line.place, seconds=seconds, views=views, hits=hits, **text)


def _hits(
    place: str, known: dict[str, str], views: int, rates: Decimal | None
) -> Iterator[tuple[Goal, int]]:
    """The goals that the row tells of; an empty cell tells nothing."""
    for goal in GOALS:
        cell = known.get(goal, "").strip()
        where = f"{place}, {goal}"
        if cell in _NOTHING:
            continue
        if goal == "completion" and rates is not None:
            hits = round(_rate(where, cell, rates) * views)
        else:
            hits = _count(where, cell)
        if hits > views:
            what = f"{hits:,} {goal} of {views:,} views: more than there can be"
            raise InputError(where, what, "is the column the right one?")
        yield goal, hits


def _count(where: str, cell: str) -> int:
    found = _COUNT.fullmatch(cell.strip())
    if not found:
        raise InputError(where, f"{cell[:40]!r} is no count", "write a whole number, like 1200")
    number = Decimal(found[1].replace(",", "") + (found[2] or ""))
    number *= _TIMES.get((found[3] or "").lower(), 1)
    if number % 1 or number > MOST:
        raise InputError(where, f"{cell[:40]!r} cannot be a count", "write a whole number")
    return int(number)


def _rate(where: str, cell: str, rates: Decimal) -> Decimal:
    found = _RATE.fullmatch(cell.strip())
    rate = Decimal(found[1]) / (100 if found[2] else rates) if found else Decimal(2)
    if rate > 1:
        raise InputError(where, f"{cell[:40]!r} is no rate", "write it like 35% or 0.35")
    return rate


def _seconds(where: str, cell: str) -> int:
    if cell.strip() in _NOTHING:
        return 0
    found = _SECONDS.fullmatch(cell.strip())
    if not found:
        raise InputError(where, f"{cell[:40]!r} is no length", "write seconds, like 15")
    return int(found[1])


def _no_repeat(line: Line, shown: Shown, rows: dict[tuple[object, ...], str]) -> None:
    """A row with views that repeats another word for word counts nothing twice."""
    before = rows.setdefault(tuple(line.cells.items()), line.place)
    if shown.views and before != line.place:
        what = f"repeats {before.rpartition(', ')[2]} word for word"
        raise InputError(line.place, what, "remove one, or add a column that tells them apart")


def _added(one: Shown, other: Shown) -> Shown:
    """Two rows of one film as one: what only one of them tells of a goal is not known of both."""
    if set(one.hits) != set(other.hits):
        what = f"tells of other goals than {one.place.rpartition(', ')[2]}, the same film"
        raise InputError(other.place, what, "fill in the empty cell; 0 where there was nothing")
    hits = {goal: count + other.hits[goal] for goal, count in one.hits.items()}
    return replace(one, views=one.views + other.views, hits=hits)
