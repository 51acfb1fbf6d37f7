"""The CI examples, as their servers would run them: every command line of ours for real, on a tiny
catalog. What only a server can do (caches, artifacts) is done by hand in its place."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import draw_camp, draw_mug

CI = Path(__file__).parents[2] / "examples" / "ci"

GOODS = """sku,name,price,currency,category,points,images,availability
MG-1,Enamel Camp Mug,18.00,USD,Drinkware,Steel core with two coats of enamel,mug.png;camp.jpg,in stock
MG-2,Blue Camp Mug,19.00,USD,Drinkware,Works over an open flame,mug.png,out of stock
"""


def read(name: str) -> dict[str, Any]:
    told: dict[str, Any] = YAML(typ="safe", pure=True).load((CI / name).read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


class Server:
    """Runs the lines of a job in one checkout, with `vidgen` and a `pip` that installs nothing."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.folder, self._store = folder / "checkout", store
        (self.folder / "catalog").mkdir(parents=True)
        (self.folder / "catalog" / "goods.csv").write_text(GOODS, encoding="utf-8")
        draw_mug(self.folder / "catalog" / "mug.png")
        draw_camp(self.folder / "catalog" / "camp.jpg")
        film = 'quality = "draft"\nlength = 6\nplatforms = ["tiktok"]\naspects = ["1:1"]\n'
        (self.folder / "vidgen.toml").write_text(film, encoding="utf-8")
        programs = folder / "bin"
        programs.mkdir()
        self._path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        ours = f'#!/bin/sh\nexec "{sys.executable}" -m vidgen "$@"\n'
        for name, text in (("vidgen", ours), ("pip", "#!/bin/sh\nexit 0\n")):
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)

    def run(self, line: str, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        plain = {k: v for k, v in os.environ.items() if not k.startswith("VIDGEN_")}
        root = str(Path(__file__).parents[2])
        own = {"PATH": self._path, "VIDGEN_STORE": str(self._store), "PYTHONPATH": root}
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=self.folder,
            env=plain | dict(variables) | own,
            capture_output=True,
            text=True,
            check=False,
        )

    def passes(self, lines: list[str], variables: Mapping[str, str]) -> None:
        for line in lines:
            done = self.run(line, variables)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"

    def result(self) -> None:
        """Everything is joined: rows in order, films where the page looks for them."""
        out = self.folder / "out"
        rows = json.loads((out / "report.json").read_text(encoding="utf-8"))["rows"]
        assert [(row["sku"], row["state"]) for row in rows] == [
            ("MG-1", "done"),
            ("MG-2", "skipped"),
        ]
        assert all((out / film["path"]).is_file() for row in rows for film in row["films"])
        assert 'tests="2"' in (out / "junit.xml").read_text(encoding="utf-8")


def steps(job: Mapping[str, Any], values: Mapping[str, str]) -> list[str]:
    """The command lines of a GitHub job, its expressions filled in."""
    lines = [step["run"] for step in job["steps"] if "run" in step]
    return [re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: values[found[1]], s) for s in lines]


def test_github(tmp_path: Path, store: Path) -> None:
    told = read("github.yml")
    server = Server(tmp_path, store)
    variables = {"CATALOG": told["env"]["CATALOG"]}
    films, report = told["jobs"]["films"], told["jobs"]["report"]
    shards = films["strategy"]["matrix"]["shard"]
    for shard in shards:
        values = {"matrix.shard": str(shard), "strategy.job-total": str(len(shards))}
        server.passes(steps(films, values), variables)
        upload = films["steps"][-1]["with"]
        place = server.folder / upload["path"].replace("${{ matrix.shard }}", str(shard))
        hidden = shutil.ignore_patterns(".*")
        shutil.copytree(place, tmp_path / f"shard-{shard}", ignore=hidden)
    shutil.rmtree(server.folder / "out")
    for shard in shards:
        shutil.copytree(tmp_path / f"shard-{shard}", server.folder / "out" / f"shard-{shard}")
    lines = steps(report, {})
    server.passes(lines, variables)
    server.result()
    goods = server.folder / "catalog" / "goods.csv"
    goods.write_text(GOODS.replace("18.00", "17.00"), encoding="utf-8")
    gate = server.run(lines[-1], variables)
    assert gate.returncode == 1, "the gate closes"
    assert "price: says 18.00 USD, now 17.00 USD (changed)" in gate.stdout


def test_gitlab(tmp_path: Path, store: Path) -> None:
    told = read("gitlab.yml")
    server = Server(tmp_path, store)
    before = told["default"]["before_script"]
    total = told["films"]["parallel"]
    variables = {"CATALOG": told["variables"]["CATALOG"], "CI_NODE_TOTAL": str(total)}
    films: set[tuple[str, int]] = set()
    for _ in range(2):
        for shard in range(1, total + 1):
            index = {"CI_NODE_INDEX": str(shard)}
            server.passes([*before, *told["films"]["script"]], variables | index)
        server.passes([*before, *told["report"]["script"]], variables)
        server.result()
        made = (server.folder / "out").rglob("*.mp4")
        films |= {(path.name, path.stat().st_mtime_ns) for path in made}
    assert len(films) == 1, "the second run finds everything there"


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_every_command_is_run_above(name: str) -> None:
    """Commands of ours stand only where the tests find them, and reports where they are sent."""
    text = (CI / name).read_text(encoding="utf-8")
    told = read(name)
    if name == "github.yml":
        lines = [line for job in told["jobs"].values() for line in steps(job, Anything())]
    else:
        lines = [line for job in ("films", "report") for line in told[job]["script"]]
    ours = re.findall(r"^\s*(?:- )?(?:run: )?(vidgen \w+)", text, re.MULTILINE)
    assert sorted(ours) == sorted(
        " ".join(line.split()[:2]) for line in lines if "vidgen " in line[:7]
    )
    assert "out/junit.xml" in text


class Anything(dict[str, str]):
    """Every value is there."""

    def __missing__(self, key: str) -> str:
        return key
