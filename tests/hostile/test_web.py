"""A9 to A12: what a picture's address may lead to, and what comes from there."""

from __future__ import annotations

import gzip
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.conftest import Vidgen
from tests.figures import add
from tests.hostile.conftest import Host, closing_host, fed, picture
from vidgen.engines.web.addresses import is_public
from vidgen.engines.web.fetch import LARGEST, MOST_REDIRECTS, Web
from vidgen.engines.web.links import checked, redirected, shown
from vidgen.errors import EngineError, InputError
from vidgen.model.product import Media, Product
from vidgen.store import Store
from vidgen.studio.fetching import fetched

PUBLIC = "93.184.216.34"

INSIDE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1
127.1.2.3 127.255.255.254 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1
192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
:: ::1 ::127.0.0.1 ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254
64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1:: 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::
2002:7f00:0001::1 2002:a00:1:: 2002:a9fe:a9fe:: 3fff::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254
fe80::1 fe80::5efe:127.0.0.1 fec0::1 ff02::1 2600::5efe:7f00:1 2600::200:5efe:a00:1 fe80::1%eth0
3ffe::1 not-an-address 127.1 2130706433
""".split()

OUTSIDE = """
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.167.1.1
198.17.255.255 198.20.0.1 223.255.255.254 2606:4700::1111 2a00:1450:4001::200e 64:ff9b::808:808
2600::5efe:808:808
""".split()

WRITTEN = [
    *"""\nhttp://127.0.0.1/ http://localhost/ http://localhost./ http://LOCALHOST/ http://127.1/ http://127.0.1/\nhttp://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://017700000001/\nhttp://0/ http://0.0.0.0/ http://127.0.0.1./ http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/\nhttp://[::127.0.0.1]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:7f00:1]/ http://[64:ff9b::7f00:1]/\nhttp://169.254.169.254/latest/meta-data http://0xa9fea9fe/ http://2852039166/ http://10.1.2.3/\nhttp://192.168.1.1/a.jpg http://[fe80::1]/ http://[fd00:ec2::254]/ http://１２７.0.0.1/\nhttp://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://127%2e0%2e0%2e1/ http://127.0.0.1%00.example.com/\nhttp://user@127.0.0.1/ http://user:pw@example.com/ http://example.com@127.0.0.1/\nhttp://127.0.0.1:80@example.com/ http://example.com#@127.0.0.1/ http:///127.0.0.1/ http://example.com:22/ http://example.com:25/a.jpg http://example.com:6379/\nhttp://[::1 file:///etc/passwd file://localhost/etc/passwd\nftp://example.com/a.jpg gopher://127.0.0.1:70/_x data:image/png;base64,AAAA javascript:alert(1)\n//127.0.0.1/a.jpg dict://127.0.0.1:11211/ jar:http://a/!/b ldap://a/b\nhttps: https:// ws://127.0.0.1/ blob:http://a/b http://256.256.256.256/\n""".split(),
    "http://127.0.0.1\\@example.com/",
    "http://exa\tmple.com/",
    "http://127.0.0.1/\nHost: example.com",
    "http://127.0.0.1 /",
    "\\\\server\\share\\a.jpg",
    "http://example.com/" + "a" * 3000,
    "",
]


def world(*answers: str) -> Web:
    """A fetcher whose name server answers thus, numbers as the system does."""

    def resolve(name: str, port: int) -> tuple[str, ...]:
        found = socket.getaddrinfo(name, port, flags=socket.AI_NUMERICHOST) if _number(name) else []
        told = tuple(str(each[4][0]) for each in found)
        return told or (("127.0.0.1",) if name.rstrip(".").lower() == "localhost" else answers)

    return Web(patience=0.02, resolve=resolve)


