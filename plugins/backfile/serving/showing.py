"""A site's folder in, the site on 127.0.0.1 out, whose open pages follow each new build.

The published bytes stay what they are: a line that loads a script is added to
pages as they are sent. The pages' own Content-Security-Policy forbids all but
scripts of the same host, so the script asks by loading further scripts.
"""

import functools
import http.server
import io
import os
import socket
import threading
import time
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from backfile.errors import BackfileError

_OWN = "/.backfile/"
_HOSTS = ("127.0.0.1", "localhost")
_SUMS = "SHA256SUMS"
_SCRIPT = """(function () {
  "use strict";
  var at = new URL(document.currentScript.src).search;
  var ask = function () {
    if (document.hidden) { later(500); return; }
    var asked = document.createElement("script");
    asked.onload = function () { asked.remove(); later(400); };
    asked.onerror = function () { asked.remove(); later(2000); };
    asked.src = "/.backfile/asked.js" + at;
    document.head.append(asked);
  };
  var later = function (wait) { setTimeout(ask, wait); };
  later(400);
})();
"""
_SAME, _OTHER = "", "location.reload();\n"


def listening(port: int) -> socket.socket:
    """A socket on 127.0.0.1 alone, which takes connections; port 0: any that is free.

    Raises:
        BackfileError: the port is taken or can't be had.
    """
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        found.close()
        why = getattr(error, "strerror", None) or str(error)
        cure = "backfile serve --port 8001"
        raise BackfileError(f"port {port}", f"can't be used ({why})", cure) from None
    found.listen(64)
    return found


def show(site: Path, at: socket.socket, *, follows: bool) -> None:
    """Answer requests until this process ends; it ends with the one that began it.

    follows: whether open pages load themselves anew once the site has changed.
    """
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    server_of(site, at, follows=follows).serve_forever()


def server_of(site: Path, at: socket.socket, *, follows: bool) -> http.server.HTTPServer:
    """What answers the requests that come in at a socket."""
    handler = functools.partial(_Handler, directory=str(site), follows=follows)
    server = _Server(("127.0.0.1", 0), handler, bind_and_activate=False)
    server.socket.close()
    server.socket = at
    return server


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def state_of(site: Path) -> str:
    """Tells one state of a published site from another; '' where there is none."""
    try:
        told = (site / _SUMS).stat()
    except OSError:
        return ""
    return f"{told.st_mtime_ns:x}-{told.st_ino:x}-{told.st_size:x}"


class _Server(http.server.ThreadingHTTPServer):
    """Answers each request in a thread."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that goes on meanwhile is no error of ours."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's files, and the script that follows it."""

    def __init__(self, *arguments: object, directory: str, follows: bool) -> None:
        self._site, self._follows = Path(directory), follows
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # the server's own three

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing of each request."""

    def end_headers(self) -> None:
        """Let nothing be kept by the browser: the next build may have another."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send what comes before a file; give the file."""
        host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if host not in _HOSTS:
            # A page of another host whose name was made to lead here.
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        path, _, query = self.path.partition("?")
        if path.startswith(_OWN):
            return self._own(path.removeprefix(_OWN), query)
        return self._page(path)

    def _own(self, name: str, query: str) -> io.BytesIO | None:
        if not self._follows or name not in {"reload.js", "asked.js"}:
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        now = state_of(self._site)
        # While a build exchanges the folders there is no state, and nothing to load.
        asked = _OTHER if now and query != now else _SAME
        return self._sent(_SCRIPT if name == "reload.js" else asked, "text/javascript")

    def _page(self, path: str) -> io.BytesIO | BinaryIO | None:
        file = Path(self.translate_path(path))
        if file.is_dir():
            if not path.endswith("/"):
                return super().send_head()
            file /= "index.html"
        inside = file.relative_to(self._site.absolute()).parts
        hidden = any(part.startswith(".") for part in inside)
        if hidden or not file.is_file():
            return self._missing()
        if file.suffix != ".html" or not self._follows:
            return super().send_head()
        try:
            return self._sent(self._following(file), "text/html")
        except FileNotFoundError:  # the folders were exchanged in between
            return self._missing()

    def _missing(self) -> io.BytesIO | None:
        file = self._site / "404.html"
        if file.is_file():
            return self._sent(self._following(file), "text/html", HTTPStatus.NOT_FOUND)
        lost = "<!doctype html><title>Not found</title><p>There is no such page.</p>"
        return self._sent(lost + self._line(), "text/html", HTTPStatus.NOT_FOUND)

    def _following(self, file: Path) -> bytes:
        # The state is asked first: a build in between is then told of, not missed.
        line = self._line().encode()
        return file.read_bytes() + line

    def _line(self) -> str:
        address = f"{_OWN}reload.js?{state_of(self._site)}"
        return f'<script src="{address}"></script>\n' if self._follows else ""

    def _sent(self, text: str | bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> io.BytesIO:
        data = text.encode() if isinstance(text, str) else text
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)
