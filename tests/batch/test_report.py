"""The reports on a batch: what they hold, that they are valid, that nothing in them runs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.batch.browser import Browser, found
from tests.batch.results import cup, failed, made, manifest
from tests.conftest import Vidgen
from vidgen.batch.page import address, outside, policy
from vidgen.batch.report import FILES, report, reported
from vidgen.errors import DamageError, InputError
from vidgen.model.batch import Outcome
from vidgen.model.report import Report

PAYLOADS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</style><img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "'onmouseover='window.hit=1",
    "javascript:window.hit=1",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "{{ ''.__class__.__mro__ }}{% raw %}",
    "<!--<base href='https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "</title><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "a\x00b\x1b[2J\u202egnp.exe\ufffe",
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    first = made(out, cup("CUP-1"), "cup-1-0a", ("9:16", "16:9"), notes=("left out: “最”",))
    second = made(out, cup("CUP 2", name="Glass & cup", language="en"), "cup 2-0b#?")
    away = Outcome(sku="CUP-4", name="黑瓷杯", key="k", state="skipped", error="out of stock")
    return manifest(out, first, second, failed("CUP-3"), away, shard="1/2", tools={"av": "18.1"})


def test_the_report_joins_rows_and_bundles(out: Path) -> None:
    told = report(out)
    assert told == Report.from_json((out / "report.json").read_text(encoding="utf-8"), "")
    assert told.counts == {"done": 2, "failed": 1, "skipped": 1}
    first, second, wrong, _ = told.rows
    assert [film.path for film in first.films] == [
        f"cup-1-0a/film_{s}.mp4" for s in ("9x16", "16x9")
    ]
    assert first.covers[0] == "cup-1-0a/cover_9x16.jpg"
    assert (first.category, first.language, first.lines) == ("家居/杯子", "zh", {"composer": 1})
    assert (second.language, wrong.code, wrong.films) == ("en", "E_INPUT", ())
    before = {name: (out / name).read_bytes() for name in FILES}
    report(out)
    assert before == {name: (out / name).read_bytes() for name in FILES}, "the same bytes again"


def test_one_make_can_be_reported_too(tmp_path: Path) -> None:
    made(tmp_path, cup(), "alone")
    told = report(tmp_path / "alone")
    assert [film.path for film in told.rows[0].films] == ["film_9x16.mp4"]
    with pytest.raises(InputError, match=r"holds neither manifest\.json nor bundle\.json"):
        report(tmp_path)


def test_damage_is_named(out: Path) -> None:
    bundle = out / "cup-1-0a" / "bundle.json"
    bundle.write_text("{", encoding="utf-8")
    with pytest.raises(DamageError, match=r"bundle\.json"):
        report(out)
    bundle.unlink()
    with pytest.raises(DamageError, match="is missing, but its row is done"):
        report(out)
    assert not (out / "index.html").exists()
    manifest(out, failed("X", folder="/etc"))
    with pytest.raises(DamageError, match="is no folder beside it"):
        report(out)


ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "time", "skipped"},
    "properties": set(),
    "property": {"name", "value"},
    "testcase": {"name", "time", "classname"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}
"""What the schemas of Jenkins and of Ant's readers both allow, of what we write."""

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "properties": {"property"},
    "testcase": {"failure", "error", "skipped", "system-out"},
}


