"""A whole build: what it writes, what it refuses, and that the old site outlives a failure."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.errors import NothingPublished, OutputError, OwnerError, RuleError
from backfile.site.build import Build
from backfile.site.runner import Choices, build_site
from tests.site.builders import settings_in
from tests.site.strict import faults_of

BODY = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)
HOSTILE_PAGE = f"""<!doctype html><html><head>
<title>Ferry &lt;script&gt;alert(1)&lt;/script&gt; sails</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2025-05-11",
"author": "<img src=x onerror=alert(1)>", "articleSection": "\\u0008\\ud800</script>"}}</script>
<meta property="og:site_name" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">
</head><body onload="alert(1)"><h1>Ferry <svg onload=alert(1)> sails</h1>
<p>{BODY} <b onmouseover="alert(1)">bold</b> <a href="javascript:alert(1)">link</a></p>
<p><img src=x onerror=alert(1)>{BODY}<i>\x08\u202eturned</i></p>
<table><tr><th>Port<td>Ships<tr><td>Kyiv<td><script>alert(1)</script>4</table>
<ul><li>{BODY}<li>{BODY}<b>x</b></ul><h4>Later</h4><p>{BODY}</p><h2>Then</h2><p>{BODY}</p>
</body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    captures = tmp_path / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(f"Harbour opens again\n\n{BODY}")
    return tmp_path


def page(folder: Path, name: str, text: str) -> None:
    (folder / "content" / "pages").mkdir(exist_ok=True)
    (folder / "content" / "pages" / name).write_text(text)


def built(folder: Path) -> Path:
    build_site(folder, Choices())
    return folder / "output"


def test_a_hand_written_page_is_published_with_working_links(folder: Path) -> None:
    page(folder, "about.md", "Title: About us\n\nSee [the other]({filename}other.md).\n")
    page(folder, "other.md", "Title: Other\n\nWords.\n")
    text = (built(folder) / "about-us.html").read_text()
    assert '<a href="./other.html">the other</a>' in text
    assert '<a href="./about-us.html" aria-current="page">About us</a>' in text


def test_a_page_that_pelican_can_not_read_stops_the_build(folder: Path) -> None:
    page(folder, "about.md", "No title here.\n")
    with pytest.raises(OwnerError, match=r"content/pages/about\.md: can't be published"):
        built(folder)


@pytest.mark.parametrize("slug", ["index", "search", "tags"])
def test_a_page_that_takes_an_address_of_ours_stops_the_build(folder: Path, slug: str) -> None:
    page(folder, "mine.md", f"Title: Mine\nSlug: {slug}\n\nWords.\n")
    with pytest.raises(OwnerError, match=rf"{slug}\.html: two pages want this address"):
        built(folder)
    assert not (folder / "output").exists()


@pytest.mark.parametrize("place", ["../outside.html", "/outside.html", "a/../b.html"])
def test_a_page_that_leads_out_of_the_site_stops_the_build(folder: Path, place: str) -> None:
    page(folder, "mine.md", f"Title: Mine\nSave_as: {place}\n\nWords.\n")
    with pytest.raises(OwnerError, match=r"can't be published|no page can stand"):
        built(folder)


def test_a_hostile_page_gives_strict_and_safe_pages(folder: Path) -> None:
    (folder / "content" / "captures" / "page.html").write_text(HOSTILE_PAGE)
    build_site(folder, Choices(site_url="https://example.org/news"))
    for path in (folder / "output").rglob("*.html"):
        name = path.relative_to(folder / "output").as_posix()
        assert faults_of(path.read_bytes(), name, "https://example.org/news") == []


def test_no_captured_page_becomes_a_page_of_pelicans(folder: Path) -> None:
    capture = "---\nTitle: x\nsave_as: CNAME\n---\n\n{attach}../../etc/passwd\n\n" + BODY
    (folder / "content" / "captures" / "evil.md").write_text(capture)
    names = {path.name for path in built(folder).rglob("*")}
    assert not {"CNAME", "passwd", "evil.html"} & names


