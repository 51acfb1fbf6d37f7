"""ground: is everything that is said or shown found in the product's facts?

An independent reader: it knows nothing of how a line was written. It re-reads every number with its
unit, every material, every superlative and promise, and looks for them in the facts the line cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vidgen.craft.plain import plain
from vidgen.craft.script import is_han
from vidgen.model.product import Fact, Product
from vidgen.model.script import Script

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CHINESE_QUANTITY = re.compile(
    r"[零一二两三四五六七八九十百千万半]+(?:折|倍|成|元|块钱|年质保|天无理由)"
)
_WORDS = re.compile(
    "|".join(
        (
            # materials
            "纯棉|亚麻|羊毛|羊绒|真丝|桑蚕丝|蚕丝|涤纶|腈纶|粘纤|氨纶|莫代尔|天丝|羽绒|鹅绒|真皮|牛皮|头层|不锈钢|钛|陶瓷|玻璃|实木|橡木|竹|硅胶|乳胶|珐琅",
            r"\b(?:cotton|linen|wool|cashmere|silk|polyester|leather|suede|denim|stainless|titanium|ceramic|"
            r"glass|bamboo|oak|silicone|latex|enamel|aluminium|aluminum|nylon|canvas)\b",
            # superlatives and promises
            "最[高低好佳优强大小新美爱热轻薄便先]|第一|唯一|顶级|极品|国家级|世界级|全网|独家|首选|永久|终身|绝对|百分百|保证|根治|治愈|无效退款|零风险|万能",
            r"\b(?:best|cheapest|fastest|strongest|number one|no\. ?1|guaranteed?|forever|lifetime|"
            r"risk[- ]free|miracle|cures?|unbeatable|world'?s|only one)\b",
            # certificates, origin, scarcity
            "进口|有机|认证|检测报告|专利|原产|产自|防水|防火|抗菌|防晒|好评|热销|包邮|免邮|限量|仅剩|最后\\d*件|限时|秒杀|买一送|第二件",
            r"\b(?:organic|waterproof|half price|half off|award[- ]winning|bestselling|certified|"
            r"patented|imported|made in|free shipping|limited|last chance|"
            r"only \d+ left|flash sale|buy one)\b",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """One claim without a fact: where it stands, the claim, why it is refused."""

    where: str
    claim: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: “{self.claim}” {self.why}"


def ground(product: Product, script: Script) -> tuple[Finding, ...]:
    """Every claim in lines and screen texts that the cited facts do not support; () when true."""
    findings: list[Finding] = []
    for scene in script.scenes:
        for line in scene.lines:
            findings += _read(f"line {line.id}", (line.text, line.say), line.facts, product)
        for text in scene.screen:
            where = f"scene {scene.id}, {text.role}"
            findings += _read(where, (text.text, text.label), text.facts, product)
    return tuple(findings)


def _read(
    where: str, texts: Iterable[str], cited: tuple[str, ...], product: Product
) -> list[Finding]:
    facts = [fact for fact in product.facts if fact.id in cited]
    known = " ".join(plain(f"{fact.label} {fact.text} {_unit(fact)}") for fact in facts)
    numbers = {_number(found) for found in _NUMBER.findall(known)}
    unknown = [fact_id for fact_id in cited if product.fact(fact_id) is None]
    found = [
        Finding(where, fact_id, "is cited but is no fact of the product")
        for fact_id in unknown
        if fact_id not in ("brand", "category")
    ]
    for text in texts:
        said = plain(text)
        found += [
            Finding(where, number, "is in no cited fact")
            for number in _NUMBER.findall(said)
            if _number(number) not in numbers
        ]
        claims = [*_CHINESE_QUANTITY.findall(said), *(m[0] for m in _WORDS.finditer(said))]
        found += [
            Finding(where, claim, "is in no cited fact") for claim in claims if claim not in known
        ]
        found += _wrong_units(where, said, known)
        found += _strangers(where, text, product)
    return found


def _number(text: str) -> str:
    """A number's value, however it is written: 1,299.00 and 1299 are one."""
    whole, _, part = text.replace(",", "").partition(".")
    part = part.rstrip("0").replace(".", "")
    return (whole.lstrip("0") or "0") + (f".{part}" if part else "")


def _unit(fact: Fact) -> str:
    """Words a money fact may be followed or preceded by, so that units agree."""
    money = {"CNY": "{0}元 ¥{0}", "USD": "${0}", "EUR": "€{0}", "GBP": "£{0}"}
    if fact.number is None:
        return ""
    return money.get(fact.unit, "{0} " + fact.unit.lower()).format(f"{fact.number.normalize():f}")


_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][A-Za-z]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")


def _strangers(where: str, text: str, product: Product) -> list[Finding]:
    """Names that are nowhere in the product's facts: another's brand, an invented model."""
    known = " ".join(f"{fact.label} {fact.text}" for fact in product.facts).lower()
    pattern = _LATIN if any(is_han(char) for char in text) else _CAPITAL
    return [
        Finding(where, name, "is a name that no fact of the product has")
        for name in pattern.findall(text)
        if name.lower() not in known
    ]


_WITH_SIGN = re.compile(r"([$€£¥])\s?(\d+(?:[.,]\d+)*)")
_WITH_UNIT = re.compile(
    r"(\d+(?:[.,]\d+)*)\s?(%|ml|l|kg|g|mg|cm|mm|m|km|oz|lb|w|v|mah|hz|℃|°c|c|h|min|in|折|元|克|斤|升|毫升|厘米|"
    r"毫米|米|小时|天|年|个月|片|支|双|件)(?![a-z])"
)


def _wrong_units(where: str, text: str, known: str) -> list[Finding]:
    """Numbers that are in the facts, but there with another unit or in another currency."""
    units_of: dict[str, set[str]] = {}
    for number, unit in _pairs(known):
        units_of.setdefault(_number(number), set()).add(unit)
    return [
        Finding(where, number + unit, "has another unit in the cited facts")
        for number, unit in _pairs(text)
        if _number(number) in units_of and unit not in units_of[_number(number)]
    ]


def _pairs(text: str) -> list[tuple[str, str]]:
    """(number, unit or currency sign) of every quantity in a plain text."""
    signed = [(number, sign) for sign, number in _WITH_SIGN.findall(text)]
    return [*_WITH_UNIT.findall(text), *signed]