def test_junit(out: Path) -> None:
    gone = Outcome(sku="Q", name="\x00bad\x1b", key="k", state="quarantined", code="E_WORKER")
    rows = reported(out).rows
    held = [made(out, cup("C"), "c"), failed("F", notes=("a\x08",)), gone]
    manifest(out, *held, Outcome(sku="P", name="p", key="k"))
    report(out)
    root = ElementTree.parse(out / "junit.xml").getroot()
    for element in root.iter():
        assert set(element.attrib) <= ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
    suite = root[0]
    counts = {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1"}
    cases = suite.findall("testcase")
    assert cases[0].attrib["time"] == "1.500"
    assert [child.tag for child in cases[0]] == []
    failure = cases[1].find("failure")
    assert failure is not None
    assert failure.get("type") == "E_INPUT"
    assert "write one number" in failure.attrib["message"]
    assert cases[1].findtext("system-out") == "a\ufffd"
    assert cases[2].attrib["name"] == "Q · \ufffdbad\ufffd"
    assert rows, "the first manifest was read too"


class Page(HTMLParser):
    """Every element of a page and its attributes, as a browser's parser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def tags(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.elements if tag == name]


def hostile(out: Path) -> Path:
    """A batch with every payload in every text of a row."""
    rows = []
    for number, bad in enumerate(PAYLOADS):
        text = bad.replace("\x00", "\x01") if number % 2 else bad
        product = cup(f"{number}{text}", name=text, category=text, link=text, brand=text)
        rows.append(made(out, product, f"row-{number}", source=text, notes=(text, text)))
        every: dict[str, Any] = dict.fromkeys(
            ("sku", "name", "key", "variant", "source", "code", "error"), text
        )
        rows.append(Outcome(**every, state="failed", writer=text, voice=text, category=text))
    return manifest(
        out, *rows, catalog=PAYLOADS[1], shard=PAYLOADS[0], tools={PAYLOADS[2]: PAYLOADS[3]}
    )


def test_no_text_becomes_markup(tmp_path: Path) -> None:
    report(hostile(tmp_path / "out"))
    text = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert len(page.tags("script")) == 1
    assert len(page.tags("style")) == 1
    assert {tag for tag, _ in page.elements} & {"iframe", "base", "link", "img", "object"} == set()
    assert len(page.tags("meta")) == 4, "charset, policy, viewport, referrer"
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        for name in ("href", "src", "poster", "data-poster", "data-cover"):
            value = attributes.get(name)
            assert value is None or re.match(r"\./[\w%./~-]+$", value), value
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", text)


def test_addresses() -> None:
    assert address("cup 2-0b#?/film.mp4") == "./cup%202-0b%23%3F/film.mp4"
    assert address("javascript:alert(1)").startswith("./javascript%3A")
    assert address("../b/裙.mp4") == "./../b/%E8%A3%99.mp4"
    assert outside("https://shop.example/a?b=c") == "https://shop.example/a?b=c"
    assert outside("javascript:alert(1)") == outside("data:text/html,x") == outside("//evil") == ""
    assert "'unsafe-inline'" not in policy("a", "b")


def test_the_page_is_in_the_films_language(out: Path) -> None:
    report(out)
    assert "Search name, SKU" in (out / "index.html").read_text(encoding="utf-8")
    report(out, "zh")
    assert "搜索名称" in (out / "index.html").read_text(encoding="utf-8")


def test_the_command(out: Path, vidgen: Vidgen) -> None:
    done = vidgen("report", out, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["done"] == 2


needs_browser = pytest.mark.skipif(
    found() is None, reason="no Chromium here: the page's own script is not run"
)


@needs_browser
def test_in_a_browser_films_play_and_filters_filter(out: Path, tmp_path: Path) -> None:
    report(out)
    with Browser(tmp_path / "profile") as browser:
        browser.open(out / "index.html")
        shown = "[...document.querySelectorAll('article:not([hidden]) h2')].map(h => h.textContent)"
        assert len(browser.run(shown)) == 4
        pick = "document.querySelector('[value={}]').click()"
        browser.run(pick.format("failed"))
        browser.until(f"{shown}.length === 1")
        assert browser.run(shown) == ["红瓷杯 CUP-3"]
        browser.run("document.querySelector('[name=state]').click()")
        search = "{{const f = document.forms[0].elements; f.text.value = {!r}; f.category.value = {!r}; f.text.dispatchEvent(new Event('input', {{bubbles: true}}))}}"
        browser.run(search.format("cup glass", ""))
        browser.until(f"{shown}.length === 1")
        browser.run(search.format("", "1"))
        browser.until(
            f"{shown}.length === 2 && document.getElementById('shown').textContent === '2'"
        )
        browser.run(search.format("nowhere", "1"))
        browser.until("!document.getElementById('none').hidden")
        browser.run(search.format("", ""))
        browser.until(f"{shown}.length === 4")
        video = "document.querySelectorAll('video')[{}]"
        assert browser.run(f"{video.format(1)}.readyState") == 0, "nothing is read before it plays"
        assert browser.run(f"{video.format(1)}.controls")
        assert browser.run(f"{video.format(1)}.poster").endswith("cup%202-0b%23%3F/cover_9x16.jpg")
        browser.run(f"{video.format(1)}.play()")
        browser.until(f"{video.format(1)}.readyState >= 2")
        assert browser.run(f"{video.format(1)}.duration") == pytest.approx(1.0, abs=0.05)
        browser.run("document.querySelectorAll('.cuts a')[1].click()")
        browser.until(f"{video.format(0)}.readyState >= 2")
        assert browser.run(f"{video.format(0)}.currentSrc").endswith("film_16x9.mp4")
        assert browser.logs == []
        assert all(url.startswith(("file:", "data:")) for url in browser.requests)


@needs_browser
def test_in_a_browser_nothing_hostile_runs_or_leaves(tmp_path: Path) -> None:
    out = hostile(tmp_path / "out")
    report(out)
    with Browser(tmp_path / "profile") as browser:
        browser.open(out / "index.html")
        browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert browser.run("window.hit") is None
        assert browser.run("document.scripts.length") == 1
        assert browser.run("location.pathname").endswith("/index.html")
        assert browser.run("document.querySelectorAll('article').length") == 2 * len(PAYLOADS)
        blocked = (
            "new Promise(told => {const i = new Image(); i.onerror = () => told('refused');"
            " i.onload = () => told('loaded'); i.src = 'https://evil.example/beacon.png'})"
        )
        assert browser.run(blocked) == "refused"
        browser.run(
            "const s = document.createElement('script'); s.textContent = 'hit = 1'; document.body.append(s)"
        )
        assert browser.run("window.hit") is None, "the policy lets no other script run"
        assert any("Content Security Policy" in told for told in browser.logs)
        left = [url for url in browser.requests if not url.startswith(("file:", "data:"))]
        assert [url for url in left if "beacon" not in url] == []
