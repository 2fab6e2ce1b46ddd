"""Stories that rules part ("* * *", "-----", "#####") in, one record a story, out.

The first line of each is its headline. Just that and the rules are told; the
other lines are left to cleaning.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from backfile.details import is_detail
from backfile.read.formats.parts import (
    Span,
    as_record,
    covering,
    headline,
    is_prose,
    is_told,
    leave_prose,
    runs_of,
    written,
)
from backfile.read.formats.record import Piece, Record

_RULE = re.compile(r"([*=_#|~•·—–-])(?:\s?\1){2,}\Z")
# Such rules part the sections of a story too, as all short ones do ("___", "###").
_USED_IN_STORIES = "*·•~—–-"
_SHORT_RULE = 3
_LONGEST_HEADLINE = 250
_WRAPPED = 45
# A headline has so many letters and words; those of sections are shorter.
_SHORTEST_HEADLINE = 16
_LEAST_WORDS = 3
_USUAL_WORDS = 5
_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]{6}")
_SENTENCE_END = re.compile(r"[.;:,…。、，]\Z")
# The text begins so near the headline: a byline, a date and a standfirst may be between.
_TEXT_WITHIN = 9
_DETAILS_WITHIN = 3
# A text has few forms of rules; more are no rules.
_MOST_FORMS = 5
# What stands around the stories, or in a box above one, is so few lines.
_FEW_LINES = 3


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The stories between rules of one form; none where it is not surely so.

    Sure is one where each part is a headline with text below it. A quarter of
    the headlines may be odd (very short, or a sentence), but not where the
    rule is one that parts sections of stories as well.
    """
    rules: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if (mark := line.strip()) and _RULE.match(mark):
            rules.setdefault(mark, []).append(i)
    # The form that parts the most is asked first; of two alike, the one that stands first.
    for mark, at in sorted(rules.items(), key=lambda item: -len(item[1]))[:_MOST_FORMS]:
        spans = _stories(lines, _between(lines, at))
        if len(spans) > 1 and _are_sure(lines, spans, mark):
            return tuple(_records(lines, spans, mark))
    return ()


def _between(lines: Sequence[str], rules: Sequence[int]) -> list[Span]:
    """The lines of each part that is not blank; the rules belong to none."""
    edges = zip([-1, *rules], [*rules, len(lines)], strict=True)
    return [(a + 1, b - 1) for a, b in edges if written(lines, a + 1, b - 1)]


def _stories(lines: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The parts without a few lines around them; one with its headline where that is boxed."""
    few = [_is_few(lines, span) for span in spans]
    if len(spans) > _FEW_LINES and few == [True, False] * (len(spans) // 2):
        return [(a, d) for (a, _), (_, d) in zip(spans[::2], spans[1::2], strict=True)]
    first = bool(spans) and few[0]
    last = len(spans) > first and few[-1]
    return list(spans[first : len(spans) - last])


def _is_few(lines: Sequence[str], span: Span) -> bool:
    filled = written(lines, *span)
    return len(filled) <= _FEW_LINES and not is_told(lines, *span)


def _are_sure(lines: Sequence[str], spans: Sequence[Span], mark: str) -> bool:
    tops = [written(lines, *span) for span in spans]
    if not all(_has_text(lines, top, mark) and _is_set_off(lines, top, mark) for top in tops):
        return False
    headlines = [lines[top[0]].strip() for top in tops]
    odd = sum(not _is_headline(line) for line in headlines)
    if not _is_used_in_stories(mark):
        return odd * 4 <= len(tops)
    words = sum(len(line.split()) for line in headlines)
    is_usual = words >= _USUAL_WORDS * len(tops) or any(map(_EAST_ASIAN.search, headlines))
    return not odd and is_usual and all(len(top) > _FEW_LINES for top in tops)


def _is_used_in_stories(mark: str) -> bool:
    return mark[0] in _USED_IN_STORIES or len(mark) <= _SHORT_RULE


def _has_text(lines: Sequence[str], top: Sequence[int], mark: str) -> bool:
    """Whether a paragraph stands below a headline; near it where the rule tells little."""
    near = top[: _TEXT_WITHIN if _is_used_in_stories(mark) else None]
    return is_told(lines, top[0] + 1, near[-1])


def _is_set_off(lines: Sequence[str], top: Sequence[int], mark: str) -> bool:
    """Whether the headline stands alone, or right above a paragraph, a byline or a rule."""
    end = _headline_end(lines, top[0])
    below = lines[end + 1].strip()
    is_apart = not below or below == mark or is_detail(below) or is_prose(below)
    return is_apart and sum(map(len, lines[top[0] : end + 1])) <= _LONGEST_HEADLINE


def _headline_end(lines: Sequence[str], start: int) -> int:
    """The last line of a headline: it goes on where its line is as long as wrapped ones are."""
    run = runs_of(lines, start, min(start + _FEW_LINES, len(lines) - 1))[0]
    is_wrapped = len(lines[start].strip()) >= _WRAPPED and run[1] < start + _FEW_LINES
    is_more = is_wrapped and not is_told(lines, *run) and not is_detail(lines[start + 1])
    return run[1] if is_more else start


def _is_headline(line: str) -> bool:
    """Whether a line is no sentence, and not very short."""
    is_long = len(line) >= _SHORTEST_HEADLINE and len(line.split()) >= _LEAST_WORDS
    is_long = is_long or _EAST_ASIAN.search(line) is not None
    return is_long and "://" not in line and _SENTENCE_END.search(line) is None


def _records(lines: Sequence[str], spans: Sequence[Span], mark: str) -> Iterator[Record]:
    starts = [written(lines, *span)[0] for span in spans]
    ends = [written(lines, *span)[-1] for span in spans]
    for span, start, end in zip(covering(starts, len(lines)), starts, ends, strict=True):
        title_end = _headline_end(lines, start)
        below = [i for i in written(lines, title_end + 1, end) if lines[i].strip() != mark]
        rules = [i for i in range(start, end) if lines[i].strip() == mark]
        details = list(takewhile(lambda i: is_detail(lines[i]), below[:_DETAILS_WITHIN]))
        pieces = [
            *leave_prose(lines, span[0], start - 1),
            *headline(lines, start, title_end),
            *(Piece(i, i, "M", lines[i]) for i in details),
            *(Piece(i, i, "S", lines[i]) for i in rules),
            *leave_prose(lines, end + 1, span[1]),
        ]
        yield as_record(span, pieces)
