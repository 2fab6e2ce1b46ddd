"""The views of small corpora by their path, for the tests of what pages show."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backfile.model import Article, Corpus, Digest
from backfile.pipeline import load_knowledge
from backfile.settings import Settings
from backfile.site.make import views_of
from backfile.site.views import ArticleView, ListingView, View
from tests.site.builders import article, corpus_of, settings_in

KNOWLEDGE = load_knowledge(None)


def views(
    articles: Sequence[Article] = (), digests: Sequence[Digest] = (), **choices: Any
) -> dict[str, View]:
    """All views of a corpus by their path."""
    settings = settings_in(Path("/nowhere"), **choices)
    return views_in(corpus_of(articles, digests, settings=settings), settings)


def views_in(corpus: Corpus, settings: Settings | None = None) -> dict[str, View]:
    made = list(views_of(corpus, KNOWLEDGE, settings or settings_in(Path("/nowhere"))))
    assert len({view.path for view in made}) == len(made)
    return {view.path: view for view in made}


def article_view(one: Article, **others: Any) -> ArticleView:
    found_views = [v for v in views([one], **others).values() if isinstance(v, ArticleView)]
    return found_views[0]


def listing(made: dict[str, View], path: str) -> ListingView:
    view = made[path]
    assert isinstance(view, ListingView)
    return view


def days(count: int, **fields: Any) -> list[Article]:
    """Articles of so many days in a row, from 1 January 2020."""
    first = dt.date(2020, 1, 1)
    dates = ((first + dt.timedelta(days=n)).isoformat() for n in range(count))
    return [article(f"Story {n}", date, **fields) for n, date in enumerate(dates)]
