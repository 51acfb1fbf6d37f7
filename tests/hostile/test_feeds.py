"""A3, A25, A30 and A32 to A37: catalogs and product files that are bombs, lies or programs."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.hostile.conftest import fed
from vidgen.engines.writer.composer import Composer
from vidgen.errors import InputError
from vidgen.feeds import fields, product_file
from vidgen.feeds.feed import Feed
from vidgen.feeds.markup import plain
from vidgen.library import Library
from vidgen.model.product import Product
from vidgen.model.script import Brief

Reads = Callable[..., Feed]

SIGNS = "\u202e\u202d\u2066\u2069\u200b\u200e\u200f\ufeff\u00ad\u2060\u180e"


def row(reads: Reads, **cells: str) -> Feed:
    return reads(json.dumps([{"name": "Mug", "price": "18", **cells}]))


def test_a03_signs_that_deceive_the_eye(reads: Reads) -> None:
    """Direction overrides and unseen signs are taken out, controls refuse their row."""
    (product,) = row(reads, sku=f"A{SIGNS}1", name=f"Mug{SIGNS}gpj.exe").products
    assert (product.id, product.name) == ("A1", "Muggpj.exe")
    fed(6)
    for sign in "\0\x07\x1b\x7f\x9b":
        found = row(reads, name=f"Mug{sign}[2J")
        assert not found.products
        assert "unprintable" in str(found.refused[0]) or "NUL" in str(found.refused[0])


@pytest.mark.parametrize("field", ["name", "sku", "brand", "category", "audience"])
def test_a25_texts_that_are_far_too_long(reads: Reads, field: str) -> None:
    fed(3)
    for size in (301, 5_000, 1_000_000):
        found = row(reads, **{field: "很长 " * size})
        assert not found.products
        assert "characters long, at most 300 are allowed" in str(found.refused[0])


def test_a25_descriptions_are_cut_and_said_to_be(reads: Reads) -> None:
    found = row(reads, description="描述。" * 100_000)
    assert len(found.products[0].description) == 5_000
    assert "the description is cut to 5,000 characters" in str(found.entries[0])
    points = [f"point {n}" for n in range(10_000)]
    told = json.dumps([{"name": "Mug", "points": points, "images": [f"{n}.jpg" for n in points]}])
    (product,) = reads(told).products
    assert (len(product.points), len(product.media)) == (50, 50)


SLOW = {
    "marks on marks": "\u0301\u0316" * 60_000,
    "one letter with marks": "a" + "\u0301\u0316" * 60_000,
    "tags that never end": "<a " * 40_000,
    "quotes that never end": "<a b='" * 20_000,
    "double quotes that never end": '<a b="' * 20_000,
    "comments that never end": "<!--" * 30_000,
    "declarations": "<![" * 40_000,
    "instructions": "<?" * 60_000,
    "ends": "</" * 60_000,
    "scripts": "<script>" * 15_000,
    "signs": "<" * 120_000,
    "entities": "&#x" * 40_000,
    "deep": "<b>" * 40_000,
    "spaces": " " * 130_000,
    "emoji": "\u263a\ufe0f" * 60_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", SLOW)
def test_a25_texts_that_take_time_with_their_square(reads: Reads, what: str) -> None:
    """Each took up to minutes with Python's own HTML parser, or with Unicode's normal form."""
    text = SLOW[what]
    assert len(plain(text)) <= len(text)
    fed(5)
    for field in ("name", "description", "points", "attributes", "promotion"):
        found = row(reads, **{field: text})
        assert len(found.entries) == 1


def test_a25_marks_are_bounded() -> None:
    told = fields.text("name", "Z" + "\u0300" * 50 + "algo")
    assert len(told) <= 1 + 4 + 4
    assert fields.text("name", "Tie\u0302\u0301ng Vie\u0323\u0302t") == "Tiếng Việt"


ORDERS = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% for x in ().__class__ %}{% endfor %}",
    "{name.__class__}",
    "{price}",
    "{0.__init__.__globals__}",
    "${jndi:ldap://127.0.0.1/a}",
    "$HOME `id` $(id)",
    "%(price)s %s %n",
    "<%= 7*7 %>",
    "#{7*7}",
    "\\1\\g<0>",
)


@pytest.mark.parametrize("order", ORDERS)
def test_a30_fields_are_values_and_never_templates(order: str) -> None:
    """A name that looks like a pattern is said as it is written, in every line."""
    product = Product(
        id="1", name=order, language="en", brand=order, points=(order, "Light"), currency="USD"
    )
    library = Library()
    brief = Brief(
        product=product,
        scenario=library.scenario("pain-solution"),
        language="en",
        seconds=30,
        seed=1,
    )
    script = Composer()(brief)
    said = [line.text for line in script.lines if "name" in line.facts or "point.1" in line.facts]
    assert said
    assert "49" not in "".join(said)
    assert any(order.rstrip(".!? ")[:12] in text for text in said)


def test_a31_a_template_pack_is_data(tmp_path: Path) -> None:
    """Patterns hold plain places alone: {name.__class__} is an unknown one, Jinja is text."""
    (tmp_path / "scenarios").mkdir()
    fed(4)
    for bad in ("{name.__class__}", "{0.real}", "{nonsense}"):
        (tmp_path / "scenarios" / "bad.yaml").write_text(
            f"id: bad\nbeats:\n  - id: hook\n    archetypes: [hook]\n    copies:\n      en:\n"
            f"        - say: '{bad}'\n",
            encoding="utf-8",
        )
        with pytest.raises(InputError):
            Library(tmp_path).scenario("bad")
    (tmp_path / "scenarios" / "bad.yaml").write_text("!!python/object/apply:os.system ['id']")
    with pytest.raises(InputError):
        Library(tmp_path).scenario("bad")


YAML = {
    "tags": "name: !!python/object/apply:os.system ['touch pwned']",
    "own tags": "name: !x y",
    "anchors": "a: &a [x, x]\nname: *a",
    "alias bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "\n".join(
        f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]"
        for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "\nname: *i",
    "twice": "name: Mug\nname: Cup",
    "merge": "base: &b {name: Mug}\n<<: *b",
    "deep": "name: " + "[" * 2_000 + "]" * 2_000,
    "deep by lines": "\n".join(" " * n + "a:" for n in range(900)),
    "huge": "name: Mug\ndescription: " + "x" * (1024 * 1024),
    "control": "name: Mug\x07",
    "two documents": "name: Mug\n---\nname: Cup",
    "endless price": "name: Mug\nprice: " + "9" * 100_000,
    "infinite": "name: Mug\nprice: .inf",
    "exponent": "name: Mug\nprice: 1e999",
    "not a number": "name: Mug\nprice: .nan",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", YAML)
def test_a32_product_files_that_are_programs_or_bombs(tmp_path: Path, what: str) -> None:
    (tmp_path / "a.yaml").write_text(YAML[what], encoding="utf-8")
    with pytest.raises(InputError):
        product_file.read(tmp_path / "a.yaml")
    assert not (tmp_path / "pwned").exists()


def test_a32_norway_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("name: Mug\nbrand: no\nid: 0123\n")
    product = product_file.read(tmp_path / "a.yaml")
    assert (product.brand, product.id) == ("no", "0123")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
XML = {
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]>'
    "<rss><item><title>&l9;</title></item></rss>",
    "a file": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><item><title>&x;</title></item></rss>",
    "an address": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'
    "<rss><item><title>&x;</title></item></rss>",
    "parameters": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/">%x;]>'
    "<rss><item><title>Mug</title></item></rss>",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", XML)
def test_a33_no_entity_is_ever_expanded(reads: Reads, what: str) -> None:
    with pytest.raises(InputError, match="declares XML entities"):
        reads(XML[what], "feed.xml")


def test_a33_a_doctype_that_fetches_nothing(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document type outside is not looked up, and deep or long items are read or refused."""
    import socket

    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("called out"))
    fed(4)
    outside = '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd">'
    item = "<rss><item><g:id>1</g:id><title>Mug</title></item></rss>"
    for text in (
        outside + item,
        "<?xml version='1.0'?><rss>" + "<a>" * 100_000 + "</a>" * 100_000 + "</rss>",
        "<?xml version='1.0'?><rss><item><title>" + "x" * 5_000_000 + "</title></item></rss>",
        "<?xml version='1.0'?><rss><item " + "a='1' " * 2 + "></item></rss>",
    ):
        try:
            found = reads(text, "feed.xml")
        except InputError:
            continue
        assert len(found.products) <= 1


