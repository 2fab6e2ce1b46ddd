"""What the stages found in single captures in, the corpus as a whole out.

Here is what needs all articles at once: which of them are one article, their
order, their addresses, and which tags have a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backfile.gather.addresses import give_addresses
from backfile.gather.finds import Find, finds_of
from backfile.gather.histories import history_of, published
from backfile.gather.kin import kin_of
from backfile.gather.merging import groups_of
from backfile.gather.tagpages import tag_pages
from backfile.model import Article, Capture, Corpus, History, Outcome, Rejected
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
    by_id = {capture.id: capture for capture in captures}
    found = finds_of((_about(a) for outcome in every for a in outcome.articles), by_id)
    groups = groups_of(found)
    histories = {group[0].article.id: history_of(group) for group in groups if group[1:]}
    shown = [_shown(group, histories) for group in groups]
    articles = sorted((find.article for find in shown), key=_by_date)
    digests = sorted((d for outcome in every for d in outcome.digests), key=lambda d: d.id)
    return Corpus(
        captures=by_id,
        articles=tuple(articles),
        digests=tuple(digests),
        # An article's address is that of its first capture, whatever comes later.
        addresses=give_addresses((group[0].article for group in groups), digests, by_id),
        tag_pages=tag_pages(articles, digests, settings.tag_page_from),
        rejected=tuple(sorted(rejected, key=lambda r: (r.source, r.reason))),
        inputs=counts[0],
        companions=counts[1],
        histories=dict(sorted(histories.items())),
        kin=kin_of(shown),
    )


def _shown(group: Sequence[Find], histories: Mapping[str, History]) -> Find:
    """The find of a group that is shown, with the article as it is published."""
    first = group[0]
    if first.article.id not in histories:
        return first
    history = histories[first.article.id]
    texts = zip(group, history.sightings, strict=True)
    latest = [find for find, sighting in texts if sighting.version == history.shown][-1]
    address = next((find.address for find in group if find.address), "")
    return replace(latest, article=published(history), address=address)


def _about(article: Article) -> Article:
    """An article with the tags it is about; what it only mentions, search finds."""
    return replace(article, tags=tuple(tag for tag in article.tags if tag.score >= ABOUT_FROM))


def _by_date(article: Article) -> tuple[str, str]:
    return (article.date.value if article.date else "", article.id)
