"""The local server: what is published, a line that follows it, and nothing for strangers."""

import functools
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.errors import BackfileError
from backfile.serving.showing import listening, server_of, state_of

PAGE = b"<!doctype html><title>Harbour</title><p>Open again.</p>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "style.css").write_bytes(b"p{}")
    (tmp_path / ".secret").write_bytes(b"no")
    (tmp_path / "SHA256SUMS").write_bytes(b"")
    return tmp_path


def serving(site: Path, *, follows: bool) -> Iterator[str]:
    with listening(0) as at:
        server = server_of(site, at, follows=follows)
        thread = threading.Thread(target=functools.partial(server.serve_forever, 0.01))
        thread.start()
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def base(site: Path) -> Iterator[str]:
    yield from serving(site, follows=True)


@pytest.fixture
def still(site: Path) -> Iterator[str]:
    yield from serving(site, follows=False)


def got(address: str, host: str = "") -> tuple[int, bytes]:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_a_page_is_sent_with_the_line_that_follows_and_stays_as_it_is(
    site: Path, base: str
) -> None:
    line = f'<script src="/.backfile/reload.js?{state_of(site)}"></script>\n'
    assert got(f"{base}/index.html") == (200, PAGE + line.encode())
    assert got(f"{base}/")[1] == PAGE + line.encode()
    assert (site / "index.html").read_bytes() == PAGE


def test_other_files_are_sent_as_they_are(base: str) -> None:
    assert got(f"{base}/style.css") == (200, b"p{}")


def test_where_nothing_is_watched_pages_are_sent_as_they_are(still: str) -> None:
    assert got(f"{still}/index.html") == (200, PAGE)
    assert got(f"{still}/.backfile/asked.js?x")[0] == 404


def test_a_page_that_asks_is_told_once_the_site_is_another(site: Path, base: str) -> None:
    asking = f"{base}/.backfile/asked.js?{state_of(site)}"
    assert got(asking) == (200, b"")
    (site / "new").write_bytes(b"other")
    (site / "new").replace(site / "SHA256SUMS")
    assert b"location.reload()" in got(asking)[1]


def test_while_there_is_no_site_nothing_is_loaded(site: Path, base: str) -> None:
    asking = f"{base}/.backfile/asked.js?{state_of(site)}"
    (site / "SHA256SUMS").unlink()
    assert got(asking) == (200, b"")


def test_a_page_that_is_not_there_follows_too(base: str) -> None:
    code, page = got(f"{base}/2025/gone.html")
    assert code == 404
    assert b"/.backfile/reload.js?" in page


@pytest.mark.parametrize("path", ["/.secret", "/%2esecret", "/..%2f..%2fetc/passwd", "/../x"])
def test_what_is_hidden_or_outside_is_not_sent(base: str, path: str) -> None:
    assert got(base + path)[0] == 404


def test_another_host_name_is_refused(base: str) -> None:
    assert got(f"{base}/index.html", "archive.example")[0] == 421


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BackfileError, match=f"port {port}: can't be used"):
            listening(port)


@pytest.mark.parametrize("port", [-1, 65_536])
def test_a_port_that_can_not_be_is_one_line(port: int) -> None:
    with pytest.raises(BackfileError, match="can't be used"):
        listening(port)
