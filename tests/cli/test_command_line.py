"""The command line itself: help, names, exit codes, one line per mistake, stopping."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.cli import output
from vidgen.errors import InputError, StorageError
from vidgen.files import only_writer

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = (
    "make",
    "preview",
    "sheet",
    "new",
    "script",
    "voice",
    "arrange",
    "render",
    "feed",
    "plan",
    "explain",
    "review",
    "list",
    "models",
    "doctor",
    "learn",
)


def test_help_names_every_command(vidgen: Run) -> None:
    done = vidgen("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f" {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(vidgen: Run, command: str) -> None:
    done = vidgen(command, "--help")
    assert done.returncode == 0
    assert f"vidgen {command}" in done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom vidgen.cli import app, main\nsys.argv = ['vidgen', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'numpy','cv2','av','PIL','pydantic','jieba','edge_tts','httpx','torch','transformers','llguidance'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_mistyped_commands_and_options(vidgen: Run) -> None:
    done = vidgen("mak")
    assert done.returncode == 2
    assert "Did you mean 'make'?" in done.stderr
    assert vidgen("make").returncode == 2
    assert vidgen("list", "voice").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--voice", "esspeak"], "--voice: there is no voice 'esspeak'; did you mean 'espeak'?"),
        (["--voice", "espeak:xx"], "--voice: espeak: there is no voice 'xx'"),
        (["--writer", "shakespeare"], "--writer: there is no writer 'shakespeare'"),
        (["--scenario", "unboxng"], "--scenario: there is no scenario 'unboxng'; did you mean"),
        (["--style", "bald"], "--style: there is no style 'bald'; did you mean 'bold'?"),
        (["--platform", "tictok"], "there is no platform 'tictok'; did you mean 'tiktok'?"),
        (["--aspect", "2:1"], "--aspect: 2:1 is not shown on"),
        (["--length", "500"], "length: Input should be less than or equal to 180"),
        (["--quality", "best"], "quality: Input should be 'draft', 'standard' or 'high'"),
        (["--jobs", "0"], "jobs: "),
        (["--lang", "fr"], "lang: Input should be 'zh' or 'en'"),
        (["--music", "none.mp3"], "--music: cannot read"),
        (["--media", "nowhere"], "--media: cannot read nowhere"),
    ],
)
def test_wrong_options_are_one_line(
    vidgen: Run, mug: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = vidgen("make", mug, "-o", tmp_path / "out", *arguments)
    assert done.returncode == 2, done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("vidgen: error: ")]
    assert len(errors) == 1
    assert words in errors[0]
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*.mp4"))


def test_mistakes_in_json(vidgen: Run, tmp_path: Path) -> None:
    done = vidgen("make", tmp_path / "none.yaml", "--json")
    told = json.loads(done.stderr.splitlines()[-1])
    assert told["type"] == "exit"
    assert told["code"] == done.returncode == 2
    assert "no such file" in told["error"]


def test_wrong_settings_end_with_five(vidgen: Run, mug: Path, tmp_path: Path) -> None:
    done = vidgen("make", mug, "-o", tmp_path / "out", VIDGEN_VOICE="espeak", VIDGEN_LENGHT="15")
    assert done.returncode == 5
    assert "unknown setting 'lenght'; did you mean 'length'?" in done.stderr


def test_steps_say_which_step_comes_before(vidgen: Run, tmp_path: Path) -> None:
    done = vidgen("render", tmp_path)
    assert done.returncode == 2
    assert "brief.json: cannot be read: No such file or directory (`vidgen script` writes it)" in (
        done.stderr
    )


def test_an_edited_file_with_a_mistake_is_named(vidgen: Run, tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_text('{"kind": "brief.1", "secnds": 5}', encoding="utf-8")
    done = vidgen("voice", tmp_path)
    assert done.returncode == 2
    assert "brief.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_new_writes_a_file_and_never_replaces_one(vidgen: Run, tmp_path: Path) -> None:
    path = tmp_path / "mug.yaml"
    assert vidgen("new", path, "--lang", "en").returncode == 0
    written = path.read_text(encoding="utf-8")
    assert "selling points" in written
    again = vidgen("new", path)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("shelf", ["scenarios", "styles", "platforms", "voices", "writers"])
def test_lists(vidgen: Run, shelf: str) -> None:
    names = json.loads(vidgen("list", shelf, "--json").stdout)
    lines = vidgen("list", shelf).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(names)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = f"{sys.executable} -m vidgen list platforms | head -c1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.split()[-1] in ("0", "141", "a0", "a141")


def test_doctor_tries_everything(vidgen: Run, tmp_path: Path) -> None:
    done = vidgen("doctor", "--json")
    assert done.returncode == 0, done.stdout
    findings = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert {"encoder", "fonts", "templates", "voice", "store"} <= set(findings)
    assert "espeak" in findings["voice"]["told"]


def test_doctor_names_what_is_wrong(tmp_path: Path, vidgen: Run) -> None:
    (tmp_path / "file").write_text("x")
    done = vidgen("doctor", VIDGEN_STORE=str(tmp_path / "file"))
    assert done.returncode == 7
    assert "NO  store" in done.stdout
    assert "ok  encoder" in done.stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopping_leaves_nothing_half_made(
    mug: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-m", "vidgen", "make", str(mug), "-o", str(out), "--length", "30"],
        env={**os.environ, "VIDGEN_STORE": str(store)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("render"):
                break
        time.sleep(0.3)
        process.send_signal(number)
        rest = process.stderr.read()
    assert process.returncode == code
    assert "stopping; the same command goes on from here" in rest
    assert "Traceback" not in rest
    assert not list(out.glob("*.mp4"))
    assert not list(tmp_path.rglob("*.part"))


def test_hostile_names_cannot_write_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.complain(InputError("a\nb", "\x1b[31mred\u202e"), as_json=False)
    output.complain(StorageError("x", "full"), as_json=True)
    first, second = capsys.readouterr().err.splitlines()
    assert first == r"vidgen: error: a b: \x1b[31mred\u202e"
    assert json.loads(second)["code"] == 7


def test_a_folder_that_another_run_holds(vidgen: Run, mug: Path, tmp_path: Path) -> None:
    with only_writer(tmp_path / "out"):
        done = vidgen("make", mug, "-o", tmp_path / "out")
    assert done.returncode == 10
    assert f"another run is writing here (process {os.getpid()} on " in done.stderr


def test_two_runs_may_share_a_store(mug: Path, tmp_path: Path) -> None:
    film = ("--length", "6", "--quality", "draft", "--platform", "tiktok", "--aspect", "1:1")
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "vidgen", "make", str(mug), "-o", str(tmp_path / name), *film],
            env={**os.environ, "VIDGEN_STORE": str(tmp_path / "store")},
            stderr=subprocess.DEVNULL,
        )
        for name in ("one", "two")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    one, two = ((tmp_path / name / "film_1x1.mp4").read_bytes() for name in ("one", "two"))
    assert one == two
