"""A document, a draft of it, its provenance and a vocabulary in, an article or digest out."""

from collections.abc import Iterator

from backfile.annotate.byline import parse_byline
from backfile.annotate.dates import assert_date, find_dates
from backfile.annotate.ids import article_id
from backfile.annotate.language import detect_language, primary_tag
from backfile.annotate.tagging import tag_text
from backfile.annotate.words import Vocabulary
from backfile.model import Article, Block, Digest, DigestItem, Document, Draft, Provenance


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
    language = _language(document, provenance, f"{draft.title}\n{text}")
    dates = find_dates(
        document.claims,
        _addresses(document, provenance),
        details,
        [block.text for block in draft.body],
        _captured(document, provenance),
    )
    return Article(
        id=_id(document, _first(document, draft)),
        capture_id=document.capture_id,
        title=draft.title,
        body=draft.body,
        details=draft.details,
        date=assert_date(dates),
        dates=dates,
        authors=parse_byline(details, document.claims),
        language=language,
        source=_source(document, provenance),
        section=_claimed(document, "section"),
        url=next(iter(_addresses(document, provenance)), ""),
        tags=tag_text(draft.title, text, vocabulary, language),
        claims=document.claims,
        removals=draft.removals,
        repairs=draft.repairs,
        first_line=draft.start.first_line,
        last_line=_last_line(document, draft),
        doubts=draft.doubts,
    )


def _digest(
    document: Document, draft: Draft, provenance: Provenance, vocabulary: Vocabulary
) -> Digest:
    """Make a digest of a draft: each of its paragraphs is an item."""
    text = "\n".join(block.text for block in draft.body)
    language = _language(document, provenance, text)
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
        source=_source(document, provenance),
        removals=draft.removals,
        repairs=draft.repairs,
        first_line=draft.start.first_line,
        last_line=_last_line(document, draft),
        doubts=draft.doubts,
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


def _language(document: Document, provenance: Provenance, text: str) -> str:
    stated = primary_tag(provenance.language)
    return stated or detect_language(_claimed(document, "language"), text)


def _source(document: Document, provenance: Provenance) -> str:
    return provenance.source or _claimed(document, "source")


def _claimed(document: Document, field: str) -> str:
    """Give the first claim of a field that says anything."""
    values = (" ".join(claim.value.split()) for claim in document.claims if claim.field == field)
    return next((value for value in values if value), "")


def _addresses(document: Document, provenance: Provenance) -> list[str]:
    """Give the addresses that are http(s) ones: the page's, the record's, the sidecar's."""
    claimed = [claim.value.strip() for claim in document.claims if claim.field == "url"]
    known = [*claimed, document.url, provenance.url]
    return [url for url in dict.fromkeys(known) if url.startswith(("http://", "https://"))]


def _captured(document: Document, provenance: Provenance) -> str:
    """Give the day of the capture where it is exactly known, else ''."""
    if document.captured:
        return document.captured
    return provenance.captured if provenance.captured_precision == "exact" else ""


def _last_line(document: Document, draft: Draft) -> int:
    if draft.last < len(document.blocks):
        return max(draft.start.first_line, document.blocks[draft.last].place.last_line)
    return draft.start.last_line
