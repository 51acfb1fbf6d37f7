"""Did you mean."""

from vidgen.craft.near import nearest


def test_the_nearest_name_whatever_its_case() -> None:
    assert nearest("duoyin", ["douyin", "tiktok"]) == "; did you mean 'douyin'?"
    assert nearest("cup-3", ["CUP-1", "MUG-9"]) == "; did you mean 'CUP-1'?"


def test_nothing_is_said_when_nothing_is_near() -> None:
    assert nearest("zzz", ["douyin", "tiktok"]) == ""
    assert nearest("x", []) == ""
