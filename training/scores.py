"""Right and answered labels in, the scores of each set out.

title_F1: headlines found, line by line. body_lost: share of the body's
characters that were taken out. leak: share of the kept characters that are
boilerplate. near: share of documents with the right headlines, at most 1 % of
the body lost and 2 % of what is kept boilerplate. perfect: share of documents
with no line lost or leaked and every article begun where it begins.
WindowDiff: mean over documents of two or more articles. digest_F1: lines of
digests found. missed: share of articles that miss a paragraph of prose;
doubtful: share of those that the program marks doubtful. None: there was
nothing to score.
"""

from collections.abc import Mapping, Sequence

from benchmarks.missed import Row, missed
from training.measures import Found, Kept, found, is_near, is_perfect, kept, window_difference

Scores = dict[str, float | int | None]
# Beyond these a figure of some hundred documents says nothing.
_DIGITS = 4


def scores_of(gold: Sequence[Row], answers: Sequence[Row]) -> dict[str, Scores]:
    """The scores of each set, by its name."""
    by_id = {row["id"]: row for row in answers}
    sets = sorted({row["set"] for row in gold})
    return {name: _scores([row for row in gold if row["set"] == name], by_id) for name in sets}


def _scores(gold: Sequence[Row], answers: Mapping[str, Row]) -> Scores:
    pairs = [(row, answers[row["id"]]) for row in gold]
    characters = sum((kept(*pair) for pair in pairs), Kept())
    windows = [share for pair in pairs if (share := window_difference(*pair)) is not None]
    without = missed(gold, answers)
    return {
        "documents": len(gold),
        "articles": without.articles,
        "title_F1": _f1("T", pairs),
        "body_lost": _share(characters.lost, characters.body),
        "leak": _share(characters.leaked, characters.kept),
        "near": _share(sum(is_near(*pair) for pair in pairs), len(gold)),
        "perfect": _share(sum(is_perfect(*pair) for pair in pairs), len(gold)),
        "WindowDiff": _share(sum(windows), len(windows)),
        "digest_F1": _f1("D", pairs),
        "missed": _share(without.missing, without.articles),
        "doubtful": _share(without.warned, without.missing),
    }


def _f1(label: str, pairs: Sequence[tuple[Row, Row]]) -> float | None:
    lines = sum((found(label, *pair) for pair in pairs), Found())
    return None if lines.f1 is None else round(lines.f1, _DIGITS)


def _share(part: float, whole: int) -> float | None:
    return round(part / whole, _DIGITS) if whole else None
