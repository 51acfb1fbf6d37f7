"""The library: what is shipped is whole, the user's own goes first, mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from vidgen.errors import InputError
from vidgen.library import Library, shipped

SHELVES = ("scenarios", "styles", "platforms")


def test_something_is_on_every_shelf() -> None:
    for shelf in SHELVES:
        assert Library().names(shelf), shelf


@pytest.mark.parametrize("name", Library().names("scenarios"))
def test_shipped_scenarios_can_be_read(name: str) -> None:
    assert Library().scenario(name).id == name


@pytest.mark.parametrize("name", Library().names("styles"))
def test_shipped_styles_can_be_read(name: str) -> None:
    assert Library().style(name).id == name


@pytest.mark.parametrize("name", Library().names("platforms"))
def test_shipped_platforms_leave_room_on_every_canvas(name: str) -> None:
    platform = Library().platform(name)
    assert platform.id == name
    assert platform.name["zh"]
    assert platform.name["en"]
    assert platform.cta["zh"]
    assert set(platform.aspects) == set(platform.safe)
    for aspect, zone in platform.safe.items():
        across, down = (int(part) for part in aspect.split(":"))
        width, height = (1080 * across / min(across, down), 1080 * down / min(across, down))
        assert width - zone.left - zone.right >= 0.6 * width, aspect
        assert height - zone.top - zone.bottom >= 0.45 * height, aspect
        if zone.rail is not None:
            left, top, right, bottom = zone.rail
            assert 0 <= left < right <= width
            assert 0 <= top < bottom <= height


def test_the_asked_for_platforms_are_there() -> None:
    wanted = {"douyin", "kuaishou", "channels", "xiaohongshu", "taobao", "tiktok", "youtube"}
    assert wanted | {"shorts", "reels", "amazon"} <= set(Library().names("platforms"))


def test_a_mistyped_name_is_told_the_nearest() -> None:
    with pytest.raises(InputError, match=r"--platform: there is no platform 'duoyin'.*'douyin'\?"):
        Library().platform("duoyin")
    with pytest.raises(InputError, match="--scenario: there is no scenario"):
        Library().scenario("../../etc/passwd")


def own(folder: Path, shelf: str, name: str, text: str) -> Library:
    (folder / shelf).mkdir(parents=True)
    (folder / shelf / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library(folder)


def test_the_users_own_goes_before_ours(tmp_path: Path) -> None:
    text = (shipped("templates") / "platforms" / "douyin.yaml").read_text(encoding="utf-8")
    library = own(tmp_path, "platforms", "douyin", text.replace("900", "60"))
    assert library.platform("douyin").longest == 60
    assert library.platform("tiktok") == Library().platform("tiktok")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id: [", r"mine\.yaml, line 1: this is not YAML"),
        ("kind: platform.1\nid: mine\n", "mine.yaml: name: Field required"),
        ("kind: style.1\nid: mine\n", "this is a 'style.1', not a 'platform.1'"),
        ("- a\n- b\n", "mine.yaml: the file: "),
        ("id: a\nid: b\n", "mine.yaml, line 2: this is not YAML"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        own(tmp_path, "platforms", "mine", text).platform("mine")
    assert "\n" not in str(caught.value)


def test_every_rule_of_wording_rests_on_a_law_with_a_name() -> None:
    words = Library().words()
    for rule in words.rules:
        assert rule.basis
        assert set(rule.basis) <= set(words.laws), rule.id


def test_rules_of_the_user_go_before_ours(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "cn-absolute.yaml").write_text("kind: words.1\n", encoding="utf-8")
    ids = [rule.id for rule in Library(tmp_path).words().rules]
    assert "CN-BEST-1" not in ids
    assert "CN-MEDICAL-1" in ids


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    rule = "{id: CN-BEST-1, regions: [cn], severity: warn, patterns: [x], why: w, suggestion: s}"
    (folder / "own.yaml").write_text(f"kind: words.1\nrules:\n  - {rule}\n", encoding="utf-8")
    with pytest.raises(InputError, match="CN-BEST-1"):
        Library(tmp_path).words()
