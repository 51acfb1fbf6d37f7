"""`vidgen review`: files of all kinds, three outputs, waivers, the exit code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

SCRIPT = {
    "kind": "script.1",
    "product_id": "p",
    "scenario": "s",
    "language": "zh",
    "scenes": [
        {
            "id": "s1",
            "beat": "b",
            "archetype": "hook",
            "lines": [{"id": "l1", "text": "这是国家级的锅"}],
            "screen": [{"role": "item", "text": "第一次下厨"}],
        }
    ],
}


def written(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_text_is_read_by_line(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "copy.txt", "第一次使用\n这是 全 网 最 低 价\n")
    done = vidgen("review", str(path))
    assert done.returncode == 9
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{path}:2:4 block CN-BEST-4 “全 网 最 低 价” ")
    assert " → " in line


def test_lawful_text_passes(vidgen: Run, tmp_path: Path) -> None:
    done = vidgen("review", str(written(tmp_path, "copy.txt", "最后一步,拧紧盖子\n")))
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to object to" in done.stderr


def test_a_product_tells_its_own_category(vidgen: Run, tmp_path: Path) -> None:
    text = "name: 玫瑰面霜\nlanguage: zh\ncategory: 护肤\npoints:\n  - 药妆级修护\n"
    done = vidgen("review", str(written(tmp_path, "cream.yaml", text)), "--json")
    assert done.returncode == 9
    (row,) = [row for row in json.loads(done.stdout) if row["severity"] == "block"]
    assert (row["line"], row["column"], row["text"]) == (5, 5, "药妆")
    assert row["where"] == "points[0]"


def test_a_script_is_read(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "script.json", json.dumps(SCRIPT, ensure_ascii=False))
    done = vidgen("review", str(path))
    assert done.returncode == 9
    assert "“国家级”" in done.stdout
    assert "第一次" not in done.stdout


def test_every_row_of_a_catalog_is_read(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "goods.csv", "sku,name,brief\na,杯子,好看\nb,锅,全球唯一的锅\n")
    done = vidgen("review", str(path))
    assert done.returncode == 9
    assert f"{path}:3:5 block CN-ONLY-1" in done.stdout
    assert vidgen("review", str(path), "--sku", "a").returncode == 0


def test_sarif_is_whole(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "copy.txt", "best in the world\n最新\n")
    log = json.loads(vidgen("review", str(path), "--sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["endColumn"] > region["startColumn"] >= 1
    assert [result["level"] for result in run["results"]] == ["error", "note"]


def test_a_waiver_in_the_text_needs_its_reason(vidgen: Run, tmp_path: Path) -> None:
    line = "国家级 # vidgen: allow CN-STATE-1"
    good = written(tmp_path, "good.txt", f"{line} because it quotes the law\n")
    assert vidgen("review", str(good)).returncode == 0
    bad = vidgen("review", str(written(tmp_path, "bad.txt", f"好\n{line}\n")))
    assert bad.returncode == 2
    assert "bad.txt, line 2: a waiver needs a rule and a reason" in bad.stderr


def test_a_waiver_alone_on_its_line_holds_for_the_next(vidgen: Run, tmp_path: Path) -> None:
    text = "# vidgen: allow CN-STATE-1 because it quotes the law\n国家级\n国家级\n"
    done = vidgen("review", str(written(tmp_path, "copy.md", text)))
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["3"]


def test_settings_waive_for_product_files(vidgen: Run, tmp_path: Path) -> None:
    product = written(tmp_path, "cup.yaml", "name: 国家级非遗工坊的国家级杯子\nlanguage: zh\n")
    assert vidgen("review", str(product)).returncode == 9
    waiver = '[[review.waive]]\nrule = "CN-STATE-1"\ntext = "国家级"\n'
    written(tmp_path, "vidgen.toml", waiver + 'reason = "the name of the award"\n')
    assert vidgen("review", str(product)).returncode == 0
    written(tmp_path, "vidgen.toml", waiver)
    assert vidgen("review", str(product)).returncode == 5
    written(tmp_path, "vidgen.toml", '[[review.waive]]\nrule = "CN-STAT-1"\nreason = "x"\n')
    missing = vidgen("review", str(product))
    assert missing.returncode == 2
    assert "CN-STATE-1" in missing.stderr


def test_mistakes_are_named(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "copy.txt", "好\n")
    assert "--region" in vidgen("review", str(path), "--region", "mars").stderr
    assert "cosmetics" in vidgen("review", str(path), "--category", "cosmetic").stderr
    assert vidgen("review", str(tmp_path / "none.txt")).returncode == 2
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in vidgen("review", str(tmp_path / "bytes.txt")).stderr


def test_claims_are_hints(vidgen: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "copy.txt", "No other vacuum comes close to ours\n")
    assert vidgen("review", str(path)).stdout == ""
    done = vidgen("review", str(path), "--claims")
    assert done.returncode == 0
    assert "review CLAIM-COMPARISON-1" in done.stdout


def test_rows_that_say_the_same_are_told_apart(vidgen: Run, tmp_path: Path) -> None:
    text = "sku,name,brief\na,杯子,全球唯一\nb,水杯,全球唯一\n"
    done = vidgen("review", str(written(tmp_path, "goods.csv", text)))
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["2", "3"]


def test_a_model_on_this_machine_takes_the_second_look(
    vidgen: Run, tiny_model: Path, tmp_path: Path
) -> None:
    path = written(tmp_path, "copy.txt", "No other vacuum comes close to ours\n")
    ours = {"VIDGEN_MODEL": str(tiny_model), "VIDGEN_MODEL_DEVICE": "cpu", "OPENAI_API_KEY": ""}
    done = vidgen("review", str(path), "--claims", "--json", **ours)
    assert "transformers:tiny was asked about 1 sentences" in done.stderr
    assert {row["severity"] for row in json.loads(done.stdout)} <= {"warn"}
    cues = vidgen("review", str(path), "--ask", "cues", **ours)
    assert "was asked" not in cues.stderr
    assert "review CLAIM-COMPARISON-1" in cues.stdout
    assert vidgen("review", str(path), "--ask", "openai", **ours).returncode == 6
    assert vidgen("review", str(path), "--ask", "composer", **ours).returncode == 2
