"""A time stamp service of our own: a throw-away root, a clock's certificate, openssl, a port."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.pack.sites import tool

_CONF = """
[tsa]
default_tsa = clock
[clock]
serial = ./serial
crypto_device = builtin
signer_cert = ./clock.pem
signer_key = ./clock.key
{chain}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True, slots=True)
class Authority:
    """A folder with root.pem, and what its service answers with."""

    folder: Path

    @property
    def root(self) -> Path:
        """The certificate that all its stamps rest on."""
        return self.folder / "root.pem"

    def answer(self, request: bytes) -> bytes:
        """A time stamp response for a request."""
        (self.folder / "request").write_bytes(request)
        self._openssl("ts", "-reply", "-config", "conf", "-queryfile", "request", "-out", "answer")
        return (self.folder / "answer").read_bytes()

    def begin(self, *, with_root: bool) -> None:
        """Make the keys and certificates; with_root: each stamp carries the root's too."""
        chain = "certs = ./root.pem" if with_root else ""
        (self.folder / "conf").write_text(_CONF.format(chain=chain))
        (self.folder / "serial").write_text("01\n")
        subject = ("-subj", "/CN=Throw-away root")
        root = ("-x509", "-keyout", "root.key", "-out", "root.pem", "-days", "3650")
        self._openssl("req", *_KEY, *root, *subject)
        clock = ("-keyout", "clock.key", "-out", "clock.csr", "-subj", "/CN=Throw-away clock")
        self._openssl("req", *_KEY, *clock)
        by = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650")
        ext = ("-extfile", "conf", "-extensions", "ext")
        self._openssl("x509", "-req", "-in", "clock.csr", "-out", "clock.pem", *by, *ext)

    def _openssl(self, *words: str) -> None:
        done = tool(self.folder, "openssl", *words)
        assert done.returncode == 0, done.stderr


def authority(folder: Path, *, with_root: bool = False) -> Authority:
    """A time stamp authority in a new folder."""
    folder.mkdir()
    made = Authority(folder)
    made.begin(with_root=with_root)
    return made


@contextmanager
def served(answer: bytes | Authority, status: int = 200) -> Iterator[str]:
    """The address of a service on this machine that gives an answer, or stamps."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            body = answer if isinstance(answer, bytes) else answer.answer(request)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/stamp"
        server.shutdown()
        thread.join()
