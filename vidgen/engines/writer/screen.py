"""Texts on screen for a composed scene, cut from the same facts as its lines."""

from __future__ import annotations

import re

from vidgen.craft.copy import Value, cited, clauses, filled
from vidgen.craft.noun import last_word
from vidgen.craft.noun import thing as thing_of
from vidgen.craft.script import is_han
from vidgen.craft.tongue import foreign
from vidgen.engines.writer.price import price_card
from vidgen.model.copy import Copy
from vidgen.model.product import Product
from vidgen.model.script import Beat, Brief, ScreenText


def screen_of(
    brief: Brief, beat: Beat, copy: Copy, values: dict[str, Value]
) -> tuple[ScreenText, ...]:
    """Everything this scene may show; layout draws what its archetype has a place for."""
    texts = []
    if copy.headline:
        texts.append(_headline(copy.headline, values))
    makers = {
        "hook": _hook,
        "reveal": _reveal,
        "feature": _point,
        "scene": _sentence,
        "stat": _stat,
        "detail": _detail,
        "proof": _list,
        "offer": price_card,
        "end": _end,
        "quote": _quote,
        "compare": _compare,
        "cards": _cards,
    }
    maker = makers.get(beat.id)
    if maker is not None:
        texts += maker(brief, values)
    return tuple(texts)


def _headline(pattern: str, values: dict[str, Value]) -> ScreenText:
    text = filled(pattern, values).replace("/", "\n")
    marked = re.search(r"\[(.+?)\]", text)
    return ScreenText(
        role="headline",
        text=text.replace("[", "").replace("]", ""),
        highlight=marked[1] if marked else "",
        facts=cited(pattern, values),
    )


def _kicker(product: Product) -> list[ScreenText]:
    leaf = re.split(r"[/>|｜]", product.category)[-1].strip()
    if product.brand:
        return [ScreenText(role="kicker", text=product.brand, facts=("brand",))]
    return [ScreenText(role="kicker", text=leaf, facts=("category",))] if leaf else []


def _hook(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    tape = " ".join(part for part in (brief.product.brand, brief.product.name) if part)
    return [*_kicker(brief.product), ScreenText(role="tape", text=tape, facts=("brand", "name"))]


def _reveal(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    product = brief.product
    texts = [ScreenText(role="name", text=product.name, facts=("name",))]
    leaf = re.split(r"[/>|｜]", product.category)[-1].strip()
    tag = " · ".join(part for part in (product.brand, leaf) if part)
    if tag:
        texts.append(ScreenText(role="tag", text=tag, facts=("brand", "category")))
    texts.append(ScreenText(role="word", text=_word(product, values), facts=("name",)))
    return texts + _chips(product)


_UNITS = (
    "ml|l|g|kg|oz|lb|cm|mm|m|in|w|v|mah|pcs?|tc|"
    "克|毫升|升|斤|片|支|只|件|条|码|度|公里|厘米|米|年|月|日"
)
_MODEL = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-Za-z]{1,3}\d{2,4}|\d{3,4})"
    rf"(?![A-Za-z0-9.%×]|\s?(?:{_UNITS})(?![a-z]))",
    re.IGNORECASE,
)
"""A number in a name that is a model's, no quantity."""


def _word(product: Product, values: dict[str, Value]) -> str:
    """The oversized word: a model number, else the plain word for the product."""
    number = _MODEL.search(product.name)
    if number:
        return number[0]
    if not any(map(is_han, product.name)):
        return last_word(product.name).upper()
    thing = thing_of(product, "zh")[0] or last_word(product.name)
    return thing if len(thing) <= 3 else thing[-2:]


