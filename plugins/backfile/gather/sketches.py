"""An article with its text in, out all that the corpus needs of it while the text is away."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from backfile.gather.accepted import digests_of
from backfile.gather.likeness import signatures
from backfile.gather.texts import body_words, print_of
from backfile.model import Article, DateFinding, Gist, Sketch
from backfile.summaries import minutes, plain_text, summary

# Shorter texts ("Read more on our site.") are alike by chance.
LEAST_WORDS = 20
# Days that a text speaks of are no word on when it appeared.
_SPOKEN_OF = ("text", "dateline")


def gist_of(article: Article, digest: str = "") -> Gist:
    """What lists, keys and reports need of an article's text.

    digest: of all of the article, where it is known.
    """
    text = article.held
    told = digest or hashlib.sha256(repr((article, text)).encode("utf-8", "replace")).hexdigest()
    return Gist(
        digest=told,
        summary=summary(text.body),
        minutes=minutes(plain_text(text.body)),
        removed=tuple(sorted(Counter(removal.rule for removal in text.removals).items())),
        repaired=len(text.repairs),
        accepted=digests_of(article),
        pictures=tuple(picture.name for picture in text.pictures),
    )


def sketches_of(articles: Sequence[Article]) -> Iterator[Sketch]:
    """The sketch of each article."""
    bodies = [body_words(article) for article in articles]
    prints = [print_of(*one) for one in zip(articles, bodies, strict=True)]
    words = (
        body if found.words >= LEAST_WORDS else ()
        for body, found in zip(bodies, prints, strict=True)
    )
    for article, found, signed in zip(articles, prints, signatures(words), strict=True):
        days = tuple(_days(article.held.dates, article.modified))
        yield Sketch(found, days, base64.b64encode(signed).decode())


def _days(dates: Iterable[DateFinding], changed: DateFinding | None) -> Iterator[str]:
    """Every date on which an article says that it appeared or was changed, once."""
    told = [found for found in dates if not found.origin.startswith(_SPOKEN_OF)]
    once = dict.fromkeys(found.value for found in (*told, *([changed] if changed else ())))
    return iter(sorted(once))