def _number(name: str) -> bool:
    try:
        socket.getaddrinfo(name, 80, flags=socket.AI_NUMERICHOST)
    except OSError:
        return False
    return True


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every connection that anything tries to make; none of them is made."""
    calls: list[object] = []

    def connect(address: object, *_: object, **__: object) -> socket.socket:
        calls.append(address)
        raise ConnectionRefusedError("no network here")

    monkeypatch.setattr(socket, "create_connection", connect)
    return calls


@pytest.mark.parametrize("address", INSIDE)
def test_a09_addresses_that_lead_inside(address: str, dialled: list[object]) -> None:
    """Whatever a public name resolves to, nothing inside is ever called."""
    assert not is_public(address)
    with pytest.raises((InputError, EngineError)):
        world(address)("http://cdn.example/a.jpg")
    with pytest.raises((InputError, EngineError)):
        world(PUBLIC, address)("https://cdn.example/a.jpg")
    assert dialled == []
    add("S4", "addresses", inside=1, connections=0)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a09_public_addresses_are_called_themselves(address: str, dialled: list[object]) -> None:
    """The checked address is dialled, not the name: a second answer changes nothing."""
    with pytest.raises(EngineError):
        world(address)("http://cdn.example/a.jpg")
    assert dialled == [(address, 80)] * 3


@pytest.mark.parametrize("written", WRITTEN)
def test_a09_every_way_to_write_what_may_not_be_asked(written: str, dialled: list[object]) -> None:
    with pytest.raises(InputError):
        world("127.0.0.1")(written)
    assert dialled == []
    add("S4", "addresses", ways_to_write=1, connections=0)


def test_a09_nothing_is_fetched_unless_asked(host: Host, shop: Path, vidgen: Vidgen) -> None:
    """Neither a row, nor a vidgen.toml that came with the catalog, starts a connection."""
    address = host.gives("/a.jpg", picture())
    (shop / "goods.csv").write_text(f"sku,name,price,images\n1,Mug,18,{address}\n")
    told = vidgen("feed", shop / "goods.csv")
    assert "1 picture is an address without a local file: left out" in told.stdout
    (shop / "vidgen.toml").write_text("fetch = true\n")
    refused = vidgen("feed", shop / "goods.csv")
    assert refused.returncode == 5
    assert "a file beside a catalog may not ask for this" in refused.stderr
    (shop / "vidgen.toml").unlink()
    public = vidgen("feed", shop / "goods.csv", "--fetch")
    assert "leads to an address that is not public" in public.stdout
    assert host.connects == 0


def test_pictures_by_address_are_fetched_once(host: Host, shop: Path, vidgen: Vidgen) -> None:
    """With the flag the picture is there, beside one that is not; a second run asks for nothing."""
    good, gone = host.gives("/a.jpg", picture()), host.url("/none.jpg")
    (shop / "goods.csv").write_text(f"sku,name,price,images\n1,Mug,18,{gone} {good}\n")
    told = vidgen("feed", shop / "goods.csv", "--fetch-private")
    assert "photos: 1" in told.stdout
    assert "a picture is left out" in told.stdout
    assert "HTTP 404" in told.stdout
    again = vidgen("feed", shop / "goods.csv", "--fetch-private")
    assert again.stdout == told.stdout
    assert host.asked.count("/a.jpg") == 1


def test_a10_redirects_are_checked_like_addresses(host: Host) -> None:
    inner = Host()
    with closing_host(inner):
        inner.gives("/a.jpg", picture())
        start = host.sends_on("/go", inner.url(host="inner.example"))
        answers = {"cdn.example": "127.0.0.1", "inner.example": "10.0.0.7"}
        # Only what the name server says of cdn.example is taken for public here.
        web = Web(patience=0.05, private=False, resolve=lambda name, port: (answers[name],))
        with pytest.raises(InputError, match="not public"):
            web(start.replace("127.0.0.1", "cdn.example"))
        loops = Web(private=True)
        for number in range(MOST_REDIRECTS + 1):
            host.sends_on(f"/{number}", f"/{number + 1}")
        with pytest.raises(InputError, match=f"redirects more than {MOST_REDIRECTS} times"):
            loops(host.url("/0"))
        host.gives("/6", picture())
        assert loops(host.url("/1")) == picture()
        assert inner.connects == 0
    add("S4", "addresses", redirects=1, connections=0)


@pytest.mark.parametrize(
    "location",
    ["http://cdn.example/b.jpg", "file:///etc/passwd", "//user:pw@x/", "gopher://x/", "http://["],
)
def test_a10_https_is_never_left(location: str) -> None:
    with pytest.raises(InputError):
        redirected(checked("https://cdn.example/a.jpg"), location)
    add("S4", "addresses", redirects=1, connections=0)


def test_a10_a_name_that_changes_its_answer(host: Host, dialled: list[object]) -> None:
    """DNS rebinding: the name is asked for once a connection, and that answer is called."""
    answers = iter([(PUBLIC,), ("127.0.0.1",), ("127.0.0.1",), ("127.0.0.1",)])
    web = Web(patience=0.01, resolve=lambda name, port: next(answers))
    with pytest.raises(InputError, match="not public"):
        web("http://rebind.example/a.jpg")
    assert dialled == [(PUBLIC, 80)]
    assert host.connects == 0
    add("S4", "addresses", rebindings=1, connections=0)


def test_a11_no_proxy_no_password_no_other_scheme(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Host()
    with closing_host(proxy):
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url(""))
        assert Web(private=True)(host.gives("/a.jpg", picture())) == picture()
        assert proxy.connects == 0
    sent = host.headers[0]
    assert not {"Cookie", "Authorization", "Referer"} & set(sent)
    with pytest.raises(InputError) as told:
        Web()("https://me:hunter2@cdn.example/a.jpg?key=s3cret#x")
    assert "hunter2" not in str(told.value)
    assert "s3cret" not in str(told.value)
    assert shown("https://a/b.jpg?key=s3cret#frag") == "https://a/b.jpg"


def _slow(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.send_header("Content-Type", "image/jpeg")
    to.end_headers()
    for byte in picture() * 10:
        to.wfile.write(bytes([byte]))
        to.wfile.flush()
        time.sleep(0.05)


def _endless(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    to.wfile.write(b"\xff\xd8\xff")
    for _ in range(64):
        to.wfile.write(bytes(2**20))


def test_a12_bodies_that_are_no_pictures(host: Host) -> None:
    web = Web(private=True, patience=0.02)
    bomb = gzip.compress(b"\xff\xd8\xff" + bytes(LARGEST + 1))
    assert len(bomb) < 100_000
    cases = {
        host.gives("/bomb", bomb, Content_Encoding="gzip"): "is larger than 25 MB",
        host.gives("/empty", b""): "is empty",
        host.gives("/page", b"<html>404</html>" * 9): "is no JPEG",
        host.gives("/gif", b"GIF89a" + bytes(100)): "is no JPEG",
        host.gives("/svg", b"<svg onload='x'>", "image/svg+xml"): "is no JPEG",
        host.gives("/odd", b"x", Content_Encoding="br"): "packed in a way",
        host.gives("/torn", b"nonsense", Content_Encoding="gzip"): "packed and broken",
    }
    fed(len(cases))
    for address, why in cases.items():
        with pytest.raises(InputError, match=why):
            web(address)
    honest = gzip.compress(picture())
    assert web(host.gives("/gz", honest, "text/plain", Content_Encoding="gzip")) == picture()


def test_a12_bodies_that_never_end(host: Host) -> None:
    host.acts["/endless"], host.acts["/slow"] = _endless, _slow
    with pytest.raises(InputError, match="is larger than 25 MB"):
        Web(private=True)(host.url("/endless"))
    with pytest.raises(EngineError, match="did not come in time") as told:
        Web(private=True, patience=0.01)(host.url("/slow"))
    assert told.value.retry
    assert host.asked.count("/slow") == 3


def test_a12_hosts_that_fail_are_asked_again_and_those_that_refuse_are_not(host: Host) -> None:
    for status, times in ((503, 3), (404, 1), (403, 1)):
        path = f"/{status}"
        host.acts[path] = lambda to, status=status: to.send_error(status)  # type: ignore[misc]
        with pytest.raises(EngineError, match=f"HTTP {status}"):
            Web(private=True, patience=0.01)(host.url(path))
        assert host.asked.count(path) == times


def test_a12_only_so_many_pictures_of_one_product(tmp_path: Path) -> None:
    asked: list[str] = []

    def get(address: str) -> bytes:
        asked.append(address)
        return picture()

    media = tuple(Media(path=f"https://cdn.example/{n}.jpg?key=s3cret") for n in range(50))
    product = Product(id="1", name="Mug", language="en", media=media)
    found, notes = fetched(product, Store(tmp_path / "store"), get)
    assert len(asked) == 20
    assert notes == ("only the first 20 of 50 pictures with an address are fetched",)
    assert all(Path(item.path).is_file() for item in found.media)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.json"))
    assert b"s3cret" not in kept
