"""A maker of small web archives: pages in, the bytes of WARC, ARC and WACZ files out.

The bytes are the same at every call. The stories are made up.
"""

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

DAY = "2025-05-12T08:00:00Z"
LATER = "2025-05-13T08:00:00Z"
SITE = "https://gazette.example"
FERRY = "The ferry to the islands left on Monday for the first time after three weeks of storm."
BRIDGE = "The old bridge over the river will be closed to lorries from the first of June onwards."


def page(title: str, *paragraphs: str) -> bytes:
    """A page with a headline and paragraphs."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


FERRY_PAGE = page("Ferry sails again", FERRY, f"{FERRY} Two hundred people were on board.")
BRIDGE_PAGE = page("Bridge closes to lorries", BRIDGE, f"{BRIDGE} Cars may pass, the council said.")


def http(body: bytes, kind: str = "text/html", status: str = "200 OK", *more: str) -> bytes:
    """An answer of a server; more: lines of its header."""
    length = f"Content-Length: {len(body)}"
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", length, *more)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(kind: str, url: str, block: bytes, date: str = DAY, **fields: str) -> bytes:
    """A WARC record; fields: more of its header, with _ for -."""
    known = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "WARC-Record-ID": record_id(kind, url, date),
        "Content-Type": "application/http",
        "Content-Length": str(len(block)),
    }
    known |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in known.items() if value]
    return "\r\n".join(["WARC/1.1", *lines]).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def record_id(kind: str, url: str, date: str = DAY) -> str:
    """The id that `record` gives."""
    digest = hashlib.sha256(f"{kind} {url} {date}".encode()).hexdigest()
    return (
        f"<urn:uuid:{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}>"
    )


def response(url: str, body: bytes, date: str = DAY, **fields: str) -> bytes:
    """A WARC record of a page that a server gave."""
    return record("response", url, http(body), date, **fields)


def digest_of(data: bytes) -> str:
    """A digest as WARC states it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def members(*records: bytes) -> list[bytes]:
    """Each record packed by itself, as it is done in WARC.GZ."""
    return [gzip.compress(one, mtime=0) for one in records]


def warc_gz(*records: bytes) -> bytes:
    """A WARC.GZ of records."""
    return b"".join(members(*records))


def arc(*answers: tuple[str, bytes]) -> bytes:
    """An ARC of answers by their addresses."""
    names = "1 0 Gazette\nURL IP-address Archive-date Content-type Archive-length\n"
    first = f"filedesc://a.arc 0.0.0.0 20050512080000 text/plain {len(names)}\n{names}\n".encode()
    lines = (
        f"{url} 192.0.2.1 20050512080000 text/html {len(block)}\n".encode() + block + b"\n"
        for url, block in answers
    )
    return first + b"".join(lines)


def wacz(archives: Mapping[str, bytes], pages: Sequence[str] = ()) -> bytes:
    """A WACZ of archives by their names, with a list of pages."""
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url} for url in pages)]
    files = {f"archive/{name}": data for name, data in archives.items()}
    files["pages/pages.jsonl"] = "\n".join(map(json.dumps, lines)).encode()
    listed = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
        for name, data in files.items()
    ]
    package = json.dumps({"profile": "data-package", "resources": listed}).encode()
    return zipped({**files, "datapackage.json": package})


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of files by their names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, method)
    return target.getvalue()


def demo_records() -> list[bytes]:
    """A small crawl of a site: two stories, a picture, a redirect, a story that was met again."""
    ferry, bridge = f"{SITE}/ferry.html", f"{SITE}/bridge.html"
    again = http(b"", "text/html")
    return [
        record("warcinfo", "", b"software: tests\r\n", Content_Type="application/warc-fields"),
        record("request", ferry, b"GET /ferry.html HTTP/1.1\r\nHost: gazette.example\r\n\r\n"),
        response(ferry, FERRY_PAGE, WARC_Payload_Digest=digest_of(FERRY_PAGE)),
        response(bridge, BRIDGE_PAGE, WARC_Payload_Digest=digest_of(BRIDGE_PAGE)),
        record("response", f"{SITE}/a.png", http(b"\x89PNG\r\n\x1a\n", "image/png")),
        record("response", f"{SITE}/", http(b"", status="302 Found")),
        record(
            "revisit",
            ferry,
            again,
            "2025-05-13T08:00:00Z",
            WARC_Payload_Digest=digest_of(FERRY_PAGE),
        ),
    ]


def demo_warc_gz() -> bytes:
    """The small crawl as WARC.GZ."""
    return warc_gz(*demo_records())


def demo_wacz() -> bytes:
    """The small crawl as WACZ."""
    return wacz({"data.warc.gz": demo_warc_gz()}, [f"{SITE}/ferry.html", f"{SITE}/bridge.html"])
