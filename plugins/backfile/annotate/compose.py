"""A document, a draft of it, its provenance and a vocabulary in, an article or digest out."""

from collections.abc import Iterator

from backfile.annotate.byline import Authors, find_authors
from backfile.annotate.dates import assert_date, find_dates, find_modified
from backfile.annotate.fields import (
    canonical_address,
    claimed_field,
    field_finding,
    keywords_of,
    ordered,
)
from backfile.annotate.ids import article_id
from backfile.annotate.language import choose_language, primary_tag
from backfile.annotate.pictures import missing, pictures_of
from backfile.annotate.tagging import tag_text
from backfile.annotate.word import word_on
from backfile.annotate.words import Vocabulary
from backfile.hosts import is_web
from backfile.model import (
    Article,
    ArticleText,
    Block,
    DateFinding,
    Digest,
    DigestItem,
    Document,
    Draft,
    FieldFinding,
    Provenance,
)


def annotate(
    document: Document, draft: Draft, provenance: Provenance, vocabulary: Vocabulary
) -> Article | Digest:
    """Make a draft whole: its id, dates, language, authors, source and tags.

    Changes no text. What a person wrote into the sidecar goes before what the
    page claims, and that before what is found in the text; the day of the
    capture is never taken for the article's.
    """
    if draft.kind == "digest":
        return _digest(document, draft, provenance, vocabulary)
    return _article(document, draft, provenance, vocabulary)


def _article(
    document: Document, draft: Draft, provenance: Provenance, vocabulary: Vocabulary
) -> Article:
    """Make an article of a draft."""
    text = "\n".join(block.text for block in draft.body)
    details = [block.text for block in draft.details]
    word = word_on(draft)
    language = word.of("language", _language(document, provenance, f"{draft.title}\n{text}"))
    pictures = pictures_of(document, draft)
    dates = find_dates(
        document.claims,
        _addresses(document, provenance),
        details,
        [block.text for block in draft.body],
        _captured(document, provenance),
    )
    asserted = word.date(assert_date(dates))
    dates = word.dates(dates)
    authors = word.authors(find_authors(details, document.claims))
    fields = word.fields(_fields(document, draft, provenance, authors, asserted))
    said = {finding.field: finding.value for finding in fields}
    return Article(
        id=_id(document, _first(document, draft)),
        capture_id=document.capture_id,
        title=draft.title,
        text=ArticleText(
            body=draft.body,
            details=draft.details,
            dates=dates,
            claims=document.claims,
            removals=draft.removals,
            repairs=(*draft.repairs, *missing(pictures)),
            pictures=tuple(picture for picture in pictures if picture.width),
            keywords=keywords_of(document.claims),
            fields=fields,
        ),
        date=asserted,
        authors=authors.names,
        language=language,
        source=said["source"],
        section=said["section"],
        url=said["url"],
        tags=tag_text(draft.title, text, vocabulary, language),
        first_line=draft.start.first_line,
        last_line=_last_line(document, draft),
        doubts=draft.doubts,
        captured=document.captured or provenance.captured,
        document=document.number,
        modified=find_modified(document.claims, details, asserted.value if asserted else ""),
        doubt=draft.doubt,
        part=document.part,
        known=provenance if document.provenance else None,
    )


def _fields(
    document: Document,
    draft: Draft,
    provenance: Provenance,
    authors: Authors,
    asserted: DateFinding | None,
) -> tuple[FieldFinding, ...]:
    """Say of each field on what it rests; language and tags rest on the text itself."""
    claims = document.claims
    keywords = keywords_of(claims)
    return (
        field_finding("title", draft.title, "", claims),
        field_finding("authors", "; ".join(authors.names), authors.origin, claims),
        field_finding(
            "date",
            asserted.value if asserted else "",
            asserted.origin if asserted else "",
            claims,
        ),
        claimed_field("section", "", claims),
        claimed_field("source", provenance.source, claims),
        canonical_address(claims, (document.url, provenance.url)),
        field_finding("keywords", "; ".join(keywords), "meta" if keywords else "", ()),
    )


def _digest(
    document: Document, draft: Draft, provenance: Provenance, vocabulary: Vocabulary
) -> Digest:
    """Make a digest of a draft: each of its paragraphs is an item."""
    text = "\n".join(block.text for block in draft.body)
    word = word_on(draft)
    language = word.of("language", _language(document, provenance, text))
    return Digest(
        id=_id(document, _first(document, draft), "digest"),
        capture_id=document.capture_id,
        items=tuple(
            DigestItem(
                _id(document, number, "item"),
                block,
                tag_text("", block.text, vocabulary, language),
            )
            for number, block in _numbered(document, draft)
        ),
        language=language,
        source=word.of("source", _source(document, provenance)),
        removals=draft.removals,
        repairs=draft.repairs,
        first_line=draft.start.first_line,
        last_line=_last_line(document, draft),
        doubts=draft.doubts,
        document=document.number,
        doubt=draft.doubt,
        part=document.part,
        known=provenance if document.provenance else None,
        captured=document.captured or provenance.captured,
        url=document.url or provenance.url,
    )


def _first(document: Document, draft: Draft) -> int:
    """Give the number that an id is made of: a text's line, a page's block."""
    return draft.start.first_line if document.medium == "text" else draft.first


def _numbered(document: Document, draft: Draft) -> Iterator[tuple[int, Block]]:
    """Give each item with its line, or with its place among the blocks of a page."""
    index = draft.first
    for position, block in enumerate(draft.body):
        if document.medium == "text":
            yield block.place.first_line, block
            continue
        # a repair may have changed its text, so blocks are known by their place
        while index <= draft.last and document.blocks[index].place != block.place:
            index += 1
        yield (index if index <= draft.last else draft.last + 1 + position), block
        index += 1


def _id(document: Document, first: int, salt: str = "") -> str:
    """Make an id; pages of one capture without addresses are told apart by their number."""
    if document.number and not document.url:
        salt = f"{document.number} {salt}"
    return article_id(document.capture_id, document.url, document.captured, first, salt)


def beginnings(document: Document) -> Iterator[tuple[str, int]]:
    """Every id that an article, digest or item of a document could have, with its first block."""
    for index, block in enumerate(document.blocks):
        first = block.place.first_line if document.medium == "text" else index
        yield from ((_id(document, first, salt), index) for salt in ("", "digest", "item"))


def _language(document: Document, provenance: Provenance, text: str) -> str:
    stated = primary_tag(provenance.language)
    claimed = [claim.value for claim in ordered("language", document.claims)]
    return stated or choose_language(claimed, text)


def _source(document: Document, provenance: Provenance) -> str:
    return claimed_field("source", provenance.source, document.claims).value


def _addresses(document: Document, provenance: Provenance) -> list[str]:
    """Give the addresses that are http(s) ones: the page's, the record's, the sidecar's."""
    claimed = [claim.value.strip() for claim in document.claims if claim.field == "url"]
    known = [*claimed, document.url, provenance.url]
    return [url for url in dict.fromkeys(known) if is_web(url)]


def _captured(document: Document, provenance: Provenance) -> str:
    """Give the day of the capture where it is exactly known, else ''."""
    if document.captured:
        return document.captured
    return provenance.captured if provenance.captured_precision == "exact" else ""


def _last_line(document: Document, draft: Draft) -> int:
    if draft.last < len(document.blocks):
        return max(draft.start.first_line, document.blocks[draft.last].place.last_line)
    return draft.start.last_line
