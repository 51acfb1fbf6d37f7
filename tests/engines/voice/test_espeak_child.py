"""The process behind the offline voice: shared by threads, replaced when it dies, never orphaned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vidgen.engines.voice import espeak
from vidgen.engines.voice.espeak import Espeak
from vidgen.errors import EngineError

TEXTS = ("One cup", "Two coats of enamel", "Works over an open flame", "Chips, never shatters")

SPEAK_AND_WAIT = """
import sys, time
from pathlib import Path
from vidgen.engines.voice import espeak
espeak.Espeak()("one", "en", voice="", rate=1.0, out=Path(sys.argv[1]))
print(espeak._RUNNING[0]._process.pid, flush=True)
time.sleep(60)
"""


def running(pid: int) -> bool:
    """Whether the process lives (a dead one that nobody has waited for yet does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_threads_get_their_own_lines(tmp_path: Path) -> None:
    def speak(number: int) -> str:
        text = TEXTS[number % len(TEXTS)]
        out = tmp_path / f"{number}.wav"
        return Espeak()(text, "en", voice="", rate=1.0, out=out).audio.sha256

    alone = [speak(number) for number in range(len(TEXTS))]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(speak, range(4 * len(TEXTS))))
    assert len(set(alone)) == len(TEXTS)
    assert together == alone * 4


def test_a_line_it_dies_over_fails_and_the_next_one_is_spoken(tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    before = Espeak()("One cup", "en", voice="", rate=1.0, out=out)
    speaking = espeak._RUNNING[0]
    child = speaking._process
    os.kill(child.pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(Espeak(), "One cup", "en", voice="", rate=1.0, out=out)
        while not speaking._lock.locked():
            time.sleep(0.01)
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(EngineError, match="the speaking process died") as caught:
            waiting.result(30)
    assert caught.value.retry
    child.wait()
    assert Espeak()("One cup", "en", voice="", rate=1.0, out=out) == before


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
def test_it_ends_with_its_parent_even_when_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SPEAK_AND_WAIT, str(tmp_path / "said.wav")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert running(child)
        parent.kill()
    for _ in range(200):
        if not running(child):
            break
        time.sleep(0.05)
    assert not running(child)


@pytest.mark.parametrize("rate", [0.9, 1.0, 1.1])
def test_every_pace_of_a_scenario_is_followed(tmp_path: Path, rate: float) -> None:
    text = "这个杯子一百九十九块钱，冬天喝水也不会凉得太快。"
    usual = Espeak()(text, "zh", voice="", rate=1.0, out=tmp_path / "a.wav").seconds
    paced = Espeak()(text, "zh", voice="", rate=rate, out=tmp_path / "b.wav").seconds
    assert paced == pytest.approx(usual / rate, rel=0.08)
