"""What became of a capture in, its explanation out: each block, repair, date and tag."""

from collections.abc import Iterator, Sequence

from backfile.explain.told import Alert, Explanation, Made, Row, Section, State
from backfile.model import Article, Block, Digest, Label, Place, Rejected, Repair, Tag
from backfile.pipeline import Explained

STATES: dict[str, State] = {
    "T": "title", "T2": "continued", "B": "kept", "M": "detail", "D": "digest", "S": "markup",
}  # fmt: skip
_SHOWN_CHARACTERS = 100


def of_capture(found: Sequence[Explained] | Rejected) -> Explanation:
    """The explanation of a capture: of each of its documents, or why it has none."""
    if isinstance(found, Rejected):
        why = Alert(f"rejected: {found.reason}")
        return Explanation(found.source, found.source, (why,), ())
    capture = found[0].capture
    many = f"  {len(found)} documents" if len(found) > 1 else ""
    return Explanation(
        capture.path,
        f"{capture.path}  (SHA-256 {capture.id}){many}",
        tuple(alert for number in range(len(found)) for alert in _alerts(found, number)),
        tuple(_section(found, number) for number in range(len(found))),
    )


def shown(text: str) -> str:
    """A text in a line of at most 100 characters."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN_CHARACTERS else words[: _SHOWN_CHARACTERS - 1] + "…"


def span(place: Place) -> str:
    """A place's line, or first and last line where blocks were joined from several."""
    if place.last_line > place.first_line:
        return f"{place.first_line}-{place.last_line}"
    return str(place.first_line)


def why_of(label: Label) -> str:
    """The rule and reason of a label, in words."""
    return f"rule {label.rule}: {label.reason}" if label.rule else label.reason


def rule_of(label: Label) -> str:
    """The rule of a label; where one lets a block stay, it stands in the reason."""
    is_by_keep = not label.rule and label.reason.startswith("rule ")
    return label.reason.removeprefix("rule ").partition(":")[0] if is_by_keep else label.rule


def _section(found: Sequence[Explained], number: int) -> Section:
    one = found[number]
    blocks = zip(one.document.blocks, one.division.labels, strict=True)
    return Section(
        heading=_heading(found, number),
        rows=tuple(row_of(number, block, label) for block, label in blocks),
        repairs=tuple(_repair(repair) for repair in one.document.repairs),
        made=tuple(_made(made) for made in one.outcome.made),
    )


def row_of(number: int, block: Block, label: Label) -> Row:
    """What became of a block of a capture's document of that number, from 0."""
    return Row(
        state=STATES.get(label.name, "removed"),
        where=span(block.place),
        text=" ".join(block.text.split()),
        why=why_of(label),
        stays=bool(not label.rule and rule_of(label)),
        margin=label.margin,
        anchor=f"{number + 1}-{block.place.first_line}",
    )


def _heading(found: Sequence[Explained], number: int) -> str:
    """What tells a document from the others of its capture."""
    if len(found) == 1:
        return ""
    one = found[number]
    blocks = one.document.blocks
    where = ""
    if blocks:
        first, last = blocks[0].place.first_line, blocks[-1].place.last_line
        where = f", lines {span(Place(first, last))}" if one.document.medium == "text" else ""
    titles = [m.title if isinstance(m, Article) else "a digest" for m in one.outcome.made]
    named = "; ".join(titles) or one.outcome.reason or one.document.url
    return f"document {number + 1} of {len(found)}{where}: {shown(named)}"


def _alerts(found: Sequence[Explained], number: int) -> Iterator[Alert]:
    """Why there is nothing of a document, and what is doubtful of what there is."""
    one = found[number]
    of = f"document {number + 1}: " if len(found) > 1 else ""
    rows = [block.place.first_line for block in one.document.blocks]
    if one.outcome.reason:
        anchor = f"{number + 1}-{rows[0]}" if rows else ""
        yield Alert(f"{of}rejected: {one.outcome.reason}", anchor)
    for made in one.outcome.made:
        what = shown(made.title) if isinstance(made, Article) else "a digest"
        where = span(Place(made.first_line, made.last_line))
        anchor = f"{number + 1}-{made.first_line}" if made.first_line in rows else ""
        for doubt in made.doubts:
            yield Alert(f"{of}doubtful: {doubt} ({where}: {what})", anchor)


def _repair(repair: Repair) -> str:
    where = "whole capture"
    if repair.place:
        lines = "lines" if repair.place.last_line > repair.place.first_line else "line"
        where = f"{lines} {span(repair.place)}"
    before, after = shown(repair.before), shown(repair.after)
    return f"repair, {where}: {repair.why}: {before!r} -> {after!r}"


def _made(one: Article | Digest) -> Made:
    if isinstance(one, Digest):
        items = ((f"item at line {item.block.place.first_line}", item.tags) for item in one.items)
        tags = (told for lead, found in items for told in _tags(lead, found))
        return Made(f"digest {one.id}: {len(one.items)} items", tuple(tags))
    return Made(f"article {one.id}: {one.title}", (*_dates(one), *_tags("tag", one.tags)))


def _dates(article: Article) -> Iterator[str]:
    for found in article.dates:
        chosen = "asserted" if found == article.date else "not asserted"
        yield f"date {found.value} ({chosen}), from {found.origin}: {found.evidence!r}"


def _tags(lead: str, tags: Sequence[Tag]) -> Iterator[str]:
    for tag in tags:
        evidence = "; ".join(shown(words) for words in tag.evidence)
        yield f"{lead} {tag.kind} {tag.name} ({tag.score:.2f}): {evidence}"
