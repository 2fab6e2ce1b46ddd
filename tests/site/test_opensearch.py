"""A site's name and address in; the description by which browsers offer its search."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.site.opensearch import opensearch

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def parts(title: str, subtitle: str = "") -> dict[str, ET.Element]:
    document = opensearch(title, subtitle, "https://example.org/a&b", "en")
    root = ET.fromstring(document)  # noqa: S314 - our own
    return {one.tag.removeprefix(SPACE): one for one in root}


def test_a_browser_is_told_where_to_ask() -> None:
    url = parts("Fjord Archive")["Url"]
    assert url.get("template") == "https://example.org/a&b/search.html?q={searchTerms}"
    assert url.get("type") == "text/html"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Fjord Archive", "Fjord Archive"),
        ("The Archive of the Fjords", "The Archive of"),
        ("Küstenschifffahrtsnachrichten", "Küstenschifffahr"),
        ("", "Archive"),
    ],
)
def test_a_short_name_is_cut_after_a_word(title: str, short: str) -> None:
    assert parts(title)["ShortName"].text == short


@given(st.text(), st.text())
def test_whatever_the_title_the_document_is_xml_and_within_its_bounds(
    title: str, subtitle: str
) -> None:
    found = parts(title, subtitle)
    assert 0 < len(found["ShortName"].text or "") <= 16
    assert 0 < len(found["Description"].text or "") <= 1024


def test_signs_of_mark_up_are_text() -> None:
    assert parts("Sea & <Land>", "a < b")["Description"].text == "Sea & <Land> – a < b"
