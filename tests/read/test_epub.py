"""EPUBs: a document of each story in reading order, what is no story counted, nothing lost."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.model import Reading
from backfile.read import read
from tests.helpers import PROSE, SETTINGS, capture, divided, patient, why_rejected
from tests.read.packages import epub, package
from tests.read.records import claimed

FERRY = "The ferry is back after three weeks of storm, the council said on Monday morning."
BOARD = "Two hundred people were on board of it, and all of them were well on Tuesday."
TOWN = "The town hall was painted yellow by the pupils of the school on the market square."


def chapter(title: str, *texts: str, window: str = "The Gazette [Mon, 12 May 2025]") -> str:
    """An item of a book as programs write it."""
    inner = "".join(f"<p>{text}</p>" for text in texts)
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>{window}</title></head><body><h1>{title}</h1>{inner}</body></html>"
    )


STORIES = {"a.xhtml": chapter("Ferry", FERRY, BOARD), "b.xhtml": chapter("Hall", TOWN, BOARD)}


def reading(data: bytes) -> Reading:
    """All that reading a book gives."""
    return read(capture("issue.epub", data), data, SETTINGS)


def test_each_item_is_a_story_in_reading_order() -> None:
    found = reading(epub(STORIES))
    drafts = [divided(document).drafts[0] for document in found.documents]
    assert [draft.title for draft in drafts] == ["Ferry", "Hall"]
    assert [block.text for block in drafts[0].body] == [FERRY, BOARD]
    assert [d.part for d in found.documents] == ["chapter OEBPS/a.xhtml", "chapter OEBPS/b.xhtml"]
    assert [d.number for d in found.documents] == [0, 1]


def test_the_book_says_source_day_and_language_but_no_headline_and_no_author() -> None:
    document = reading(epub(STORIES)).documents[0]
    fields = ("source", "date", "language", "title", "author")
    assert [claimed(document, field) for field in fields] == [
        ["The Gazette"], ["2025-05-12"], ["en"], ["Ferry"], [],
    ]  # fmt: skip


def test_cover_contents_and_pictures_are_passed_and_counted() -> None:
    items = {
        "cover.xhtml": chapter("Cover", FERRY),
        "nav.xhtml": chapter("Contents", FERRY),
        "pic.svg": "<svg/>",
        "empty.xhtml": "<html><body><img src='a.png'/></body></html>",
        **STORIES,
    }
    guide = '<guide><reference type="cover" href="cover.xhtml"/></guide>'
    found = reading(epub(items, guide))
    assert len(found.documents) == 2
    assert found.passed == {"contents": 1, "cover": 1, "image": 1, "page without text": 1}


def test_a_mark_inside_a_file_does_not_pass_over_the_file() -> None:
    guide = '<guide><reference type="toc" href="a.xhtml#top"/></guide>'
    assert len(reading(epub(STORIES, guide)).documents) == 2


def test_the_landmarks_of_an_epub_3_say_what_is_no_story() -> None:
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        '<body><nav epub:type="landmarks"><a epub:type="titlepage" href="a.xhtml">A</a></nav>'
        "</body></html>"
    )
    found = reading(epub({"nav.xhtml": nav, **STORIES}))
    assert found.passed == {"contents": 1, "title page": 1}


def test_a_page_of_links_is_contents() -> None:
    links = "".join(f'<li><a href="a.xhtml">{FERRY}</a></li>' for _ in range(5))
    found = reading(epub({"feed.xhtml": chapter("News", f"<ul>{links}</ul>"), **STORIES}))
    assert (len(found.documents), found.passed) == (2, {"contents": 1})


def test_the_address_that_a_recipe_fetched_is_claimed() -> None:
    link = '<a rel="calibre-downloaded-from" href="https://g.example/2025/05/11/f">x</a>'
    document = reading(epub({"a.xhtml": chapter("Ferry", FERRY, BOARD, link)})).documents[0]
    assert claimed(document, "url") == ["https://g.example/2025/05/11/f"]


def test_an_element_closed_in_itself_holds_nothing() -> None:
    text = chapter("Ferry", f'<a id="x"/>{FERRY}', "<script/>" + BOARD).replace(
        "<title>The Gazette [Mon, 12 May 2025]</title>", "<title/>"
    )
    document = reading(epub({"a.xhtml": text})).documents[0]
    assert [block.text for block in document.blocks] == ["Ferry", FERRY, BOARD]
    assert {block.link_share for block in document.blocks} == {0.0}


def test_an_item_that_is_missing_is_lost_by_name() -> None:
    found = reading(epub({**STORIES, "c.xhtml": ""}))
    assert [(one.source, one.reason) for one in found.lost] == [
        ("issue.epub, chapter OEBPS/c.xhtml", "is missing in the package")
    ]


def test_a_protected_book_is_rejected_with_what_to_do() -> None:
    data = encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    assert why_rejected("a.epub", data).startswith("is protected against copying (DRM); try: ")


def test_scrambled_fonts_do_not_protect_a_book() -> None:
    assert len(reading(encrypted("http://www.idpf.org/2008/embedding")).documents) == 2


def encrypted(method: str) -> bytes:
    """A book that says that a part of it is encrypted by a method."""
    said = (
        '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
        f'<enc:EncryptionMethod Algorithm="{method}"/></enc:EncryptedData></encryption>'
    )
    return epub(STORIES, members={"META-INF/encryption.xml": said})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and no more", "is damaged: it can't be unpacked; try: fetch"),
        (package({"a.txt": "A"}), "is an EPUB without a reading order"),
        (epub({}), "holds no item of text"),
    ],
)
def test_what_is_no_book_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.epub", data).startswith(why)


def test_a_bomb_is_lost_before_it_is_unpacked() -> None:
    found = reading(epub({**STORIES, "bomb.xhtml": "<p>" + "a" * 30_000_000}))
    assert len(found.documents) == 2
    assert found.lost[0].reason == "is larger than 5000000 bytes when it is unpacked"


def test_names_that_lead_out_of_the_package_lead_nowhere() -> None:
    found = reading(epub({"../../../etc/passwd": "", **STORIES}))
    assert len(found.documents) == 2
    assert found.lost[0].source == "issue.epub, chapter etc/passwd"


@patient
@examples(st.lists(st.lists(PROSE, min_size=1, max_size=3), min_size=1, max_size=4))
def test_no_sentence_of_a_book_is_lost(chapters: list[list[str]]) -> None:
    items = {f"{n}.xhtml": chapter("A", *texts) for n, texts in enumerate(chapters)}
    found = reading(epub(items))
    assert [[b.text for b in d.blocks[1:]] for d in found.documents] == chapters


@patient
@examples(st.integers(0, 2_000), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_reading_fail(at: int, noise: bytes) -> None:
    data = epub(STORIES)
    damaged = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(read(capture("a.epub", damaged), damaged, SETTINGS), Reading)
