"""A web archive through the whole flow: its pages become articles with address and date."""

from pathlib import Path

import pytest

from backfile.model import Corpus
from backfile.pipeline import load_knowledge, run
from backfile.store import open_store
from tests.site.builders import settings_in
from tests.webarchives import (
    BRIDGE_PAGE,
    FERRY,
    SITE,
    demo_wacz,
    demo_warc_gz,
    response,
)


def corpus_of(folder: Path, name: str, data: bytes) -> Corpus:
    captures = folder / "content" / "captures" / "gazette"
    captures.mkdir(parents=True)
    (captures / name).write_bytes(data)
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(None), store)


@pytest.mark.parametrize(
    ("name", "data"), [("crawl.warc.gz", demo_warc_gz()), ("crawl.wacz", demo_wacz())]
)
def test_the_pages_of_a_crawl_become_articles(tmp_path: Path, name: str, data: bytes) -> None:
    corpus = corpus_of(tmp_path, name, data)
    articles = {(one.title, one.url, one.source) for one in corpus.articles}
    assert ("Ferry sails again", f"{SITE}/ferry.html", "gazette") in articles
    assert ("Bridge closes to lorries", f"{SITE}/bridge.html", "gazette") in articles
    assert len({one.id for one in corpus.articles}) == len(corpus.articles)
    assert any(FERRY in block.text for one in corpus.articles for block in one.body)
    assert (corpus.rejected, corpus.passed["image"]) == ((), 1)


def test_a_lost_record_is_told_beside_the_articles(tmp_path: Path) -> None:
    data = response(f"{SITE}/a.html", BRIDGE_PAGE) + b"garbage\n"
    corpus = corpus_of(tmp_path, "crawl.warc", data)
    assert [one.source for one in corpus.empty_records] == [
        f"gazette/crawl.warc, bytes from {len(data) - 8}"
    ]