JSON = {
    "lists": "[" * 100_000,
    "objects": '{"a":' * 100_000,
    "both": '[{"a":' * 50_000,
    "closed": "[" * 5_000 + "]" * 5_000,
}


@pytest.mark.parametrize("what", JSON)
def test_a34_json_that_is_too_deep(reads: Reads, what: str) -> None:
    with pytest.raises(InputError):
        reads(JSON[what], "a.json")


@pytest.mark.timeout(60)
def test_a34_numbers_signs_and_rows_that_break_readers(reads: Reads) -> None:
    fed(10)
    digits = "9" * 1_000_000
    found = reads(f'[{{"name": "Mug", "price": {digits}}}, {{"name": "Cup", "price": 9}}]')
    assert [product.name for product in found.products] == ["Cup"]
    for price in ("Infinity", "NaN", "1e999999", "-1", '"1e9"', "[[[1]]]"):
        found = reads(f'[{{"name": "Mug", "price": {price}}}, {{"name": "Cup", "price": 9}}]')
        assert "Cup" in [product.name for product in found.products]
    found = reads('[{"name": "\\ud800"}, {"name": "Cup"}]')
    assert [product.name for product in found.products] == ["Cup"]
    found = reads("\ufeff" + '[{"name": "Mug", "name": "Cup"}]')
    assert [product.name for product in found.products] == ["Cup"]
    sheet = "sku,name\n" + '1,"' + "Mug\n" * 5_000 + "2,Cup\n3,Bowl\n"
    assert {"Cup", "Bowl"} <= {product.name for product in reads(sheet).products}


