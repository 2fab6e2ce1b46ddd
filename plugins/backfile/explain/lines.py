"""An explanation in, the lines that tell it on a terminal or in a file out."""

from collections.abc import Iterator

from backfile.explain.capture import shown
from backfile.explain.told import Explanation, Row, Section, Told

# Under the text of a row, which begins behind its line's number and its word.
_INDENT = " " * 16


def lines_of(explanation: Explanation) -> Iterator[Told]:
    """What is doubtful first, then every block, then what was made of them."""
    yield Told("head", explanation.head)
    yield from (Told("doubt", f"  {alert.text}") for alert in explanation.alerts)
    if explanation.unsure:
        yield Told("unsure", f"  {explanation.unsure_words}")
    for section in explanation.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Told]:
    if section.heading:
        yield from (Told("why", ""), Told("head", section.heading))
    for row in section.rows:
        yield from _row(row)
    if any(row.anchor for row in section.rows):
        yield from (Told("why", f"{' ' * 7}{words}") for words in section.sums)
    yield from (Told("repair", words) for words in section.repairs)
    for made in section.made:
        yield Told("head", made.heading)
        yield from (Told("why", f"  {words}") for words in made.evidence)


def _row(row: Row) -> Iterator[Told]:
    margin = f"  [{row.margin_words}]" if row.margin_words and not row.shows_why else ""
    yield Told(row.state, f"{row.where:>6} {row.word:8} {shown(row.text)}{margin}")
    if row.shows_why:
        told = ", ".join(filter(None, (row.why, row.margin_words)))
        unsure = "unsure: " if row.is_unsure else ""
        yield Told("unsure" if row.is_unsure else "why", f"{_INDENT}{unsure}{told}")
    yield from (Told("why", f"{_INDENT}{place}") for place in row.places)
