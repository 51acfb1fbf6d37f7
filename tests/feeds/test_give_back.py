"""A catalog given back: the films' column, and every other byte as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidgen.errors import InputError
from vidgen.feeds import feed, give_back
from vidgen.feeds.feed import Asked
from vidgen.feeds.insert import inserted

ONE = "https://cdn.example/a-1/film_9x16.mp4"
TWO = "https://cdn.example/a-1/film_16x9.mp4"
FILMS = {"A": [ONE, TWO], "9": [TWO]}


def given_back(path: Path, content: str | bytes, column: str = "") -> bytes:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return give_back.with_films(path, FILMS, Asked(), column)[0]


def test_a_sheet_keeps_its_bytes(tmp_path: Path) -> None:
    before = (
        "\ufeffsku,name,price\r\n"
        'A,"Cup, ""white""\r\nwith lid",18.00\r\n'
        "\r\n"
        "B,=HYPERLINK(1),9\r\n"
        "9,Short\r\n"
        "C,Short\r\n"
        "A,too,many,cells,here\r\n"
        "D,Last,1"
    )
    after = given_back(tmp_path / "goods.csv", before).decode()
    assert after == (
        "\ufeffsku,name,price,video_link\r\n"
        f'A,"Cup, ""white""\r\nwith lid",18.00,{ONE}\r\n'
        "\r\n"
        "B,=HYPERLINK(1),9,\r\n"
        f"9,Short,,{TWO}\r\n"
        "C,Short\r\n"
        "A,too,many,cells,here\r\n"
        "D,Last,1,"
    )


def test_a_column_that_is_there_is_filled(tmp_path: Path) -> None:
    before = "sku\tVideo Link\tname\tprice\nA\told\tCup\t1\nB\tkept\tMug\t2\n"
    after = given_back(tmp_path / "g.tsv", before, "video link").decode()
    assert after == f"sku\tVideo Link\tname\tprice\nA\t{ONE}\tCup\t1\nB\tkept\tMug\t2\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    before = "货号;商品名称;售价\nA;白瓷杯｜大;39\n"
    after = given_back(tmp_path / "g.csv", before.encode(encoding)).decode(encoding)
    assert after == f"货号;商品名称;售价;video_link\nA;白瓷杯｜大;39;{ONE}\n"


def test_google_takes_up_to_ten_meta_one(tmp_path: Path) -> None:
    google = "id\ttitle\timage_link\tprice\tg:video_link\nA\tCup\tx.jpg\t1 USD\t\n"
    assert given_back(tmp_path / "g.tsv", google).decode().endswith(f"\t{ONE}, {TWO}\n")
    many = {"A": [f"{ONE}?{n}" for n in range(12)]}
    told, rows = give_back.with_films(tmp_path / "g.tsv", many, Asked())
    assert (told.decode().count("https://"), rows) == (10, 1)
    meta = "# Required\nid,title,image_link,price,video[0].url\nA,Cup,x.jpg,1 USD,\n"
    after = given_back(tmp_path / "m.csv", meta).decode()
    assert after == meta.removesuffix("\n") + ONE + "\n"


def test_variants_have_the_film_too(tmp_path: Path) -> None:
    google = (
        "id\ttitle\timage_link\tprice\titem_group_id\tcolor\n"
        "A1\tCup\tx.jpg\t1 USD\tA\tred\nA2\tCup\ty.jpg\t1 USD\tA\tblue\nB\tMug\tz.jpg\t1 USD\t\t\n"
    )
    lines = given_back(tmp_path / "g.tsv", google).decode().splitlines()
    assert [line.endswith(f"\t{ONE}, {TWO}") for line in lines] == [False, True, True, False]
    shopify = (
        "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n"
        "cup,Cup,Colour,red,A-R,1\ncup,,,blue,A-B,1\n"
    )
    path = tmp_path / "s.csv"
    path.write_text(shopify, encoding="utf-8")
    ident = feed.read(path).products[0].id
    told = give_back.with_films(path, {ident: [ONE]}, Asked(), "Film")[0].decode().splitlines()
    assert [line.rpartition(",")[2] for line in told] == ["Film", ONE, ""]


XML = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<!-- kept > as it is -->
<item>
  <g:id>B</g:id>
  <title><![CDATA[Mug & <co>]]></title>
  <g:price>2 USD</g:price>
</item>
<item a='1>0'>
  <g:id>A</g:id>
  <title>Cup</title>
  <g:video_link>https://old.example/1</g:video_link>
  <g:image_link>x.jpg</g:image_link>
  <g:price>1 USD</g:price>
</item></channel></rss>
"""


def test_xml_keeps_its_bytes(tmp_path: Path) -> None:
    after = given_back(tmp_path / "feed.xml", XML).decode()
    new = "".join(f"\n  <g:video_link>{url}</g:video_link>" for url in (ONE, TWO))
    old = "\n  <g:video_link>https://old.example/1</g:video_link>"
    assert after == XML.replace(old, "").replace("1 USD</g:price>", f"1 USD</g:price>{new}")
    again = given_back(tmp_path / "feed.xml", after).decode()
    assert again == after, "written twice it stays the same"
    marked = given_back(tmp_path / "feed.xml", b"\xef\xbb\xbf" + XML.encode()).decode()
    assert marked == "\ufeff" + after
    atom = "<feed><entry><id>A</id><title>T</title><empty b='>'/></entry></feed>"
    own = given_back(tmp_path / "atom.xml", atom, "film").decode()
    assert own == atom.replace("</entry>", f"<film>{ONE}</film></entry>")


PAGE = """<html><script type="application/ld+json">
{"@type": "Product", "name": "Cup", "sku": "A"}</script></html>"""


@pytest.mark.parametrize(
    ("name", "content", "column", "error"),
    [
        ("page.html", PAGE, "", "schema.org HTML: it cannot be written back"),
        ("p.json", '[{"sku": "A", "name": "Cup"}]', "", "cannot be written back"),
        ("p.yaml", "id: A\nname: Cup\n", "", "product file YAML: it cannot be written back"),
        ("f.xml", XML, "video[0].url", "no name of an XML element"),
        ("f.xml", XML[:-20], "", "cannot be written back"),
    ],
)
def test_what_cannot_be_written_back(
    tmp_path: Path, name: str, content: str, column: str, error: str
) -> None:
    with pytest.raises(InputError, match=error):
        given_back(tmp_path / name, content, column)


cell = st.lists(st.sampled_from([*'ab,;\t|"\n =杯\u2028', "\r\n"]), max_size=6).map("".join)


@given(
    rows=st.lists(st.lists(cell, min_size=2, max_size=4), min_size=1, max_size=4),
    part=st.sampled_from(",\t;|"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_sheet_reads_as_before(rows: list[list[str]], part: str, end: str) -> None:
    """Whatever the cells hold: taken out again, the column leaves the very same rows."""
    held = io.StringIO()
    writer = csv.writer(held, delimiter=part, lineterminator=end)
    writer.writerow(["aa", "bb", "cc", "dd"])
    for row in rows:
        writer.writerow(["x", *row[1:], *[""] * (4 - len(row))])
    text = held.getvalue()
    made = inserted(text.encode(), "s.csv", ("film",), {"s.csv, line 2": ONE}).decode()

    def read(told: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO(told, newline=""), delimiter=part))

    assert [row[:-1] for row in read(made)] == read(text)
