"""Feeds: a document of each entry with text; hostile XML and damage do no harm."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.annotate.dates import assert_date, find_dates
from backfile.model import Reading
from backfile.read import read
from tests.helpers import PROSE, SETTINGS, capture, divided, patient, why_rejected
from tests.read.records import claimed, documents, whys

# Written by us; the names are of nobody.
FERRY = "The ferry is back after three weeks of storm, the council said on Monday morning."
BOARD = "Two hundred people were on board of it, and all of them were well on Tuesday."
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ENTRY = f"""<item><title>Ferry &amp;amp; bus</title><link>https://g.example/ferry</link>
<dc:creator>Ann Example</dc:creator><category>Transport</category>
<pubDate>Sun, 11 May 2025 23:30:00 +0300</pubDate>
<description>The ferry is back after three weeks of storm, the council [&amp;#8230;]</description>
<content:encoded><![CDATA[<p>{FERRY}</p><p>{BOARD}</p>]]></content:encoded></item>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>
<entry><title>Ferry</title><link href="https://g.example/f"/><updated>2025-05-12T08:00:00Z</updated>
<published>2025-05-11T08:00:00Z</published><author><name>Ann Example</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FERRY}</p></div></content>
</entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://g.example/f"><title>Ferry</title><link>https://g.example/f</link>
<dc:date>2025-05-11T08:00:00Z</dc:date><description>{FERRY}</description></item></rdf:RDF>"""


def rss(*entries: str) -> str:
    """A feed of these entries."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}><channel>'
        f"<title>Gazette</title><language>en</language>{''.join(entries)}</channel></rss>"
    )


def item(inner: str) -> str:
    """A feed of one entry."""
    return rss(f"<item>{inner}</item>")


def reading(text: str) -> Reading:
    """All that reading a feed gives."""
    data = text.encode()
    return read(capture("feed.xml", data), data, SETTINGS)


def test_an_entry_is_a_story_with_its_title_as_the_headline() -> None:
    (document,) = documents("feed.xml", rss(ENTRY))
    (story,) = divided(document).drafts
    assert (story.title, [b.text for b in story.body]) == ("Ferry & bus", [FERRY, BOARD])


def test_what_an_entry_says_of_itself_is_claimed() -> None:
    (document,) = documents("feed.xml", rss(ENTRY))
    assert document.url == "https://g.example/ferry"
    fields = ("title", "author", "keyword", "language", "source")
    assert [claimed(document, field) for field in fields] == [
        ["Ferry & bus"], ["Ann Example"], ["Transport"], ["en"], ["Gazette"],
    ]  # fmt: skip


@pytest.mark.parametrize("text", [rss(ENTRY), ATOM, RDF])
def test_every_kind_of_feed_gives_its_day_and_text(text: str) -> None:
    (document,) = documents("feed.xml", text)
    found = assert_date(find_dates(document.claims, [], [], []))
    assert found is not None
    assert found.value == "2025-05-11"
    assert FERRY in [block.text for block in document.blocks]


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.atom", "a.html", "a"])
def test_a_feed_is_known_by_what_it_holds(name: str) -> None:
    assert len(documents(name, rss(ENTRY))) == 1


def test_a_summary_that_repeats_the_text_is_no_part_of_it() -> None:
    (document,) = documents("feed.xml", rss(ENTRY))
    assert [block.text for block in document.blocks].count(FERRY) == 1
    assert not any("[" in block.text for block in document.blocks)


def test_a_summary_that_says_something_else_stands_above_the_text() -> None:
    entry = ENTRY.replace("<description>The ferry is back after", "<description>Cheers, as")
    (document,) = documents("feed.xml", rss(entry))
    assert document.blocks[1].text.startswith("Cheers, as three weeks")
    assert document.blocks[2].text == FERRY


def test_a_text_that_breaks_off_is_told() -> None:
    (document,) = documents("feed.xml", item(f"<description>{FERRY} And the …</description>"))
    assert whys(document) == ["the feed holds only the beginning of this text"]


def test_an_entry_without_text_is_lost_by_name() -> None:
    empty = "<item><title>A</title><link>https://g.example/a</link></item>"
    found = reading(rss(ENTRY, empty))
    assert len(found.documents) == 1
    assert [(one.source, one.reason) for one in found.lost] == [
        ("feed.xml, entry 2 (A)", "holds no text; try: save the page https://g.example/a")
    ]


def test_two_entries_of_one_address_are_two_stories() -> None:
    first, second = documents("feed.xml", rss(ENTRY, ENTRY.replace("bus", "tram")))
    assert (first.url, second.url) == ("https://g.example/ferry", "")
    assert claimed(second, "url") == ["https://g.example/ferry"]
    assert [d.number for d in (first, second)] == [0, 1]


def test_plain_text_keeps_its_paragraphs_and_signs() -> None:
    (document,) = documents("feed.xml", item(f"<description>{FERRY}\n\n5 &lt; 6.</description>"))
    assert [block.text for block in document.blocks] == [FERRY, "5 < 6."]


def test_mark_up_that_was_escaped_twice_is_read() -> None:
    text = f"<description>&amp;lt;p&amp;gt;{FERRY}&amp;lt;/p&amp;gt;</description>"
    (document,) = documents("feed.xml", item(text))
    assert [block.text for block in document.blocks] == [FERRY]
    assert "escaped mark-up" in whys(document)


def test_a_feed_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    (document,) = documents("feed.xml", rss(ENTRY)[: -len("</item></channel></rss>")])
    assert FERRY in [block.text for block in document.blocks]
    assert "a feed that is not well-formed: read as far as it goes" in whys(document)


def test_no_entity_is_expanded_and_no_file_is_opened() -> None:
    head = '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    text = rss(ENTRY).replace("<rss", f"{head}<rss").replace("<p>", "<p>&e;")
    text = text.replace("<title>Ferry", "<title>&e;Ferry")
    assert "root:" not in repr(reading(text))


def test_a_bomb_of_entities_stays_small() -> None:
    names = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    head = f'<!DOCTYPE rss [<!ENTITY a0 "{"x" * 100}">{"".join(names)}]>'
    text = rss(ENTRY).replace("<rss", f"{head}<rss").replace(FERRY, "&a9;")
    text = text.replace("<title>Ferry", "<title>&a9; Ferry")
    assert len(repr(reading(text))) < 20_000


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (rss().encode(), "is a feed without an entry; try: save its pages themselves"),
        (b"", "is no feed"),
        (b"\x89PNG\0\0", "is no text but a PNG picture"),
        (b"<rss>" + b"<a>" * 1_000_001, "has more than 1000000 tags; try: split it"),
    ],
)
def test_what_is_no_feed_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.rss", data).startswith(why)


@patient
@examples(st.lists(PROSE, min_size=1, max_size=5))
def test_no_sentence_of_an_entry_is_lost(sentences: list[str]) -> None:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    (document,) = documents("a.xml", item(f"<description><![CDATA[{paragraphs}]]></description>"))
    assert [block.text for block in document.blocks] == sentences


@patient
@examples(st.binary(max_size=300), st.integers(0, 900))
def test_no_damage_makes_reading_fail(noise: bytes, at: int) -> None:
    data = rss(ENTRY).encode()
    damaged = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(read(capture("a.rss", damaged), damaged, SETTINGS), Reading)
