"""Places that many machines reach: a disk, and a real S3-compatible server on loopback."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from vidgen.batch.storage import Place
from vidgen.errors import InputError, StorageError
from vidgen.model.batch import Outcome


@pytest.fixture(params=["disk", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    address = str(tmp_path / "place") if request.param == "disk" else request.getfixturevalue("s3")
    return Place(address)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name in ("film_9x16.mp4", "bundle.json", "captions.srt"):
        (folder / name).write_text(name * 100, encoding="utf-8")
    told = json.dumps({"files": {"film_9x16.mp4": "", "captions.srt": ""}})
    (folder / "bundle.json").write_text(told, encoding="utf-8")
    return folder


def outcome(folder: Path) -> Outcome:
    """The outcome of a row whose bundle this is."""
    told = (folder / "bundle.json").read_bytes()
    size = sum((folder / name).stat().st_size for name in json.loads(told)["files"])
    digest = hashlib.sha256(told).hexdigest()
    return Outcome(sku="M", name="", key="", folder="mug-1", bundle=digest, bytes=size)


def test_a_pushed_bundle_lies_there_whole(place: Place, bundle: Path) -> None:
    about = outcome(bundle)
    assert place.amiss(about) == "files are missing"
    place.push(bundle, [path.name for path in bundle.iterdir()], "mug-1")
    assert place.amiss(about) == ""
    assert place.amiss(about.model_copy(update={"bytes": 1})) == "files changed"
    assert place.amiss(about.model_copy(update={"bundle": "0"})) == "its bundle changed"
    assert place.amiss(about.model_copy(update={"folder": "mug-2"})) == "files are missing"


def test_without_its_manifest_a_bundle_is_not_there(place: Place, bundle: Path) -> None:
    place.push(bundle, ["film_9x16.mp4"], "mug-1")
    assert place.amiss(outcome(bundle)) == "files are missing"


def test_the_manifest_comes_last(tmp_path: Path, bundle: Path) -> None:
    """A push that breaks off in the middle leaves no bundle that looks complete."""
    place = Place(str(tmp_path / "place"))
    with pytest.raises(StorageError):
        place.push(bundle, ["bundle.json", "film_9x16.mp4", "zzz-not-there.jpg"], "mug-1")
    assert (tmp_path / "place/mug-1/film_9x16.mp4").is_file()
    assert place.amiss(outcome(bundle)) == "files are missing"


def test_media_are_kept_once_and_fetched_by_content(place: Place, tmp_path: Path) -> None:
    photo = tmp_path / "photo.PNG"
    photo.write_bytes(b"a photo")
    digest = hashlib.sha256(b"a photo").hexdigest()
    name = place.keep(photo, digest)
    assert place.keep(photo, digest) == name
    into = tmp_path / "elsewhere"
    into.mkdir()
    fetched = place.fetch(digest, ".png", into)
    assert fetched.read_bytes() == b"a photo"
    assert place.fetch(digest, ".png", into) == fetched


def test_what_is_not_there_is_a_storage_error(place: Place, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="refuses"):
        place.fetch("0" * 64, ".png", tmp_path)
    assert not list(tmp_path.glob("0*"))


def test_a_place_that_nobody_serves(monkeypatch: pytest.MonkeyPatch, bundle: Path) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StorageError, match="refuses"):
        Place("s3://films").push(bundle, ["bundle.json"], "mug")


def test_an_unknown_kind_of_place() -> None:
    with pytest.raises(InputError, match="--storage"):
        Place("nowhere://films").keep(Path("photo.png"), "0" * 64)
