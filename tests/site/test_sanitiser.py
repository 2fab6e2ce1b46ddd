"""The sanitiser: nothing that runs, loads or styles passes; words and plain marks do."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.site.sanitiser import clean

ALLOWED = {
    "a": {"href", "rel"}, "abbr": {"title"}, "bdo": {"dir"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"}, "ol": {"start"},
}  # fmt: skip
MARKS = "a abbr b bdi bdo br cite code dd del dfn dl dt em i ins kbd li mark ol q rp rt ruby s samp"
TABLES = "small strong sub sup table tbody td tfoot th thead tr u ul var caption"
TAGS = frozenset(f"{MARKS} {TABLES}".split())
RUN = "alert(1)"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<SCRIPT SRC=//evil.example/x.js>{RUN}</SCRIPT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img/src='x'/onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<math href='javascript:{RUN}'>click</math>",
    f"<a href='javascript:{RUN}'>x</a>",
    f"<a href=' \tjava\nscript:{RUN}'>x</a>",
    f"<a href='&#106;avascript:{RUN}'>x</a>",
    f"<a href='JaVaScRiPt&colon;{RUN}'>x</a>",
    f"<a href='vbscript:{RUN}'>x</a>",
    f"<a href='data:text/html,<script>{RUN}</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    f"<a href=# onclick={RUN}>x</a>",
    f"<b onmouseover={RUN}>x</b>",
    f"<b/onmouseover={RUN}>x</b>",
    f"<b style='background:url(javascript:{RUN})'>x</b>",
    "<b class='masthead' id='search'>x</b>",
    f"<style>@import 'javascript:{RUN}';</style>",
    "<style>body{background:url(//evil.example/x.png)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<object data='javascript:{RUN}'></object>",
    "<embed src=//evil.example/x.swf>",
    f"<form action='javascript:{RUN}'><input type=submit></form>",
    f"<button formaction='javascript:{RUN}'>x</button>",
    "<input autofocus onfocus=alert(1)>",
    f"<select onfocus={RUN}></select><textarea onfocus={RUN}></textarea>",
    "<img srcset='//evil.example/x.png 1x'>",
    "<picture><source srcset=//evil.example/x.png></picture>",
    f"<video poster=//evil.example/x onerror={RUN}><source src=x></video>",
    "<audio src=//evil.example/x.mp3></audio>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<table background=//evil.example/x.png><tr><td>x</td></tr></table>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<body onload={RUN}>x",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<!--<img src='--><img src=x onerror={RUN}>'>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    f"<template><script>{RUN}</script></template>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'></xmp>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>",
    f"<form><math></form><form><mglyph><svg><style><path id='</style><img onerror={RUN} src>'>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<math><annotation-xml encoding='text/html'><style><img src=x onerror={RUN}></style>",
    f"<b title='--&gt;&lt;img src=x onerror={RUN}&gt;'>x</b>",
    f"\0<script\0>{RUN}</script>",
    f"<a href='https://example.org/' target=_blank onclick={RUN} ping=//evil.example>x</a>",
    f"<custom-element onclick={RUN}>x</custom-element>",
    f"<x xmlns:html='http://www.w3.org/1999/xhtml'><html:script>{RUN}</html:script></x>",
]
SCRAPS = ["<b>", "</b>", "<i", ">", "<script>", "</script>", "<!--", "-->", "<a href=", "'", '"',
    "javascript:", "<svg>", "<style>", "</style>", "<math>", "<img src=x onerror=alert(1)>",
    "<table>", "<td>", "</td>", "&lt;", "&#60;", "x", " ", "/", "<p>", "<![CDATA[", "<title>",
]  # fmt: skip


class _Faults(HTMLParser):
    """What a piece of sanitised HTML holds that it must not."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ALLOWED.get(tag, set()) | {"lang"}:
                self.found.append(f"{tag}@{name}")
            if name == "href" and urlsplit(value or "").scheme not in {"", "http", "https"}:
                self.found.append(f"href {value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")


def faults_of(html: str) -> list[str]:
    return _Faults(html).found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_runs_or_loads_passes(payload: str) -> None:
    assert faults_of(clean(payload)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_does_so_inside_a_mark_either(payload: str) -> None:
    assert faults_of(clean(f"<b>before {payload} after</b>")) == []


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join))
def test_no_heap_of_scraps_makes_anything_that_runs(html: str) -> None:
    assert faults_of(clean(html)) == []


@given(st.lists(st.sampled_from(SCRAPS), max_size=25).map("".join))
def test_what_is_clean_stays_as_it_is(html: str) -> None:
    once = clean(html)
    assert clean(once) == once


@given(st.text(st.characters()))
def test_any_text_can_be_cleaned(text: str) -> None:
    assert faults_of(clean(text)) == []
    clean(text).encode()


@pytest.mark.parametrize(
    "html",
    [
        "<b>bold</b> and <em>stressed</em>",
        "H<sub>2</sub>O, x<sup>2</sup>",
        '<abbr title="European Union">EU</abbr>',
        "<ul><li>one</li><li>two</li></ul>",
        '<ol start="3"><li>three</li></ol>',
        "<q>so he said</q><br>next line",
        '<i lang="fr">mot juste</i>',
        "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
        '<bdo dir="rtl">שלום</bdo>',
        '<table><tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table>',
        "5 &lt; 6 &amp; 7",
    ],
)
def test_plain_marks_pass_as_they_are(html: str) -> None:
    assert clean(html) == html


def test_a_link_passes_and_gives_nothing_away() -> None:
    link = clean('<a href="https://example.org/x?a=1&amp;b=2" target="_blank">x</a>')
    assert link == (
        '<a href="https://example.org/x?a=1&amp;b=2" rel="nofollow noopener noreferrer">x</a>'
    )


@pytest.mark.parametrize("name", ["img", "image", "picture", "svg", "video"])
def test_no_picture_passes(name: str) -> None:
    assert clean(f"a<{name} src='x.png' alt='y'></{name}>b") == "ab"


def test_the_words_inside_a_refused_element_stay() -> None:
    assert clean("<section>The <font>ferry</font> sails.</section>") == "The ferry sails."


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\x08", "\x0c", "\x9b", "\ufffe", "\ud800"])
def test_characters_that_no_page_should_hold_are_dropped(unseen: str) -> None:
    assert clean(f"a{unseen}<b>b</b>") == "a<b>b</b>"