def _chips(product: Product) -> list[ScreenText]:
    """Up to three short facts: attribute values first, then the shortest clauses of points."""
    han = any(is_han(char) for char in product.name)
    longest = 9 if han else 18
    found: dict[str, str] = {}
    for attribute in product.attributes:
        if len(attribute.value) <= longest and any(c.isalpha() for c in attribute.value):
            found.setdefault(attribute.value, f"attr.{attribute.name}")
    for number, point in enumerate(product.points, 1):
        for clause in clauses(point):
            if 2 <= len(clause) <= longest:
                found.setdefault(clause, f"point.{number}")
    return [ScreenText(role="chip", text=t, facts=(f,)) for t, f in list(found.items())[:3]]


def _point(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    return _titled(values["point"])


def _titled(value: Value) -> list[ScreenText]:
    """A headline from the first clause and a sentence from the rest."""
    parts = clauses(value.text)
    head = (parts[0] if parts else value.text).rstrip(".。")
    texts = [ScreenText(role="headline", text=head, facts=value.facts)]
    rest = value.text[value.text.find(head) + len(head) :].lstrip("，,。；;、!！?？.–— ")
    if rest.strip(".。"):
        texts.append(ScreenText(role="sub", text=rest, facts=value.facts))
    return texts


def _sentence(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    return _titled(values["sentence"])


def _detail(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    name, value = values["attr.name"], values["attr.value"]
    return [
        ScreenText(role="kicker", text=name.text, facts=name.facts),
        ScreenText(role="headline", text=value.text, facts=value.facts),
    ]


def _stat(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    name, value = values["attr.name"], values["attr.value"]
    found = re.match(r"([\d.]+)\s?(.*)", value.text)
    if found is None:
        return _detail(brief, values)
    return [
        ScreenText(role="number", text=found[1], label=name.text, facts=value.facts),
        ScreenText(role="unit", text=found[2], facts=value.facts),
        *_name(brief.product),
    ]


def _name(product: Product) -> list[ScreenText]:
    return [ScreenText(role="name", text=product.name, facts=("name",))]


def _list(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    short = [a for a in brief.product.attributes if len(a.value) <= 16][:5]
    return [
        ScreenText(role="item", label=a.name, text=a.value, facts=(f"attr.{a.name}",))
        for a in short
    ]


def _quote(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    said = values["review"]
    fact = brief.product.fact(said.facts[0])
    texts = [ScreenText(role="headline", text=said.text, facts=said.facts)]
    if fact is not None and fact.label:
        texts.append(ScreenText(role="note", text=fact.label, facts=said.facts))
    return texts


def _compare(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    versus = brief.product.versus
    if versus is None:
        return []
    ours = "这一款" if brief.language == "zh" else "This one"
    first = f"versus.{versus.rows[0].name}.theirs"
    texts = [
        ScreenText(role="side", text=ours),
        ScreenText(role="side", text=versus.than, facts=(first,)),
    ]
    for row in versus.rows[:4]:
        ids = (f"versus.{row.name}.ours",), (f"versus.{row.name}.theirs",)
        texts += [
            ScreenText(role="item", text=row.ours, label=row.name, facts=ids[0]),
            ScreenText(role="rival", text=row.theirs, label=row.name, facts=ids[1]),
        ]
    return texts


def _cards(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    found = [values[f"card{number}"] for number in (1, 2, 3)]
    return [ScreenText(role="item", text=value.text, facts=value.facts) for value in found]


def _end(brief: Brief, values: dict[str, Value]) -> list[ScreenText]:
    product = brief.product
    texts = []
    if product.brand:
        texts.append(ScreenText(role="brand", text=product.brand, facts=("brand",)))
    texts += _name(product)
    price = values["price"].text if "price" in values else ""
    if price and not (foreign(product.name, brief.language) and any(map(str.isalpha, price))):
        note = f"{product.name} {price}"
        texts.append(ScreenText(role="note", text=note, facts=("name", "price")))
    tape = " ".join(part for part in (product.brand, product.name) if part)
    texts.append(ScreenText(role="tape", text=tape, facts=("brand", "name")))
    return texts
