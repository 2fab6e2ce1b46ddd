"""What the stages found in single captures in, the corpus as a whole out.

Here is what needs all articles at once: their order, their addresses, and
which tags have a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backfile.gather.addresses import give_addresses
from backfile.gather.tagpages import tag_pages
from backfile.model import Article, Capture, Corpus, Outcome, Rejected
from backfile.settings import Settings

# Measured on 10,000 newswire texts whose countries are known: from this score
# on, four of five tags name what a text is about; below, it is mostly in passing.
ABOUT_FROM = 0.45


def gather(
    captures: Sequence[Capture],
    outcomes: Mapping[str, tuple[Outcome, ...]],
    rejected: tuple[Rejected, ...],
    counts: tuple[int, int],
    settings: Settings,
) -> Corpus:
    """Order what was found and give it addresses; counts are inputs and companions."""
    every = [outcome for capture in captures for outcome in outcomes[capture.id]]
    articles = sorted((_about(a) for outcome in every for a in outcome.articles), key=_by_date)
    digests = sorted((d for outcome in every for d in outcome.digests), key=lambda d: d.id)
    by_id = {capture.id: capture for capture in captures}
    return Corpus(
        captures=by_id,
        articles=tuple(articles),
        digests=tuple(digests),
        addresses=give_addresses(articles, digests, by_id),
        tag_pages=tag_pages(articles, digests, settings.tag_page_from),
        rejected=tuple(sorted(rejected, key=lambda r: (r.source, r.reason))),
        inputs=counts[0],
        companions=counts[1],
    )


def _about(article: Article) -> Article:
    """An article with the tags it is about; what it only mentions, search finds."""
    return replace(article, tags=tuple(tag for tag in article.tags if tag.score >= ABOUT_FROM))


def _by_date(article: Article) -> tuple[str, str]:
    return (article.date.value if article.date else "", article.id)
