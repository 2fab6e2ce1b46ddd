"""Drafts made whole: articles and digests with ids, dates, languages and tags."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate import annotate, load_vocabulary
from backfile.annotate.ids import article_id
from backfile.model import Article, Block, Claim, Digest, Document, Draft, Place, Provenance

VOCABULARY = load_vocabulary(None)
LINES = (
    "Bridge over the Vistula opens",
    "Warsaw has a new bridge, and Donald Tusk was the first to cross it.",
    "In an interview published March 29, he said that it had been needed since May 11.",
)


def block(text: str, line: int) -> Block:
    return Block("line", text, Place(line, line))


def document(lines: tuple[str, ...] = LINES, **fields: object) -> Document:
    blocks = tuple(block(text, line) for line, text in enumerate(lines, 1))
    return Document("c" * 64, 0, "text", blocks, **fields)  # type: ignore[arg-type]


def draft(read: Document, *details: str) -> Draft:
    return Draft(
        "article", read.blocks[0].text, read.blocks[1:], tuple(block(d, 1) for d in details),
        (), (), 0, len(read.blocks) - 1, read.blocks[0].place, ("two headlines",),
    )  # fmt: skip


def article(read: Document, *details: str, provenance: Provenance | None = None) -> Article:
    made = annotate(read, draft(read, *details), provenance or Provenance(), VOCABULARY)
    assert isinstance(made, Article)
    return made


def digest(read: Document) -> Digest:
    part = replace(draft(read), kind="digest", title="", body=read.blocks)
    made = annotate(read, part, Provenance(), VOCABULARY)
    assert isinstance(made, Digest)
    return made


def test_an_article_has_its_title_lines_language_and_doubts() -> None:
    made = article(document())
    assert (made.title, made.first_line, made.last_line) == (LINES[0], 1, 3)
    assert (made.language, made.doubts) == ("en", ("two headlines",))


def test_dates_in_the_text_without_a_year_assert_nothing() -> None:
    made = article(document())
    assert made.date is None
    assert [found.value for found in made.dates] == ["--03-29", "--05-11"]


def test_the_day_of_the_capture_is_not_the_articles() -> None:
    sidecar = Provenance(captured="2025-05-11", captured_precision="exact")
    assert article(document(), provenance=sidecar).date is None


def test_a_byline_gives_author_and_date() -> None:
    made = article(document(), "By Jane Roe", "12 May 2025")
    assert made.authors == ("Jane Roe",)
    assert made.date is not None
    assert made.date.value == "2025-05-12"


def test_the_sidecar_goes_before_the_pages_claims() -> None:
    claims = (Claim("source", "Page", "meta"), Claim("language", "en", "html lang"))
    sidecar = Provenance(source="Desk", language="pl-PL")
    made = article(document(claims=claims), provenance=sidecar)
    assert (made.source, made.language) == ("Desk", "pl")


def test_claims_give_source_section_and_address() -> None:
    claims = (
        Claim("source", "Page", "meta"),
        Claim("section", " World  news ", "meta"),
        Claim("url", "javascript:alert(1)", "canonical"),
        Claim("url", "https://news.example/a", "canonical"),
    )
    known = Provenance(url="https://www.news.example/a?from=feed")
    made = article(document(claims=claims), provenance=known)
    assert (made.source, made.section) == ("Page", "World news")
    assert made.url == "https://news.example/a"


def test_the_id_is_made_of_the_first_line_and_never_of_the_text() -> None:
    assert article(document()).id == article_id("c" * 64, "", "", 1)
    assert article(document(("Another", *LINES[1:]))).id == article(document()).id


def test_pages_of_one_capture_have_ids_of_their_own() -> None:
    first = replace(document(), medium="page")
    second = replace(first, number=1)
    record = replace(second, url="https://news.example/a", captured="2025-05-11")
    ids = {article(page).id for page in (first, second, record)}
    assert len(ids) == 3
    assert article(replace(record, number=7)).id == article(record).id


def test_each_item_of_a_digest_has_its_own_id_and_tags() -> None:
    made = digest(document())
    assert len({made.id, *(item.id for item in made.items)}) == 4
    assert "Donald Tusk" in [tag.name for tag in made.items[1].tags]
    assert made.items[2].tags == ()


def test_items_of_a_page_are_numbered_by_their_blocks() -> None:
    read = document(("one", "two", "three"))
    blocks = tuple(replace(one, place=Place(1, 1, f"ul > li:{n}"))
                   for n, one in enumerate(read.blocks))  # fmt: skip
    page = replace(read, medium="page", blocks=blocks)
    whole, part = digest(page), annotate(
        page, replace(draft(page), kind="digest", body=blocks[2:]), Provenance(), VOCABULARY
    )  # fmt: skip
    assert isinstance(part, Digest)
    assert part.items[0].id == whole.items[2].id


@settings(deadline=None)
@given(st.lists(st.text(), min_size=2, max_size=5), st.text())
def test_any_text_becomes_an_article_that_changes_nothing(lines: list[str], claim: str) -> None:
    claims = (Claim("date", claim, "meta"), Claim("author", claim, "meta"))
    made = article(document(tuple(lines), claims=claims), claim)
    assert (made.title, [one.text for one in made.body]) == (lines[0], lines[1:])
    assert made.date is None or made.date in made.dates
