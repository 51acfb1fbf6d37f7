"""Which picture goes with which line: notes and names first, none twice while one is unused."""

from __future__ import annotations

from vidgen.model.media import Asset, Moving, Sight
from vidgen.model.script import Line, Scene, Script
from vidgen.stages.match import match


def sight(name: str, note: str = "", **more: object) -> Sight:
    asset = Asset(sha256=name.ljust(64, "0"), path=f"/p/{name}.jpg", kind="photo", note=note)
    fields = {
        "asset": asset,
        "picture": asset,
        "width": 1200,
        "height": 1500,
        "kind": "scene",
        "backdrop": "busy",
        "subject": (0.2, 0.2, 0.8, 0.8),
        "confidence": 0.5,
        "sharpness": 200.0,
        "fingerprint": "",
        **more,
    }
    return Sight.model_validate(fields)


def script(*lines: str, archetype: str = "feature") -> Script:
    scenes = tuple(
        Scene.model_validate(
            {
                "id": f"s{number}",
                "beat": "feature",
                "archetype": archetype,
                "lines": [Line(id=f"s{number}.1", text=text)],
                "screen": [{"role": "kicker", "text": "x"}],
            }
        )
        for number, text in enumerate(lines)
    )
    return Script(product_id="p", scenario="s", language="zh", scenes=scenes)


def shown(made: Script, *seen: Sight) -> list[str]:
    return [shot.sights[0].rstrip("0") for shot in match(made, seen)]


def test_a_note_finds_its_line() -> None:
    seen = (sight("a"), sight("b", "领口细节"), sight("c", "鞋底 防滑纹"))
    found = shown(script("鞋底加厚，下雨不滑。", "看这个领口。", "还有一点。"), *seen)
    assert found == ["c", "b", "a"]


def test_a_file_name_finds_its_line() -> None:
    seen = (sight("IMG_01"), sight("handle-close_02"))
    assert shown(script("A handle that fits two fingers."), *seen) == ["handle-close_02"]


def test_no_picture_comes_twice_while_one_is_unused() -> None:
    seen = tuple(sight(name) for name in "abcd")
    found = shown(script("一。", "二。", "三。", "四。", "五。"), *seen)
    assert sorted(found[:4]) == list("abcd")


def test_the_price_prefers_the_product_cut_out() -> None:
    cut = {"kind": "packshot", "backdrop": "plain"}
    clean = sight("clean", **cut, cutout=sight("x").asset, cutout_size=(500, 500))
    found = shown(script("现在99元。", archetype="offer"), sight("scene"), clean)
    assert found == ["clean"]


def test_footage_goes_before_stills_in_scenes() -> None:
    moving = Moving(asset=sight("m").asset, frames=180, width=1280, height=720)
    seen = (sight("still"), sight("clip", moving=moving))
    assert shown(script("慢慢看。", archetype="life"), *seen) == ["clip"]
