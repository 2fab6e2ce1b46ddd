"""The pictures of a story, from a saved page and its folder to the site."""

import re
from pathlib import Path

import pytest

from backfile.site.build import Build
from backfile.site.runner import Choices, build_site
from tests import pictures as made
from tests.site.strict import faults_of

PROSE = "The harbour was opened to ships again on Monday after a week of heavy storms."
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry sails again</title>
<link rel="canonical" href="https://post.example/2025/05/ferry"></head><body>
<nav><ul><li><a href="/">Home</a><li><a href="/x"><img src="Ferry_files/nav.png">News</a>
</ul></nav><article><h1>Ferry sails again after the storms of May</h1>
<figure><picture><source srcset="https://cdn.example/large.avif 2x">
<img src="Ferry_files/photo.jpg" alt="&quot;&gt;&lt;script&gt;A ferry" onerror="alert(1)"></picture>
<figcaption>The ferry leaves the harbour.</figcaption></figure>
<p>{PROSE}</p><p><img src="./Ferry_files/map.png">{PROSE} Fishing boats left before noon.</p>
<p><img src="https://cdn.example/gone.jpg"><img src="../../../etc/passwd.png">{PROSE} Later.</p>
</article></body></html>"""
FILES = {
    "Ferry.html": PAGE.encode(),
    "Ferry_files/photo.jpg": made.jpeg(turned=6),
    "Ferry_files/map.png": made.png(),
    "Ferry_files/nav.png": made.png(colour=7),
    "Ferry_files/never.png": made.png(colour=8),
}
IMAGE = re.compile(
    r'<img src="\.\./\.\./(media/../\w+\.\w+)" alt="([^"]*)" width="(\d+)" height="(\d+)'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / "content" / "captures" / "post" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def built(folder: Path) -> Build:
    return build_site(folder, Choices())


def page_of(folder: Path) -> str:
    """The article's page, as far as its text goes."""
    (path,) = (folder / "output").glob("*/*/ferry*.html")
    return path.read_text().partition("</article>")[0]


def media(folder: Path) -> list[str]:
    site = folder / "output"
    return sorted(str(p.relative_to(site)) for p in (site / "media").rglob("*") if p.is_file())


def test_a_storys_pictures_stand_where_they_stood(folder: Path) -> None:
    built(folder)
    page = page_of(folder)
    found = IMAGE.findall(page)
    assert [image[1:] for image in found] == [
        ("&#34;&gt;&lt;script&gt;A ferry", "80", "120"),
        ("", "120", "80"),
    ]
    assert "</figure>\n<p>The harbour" in page
    assert '<figcaption class="caption">The ferry leaves the harbour.</figcaption>' in page


def test_only_the_pictures_of_the_text_are_published(folder: Path) -> None:
    built(folder)
    assert sorted(image[0] for image in IMAGE.findall(page_of(folder))) == media(folder)


def test_what_is_hidden_in_a_picture_never_gets_out(folder: Path) -> None:
    built(folder)
    written = [path.read_bytes() for path in (folder / "output").rglob("*") if path.is_file()]
    assert not any(made.SECRET in data for data in written)


def test_pages_with_pictures_are_strict_and_safe(folder: Path) -> None:
    built(folder)
    for path in (folder / "output").rglob("*.html"):
        name = path.relative_to(folder / "output").as_posix()
        assert faults_of(path.read_bytes(), name) == []


def test_missing_pictures_are_told_once(folder: Path) -> None:
    built(folder)
    (removed,) = (folder / "output" / "removed").glob("*.html")
    assert removed.read_text().count("not in the capture, or of a kind that is not shown") == 1
    assert "<del>2 pictures</del>" in removed.read_text()


def test_a_rerun_changes_nothing(folder: Path) -> None:
    built(folder)
    before = (folder / "output" / "SHA256SUMS").read_bytes()
    tally = built(folder).tally
    assert (tally.rendered, tally.written, tally.deleted) == (0, 0, 0)
    assert (folder / "output" / "SHA256SUMS").read_bytes() == before
    assert "media/" in before.decode()


def test_a_changed_picture_is_noticed_and_the_old_one_goes(folder: Path) -> None:
    built(folder)
    before = media(folder)
    write(folder, {"Ferry_files/map.png": made.png(colour=90)})
    tally = built(folder).tally
    assert len(set(before) - set(media(folder))) == 1
    assert (len(media(folder)), tally.deleted) == (2, 1)
    assert len(list((folder / ".backfile" / "pictures").rglob("*.png"))) == 2


def test_a_picture_that_is_taken_away_is_missed(folder: Path) -> None:
    built(folder)
    (folder / "content" / "captures" / "post" / "Ferry_files" / "photo.jpg").unlink()
    built(folder)
    assert len(media(folder)) == 1
    # The caption stays, without a figure.
    assert '<p class="caption">The ferry leaves the harbour.</p>' in page_of(folder)


@pytest.mark.parametrize("where", ["output/media", ".backfile/pictures"])
def test_damaged_pictures_are_made_again(folder: Path, where: str) -> None:
    built(folder)
    before = (folder / "output" / "SHA256SUMS").read_bytes()
    damaged = next((folder / where).rglob("*.png"))
    damaged.unlink()
    damaged.write_bytes(b"damaged")
    built(folder)
    assert (folder / "output" / "SHA256SUMS").read_bytes() == before
    assert b"damaged" not in {p.read_bytes() for p in (folder / "output" / "media").rglob("*.*")}


def test_a_build_without_its_store_gives_the_same_bytes(folder: Path) -> None:
    built(folder)
    before = (folder / "output" / "SHA256SUMS").read_bytes()
    (folder / ".backfile" / "store.sqlite").unlink()
    built(folder)
    assert (folder / "output" / "SHA256SUMS").read_bytes() == before


def test_nothing_of_a_capture_that_is_gone_stays(folder: Path) -> None:
    write(folder, {"other.txt": f"Harbour opens again\n\n{PROSE}\n{PROSE}\n".encode()})
    built(folder)
    (folder / "content" / "captures" / "post" / "Ferry.html").unlink()
    for path in (folder / "content" / "captures" / "post" / "Ferry_files").iterdir():
        path.unlink()
    built(folder)
    assert not (folder / "output" / "media").exists()
    assert not list((folder / ".backfile" / "pictures").rglob("*.*"))


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a/*<script>*/",
        made.claimed_png(50_000, 50_000),
    ],
)
def test_a_hostile_file_never_gets_out(folder: Path, data: bytes) -> None:
    write(folder, {"Ferry_files/photo.jpg": data, "Ferry_files/map.png": data})
    built(folder)
    assert not (folder / "output" / "media").exists()
