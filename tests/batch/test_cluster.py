"""A batch on a real Ray cluster of this machine: bundles end in an S3-compatible server, and a
worker that is killed in the middle of a row costs that row a second try, nothing else."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import threading
import time
from pathlib import Path

import av
import pytest

from tests.conftest import draw_camp, draw_mug
from vidgen.batch.batch import Batch
from vidgen.batch.pools import on_ray
from vidgen.batch.running import Later, Told
from vidgen.cli import ordering
from vidgen.feeds import feed
from vidgen.model.batch import Outcome
from vidgen.model.render import Bundle
from vidgen.settings import load

CATALOG = """\
sku,name,price,point 1,image
RM-1,Red Camp Mug,18.00,Two coats of enamel,mug.png
RM-2,Hill Camp Mug,21.50,Steel under the enamel,camp.jpg
RM-3,Lost Camp Mug,25.00,Made for the open fire,gone.jpg
"""


def rows(told: tuple[Outcome, ...]) -> dict[str, Outcome]:
    return {outcome.sku: outcome for outcome in told}


def tasks() -> list[int]:
    """Processes of this machine's cluster that make a row just now."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if line.startswith(b"ray::row"):
                found.append(int(entry.name))
    return found


def kill_one_when_it_works() -> None:
    """Kill the first task that has been at it for a moment."""
    for _ in range(600):
        if working := tasks():
            time.sleep(0.5)
            os.kill(working[0], signal.SIGKILL)
            return
        time.sleep(0.1)


@pytest.mark.timeout(300)
def test_a_lost_worker_costs_a_second_try(
    tmp_path: Path, s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDGEN_STORE", str(tmp_path / "store"))
    draw_mug(tmp_path / "mug.png")
    draw_camp(tmp_path / "camp.jpg")
    catalog = tmp_path / "goods.csv"
    catalog.write_text(CATALOG, encoding="utf-8")
    flags = {"length": 6, "quality": "draft", "platforms": ["tiktok"], "aspects": ["1:1"]}
    settings = load(tmp_path, flags, os.environ)
    batch = Batch(
        catalog,
        tmp_path / "out",
        settings,
        lambda product: ordering.order(product, settings),
        workers=1,
        pool=on_ray(s3, ""),
    )
    told: list[Told] = []
    killer = threading.Thread(target=kill_one_when_it_works)
    killer.start()
    ran = batch.run(feed.read(catalog).entries, told.append, lambda plan: None)
    killer.join()

    made = rows(ran.rows)
    assert {sku: row.state for sku, row in made.items()} == {
        "RM-1": "done",
        "RM-2": "done",
        "RM-3": "failed",
    }
    assert "gone.jpg" in made["RM-3"].error
    assert sum(row.attempts for row in made.values()) == 4
    (later,) = [event for event in told if isinstance(event, Later)]
    assert "its worker died" in later.why
    assert not tasks()
    plan = batch.plan(feed.read(catalog).entries)
    assert not plan.jobs

    from fsspec.core import url_to_fs

    system, root = url_to_fs(s3)
    for sku in ("RM-1", "RM-2"):
        folder = f"{root}/{made[sku].folder}"
        text = system.cat_file(f"{folder}/bundle.json")
        assert hashlib.sha256(text).hexdigest() == made[sku].bundle
        bundle = Bundle.from_json(text.decode(), "the server")
        assert set(bundle.files) >= {"film_1x1.mp4", "cover_1x1.jpg", "captions.srt"}
        for name, digest in bundle.files.items():
            assert hashlib.sha256(system.cat_file(f"{folder}/{name}")).hexdigest() == digest
        with av.open(io.BytesIO(system.cat_file(f"{folder}/film_1x1.mp4")), "r") as film:
            assert len(list(film.decode(video=0))) == made[sku].frames
    page = system.cat_file(f"{root}/index.html").decode()
    assert all(f"{made[sku].folder}/film_1x1.mp4" in page for sku in ("RM-1", "RM-2"))
    assert (tmp_path / "out" / made["RM-1"].folder / "bundle.json").is_file()
    assert not list((tmp_path / "store/cluster").glob("*/*/film_*"))
    system.rm(f"{root}/{made['RM-2'].folder}/cover_1x1.jpg")
    again = batch.plan(feed.read(catalog).entries)
    assert [(job.outcome.sku, job.why) for job in again.jobs] == [("RM-2", "files are missing")]
