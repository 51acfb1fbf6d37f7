"""A5 to A7: what a catalog may read, and where outputs may land."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Vidgen
from vidgen.errors import InputError, LockedError, StorageError
from vidgen.feeds import feed
from vidgen.feeds.feed import Asked
from vidgen.files import is_regular, only_writer, regular, work_folder, write_text
from vidgen.model.product import Media
from vidgen.store import Store
from vidgen.studio.looking import look
from vidgen.studio.steps import nobody


def media(shop: Path, name: str, **asked: object) -> tuple[Media, ...]:
    """The pictures of a product whose row names this one."""
    path = shop / "goods.json"
    path.write_text(f'[{{"name": "Mug", "images": [{_quoted(name)}]}}]', encoding="utf-8")
    (product,) = feed.read(path, Asked(**asked)).products  # type: ignore[arg-type]
    return product.media


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def said(media: tuple[Media, ...], folder: Path) -> str:
    """What looking at them ends in, the path itself taken out."""
    with pytest.raises(InputError) as error:
        look(media, Store(folder / "store"), nobody)
    return f"{error.value.what} {error.value.hint}"


OUTSIDE = (
    "../other-tenant/secret.jpg",
    "x/../../other-tenant/secret.jpg",
    "./../other-tenant/../other-tenant/secret.jpg",
    "/etc/passwd",
    "/etc/shadow",
    "//etc/passwd",
    "~/.ssh/id_rsa",
    "~root/.bashrc",
    "/proc/self/environ",
    "/dev/zero",
    "..\\other-tenant\\secret.jpg",
    "C:\\Windows\\win.ini",
    "..%2fother-tenant%2fsecret.jpg",
    "....//other-tenant/secret.jpg",
    "link.jpg",
    "linked/secret.jpg",
    "absolute.jpg",
)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a05_a06_nothing_outside_of_the_catalogs_folder(
    shop: Path, secret: Path, tmp_path: Path, name: str
) -> None:
    """Neither paths nor links lead out, and what is there is told like what is not."""
    os.symlink(secret, shop / "link.jpg")
    os.symlink(secret.parent, shop / "linked")
    os.symlink("/etc/passwd", shop / "absolute.jpg")
    missing = said(media(shop, "none.jpg"), tmp_path)
    assert "No such file or directory" in missing
    before = secret.stat().st_atime_ns
    assert said(media(shop, name), tmp_path) == missing
    assert not is_regular(Path(media(shop, name)[0].path))
    assert secret.stat().st_atime_ns == before
    assert not list((tmp_path / "store").glob("blobs/*/*"))


def test_a05_the_absolute_path_of_a_picture_outside(
    shop: Path, secret: Path, tmp_path: Path
) -> None:
    assert "No such file" in said(media(shop, str(secret)), tmp_path)
    (found,) = media(shop, str(secret), root=secret.parent)
    assert found.path == str(secret)
    (found,) = media(shop, "secret.jpg", root=secret.parent)
    assert found.path == str(secret)
    (found,) = media(shop, "../other-tenant/secret.jpg", root=secret.parent)
    assert found.path == str(secret)
    assert len(look((found,), Store(tmp_path / "store"), nobody)) == 1


def test_a05_a_file_beside_a_catalog_allows_no_other_folder(
    shop: Path, secret: Path, vidgen: Vidgen
) -> None:
    (shop / "goods.csv").write_text(f"sku,name,price,images\n1,Mug,18,{secret}\n")
    told = vidgen("feed", shop / "goods.csv")
    assert "1 photo missing" in told.stdout
    (shop / "vidgen.toml").write_text('asset_root = "/"\n')
    assert vidgen("feed", shop / "goods.csv").returncode == 5


def test_a06_a_link_that_is_put_there_later(shop: Path, secret: Path, tmp_path: Path) -> None:
    """The folder is checked when the row is read; the file again when it is opened."""
    (shop / "photos").mkdir()
    honest = shop / "photos" / "a.jpg"
    honest.write_bytes(secret.read_bytes())
    found = media(shop, "photos/a.jpg")
    honest.unlink()
    os.symlink(secret, honest)
    assert "No such file" in said(found, tmp_path)
    honest.unlink()
    (shop / "photos").rmdir()
    os.symlink(secret.parent, shop / "photos")
    (secret.parent / "a.jpg").write_bytes(secret.read_bytes())
    assert "No such file" in said(found, tmp_path)
    with pytest.raises(FileNotFoundError):
        regular(shop / "photos" / "a.jpg")


def test_a07_links_that_wait_where_outputs_go(tmp_path: Path, secret: Path) -> None:
    """What is published replaces a link and never what it leads to."""
    out = tmp_path / "out"
    out.mkdir()
    before = secret.read_bytes()
    os.symlink(secret, out / "bundle.json")
    write_text(out / "bundle.json", "{}")
    assert not (out / "bundle.json").is_symlink()
    assert secret.read_bytes() == before


@pytest.mark.parametrize("planted", ["lock", "folder"])
def test_a07_links_in_our_own_corner(tmp_path: Path, secret: Path, planted: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (secret.parent / "work.part").write_text("somebody else's")
    before = secret.read_bytes()
    if planted == "lock":
        (out / ".vidgen").mkdir()
        os.symlink(secret, out / ".vidgen" / "lock")
    else:
        os.symlink(secret.parent, out / ".vidgen")
    with pytest.raises((StorageError, LockedError), match="link"), only_writer(out):
        pass
    if planted == "folder":
        with pytest.raises(StorageError, match="link"), work_folder(out):
            pass
    assert secret.read_bytes() == before
    assert (secret.parent / "work.part").exists()


def test_a42_what_is_kept_is_for_its_user_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    store = Store(tmp_path / "cache" / "store")
    store.once("step", "key", Path.touch)
    assert store.root.stat().st_mode & 0o777 == 0o700
    with only_writer(tmp_path / "out"), work_folder(tmp_path / "out") as work:
        assert work.stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "out" / ".vidgen").stat().st_mode & 0o777 == 0o700
