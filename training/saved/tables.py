"""Saved pages in, what the networks see of each and what they shall say out, as arrays."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from backfile.model import Document, Provenance, Repeats
from backfile.pipeline import census_of
from backfile.split.lines.words import checksum, tokens
from backfile.split.pages.boxes import Boxes
from backfile.split.pages.features import Page, is_looked_at
from backfile.split.pages.steps import steps_of
from backfile.split.pages.story import first_labels
from backfile.split.pages.voting import LABELS, described_page
from training.labelled import chance_of
from training.plan import Plan
from training.saved.examples import SavedPage
from training.saved.shares import words_of
from training.tables import Floats, Table, padded

# From this share of its words on a block is of the article.
_OF_ARTICLE = 0.5
# Between these shares a block is neither; so much it counts all the same.
_UNSURE = (0.2, 0.8)
_UNSURE_WEIGHT = 0.3
# A page of which so little was found teaches little.
_FOUND, _LOST_WEIGHT = 0.6, 0.2
# What a block counts: its words, and these for being one, as a share of its article's.
_A_BLOCK = 3
_LEAST_WORDS = 60
_SCALE = 20.0
# Words of few sites are names; steps of paths are fewer and each says more.
_LEAST_STEP_SITES = 3
_MOST_STEPS = 1_500


@dataclass(frozen=True, slots=True)
class Known:
    """Checksums of the words and of the steps that the networks know; a place is a number."""

    words: tuple[int, ...]
    steps: tuple[int, ...]


def vocabulary_of(pages: Sequence[SavedPage], plan: Plan) -> Known:
    """The words and steps that stand on several sites, those of most sites first."""
    return Known(
        _frequent(pages, _tokens_of, plan.least_sites, plan.vocabulary),
        _frequent(pages, _steps_of, _LEAST_STEP_SITES, _MOST_STEPS),
    )


def _tokens_of(page: SavedPage) -> Iterator[str]:
    for block, mark in zip(page.document.blocks, page.marks, strict=True):
        if is_looked_at(block, mark):
            yield from tokens(block.text)


def _steps_of(page: SavedPage) -> Iterator[str]:
    for path in dict.fromkeys(block.place.path for block in page.document.blocks):
        yield from steps_of(path)


def _frequent(
    pages: Sequence[SavedPage],
    said: Callable[[SavedPage], Iterator[str]],
    least: int,
    most: int,
) -> tuple[int, ...]:
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for page in pages:
        for word in dict.fromkeys(said(page)):
            sites[word].add(page.site)
    counted = sorted((-len(those), word) for word, those in sites.items() if len(those) >= least)
    return tuple(dict.fromkeys(checksum(word) for _, word in counted))[:most]


def seen(page: SavedPage, repeats: Repeats) -> Page:
    """A page as the model sees it."""
    blocks = page.document.blocks
    boxes = Boxes([block.place.path for block in blocks])
    read = first_labels(page.document, page.marks, boxes)
    return Page(blocks, page.marks, repeats, read.labels, read.title, boxes)


def tables_of(pages: Sequence[SavedPage], known: Known, plan: Plan, seed: int) -> Iterator[Table]:
    """A table of each page; seed: decides which are learnt as if they stood alone."""
    chance = chance_of(seed)
    words, steps = _numbered(known.words), _numbered(known.steps)
    repeated = repeats_over(pages)
    for page in pages:
        is_alone = chance.random() < plan.alone
        repeats = Repeats() if is_alone else repeated(page.known, page.document)
        numbers, *bags = described_page(seen(page, repeats), words, steps)
        is_body = np.array(page.shares) >= _OF_ARTICLE
        targets = np.where(is_body, LABELS.index("B"), LABELS.index("X"))
        yield Table(numbers, tuple(map(padded, bags)), targets, _weights(page, is_body))


def repeats_over(pages: Sequence[SavedPage]) -> Callable[[Provenance, Document], Repeats]:
    """What repeats over the pages of each site."""
    return census_of((page.known, page.document) for page in pages)


def _numbered(checksums: Sequence[int]) -> Mapping[int, int]:
    return {checksum: number for number, checksum in enumerate(checksums, 1)}


def _weights(page: SavedPage, is_body: np.ndarray) -> Floats:
    """How much each block counts: as much of the article's F1 as hangs on it.

    Furniture counts no more than the article in all, or nearly: pages with a
    thousand comments would else be all that is learnt.
    """
    words = np.array([len(words_of(block.text)) for block in page.document.blocks], np.float64)
    shares = np.array(page.shares)
    article = max(_LEAST_WORDS, (words * is_body).sum())
    weights = (words + _A_BLOCK) / article * _SCALE
    furniture = weights[~is_body].sum()
    if furniture > _SCALE:
        weights[~is_body] *= (_SCALE / furniture) ** 0.5
    weights[(shares > _UNSURE[0]) & (shares < _UNSURE[1])] *= _UNSURE_WEIGHT
    if page.covered < _FOUND:
        weights *= _LOST_WEIGHT
    return np.asarray(weights, np.float32)
