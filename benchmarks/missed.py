"""Gold and predicted labels in, the prose paragraphs that were missed out, and who was warned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from backfile.clean.shapes import is_prose

_TAKEN = ("X", "S")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Missed:
    """What was missed over a set of documents.

    missing: gold articles that miss a prose paragraph; warned: those of them
    whose predicted article is doubtful. predicted and doubtful: articles.
    marked: whether the set holds an export's mark-up, whose lines need no guessing.
    """

    articles: int = 0
    missing: int = 0
    warned: int = 0
    predicted: int = 0
    doubtful: int = 0
    marked: bool = False

    def __add__(self, other: "Missed") -> "Missed":
        """Both together."""
        return Missed(
            self.articles + other.articles,
            self.missing + other.missing,
            self.warned + other.warned,
            self.predicted + other.predicted,
            self.doubtful + other.doubtful,
            self.marked or other.marked,
        )


def missed(gold: Iterable[Row], predicted: Mapping[Any, Row]) -> Missed:
    """Count over the documents of a set; one without a prediction is missed as a whole."""
    documents = [(one, predicted.get(one["id"], {})) for one in gold]
    found = [pair for one, guess in documents for pair in _articles(one, guess)]
    guesses = [article for _, guess in documents for article in guess.get("articles", ())]
    return Missed(
        articles=len(found),
        missing=sum(is_missing for is_missing, _ in found),
        warned=sum(is_missing and is_doubtful for is_missing, is_doubtful in found),
        predicted=len(guesses),
        doubtful=sum(bool(article.get("doubtful")) for article in guesses),
        marked=any("S" in one["line_labels"] for one, _ in documents),
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text as `label` counts them."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _articles(gold: Row, guess: Row) -> Iterable[tuple[bool, bool]]:
    """Of each gold article: whether it misses a prose paragraph, whether its guess is doubtful."""
    lines = lines_of(gold["text"])
    labels = guess.get("line_labels") or ["X"] * len(lines)
    for article in gold["articles"]:
        span = range(article["start_line"], article["end_line"] + 1)
        prose = [i for i in span if gold["line_labels"][i] == "B" and is_prose(lines[i])]
        yield any(labels[i] in _TAKEN for i in prose), _is_doubtful(span, guess)


def _is_doubtful(span: range, guess: Row) -> bool:
    """Whether the predicted article that shares most lines with a span is doubtful."""
    guesses = guess.get("articles", ())
    best = max(guesses, key=lambda article: _shared(span, article), default=None)
    return bool(best and _shared(span, best) > 0 and best.get("doubtful"))


def _shared(span: range, article: Row) -> int:
    """How many lines they share; 0 or less where none."""
    last: int = min(span[-1], article["end_line"])
    return last - max(span[0], int(article["start_line"])) + 1
