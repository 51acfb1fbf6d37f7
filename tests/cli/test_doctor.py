"""`vidgen doctor`: it tries the real thing; what it says of machines that are not this one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vidgen.batch.tools import digest, fonts, tools
from vidgen.cli.machine import cores, file_system, memory

Run = Callable[..., subprocess.CompletedProcess[str]]

MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:25 / /srv rw,relatime shared:1 - nfs4 host:/srv rw
31 22 0:26 / /srv/my\\040store rw - tmpfs tmpfs rw
32 22 0:27 / /var rw - overlay overlay rw
33 22 0:28 / /mnt rw - fuse.sshfs me@host: rw
broken line
"""


def test_everything_is_tried(vidgen: Run) -> None:
    done = vidgen("doctor", "--json")
    assert done.returncode == 0, done.stdout
    told = {finding["what"]: finding["told"] for finding in json.loads(done.stdout)}
    assert "x264 core " in told["tools"]
    assert "espeak (" in told["voices"]
    assert f"Inter-500 {digest(fonts()[0])[:8]}" in told["fonts"]
    assert "can be written" in told["store"]
    assert "cores" in told["machine"]


@pytest.mark.parametrize(
    ("folder", "kind", "warning"),
    [
        ("/home/me", "ext4", ""),
        ("/srv/store", "nfs4", "over a network"),
        ("/srv/my store/x", "tmpfs", "in memory"),
        ("/var/cache", "overlay", "in a container's own layer"),
        ("/mnt/a", "fuse.sshfs", "over a network"),
    ],
)
def test_file_systems(folder: str, kind: str, warning: str) -> None:
    told = file_system(Path(folder), MOUNTS)
    assert told[0] == kind
    assert told[1].startswith(warning)
    assert bool(told[1]) == bool(warning)


def test_a_container_s_share(tmp_path: Path) -> None:
    assert cores(tmp_path).endswith(" cores")
    (tmp_path / "cpu.max").write_text("50000 100000", encoding="utf-8")
    assert cores(tmp_path).endswith(", 0.5 of them allowed")
    (tmp_path / "cpu.max").write_text("max 100000", encoding="utf-8")
    assert cores(tmp_path).endswith(" cores")
    (tmp_path / "memory.max").write_text("1073741824\n", encoding="utf-8")
    assert memory(tmp_path) == 1.0
    (tmp_path / "memory.max").write_text("max\n", encoding="utf-8")
    assert memory(tmp_path) > 0


def test_the_lock_of_a_run_names_every_font() -> None:
    told = tools()
    assert told == tools()
    assert {f"font {path.stem}" for path in fonts()} < set(told)
    assert {"vidgen", "python", "av", "x264", "pillow", "opencv", "numpy", "voice espeak"} < set(
        told
    )