def test_nothing_published_keeps_the_old_site_and_tells_why(folder: Path) -> None:
    before = (built(folder) / "SHA256SUMS").read_bytes()
    (folder / "content" / "captures" / "story.txt").write_text(" ")
    with pytest.raises(NothingPublished):
        built(folder)
    assert (folder / "output" / "SHA256SUMS").read_bytes() == before
    rejects = json.loads((folder / ".backfile" / "rejected.json").read_text())
    assert [(r["source"], r["known"]) for r in rejects] == [("story.txt", False)]


def test_rejects_are_never_published(folder: Path) -> None:
    (folder / "content" / "captures" / "secret.png").write_bytes(b"\0")
    output = built(folder)
    assert not any(b"secret.png" in p.read_bytes() for p in output.rglob("*") if p.is_file())


@pytest.mark.parametrize("output", ["content/captures", "content/captures/site", "content", "."])
def test_a_site_among_the_captures_is_refused(folder: Path, output: str) -> None:
    with pytest.raises(OutputError) as caught:
        build_site(folder, Choices(output=folder / output))
    assert len(str(caught.value).splitlines()) == 1
    assert (folder / "content" / "captures" / "story.txt").is_file()


def test_a_bad_rule_stops_the_build_before_anything_is_written(folder: Path) -> None:
    (folder / "content" / "rules").mkdir()
    (folder / "content" / "rules" / "mine.yaml").write_text("- name: promo\n")
    with pytest.raises(RuleError):
        built(folder)
    assert not (folder / "output").exists()


def test_a_build_that_is_closed_leaves_nothing_behind(folder: Path) -> None:
    build = Build(settings_in(folder))
    staging = build.open()
    assert staging.is_dir()
    build.close()
    assert sorted(p.name for p in folder.iterdir()) == [".backfile", "content"]


def test_a_second_build_gives_the_same_bytes(folder: Path) -> None:
    first = (built(folder) / "SHA256SUMS").read_bytes()
    build = build_site(folder, Choices())
    assert (folder / "output" / "SHA256SUMS").read_bytes() == first
    assert (build.tally.rendered, build.tally.written, build.tally.deleted) == (0, 0, 0)


def test_a_build_without_its_store_gives_the_same_bytes(folder: Path) -> None:
    first = (built(folder) / "SHA256SUMS").read_bytes()
    (folder / ".backfile" / "store.sqlite").write_bytes(b"garbage")
    assert (built(folder) / "SHA256SUMS").read_bytes() == first


def test_the_owners_colours_stand_at_the_end_of_the_stylesheet(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(
        "from backfile import settings\n"
        "BACKFILE = {'accent': '#9c2a1c', 'accent_dark': '#ffaa99'}\n"
        "globals().update(settings.load(BACKFILE, __file__))\n"
    )
    style = (built(folder) / "static" / "css" / "style.css").read_text()
    assert style.endswith(
        ":root{--accent:#9c2a1c}\n@media (prefers-color-scheme:dark){:root{--accent:#ffaa99}}\n"
    )


def test_the_whole_index_is_written_in_lunrs_form_where_that_is_asked(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(
        "from backfile import settings\n"
        "globals().update(settings.load({'lunr_index': True}, __file__))\n"
    )
    whole = json.loads((built(folder) / "search" / "lunr-index.json").read_text())
    assert "harbour" in [term for term, _ in whole["invertedIndex"]]


def test_no_whole_index_is_written_otherwise(folder: Path) -> None:
    assert not (built(folder) / "search" / "lunr-index.json").exists()


def test_the_search_page_names_the_index_itself(folder: Path) -> None:
    site = built(folder)
    (root,) = site.glob("search/index.*.js")
    assert f'src="./search/{root.name}"' in (site / "search.html").read_text()


def demo_pages(site: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_bytes()


def test_every_page_of_the_demonstration_is_strict_and_safe(demo_site: Path) -> None:
    faults = {
        path: found
        for path, data in demo_pages(demo_site)
        if (found := faults_of(data, path, "https://example.org/news"))
    }
    assert faults == {}
