"""What the stages found in single captures in, the corpus as a whole out.

Here is what needs all articles at once: which of them are one article, their
order, their addresses, and which tags have a page.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backfile.gather.addresses import give_addresses
from backfile.gather.finds import Find, finds_of
from backfile.gather.histories import history_of, published
from backfile.gather.kin import kin_of
from backfile.gather.leading import kept
from backfile.gather.merging import groups_of
from backfile.gather.promises import ident_of
from backfile.gather.sketches import gist_of, sketches_of
from backfile.gather.tagpages import accepted_tags, tag_pages
from backfile.gather.tagwords import applied, merged_tags
from backfile.gather.withholding import part, told_kin, without_hidden
from backfile.model import (
    Article,
    Capture,
    Corpus,
    Digest,
    History,
    Outcome,
    Rejected,
    Sketch,
    Word,
)
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
    word: Word = Word(),  # noqa: B008 - a frozen value
) -> Corpus:
    """Order what was found and give it addresses; counts are inputs and companions.

    word: what the owner says of the corpus as a whole.
    """
    every = [outcome for capture in captures for outcome in outcomes[capture.id]]
    by_id = {capture.id: capture for capture in captures}
    sketched = ((_about(a), s) for outcome in every for a, s in _sketched(outcome))
    found = finds_of(sketched, by_id)
    groups = {_ident(group, word): group for group in groups_of(found, word.ties)}
    every_digest = (_items_retagged(d, word) for outcome in every for d in outcome.digests)
    digests = sorted(every_digest, key=lambda d: d.id)
    first = ((ident, group[0].article) for ident, group in groups.items())
    # An article's address is that of its first capture, whatever comes later.
    addresses = give_addresses(first, digests, by_id, word.register)
    parted = part(groups, digests, word, addresses)
    told = {ident: history_of(group) for ident, group in groups.items() if group[1:]}
    shown = [_retagged(_shown(*g, told), g[1], word) for g in parted.groups.items()]
    articles = sorted((_told(find.article) for find in shown), key=_by_date)
    kin = kin_of([*shown, *(_shown(*group, told) for group in parted.hidden.items())])
    accepted = accepted_tags(word.register.tags, merged_tags(word.tags))
    corpus = Corpus(
        captures=by_id,
        articles=tuple(articles),
        digests=parted.digests,
        addresses=parted.shown(addresses),
        tag_pages=tag_pages(articles, parted.digests, settings.tag_page_from, accepted),
        rejected=tuple(sorted(rejected, key=lambda r: (r.source, r.reason))),
        inputs=counts[0],
        companions=counts[1],
        histories=dict(sorted(parted.shown(told).items())),
        kin=without_hidden(kin, parted.gone),
        gone=parted.gone,
        decisions=told_kin(kin, parted.gone, addresses),
    )
    return kept(corpus, parted.known_to(word))


def _ident(group: Sequence[Find], word: Word) -> str:
    """The id of an article: of its captures' that which was promised first, else the first's."""
    return ident_of([find.article.id for find in group], word.register)


def _shown(ident: str, group: Sequence[Find], histories: Mapping[str, History]) -> Find:
    """The find of a group that is shown, with the article as it is published."""
    if ident not in histories:
        return group[0]
    history = histories[ident]
    texts = zip(group, history.sightings, strict=True)
    latest = [find for find, sighting in texts if sighting.version == history.shown][-1]
    address = next((find.address for find in group if find.address), "")
    return replace(latest, article=replace(published(history), id=ident), address=address)


def _retagged(find: Find, group: Sequence[Find], word: Word) -> Find:
    """A find with its tags as the owner says; he may name it by any capture of its group."""
    if not word.tags:
        return find
    idents = [find.article.id, *(one.article.id for one in group)]
    tags = applied(find.article.tags, word.tags, idents)
    return replace(find, article=replace(find.article, tags=tags))


def _items_retagged(digest: Digest, word: Word) -> Digest:
    """A digest with the tags of its items as the owner says."""
    if not word.tags:
        return digest
    items = (
        replace(item, tags=applied(item.tags, word.tags, (item.id, digest.id)))
        for item in digest.items
    )
    return replace(digest, items=tuple(items))


def _sketched(outcome: Outcome) -> Iterator[tuple[Article, Sketch]]:
    """Articles with their sketches."""
    sketches = outcome.sketches or sketches_of(outcome.articles)
    return zip(outcome.articles, sketches, strict=True)


def _told(article: Article) -> Article:
    """An article with its gist, which one that is taken from several captures has not yet."""
    return article if article.gist else replace(article, gist=gist_of(article))


def _about(article: Article) -> Article:
    """An article with the tags it is about; what it only mentions, search finds."""
    for tag in article.tags:
        if tag.score < ABOUT_FROM:
            about = tuple(tag for tag in article.tags if tag.score >= ABOUT_FROM)
            return replace(article, tags=about)
    return article


def _by_date(article: Article) -> tuple[str, str]:
    return (article.date.value if article.date else "", article.id)
