"""Engines by name: ours, outsiders', and none."""

from __future__ import annotations

from importlib import metadata

import pytest

from vidgen import engines
from vidgen.errors import EngineMissing, Exit, InputError


@pytest.mark.parametrize("kind", ["writer", "voice"])
def test_every_engine_of_ours_says_what_it_is(kind: str) -> None:
    for name in engines.names(kind):
        engine = engines.find(kind, name)
        assert engine.name == name
        assert engine.version


def test_an_unknown_name_is_told_the_nearest() -> None:
    with pytest.raises(
        InputError, match=r"--voice: there is no voice 'esspeak'.*'espeak'\?.*known: espeak, edge"
    ) as caught:
        engines.find("voice", "esspeak")
    assert caught.value.exit_code == Exit.USAGE


def outsider(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    point = metadata.EntryPoint("loud", target, "vidgen.voice")
    monkeypatch.setattr(
        engines, "entry_points", lambda group: [point] if group == "vidgen.voice" else []
    )


def test_an_outsider_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    outsider(monkeypatch, "collections:OrderedDict")
    assert "loud" in engines.names("voice")
    assert type(engines.find("voice", "loud")).__name__ == "OrderedDict"


def test_an_outsider_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    outsider(monkeypatch, "nowhere_to_be_found:Voice")
    with pytest.raises(EngineMissing, match="needs the package 'nowhere_to_be_found'") as caught:
        engines.find("voice", "loud")
    assert caught.value.exit_code == Exit.MISSING
