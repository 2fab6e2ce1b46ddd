"""What is withheld stands in no byte of the site or of what is kept beside it, packed or not."""

import base64
import gzip
import html
import json
import re
import urllib.parse
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from backfile.desk.accept import accept
from backfile.desk.review import Wanted, doubtful
from backfile.model import Corpus
from backfile.site.runner import Choices, build_site, read_conf
from tests.canaries import CANARY, STEM, forms_in, hits
from tests.pictures import png
from tests.webarchives import DAY, LATER, page, response, warc_gz, zipped

NAME = f"Ada {CANARY.title()}"
PASSAGE = f"The witness {NAME} lives at 5 Harbour Street, behind the “old” lighthouse."
# As each capture writes it: wrapped, with mark-up and entities, coded, split.
WRAPPED = PASSAGE.replace("lives at", "lives\nat").replace("zibar", "zi\u00adbar")
MARKED = (
    PASSAGE.replace("witness ", "<b>witness</b>&nbsp;")
    .replace(CANARY.title(), f"<i>{CANARY.title()[:4]}</i>{html.escape(CANARY[4:])}")
    .replace("ö", "&ouml;")
    .replace("“old”", "&ldquo;old&rdquo;")
)
BODY = (
    "The harbour of the town was opened to ships again on Monday after a week of storms.",
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.",
)
ADDRESS = f"https://gazette.example/2025/05/{urllib.parse.quote(f'ada-{CANARY}')}-speaks"
CONF = (
    'from backfile import settings\nPLUGINS = ["backfile.site"]\nBACKFILE = {"title": "Archive",'
    ' "site_url": "https://archive.example", "feed_from": 1, "tag_page_from": 1}\n'
    "globals().update(settings.load(BACKFILE, __file__))\n"
)


def dump() -> bytes:
    lines = ["Storm over at last", "", "May 11, 2025", "", BODY[0], "", WRAPPED, "", BODY[1]]
    return "\n".join(lines).encode()


def saved_page() -> bytes:
    meta = f'<meta property="og:description" content="{html.escape(PASSAGE)}">'
    meta += f'<link rel="canonical" href="{ADDRESS}">'
    link = f'<a href="/{urllib.parse.quote(CANARY)}" title="{html.escape(NAME)}">Read it here</a>'
    image = f'<p><img src="a_files/p.png" alt="{html.escape(NAME)}"></p>'
    told = page("Lighthouse speaks", BODY[0], MARKED, f"{BODY[1]} {link}", image, NAME).decode()
    return told.replace("</head>", f"{meta}</head>").encode()


def letter() -> bytes:
    head = "From: Gazette <a@gazette.example>\nDate: Sun, 11 May 2025 10:00:00 +0300\n"
    head += "Subject: A letter of the harbour\nMIME-Version: 1.0\n"
    head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    text = "\n\n".join((BODY[0], PASSAGE, BODY[1]))
    return head.encode() + base64.encodebytes(text.encode())


def crawl() -> bytes:
    first = page("Ferry sails again", BODY[0], MARKED, BODY[1])
    later = page("Ferry sails again", BODY[0], MARKED, BODY[1], "Two hundred were on board of it.")
    return warc_gz(response(ADDRESS, first, DAY), response(ADDRESS, later, LATER))


def misread() -> bytes:
    """A text that was saved with the wrong encoding; reading mends it."""
    return "\n\n".join(("Café Müller is shut", *BODY, PASSAGE)).encode().decode("latin-1").encode()


