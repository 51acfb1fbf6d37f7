"""What a product costs on a day: the regular price, or the sale price while its sale runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vidgen.errors import InputError
from vidgen.feeds import cells, fields
from vidgen.feeds.lines import Told
from vidgen.model.product import Language, Promotion

_WORDS: dict[Language, str] = {"zh": "限时特价", "en": "Limited-time price"}
_DAY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?"
    r"\s*(?:Z|[+-]\d{2}:?\d{2})?"
)


@dataclass(frozen=True)
class Offer:
    """What is asked for it: `list_price` is above `price` or None, `currency` may be "".

    `promotion` tells the days of a sale that runs and ends; `note` what was left out and why.
    """

    price: Decimal | None = None
    list_price: Decimal | None = None
    currency: str = ""
    promotion: Promotion | None = None
    note: str = ""


def offer(told: Told, place: str, language: Language, today: date | None) -> Offer:
    """The offer of a row on the day `today`.

    A sale price counts only from its first to its last day; when `today` is None, a sale with days
    is taken not to run. InputError when an amount or a day cannot be understood, when a former
    price is below the price, or a sale price above it.
    """
    regular, mark = _money(told, "price", place)
    before, _ = _money(told, "list_price", place)
    sale, other = _money(told, "sale_price", place)
    if mark and other and mark != other:
        where = _where(told, "sale_price", place)
        raise InputError(where, f"is in {other}, but the price is in {mark}")
    if sale is not None and regular is not None and sale > regular:
        what = f"the sale price {sale} is above the price {regular}"
        raise InputError(_where(told, "sale_price", place), what)
    if before is not None and regular is not None and before < regular:
        what = f"{before} is below the price {regular}"
        raise InputError(_where(told, "list_price", place), what)
    higher = before if before != regular and regular is not None else None
    currency = cells.currency(_text(told, "currency", place)) or mark or other
    expired = _expired(told, place, today)
    if expired:
        return Offer(currency=currency, note=expired)
    if sale is None or sale == regular:
        return Offer(regular, higher, currency)
    starts, ends = days(told, place)
    why = _not_running(starts, ends, today)
    if why:
        return Offer(regular, higher, currency, note=f"the sale price {sale} {why}")
    promotion = Promotion(text=_WORDS[language], starts=starts, ends=ends) if ends else None
    former = regular or (before if before is not None and before > sale else None)
    return Offer(sale, former, currency, promotion)


def _text(told: Told, field: str, place: str) -> str:
    header, cell = told.get(field, (field, ""))
    return fields.text(f"{place}, {header}", cell)


def _money(told: Told, field: str, place: str) -> tuple[Decimal | None, str]:
    header, cell = told.get(field, (field, ""))
    return cells.money(f"{place}, {header}", cell)


def _where(told: Told, field: str, place: str) -> str:
    return f"{place}, {told.get(field, (field, ''))[0]}"


def _expired(told: Told, place: str, today: date | None) -> str:
    """Why a price with a last day (`price_until`) is not said any more, else ""."""
    header, cell = told.get("price_until", ("", ""))
    last = day(f"{place}, {header}", cell)[0] if cell else None
    over = last is not None and today is not None and last < today
    return f"the price was good until {last}: no price is said" if over else ""


def _not_running(starts: date | None, ends: date | None, today: date | None) -> str:
    if starts is None and ends is None:
        return ""
    if today is None:
        return "has days, and no day was given: the regular price is said"
    if starts is not None and today < starts:
        return f"begins on {starts}: the regular price is said"
    if ends is not None and today > ends:
        return f"ended on {ends}: the regular price is said"
    return ""


def days(told: Told, place: str) -> tuple[date | None, date | None]:
    """First and last day of a sale, each None where nothing is told.

    An end at 0:00 means that the day before is the last one. InputError for what is no day, or an
    end before the beginning.
    """
    header, cell = told.get("sale_dates", ("", ""))
    where = f"{place}, {header}"
    if cell:
        parts = re.split(
            r"\s*(?:(?<=[\dZ])/(?=\d{4})|[~～—–至到]|\s-\s)\s*", fields.text(where, cell)
        )
        if len(parts) != 2:
            raise InputError(where, f"{cell!r} is not two days", "2026-06-01/2026-06-18")
        starts, ends = (day(where, part) for part in parts)
    else:
        starts, ends = _cell_day(told, "sale_starts", place), _cell_day(told, "sale_ends", place)
    last = ends[0]
    if last is not None and ends[1] and last != starts[0]:
        last -= timedelta(days=1)
    if starts[0] is not None and last is not None and last < starts[0]:
        where = _where(told, "sale_dates" if cell else "sale_ends", place)
        raise InputError(where, f"the sale ends on {last}, before it begins on {starts[0]}")
    return starts[0], last


def _cell_day(told: Told, field: str, place: str) -> tuple[date | None, bool]:
    header, cell = told.get(field, (field, ""))
    return day(f"{place}, {header}", cell)


def day(where: str, cell: object) -> tuple[date | None, bool]:
    """(day, whether it is its very beginning) of `2026-06-01`, `2026-06-01T00:00+0800` and such.

    The day is that of the time zone it is written in. InputError for anything else.
    """
    told = fields.text(where, cell)
    if not told:
        return None, False
    found = _DAY.fullmatch(told)
    try:
        if found:
            midnight = found[4] in ("0:00", "00:00")
            return date(int(found[1]), int(found[2]), int(found[3])), midnight
    except ValueError as error:
        raise InputError(where, f"{told!r} is not a day") from error
    raise InputError(where, f"{told!r} is not a day", "write it like 2026-06-18")
