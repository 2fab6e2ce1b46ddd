"""A folder in, a web server on this machine that gzips as hosts do, and counts its bytes, out."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What nginx, Apache and the free hosts of static pages compress with unless told otherwise.
_LEVEL = 6
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".css": "text/css; charset=utf-8",
    ".pagefind": "application/wasm",
}


@dataclass(slots=True)
class Served:
    """The address of a folder's server, and the gzipped bytes of each file that was asked for."""

    address: str
    files: dict[str, int] = field(default_factory=dict)

    def taken(self) -> dict[str, int]:
        """What was asked for since this was called last; the favicon is not counted."""
        files, self.files = self.files, {}
        return {path: size for path, size in files.items() if path != "/favicon.ico"}


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve a folder to this machine alone, for as long as the block runs."""
    state = Served("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, root, state))
    state.address = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def _gzipped(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), _LEVEL, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET with a file, gzipped; a browser's own cache does the rest."""

    protocol_version = "HTTP/1.1"

    def __init__(self, root: Path, state: Served, *rest: object) -> None:
        self._root = root
        self._state = state
        super().__init__(*rest)  # type: ignore[arg-type]  # the request, the client and the server

    def do_GET(self) -> None:
        """Send the file, or 404."""
        path = unquote(urlsplit(self.path).path)
        file = self._root / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if ".." in Path(path).parts or not file.is_file():
            self._send(404, b"", ".html")
            return
        content = _gzipped(file)
        self._state.files[path] = len(content)
        self._send(200, content, file.suffix)

    def _send(self, status: int, content: bytes, suffix: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """Stay silent: a run asks for thousands of files."""