CAPTURES: dict[str, Callable[[], bytes]] = {
    "dump.txt": dump,
    "a.html": saved_page,
    "a_files/p.png": png,
    "export.json": lambda: json.dumps(
        [{"title": "Export of the port", "text": "\n\n".join((*BODY, PASSAGE)), "author": NAME}]
    ).encode(),
    "letter.eml": letter,
    "pack.zip": lambda: zipped({"in/one.html": page("Packed story of a town", *BODY, PASSAGE)}),
    "crawl.warc.gz": crawl,
    f"ada-{CANARY}.txt": misread,
    "harmless.txt": lambda: "\n\n".join(("Market day in town", *BODY)).encode(),
}
STORIES = [name for name in CAPTURES if name not in {"harmless.txt", "a_files/p.png"}]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with the canary in captures of every kind, built without withholding."""
    (tmp_path / "pelicanconf.py").write_text(CONF)
    for name, made in CAPTURES.items():
        path = tmp_path / "content" / "captures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made())
    built(tmp_path)
    return tmp_path


def built(folder: Path) -> Corpus:
    corpus = build_site(folder, Choices()).corpus
    assert corpus is not None
    return corpus


def write(folder: Path, *whats: dict[str, str], **fields: str) -> None:
    """Withhold these things, from the next build on."""
    notes = {"reason": "privacy", "why": "asked", "by": "the archive", "on": "2025-05-31"}
    entries = [{"what": what, **notes, **fields} for what in whats]
    rules = folder / "content" / "rules"
    rules.mkdir(exist_ok=True)
    (rules / "withheld.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True))


def withhold(folder: Path, *whats: dict[str, str], **fields: str) -> Corpus:
    """The corpus of a build in which these things are withheld."""
    write(folder, *whats, **fields)
    return built(folder)


def articles(folder: Path) -> list[dict[str, str]]:
    told = built(folder)
    held = [one.id for one in told.articles if _tells(told, one.capture_id)]
    return [{"article": ident} for ident in held]


def _tells(corpus: Corpus, capture_id: str) -> bool:
    return corpus.captures[capture_id].path not in {"harmless.txt", f"ada-{CANARY}.txt"}


WAYS: dict[str, Callable[[Path], list[dict[str, str]]]] = {
    "passage": lambda _: [{"passage": PASSAGE}, {"passage": NAME}],
    "name": lambda _: [{"name": NAME}],
    "capture": lambda _: [{"capture": name} for name in STORIES],
    # The name of a file is no part of an article, and stands in what is read of it.
    "article": lambda folder: [*articles(folder), {"capture": f"ada-{CANARY}.txt"}],
}


def places(folder: Path) -> tuple[Path, Path]:
    return folder / "output", folder / ".backfile"


def test_the_search_finds_the_canary_where_it_stands(archive: Path) -> None:
    found = hits(*places(archive))
    assert "store.sqlite" in found
    assert len([path for path in found if path.endswith(".html")]) > len(STORIES)
    assert any(path.endswith(".xml") for path in found)
    assert any(path.endswith(".js") for path in found)


@pytest.mark.parametrize("way", WAYS)
def test_no_byte_of_the_archive_holds_what_is_withheld(archive: Path, way: str) -> None:
    corpus = withhold(archive, *WAYS[way](archive))
    assert hits(*places(archive)) == {}
    assert corpus.withheld
    assert corpus.articles


@pytest.mark.parametrize("way", WAYS)
def test_a_second_build_holds_nothing_either(archive: Path, way: str) -> None:
    whats = WAYS[way](archive)
    first = withhold(archive, *whats)
    assert withhold(archive, *whats) == first
    assert hits(*places(archive)) == {}


def test_a_page_that_was_made_for_the_owner_goes(archive: Path) -> None:
    found = doubtful(read_conf(archive)["BACKFILE_SETTINGS"], Wanted(most=99))
    found.page.write_bytes(PASSAGE.encode())
    withhold(archive, *WAYS["name"](archive))
    assert hits(*places(archive)) == {}


def test_a_picture_goes_with_the_only_article_that_shows_it(archive: Path) -> None:
    assert [*archive.rglob("output/**/*.png"), *archive.rglob(".backfile/**/*.png")]
    withhold(archive, *articles(archive))
    assert not [*archive.rglob("output/**/*.png"), *archive.rglob(".backfile/**/*.png")]


def test_of_what_was_accepted_a_tombstone_stays(archive: Path) -> None:
    accept(read_conf(archive)["BACKFILE_SETTINGS"], ("the archive", "2025-05-31"))
    addresses = _promised(archive)
    corpus = withhold(archive, *({"capture": name} for name in STORIES), tombstone="It is gone.")
    stones = {stone.address for stone in corpus.tombstones}
    assert stones
    for stone in stones:
        assert "It is gone." in (archive / "output" / stone).read_text()
    assert stones <= addresses
    assert hits(*places(archive)) == {}


def _promised(archive: Path) -> set[str]:
    rows = (archive / "content" / "register" / "addresses.tsv").read_text().splitlines()[1:]
    return {row.split("\t")[1] for row in rows}


def test_the_build_after_a_killed_one_leaves_nothing(archive: Path) -> None:
    whats = WAYS["article"](archive)
    (archive / "content" / "captures" / "new.txt").write_bytes(dump() + b"\nNew words of it.")
    write(archive, *whats)
    with pytest.raises(KeyboardInterrupt):
        build_site(archive, Choices(), _killed)
    withhold(archive, *whats, {"capture": "new.txt"})
    assert hits(*places(archive)) == {}


def _killed(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterator[Any]:
    """Work that is done, and then a person presses Ctrl-C."""
    yield from map(function, arguments)
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "data",
    [
        CANARY.upper().encode(),
        CANARY.encode("utf-16-le"),
        b"x" + CANARY.encode("utf-16-be"),
        urllib.parse.quote(CANARY).encode(),
        json.dumps(CANARY).encode(),
        *(base64.b64encode(b"a" * shift + CANARY.encode() + b"bcd") for shift in range(3)),
        gzip.compress(CANARY.encode()),
        b"before" + zlib.compress(CANARY.encode()) + b"behind",
        zipped({"a.txt": CANARY.encode()}),
        re.sub("b", "\u00adb", CANARY).encode(),
        f"{STEM}-okka".encode(),
    ],
)
def test_every_form_of_the_canary_is_found(data: bytes) -> None:
    assert forms_in(data)
