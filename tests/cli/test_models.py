"""`vidgen models`, and scripts written by a local model through the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

SECRET = "sk-secret-123"


def test_what_there_is_and_what_each_needs(vidgen: Run, tiny_model: Path, tmp_path: Path) -> None:
    nowhere = {"HF_HUB_CACHE": str(tmp_path / "none"), "OPENAI_API_KEY": ""}
    bare = vidgen("models", **nowhere)
    assert bare.returncode == 0
    assert "NO  openai" in bare.stdout
    assert "set VIDGEN_OPENAI_MODEL" in bare.stdout
    assert "vidgen models fetch ID" in bare.stdout
    assert "ok  composer" in bare.stdout

    shutil.copytree(tiny_model, tmp_path / "hub" / "models--a--b" / "snapshots" / "abc")
    full = vidgen(
        "models",
        "--json",
        HF_HUB_CACHE=str(tmp_path / "hub"),
        VIDGEN_MODEL=str(tiny_model),
        VIDGEN_OPENAI_MODEL="m",
        OPENAI_API_KEY=SECRET,
    )
    found = json.loads(full.stdout)
    assert [(each["writer"], each["usable"]) for each in found] == [
        ("openai:m", True),
        (f"transformers:{tiny_model}", True),
        ("transformers:a/b", True),
        ("composer", True),
    ]
    assert SECRET not in full.stdout + full.stderr


def test_fetching_offline_and_fetching_nonsense(vidgen: Run) -> None:
    done = vidgen("models", "fetch", "owner/name", HF_HUB_OFFLINE="1")
    assert done.returncode == 8
    assert len(done.stderr.splitlines()) == 1
    assert "the hub cannot be reached for owner/name" in done.stderr
    assert vidgen("models", "fetch", "no id").returncode == 2


def test_auto_takes_the_model_on_disk_and_says_who_wrote(
    vidgen: Run, mug: Path, tiny_model: Path, tmp_path: Path
) -> None:
    ours = {"VIDGEN_MODEL": str(tiny_model), "VIDGEN_MODEL_DEVICE": "cpu", "OPENAI_API_KEY": ""}
    done = vidgen("script", mug, "-o", tmp_path / "out", "--writer", "auto", **ours)
    assert done.returncode == 0, done.stderr
    assert f"transformers:{tiny_model.name} wrote " in done.stderr
    script = json.loads((tmp_path / "out" / "script.json").read_text(encoding="utf-8"))
    assert script["written"]["by"] == f"transformers:{tiny_model.name}"
    assert script["written"]["refused"]


def test_a_writer_that_is_not_set_up_ends_with_6(vidgen: Run, mug: Path, tmp_path: Path) -> None:
    nothing = {"HF_HUB_CACHE": str(tmp_path / "none"), "OPENAI_API_KEY": ""}
    for writer, hint in (
        ("openai", "set VIDGEN_OPENAI_MODEL"),
        ("openai:m", "set VIDGEN_OPENAI_URL"),
        ("transformers", "set VIDGEN_MODEL"),
        ("transformers:a/b", "vidgen models fetch a/b"),
    ):
        done = vidgen("script", mug, "-o", tmp_path / "out", "--writer", writer, **nothing)
        assert done.returncode == 6
        assert hint in done.stderr


def test_every_writer_is_listed(vidgen: Run) -> None:
    listed = vidgen("list", "writers").stdout
    assert all(f"{name} " in listed for name in ("composer", "openai", "transformers", "auto"))
