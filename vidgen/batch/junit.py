"""A report as JUnit XML, as Jenkins, GitLab, GitHub actions and others read it.

One testcase a row. A row that failed is a failure with its code as type; one that killed its worker
an error; one that was not to be made, or not reached, is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from vidgen.model.batch import State
from vidgen.model.report import Entry, Report

_TAGS: dict[State, str] = {
    "failed": "failure",
    "quarantined": "error",
    "skipped": "skipped",
    "pending": "skipped",
}

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file may hold (section 2.2)."""


def junit(report: Report) -> str:
    """The whole file's text."""
    counts: Mapping[State, int] = report.counts
    total = f"{sum(row.seconds for row in report.rows):.3f}"
    told = {
        "tests": str(len(report.rows)),
        "failures": str(counts.get("failed", 0)),
        "errors": str(counts.get("quarantined", 0)),
        "time": total,
    }
    suites = Element("testsuites", {"name": "vidgen", **told})
    skipped = str(counts.get("skipped", 0) + counts.get("pending", 0))
    name = xml_text(report.catalog) or "vidgen"
    suite = SubElement(suites, "testsuite", {"name": name, **told, "skipped": skipped})
    properties = SubElement(suite, "properties")
    for key, value in {"version": report.version, "shard": report.shard, **report.tools}.items():
        SubElement(properties, "property", {"name": xml_text(key), "value": xml_text(value)})
    for row in report.rows:
        _case(suite, name, row)
    ElementTree.indent(suites)
    text = ElementTree.tostring(suites, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(suite: Element, catalog: str, row: Entry) -> None:
    name = " · ".join(filter(None, (row.sku, row.variant, row.name))) or row.source
    told = {"name": xml_text(name), "classname": f"vidgen.{catalog}", "time": f"{row.seconds:.3f}"}
    case = SubElement(suite, "testcase", told)
    if row.state in _TAGS:
        message = row.error or ("not reached" if row.state == "pending" else row.state)
        of = {"type": xml_text(row.code or row.state), "message": xml_text(message)}
        SubElement(case, _TAGS[row.state], of).text = xml_text(message)
    if row.notes:
        SubElement(case, "system-out").text = xml_text("\n".join(row.notes))


def xml_text(text: str) -> str:
    """`text` with what XML cannot hold replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)
