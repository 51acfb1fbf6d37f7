"""A report as one page for people: no server, no outside requests, no words taken as markup.

The page is `templates/report/page.html.jinja`; every text is escaped, only its own style and script
may run (Content-Security-Policy with their digests), links lead to http and https alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from vidgen.library import shipped
from vidgen.model.product import Language
from vidgen.model.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Characters that show nothing, or turn the words around them: control, and Unicode's overrides."""


def page(report: Report, language: Language) -> str:
    """The page's text, in Chinese or English."""
    from markupsafe import Markup

    folder = shipped("templates") / "report"
    style, script = (_part(folder / name) for name in ("page.css", "page.js"))
    environment = _environment(folder)
    words = _words(folder / f"{language}.yaml")
    categories = sorted({row.category for row in report.rows if row.category})
    return environment.get_template("page.html.jinja").render(
        report=report,
        language=language,
        words=words,
        categories=categories,
        style=Markup(style),
        script=Markup(script),
        policy=policy(style, script),
    )


def policy(style: str, script: str) -> str:
    """What the page may do: show files beside it, run this style and this script, nothing else.

    `file:` is for browsers that do not take files beside a page opened from the disk as its own.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "img-src 'self' file:",
            "media-src 'self' file:",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def address(path: str) -> str:
    """A relative path as an address: percent-encoded, and never a scheme of its own."""
    return "./" + quote(path, safe="/")


def outside(link: str) -> str:
    """A link that may be followed: an http or https address, else ""."""
    return link if re.match(r"https?://[^\s/]", link) else ""


def seen(text: object) -> str:
    """A text with its invisible characters made visible as U+FFFD."""
    return _UNSEEN.sub("\ufffd", str(text))


def _digest(text: str) -> str:
    """A source expression of CSP level 2: the SHA-256 of an inline element's text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _part(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _words(path: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML

    words: dict[str, Any] = YAML(typ="safe", pure=True).load(_part(path))
    return words


@cache
def _environment(folder: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: seen(value) if type(value) is str else value,
    )
    made.filters |= {"address": address, "outside": outside}
    return made
