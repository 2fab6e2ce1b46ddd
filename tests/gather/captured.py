"""Articles that were captured one after another, for the tests of merging and versions."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from backfile.model import Article, Capture, Corpus, Provenance
from tests.site.builders import article, block, corpus_of, ident_of

FERRY = "The ferry to the outer islands sails again on Tuesday after a week of heavy storms."
MAYOR = "The mayor thanked the crews who had carried bread and mail in open boats meanwhile."
HOSPITAL = "Two fishermen were taken to the hospital on the mainland and are doing well there."
FARES = "Fares stay as they are until the end of the season, the company said in a letter."
STORY = (FERRY, MAYOR, HOSPITAL)
URL = "https://example.org/2025/05/ferry-sails-again"


def told(*texts: str, **fields: Any) -> Article:
    """An article of these paragraphs; without a date or an address unless they are given."""
    fields = {"title": "Ferry sails again", "date": ""} | fields
    return article(body=tuple(block(text) for text in texts or STORY), **fields)


def captured(*found: Article, dates: Sequence[str] = ()) -> Corpus:
    """The corpus of articles that were each found in a capture of their own, in this order."""
    days = [*dates, *(f"2025-06-{n + 1:02}" for n in range(len(dates), len(found)))]
    return in_captures(
        [
            (one, day, f"post/{n:03}.html")
            for n, (one, day) in enumerate(zip(found, days, strict=True))
        ]
    )


def in_captures(found: Sequence[tuple[Article, str, str]]) -> Corpus:
    """The corpus of articles, each with the day and path of its capture."""
    captures, articles = [], []
    for one, day, path in found:
        known = Provenance(source=one.source, captured=day, captured_precision="exact")
        capture = Capture(f"{ident_of(path)}", path, 1, known)
        captures.append(capture)
        articles.append(replace(one, id=ident_of(("in", path)), capture_id=capture.id))
    return corpus_of(articles, captures=captures)


def versions(corpus: Corpus) -> list[tuple[str, ...]]:
    """The paragraphs of each version of the only article that has any."""
    (history,) = corpus.histories.values()
    return [tuple(b.text for b in version.article.body) for version in history.versions]
