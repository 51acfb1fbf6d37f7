"""`vidgen make` and its steps, as a user runs them: files, words, exit codes."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

FILM = ("--length", "30", "--platform", "tiktok", "--aspect", "1:1")


def value(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(
    mug: Path, shared_vidgen: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A finished film and what was said while it was made."""
    out = tmp_path_factory.mktemp("made") / "out"
    done = shared_vidgen("make", mug, "-o", out, *FILM, "--quality", "draft")
    assert done.returncode == 0, done.stderr
    return out, done


def test_everything_is_delivered(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, done = made
    assert sorted(path.name for path in out.glob("[!.]*")) == [
        "brief.json",
        "bundle.json",
        "captions.srt",
        "cover_1x1.jpg",
        "cut_1x1.json",
        "film_1x1.mp4",
        "narration.json",
        "post_tiktok.json",
        "post_tiktok.txt",
        "script.json",
        "timeline.json",
    ]
    assert done.stdout == "", "people are spoken to on stderr"
    assert f"{out}/film_1x1.mp4  1080×1080" in done.stderr
    assert "script by composer, voice by espeak" in done.stderr
    assert "render " in done.stderr.splitlines()[-1], "says how long each step took"


def test_the_manifest_tells_the_truth(made: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    out, _ = made
    bundle = value(out / "bundle.json")
    assert bundle["kind"] == "bundle.1"
    for name, digest in bundle["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert {fact["id"]: fact["text"] for fact in bundle["facts"]}["price"] == "18.00"


def test_the_same_again_makes_nothing_and_gives_the_same_bytes(
    made: tuple[Path, subprocess.CompletedProcess[str]], mug: Path, shared_vidgen: Run
) -> None:
    out, _ = made
    before = {path.name: path.read_bytes() for path in out.glob("film*")}
    done = shared_vidgen("make", mug, "-o", out, *FILM, "--quality", "draft", "--json", "-j", "1")
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert [render["made"] for render in told["bundle"]["renders"]] == [0]
    assert told["folder"] == str(out)
    assert told["seconds"]["render"] > 0
    assert {path.name: path.read_bytes() for path in out.glob("film*")} == before


def test_the_steps_one_after_another_equal_make(
    made: tuple[Path, subprocess.CompletedProcess[str]],
    mug: Path,
    tmp_path: Path,
    shared_vidgen: Run,
) -> None:
    whole, _ = made
    out = tmp_path / "out"
    said = shared_vidgen("script", mug, "-o", out, *FILM)
    assert said.stdout.splitlines() == [
        line["text"] for scene in value(out / "script.json")["scenes"] for line in scene["lines"]
    ]
    assert shared_vidgen("voice", out).returncode == 0
    assert shared_vidgen("arrange", out).returncode == 0
    done = shared_vidgen("render", out, "--quality", "draft")
    assert done.returncode == 0, done.stderr
    assert "unchanged" in done.stderr
    for path in whole.glob("[!.]*"):
        if path.name != "bundle.json":
            assert (out / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_edited_line_is_spoken_and_shown(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Run
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    script = value(out / "script.json")
    script["scenes"][0]["lines"][0]["text"] = "Cold tea again?"
    (out / "script.json").write_text(json.dumps(script), encoding="utf-8")
    assert "Cold tea again?" in shared_vidgen("voice", out).stdout
    assert shared_vidgen("arrange", out).returncode == 0
    done = shared_vidgen("render", out, "--quality", "draft")
    assert done.returncode == 0, done.stderr
    assert "Cold tea again?" in (out / "captions.srt").read_text(encoding="utf-8")


def test_an_edited_caption_encodes_one_scene(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Run
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    timeline = value(out / "timeline.json")
    shown = {layer["text"] for layer in value(out / "cut_1x1.json")["overlays"]}
    # The shortest: a long one may stand over two segments.
    cue = min(
        (cue for cue in timeline["cues"] if " ".join(w["text"] for w in cue["words"]) in shown),
        key=lambda cue: cue["end"] - cue["start"] if "end" in cue else cue["frames"],
    )
    cue["words"][0]["text"] += "!"
    (out / "timeline.json").write_text(json.dumps(timeline), encoding="utf-8")
    done = shared_vidgen("render", out, "--quality", "draft", "--json")
    assert [r["made"] for r in json.loads(done.stdout)["bundle"]["renders"]] == [1]


def test_a_cut_is_rendered_just_as_it_is(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Run
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    shutil.copy(made[0] / "cut_1x1.json", out)
    done = shared_vidgen("render", out / "cut_1x1.json", "--json")
    assert done.returncode == 0, done.stderr
    assert (out / "film_1x1.mp4").read_bytes() == (made[0] / "film_1x1.mp4").read_bytes()


def test_posts_are_made_again_and_entered_into_the_manifest(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Run
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    done = shared_vidgen("post", out, "--platform", "tiktok", "--platform", "youtube")
    assert done.returncode == 0, done.stderr
    assert (out / "post_tiktok.txt").read_bytes() == (made[0] / "post_tiktok.txt").read_bytes()
    files = value(out / "bundle.json")["files"]
    for name in ("post_youtube.json", "post_youtube.txt"):
        assert files[name] == hashlib.sha256((out / name).read_bytes()).hexdigest()
    told = json.loads(shared_vidgen("post", out, "--json").stdout)
    assert [each["platform"] for each in told] == ["tiktok"]
    assert "Enamel Camp Mug" in told[0]["description"][0]["text"]


def test_every_line_names_its_facts(
    made: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, shared_vidgen: Run
) -> None:
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    done = shared_vidgen("facts", out)
    assert done.returncode == 0, done.stderr
    assert "    price = 18.00\n" in done.stdout
    assert "post tiktok: " in done.stdout
    script = value(out / "script.json")
    script["scenes"][0]["lines"][0]["text"] = "The best mug, for $9."
    (out / "script.json").write_text(json.dumps(script), encoding="utf-8")
    lie = shared_vidgen("facts", out, "--json")
    assert lie.returncode == 9
    (row,) = [row for row in json.loads(lie.stdout) if row["unsupported"]]
    assert row["text"] == "The best mug, for $9."
    assert len(row["unsupported"]) == 2


def test_plan_says_what_make_would_do(
    made: tuple[Path, subprocess.CompletedProcess[str]], mug: Path, shared_vidgen: Run
) -> None:
    kept = shared_vidgen("plan", mug, *FILM, "--quality", "draft")
    assert kept.stdout.splitlines()[-1].startswith("0 of ")
    other = json.loads(shared_vidgen("plan", mug, *FILM, "--quality", "high", "--json").stdout)
    assert other
    assert not any(segment["stored"] for segment in other)


def test_explain_names_what_is_on_screen(
    made: tuple[Path, subprocess.CompletedProcess[str]], shared_vidgen: Run
) -> None:
    out, _ = made
    cut = value(out / "cut_1x1.json")
    caption = cut["overlays"][0]
    seconds = (caption["start"] + 1) / cut["fps"]
    said = shared_vidgen("explain", out / "film_1x1.mp4", "--at", f"{seconds}")
    assert said.returncode == 0
    assert f"(caption) “{caption['text']}”" in said.stdout
    assert "(hook)" in shared_vidgen("explain", out / "film_1x1.mp4").stdout
    late = shared_vidgen("explain", out / "film_1x1.mp4", "--at", "99")
    assert late.returncode == 2
    assert "outside of the film" in late.stderr
    none = shared_vidgen("explain", out / "film_16x9.mp4")
    assert "cut_16x9.json: cannot be read: No such file" in none.stderr


def test_a_folder_keeps_one_product(
    made: tuple[Path, subprocess.CompletedProcess[str]], mug: Path, shared_vidgen: Run
) -> None:
    out, _ = made
    other = mug.with_name("other.yaml")
    other.write_text(mug.read_text(encoding="utf-8").replace("MG-01", "MG-02"), encoding="utf-8")
    done = shared_vidgen("make", other, "-o", out)
    assert done.returncode == 2
    assert "holds the film of another product, MG-01" in done.stderr
