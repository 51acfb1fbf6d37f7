"""Product files: text stays text; every mistake is one line naming file, line, field and mend."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidgen.errors import InputError
from vidgen.feeds.product_file import OF_CATALOGS, read
from vidgen.feeds.template import template
from vidgen.model.product import Language, Product

GOOD = """\
id: 0123
name: 法式一字肩白色连衣裙
brand: no
category: 女装/连衣裙
price: 1,299.00
list_price: 1359
points:
  - 一字肩显锁骨
  - "双层裙摆: 不透"
attributes:
  面料: 55%亚麻 45%棉
  尺码: 1_0
promotion: {text: 满299减40, starts: 2026-06-01, ends: 2026-06-18}
gifts: 同色发带
link: https://shop.example/dr?id=1
media: [a.jpg, {path: a.jpg, note: 正面}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jpg").write_bytes(b"a picture")
    return tmp_path


def product(folder: Path, text: str | bytes, name: str = "dress.yaml") -> Product:
    path = folder / name
    if isinstance(text, bytes):
        path.write_bytes(text)
    else:
        path.write_text(text, encoding="utf-8")
    return read(path)


def complaint(folder: Path, text: str | bytes, name: str) -> str:
    """What is said about a file; "" when it is a product."""
    try:
        return "" if product(folder, text, name).name else "no name"
    except InputError as error:
        return str(error)


def test_text_stays_text(folder: Path) -> None:
    got = product(folder, GOOD)
    assert got.id == "0123"
    assert got.brand == "no"
    assert got.points == ("一字肩显锁骨", "双层裙摆: 不透")
    assert [(a.name, a.value) for a in got.attributes] == [
        ("面料", "55%亚麻 45%棉"),
        ("尺码", "1_0"),
    ]
    assert got.gifts == ("同色发带",)


def test_numbers_days_and_files_are_understood(folder: Path) -> None:
    got = product(folder, GOOD)
    assert (got.price, got.list_price, got.currency) == (Decimal("1299.00"), Decimal(1359), "CNY")
    assert got.promotion is not None
    assert (got.promotion.starts, got.promotion.ends) == (date(2026, 6, 1), date(2026, 6, 18))
    assert [(m.path, m.note) for m in got.media] == [
        (str(folder / "a.jpg"), ""),
        (str(folder / "a.jpg"), "正面"),
    ]


def test_json_gives_the_same_as_yaml(folder: Path) -> None:
    text = """{"id": "0123", "name": "Mug", "price": 18.00, "currency": "usd", "brand": null,
      "points": ["Steel core"], "attributes": {"Volume": "12 oz"}, "media": ["a.jpg"]}"""
    lines = "id: 0123\nname: Mug\nprice: 18.00\ncurrency: usd\nbrand:\npoints: [Steel core]\n"
    yaml = lines + "attributes: {Volume: 12 oz}\nmedia: [a.jpg]\n"
    one = product(folder, text, "mug.json")
    assert one.price == Decimal("18.00")
    assert one.model_copy(update={"source": ""}) == product(folder, yaml).model_copy(
        update={"source": ""}
    )


def test_what_is_left_out_is_guessed_or_empty(folder: Path) -> None:
    assert product(folder, "name: Mug", "mug-01.yaml").id == "mug-01"
    assert product(folder, "name: Mug").language == "en"
    assert product(folder, "name: 杯子").language == "zh"
    assert product(folder, "name: 杯子\nprice: 18").currency == "CNY"
    assert product(folder, b"\xef\xbb\xbfname: Mug").name == "Mug"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: 法", "nmae: 法", r"line 2, nmae: unknown field 'nmae'; did you mean 'name'\?"),
        ("name: 法式一字肩白色连衣裙", 'name: " "', "line 2, name: is missing"),
        ("1,299.00", "-5", "line 5, price: -5 is below zero"),
        ("1,299.00", "¥1299", "line 5, price: '¥1299' is not a price .write only the number"),
        ("1,299.00", "nan", "price: 'nan' is not a price"),
        ("1,299.00", "0", "price: 0 cannot be a price"),
        ("price: 1,299.00\n", "", "list_price: is given without a price"),
        ("1359", "999", "line 6, list_price: 999 is below the price 1299.00 .swap"),
        ("a.jpg, {", "b.jpg, {", r"media\[0\]: there is no file b.jpg; did you mean 'a.jpg'\?"),
        ("path: a.jpg", "path: https://x/a.jpg", r"media\[1\]: https://x/a.jpg is an address"),
        ("path: a.jpg", "path: .", r"media\[1\]: . is not a file"),
        ("path: a.jpg, note", "file: a.jpg, note", r"media\[1\].file: unknown field 'file'"),
        ("id: 0123", "id: 1\nid: 2", "line 2: 'id' is given twice"),
        ("brand: no", "brand: a: b", "line 3: this is not YAML: .*put the text in quotes"),
        ("points:", "points: [", r"line \d+: this is not YAML"),
        ("brand: no", "brand: {a: b}", "line 3, brand: must be a text"),
        ("brand: no", "brand: !!python/object:os.system x", "line 3: tags .* not allowed"),
        ("brand: no", "brand: &a [*a]", "line 3: anchors .* not allowed"),
        ("brand: no", 'brand: "\\e[31m"', r"brand: holds the unprintable character U\+001B"),
        ("brand: no", "description: " + "字" * 10_000, "description: is 10,000 characters long"),
        ("brand: no", "language: fr", "line 3, language: 'fr' is not known"),
        ("brand: no", "currency: 元", "currency: '元' is not a currency"),
        ("2026-06-18", "2026-05-18", "promotion.ends: 2026-05-18 is before 2026-06-01"),
        ("2026-06-18", "6月18日", "promotion.ends: '6月18日' is not a day .write it like"),
        ("text: 满299减40, ", "", "promotion: has no text"),
        ("ends: 2", "end: 2", "promotion.end: unknown field 'end'; did you mean 'ends'"),
        (
            "attributes:\n  面料: 55%亚麻 45%棉\n  尺码: 1_0",
            "attributes: 棉",
            "attributes: must be names",
        ),
        ("https://shop.example/dr?id=1", "javascript:alert(1)", "link: .* is not a web address"),
        (
            "  - 一字肩显锁骨",
            "  - 一字肩: 显锁骨",
            r"line 8, points\[0\]: must be a text .put it in q",
        ),
    ],
)
def test_mistakes(folder: Path, old: str, new: str, words: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=words) as caught:
        product(folder, GOOD.replace(old, new))
    assert str(caught.value).startswith(str(folder / "dress.yaml"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no fields"),
        ("# nothing", "holds no fields"),
        ("- a", "must hold fields"),
        ("name: Mug\nprice: 18", "currency: is missing beside a price"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        ("a: " + "x" * 2_000_000, "larger than 1 MB"),
        ("[" * 5000, "nested too deep"),
        ("points: " + "[" * 20 + "]" * 20, "nested too deep"),
        ("name: a\x00b", "characters that no text file may hold"),
        ("name: Mug\npoints: [" + "a, " * 60 + "b]", "points: has 61 entries, at most 50"),
    ],
)
def test_files_that_are_no_product(folder: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        product(folder, text)


def test_json_mistakes(folder: Path) -> None:
    with pytest.raises(InputError, match="line 2: this is not JSON"):
        product(folder, '{"name":\n}', "a.json")
    with pytest.raises(InputError, match="'name' is given twice"):
        product(folder, '{"name": "a", "name": "b"}', "a.json")
    with pytest.raises(InputError, match="nested too deep"):
        product(folder, "[" * 50_000, "a.json")


def test_no_file_and_no_regular_file(folder: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(folder / "none.yaml")
    with pytest.raises(InputError, match="is not a file"):
        read(folder)
    with pytest.raises(InputError, match="is not a file"):
        read(Path("/dev/zero"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_asks_only_for_a_name_and_names_every_field(
    folder: Path, language: Language
) -> None:
    text = template(language)
    with pytest.raises(InputError, match="name: is missing"):
        product(folder, text)
    filled = text.replace("name:  ", "name: x  ", 1)
    assert product(folder, filled).language == language
    missing = {f for f in Product.model_fields if f"\n{f}:" not in text} - OF_CATALOGS
    assert not missing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_examples_in_the_template_are_right(folder: Path, language: Language) -> None:
    (folder / "photos").mkdir()
    for name in ("front", "detail"):
        (folder / "photos" / f"{name}.jpg").write_bytes(b"x")
    lines = template(language).splitlines()
    shown = [line.removeprefix("#") for line in lines]
    text = "\n".join(shown[4:]).replace("name:  ", "name: x  ", 1)
    lists = ("points: []", "attributes: {}", "media: []", "reviews: []")
    for empty in ('promotion: ""', 'versus: ""', *lists):
        bare = empty.split()[0] if empty in lists else ""
        text = (
            text.replace(empty, bare, 1)
            if bare
            else "\n".join(line for line in text.splitlines() if not line.startswith(empty))
        )
    got = product(folder, text)
    assert len(got.points) == len(got.attributes) == len(got.media) == 2
    assert got.promotion is not None
    assert got.promotion.ends == date(2026, 6, 18)
    assert len(got.reviews) == 1
    assert got.versus is not None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_product_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name in ("a.yaml", "a.json"):
        assert "\n" not in complaint(folder, content, name)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*Product.model_fields, "nmae"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
            max_leaves=6,
        ),
    )
)
def test_any_json_gives_a_product_or_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]
) -> None:
    text = json.dumps({"name": "Mug", **value})
    assert "\n" not in complaint(tmp_path_factory.mktemp("any"), text, "a.json")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("🔥爆款👟跑鞋", "爆款 跑鞋"),
        ("✅ Waterproof ✔️", "Waterproof"),
        ("五星★好评 ①号 30℃ ® ™", "五星★好评 ①号 30℃ ® ™"),
        ("Family 👨‍👩‍👧 size", "Family size"),
        ("第1️⃣步", "第1 步"),
    ],
)
def test_emoji_are_left_out(folder: Path, written: str, read_as: str) -> None:
    assert product(folder, f'name: "{written}"\nprice: 9\ncurrency: CNY\n').name == read_as