def workbook(*rows: Sequence[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in rows:
        book.active.append(list(line))  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


def test_a35_workbooks_are_values_and_no_bombs(reads: Reads) -> None:
    fed(4)
    head = ["sku", "name", "price"]
    honest = workbook(head, ["1", "Mug", 18], ["2", '=HYPERLINK("http://127.0.0.1:9/","x")', 18])
    found = reads(honest, "a.xlsx")
    assert [product.name for product in found.products] == ["Mug"]
    out = io.BytesIO(honest)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * 80_000_000)
    with pytest.raises(InputError, match="zip bomb"):
        reads(out.getvalue(), "a.xlsx")
    many = io.BytesIO(honest)
    with zipfile.ZipFile(many, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    with pytest.raises(InputError, match="zip bomb"):
        reads(many.getvalue(), "a.xlsx")
    laughs = io.BytesIO(honest)
    with zipfile.ZipFile(laughs, "a") as archive:
        archive.writestr("xl/extra.xml", XML["billion laughs"])
    with pytest.raises(InputError):
        reads(laughs.getvalue(), "a.xlsx")


def test_a36_a37_packs_are_no_catalogs(reads: Reads, tmp_path: Path) -> None:
    """Nothing is ever unpacked to the disk: an archive is no input."""
    fed(4)
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr("../../pwned.jpg", b"x")
        archive.writestr("/tmp/pwned.jpg", b"x")
        archive.writestr("goods.csv", "sku,name\n1,Mug\n")
    roll = io.BytesIO()
    with tarfile.open(fileobj=roll, mode="w") as tar:
        info = tarfile.TarInfo("../pwned.jpg")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        tar.addfile(info, io.BytesIO(b"x"))
    for content in (pack.getvalue(), roll.getvalue(), packed.getvalue(), b"7z\xbc\xaf\x27\x1c" * 9):
        with pytest.raises(InputError):
            reads(content, "assets.zip")
    assert not list(tmp_path.parent.rglob("pwned*"))
