"""Saved pages to blocks: what kind each is, in what order, and what is never read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Block
from tests.helpers import SHORT, WORD, html_page, patient, read_one, why_rejected


def blocks(markup: str, url: str = "") -> tuple[Block, ...]:
    return html_page(markup, url).blocks


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks(markup)]


@pytest.mark.parametrize(
    ("markup", "kind", "level"),
    [
        ("<p>x", "paragraph", 0),
        ("<div>x</div>", "paragraph", 0),
        ("<h1>x</h1>", "heading", 1),
        ("<h4>x</h4>", "heading", 4),
        ("<ul><li>x</ul>", "item", 0),
        ("<ol><li><p>x</p></ol>", "item", 0),
        ("<dl><dt>x</dl>", "item", 0),
        ("<blockquote><p>x</blockquote>", "quote", 0),
        ("<figure><figcaption>x</figcaption></figure>", "caption", 0),
        ("<pre>x</pre>", "preformatted", 0),
        ("<h2><div><div>x</div></div></h2>", "heading", 2),
    ],
)
def test_each_element_gives_its_kind_of_block(markup: str, kind: str, level: int) -> None:
    (block,) = blocks(markup)
    assert (block.kind, block.level, block.text) == (kind, level, "x")


def test_a_heading_that_holds_a_whole_story_is_none() -> None:
    story = "<div>The ferry was late again on Monday.</div>" * 20
    assert [block.kind for block in blocks(f"<h2>{story}</h2>")] == ["paragraph"] * 20


def test_spaces_between_inline_elements_part_words() -> None:
    assert texts("<p><b>One</b> <i>two</i>\n<a href=/>three</a> four") == ["One two three four"]


def test_no_space_comes_into_a_word() -> None:
    assert texts("<p>w<b>or</b>d<br>next") == ["word next"]
    assert texts("<p><span>w<b>or</b>d<br>next</span>") == ["word next"]


def test_one_break_stays_in_its_paragraph_and_two_end_it() -> None:
    assert texts("<div>one<br>two<br><br>three<br> \n <br>four</div>") == [
        "one two", "three", "four",
    ]  # fmt: skip


@pytest.mark.parametrize("markup", ["<br><br>a", "<div> <br> <br> <br></div>a", "a<br><br>"])
def test_breaks_around_nothing_are_no_blocks(markup: str) -> None:
    assert texts(markup) == ["a"]


def test_bare_text_between_blocks_is_a_paragraph() -> None:
    assert texts("<div>one<p>two</p>three<p>four</p><b>five</b></div>") == [
        "one", "two", "three", "four", "five",
    ]  # fmt: skip


def test_nested_blocks_come_in_reading_order() -> None:
    markup = "<div>a<section>b<div>c</div>d</section>e</div>f"
    assert texts(markup) == ["a", "b", "c", "d", "e", "f"]


def test_an_inline_element_around_blocks_gives_blocks() -> None:
    assert texts("<a href=/x><h2>Title</h2><p>Teaser</p></a>") == ["Title", "Teaser"]


def test_entities_are_read_as_the_characters_they_stand_for() -> None:
    assert texts("<p>Caf&eacute; &amp; bar &lt;3") == ["Café & bar <3"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var x = 'secret'</script>",
        "<style>.secret {}</style>",
        "<noscript>secret</noscript>",
        "<template><p>secret</p></template>",
        "<svg><title>secret</title></svg>",
        "<p hidden>secret</p>",
        "<textarea>secret</textarea>",
        "<select><option>secret</option></select>",
        "<!-- secret -->",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<p>a {} b</p>", "<p><span>a {} b</span></p>"])
def test_what_is_never_shown_is_never_text(hidden: str, around: str) -> None:
    found = blocks("<p>Seen.</p>" + around.format(hidden))
    assert not any("secret" in block.text + block.html for block in found)


def test_a_data_table_is_one_block_of_rows() -> None:
    (block,) = blocks("<table><tr><th>Port</th><th>Ships</th></tr><tr><td>A</td><td>4</td></table>")
    assert (block.kind, block.text) == ("table", "Port, Ships; A, 4")


def test_the_caption_of_a_data_table_is_kept() -> None:
    rows = "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
    found = blocks(f"<table><caption>Ships by port</caption>{rows}</table>")
    assert [(block.kind, block.text) for block in found] == [
        ("caption", "Ships by port"), ("table", "a, b; c, d"),
    ]  # fmt: skip


def test_a_table_that_lays_out_a_page_holds_blocks() -> None:
    markup = "<table><tr><td>Menu</td><td><h1>T</h1><p>One.</p></td></tr></table>"
    assert [block.kind for block in blocks(markup)] == ["paragraph", "heading", "paragraph"]


def test_a_table_with_a_story_in_a_cell_lays_out_a_page() -> None:
    story = "The ferry came late. " * 40
    markup = f"<table><tr><td>Menu</td><td>x</td></tr><tr><td>Ads</td><td>{story}</td></table>"
    assert "table" not in [block.kind for block in blocks(markup)]


def test_bare_text_in_a_table_is_not_lost() -> None:
    rows = "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
    assert "stray" in " ".join(texts(f"<table>{rows}<tr>stray</tr></table>"))


def test_links_are_completed_with_the_address_of_the_page() -> None:
    (block,) = blocks('<p>See <a href="../b.html" class="x">this</a>', "https://example.org/a/c/")
    assert block.html == 'See <a href="https://example.org/a/b.html">this</a>'


def test_links_are_completed_with_the_address_the_page_claims() -> None:
    head = b'<html><head><link rel="canonical" href="https://example.org/a/"></head>'
    document = read_one("p.html", head + b'<body><p><a href="b">x</a> y')
    assert 'href="https://example.org/a/b"' in document.blocks[0].html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " \tjava\nscript:x", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", "b.html", "http://[", "//"],
)  # fmt: skip
def test_links_that_lead_to_no_web_page_are_dropped(address: str) -> None:
    (block,) = blocks(f'<p><a href="{address}">x</a> y')
    assert block.html == "<a>x</a> y"


def test_attributes_that_nobody_sees_are_not_kept() -> None:
    (block,) = blocks('<p><b style="x" onclick="y" data-z="z" title="t">x</b> <i class="c">y</i>')
    assert block.html == '<b title="t">x</b> <i>y</i>'


def test_the_share_of_link_text_is_counted() -> None:
    (block,) = blocks('<p><a href="/">12345</a>67890')
    assert block.link_share == 0.5


def test_a_block_knows_its_place_by_names_ids_classes_and_roles() -> None:
    (block,) = blocks('<div id="m" class="a b" role="main"><p class="c">x')
    assert block.place.path == "body > div#m.a.b[role=main] > p.c"


def test_blocks_are_numbered_from_one() -> None:
    assert [block.place.first_line for block in blocks("<p>a<p> <p>b")] == [1, 2]


def test_odd_spaces_of_a_page_are_repaired_where_they_stand() -> None:
    document = html_page("<p>a<p>b\u2009c")
    assert [(r.why, r.place) for r in document.repairs] == [
        ("odd spaces", document.blocks[1].place)
    ]


def test_unclosed_tags_lose_nothing() -> None:
    assert texts("<div><p>one<p>two<ul><li>three<li>four</ul><b>five") == [
        "one", "two", "three", "four", "five",
    ]  # fmt: skip


def test_a_mislabelled_page_is_read_and_the_repair_told() -> None:
    data = '<html><meta charset="windows-1252"><p>Мэр города Открыл библиотеку.'
    document = read_one("p.html", data.encode("windows-1251"))
    assert document.blocks[0].text == "Мэр города Открыл библиотеку."
    assert document.repairs[0].why == "wrong encoding"


@pytest.mark.parametrize(
    "start", ["<!DOCTYPE html>", "<HTML>", "<!-- saved --> <html>", "\ufeff<html>"]
)
def test_a_page_without_its_ending_is_known_by_its_start(start: str) -> None:
    assert read_one("page.txt", f"{start}<p>A story.".encode()).medium == "page"


def test_five_thousand_bold_words_are_read() -> None:
    assert len(texts("<p>" + "<b>x</b> " * 5000)[0].split()) == 5000


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * 2000 + "x", "is nested deeper than 1000 levels"),
        ("<b>" * 5000 + "x", "is nested deeper than 1000 levels"),
        ("<br>" * 200_001, "has more than 200000 tags"),
        ("<p>" + "x" * 5_000_000, "is larger than 5000000 bytes; try: raise max_page_bytes"),
        ("", "is empty"),
        ("<script>x</script><img alt=x>", "holds no text"),
    ],
)
def test_a_page_that_no_parser_should_see_is_rejected_in_one_line(markup: str, reason: str) -> None:
    assert why_rejected("p.html", markup.encode()) == reason


def test_a_picture_that_is_called_a_page_is_rejected() -> None:
    assert "is no text" in why_rejected("p.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40))


def test_paragraphs_that_leave_a_tag_open_are_not_deep() -> None:
    assert len(texts("<div><b>x</div>" * 700)) == 700
    assert len(texts("<p><font><i>x</p>" * 700)) == 700


@pytest.mark.parametrize(
    "markup", ["<b><div></b>", "<table><b></div>", "<b></p>", "<div></section>"]
)
def test_closing_tags_that_close_nothing_hide_no_depth(markup: str) -> None:
    assert "deeper than" in why_rejected("p.html", (markup * 1200 + "x").encode())


@pytest.mark.parametrize("tag", ['img src="data:{}"', "p title='{}'", "p {}", "x{}"])
def test_a_very_long_tag_is_read_in_no_time(tag: str) -> None:
    start = time.process_time()
    assert texts(f"<{tag.format('x ' * 1_500_000)}><p>A story.</p>") == ["A story."]
    assert time.process_time() - start < 5


def test_many_closing_tags_take_no_time() -> None:
    start = time.process_time()
    assert texts("<b>" * 500 + "x" + "</i>" * 150_000) == ["x"]
    assert time.process_time() - start < 10


def test_a_start_full_of_comments_takes_no_time() -> None:
    start = time.process_time()
    read_one("p.txt", b"<!---->" * 140 + b"a story.")
    assert time.process_time() - start < 2


TAGS = st.sampled_from(["p", "div", "section", "li", "blockquote", "h2", "td", "article"])
INLINE = st.sampled_from(["b", "i", "a", "span", "em"])


def markup_of(parts: list[tuple[str, str, str]]) -> str:
    return "".join(f"<{t}>{text} <{i}>{text}</{i}></{t}>" for t, i, text in parts)


@patient
@given(st.lists(st.tuples(TAGS, INLINE, SHORT), min_size=1, max_size=12))
def test_no_visible_text_is_lost_or_invented_and_order_is_kept(
    parts: list[tuple[str, str, str]],
) -> None:
    assert texts(markup_of(parts)) == [f"{text} {text}" for _, _, text in parts]


TREES = st.recursive(
    WORD.map(lambda word: f" {word} "),
    lambda inner: st.tuples(
        st.sampled_from(["div", "p", "b", "ul", "li", "span", "h1", "table", "td", "q", "br"]),
        st.lists(inner | st.sampled_from(["<br>", " ", "<hr>"]), max_size=5),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


@patient
@given(TREES)
def test_any_tree_of_tags_keeps_its_words_in_order(markup: str) -> None:
    words = [w for w in markup.replace("<", " <").replace(">", "> ").split() if "<" not in w]
    found = " ".join(texts(f"<p>first</p>{markup}")).replace(",", " ").replace(";", " ")
    assert found.split() == ["first", *words]


@patient
@given(st.text("<>/!-='\" abpdiv\n", max_size=200))
def test_any_scribble_is_read_or_rejected(markup: str) -> None:
    assert texts(f"<p>first</p>{markup}")[0].startswith("first")


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html><title>A</title><article><p>one</p>two</article><p>three",
        "<title>A</title><custom-tag>one<p>two</p></custom-tag>three",
        "<html><head><title>A</title><section>one</section></head><body><p>two</p>three</body>",
    ],
)
def test_text_that_the_parser_took_for_a_part_of_the_head_is_not_lost(markup: str) -> None:
    document = read_one("p.html", markup.encode())
    assert [block.text for block in document.blocks] == ["one", "two", "three"]


@pytest.mark.parametrize("tag", ["embed", "source", "track"])
def test_what_follows_an_element_that_holds_nothing_is_not_lost(tag: str) -> None:
    assert " ".join(texts(f"<div>one <{tag}>two <p>three</p></div>")) == "one two three"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "is no text but a PNG picture; try: take it away"),
        (
            b"\xd0\xcf\x11\xe0" + bytes(40),
            "is no text but an old office file; try: save it as DOCX, PDF or text",
        ),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(data: bytes, words: str) -> None:
    assert why_rejected("a.txt", data) == words
