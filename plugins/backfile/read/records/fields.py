"""The named values of one record in, its entry out: headline, text, details, claims, the rest.

Whatever a record holds is in one of these. What is neither the story's nor a
claim becomes a line of the export's mark-up, "name: value".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backfile.model import Block, Claim, LabelName, Place, Repair
from backfile.read.lines import mend
from backfile.read.records.claims import CLAIMED, LONGEST_CLAIM, claims_of, listed
from backfile.read.records.entry import NO_TEXT, Entry, LeftOut, shown
from backfile.read.records.names import TEXTS, Role, rank_of, role_of
from backfile.read.records.values import Source, Value, line_of, text_of

# Of a value that is not the story's, and of a record's such values, so much is shown.
_LONGEST_REST = 2_000
_MOST_REST = 40
_LONGEST_NAMES = 200
# A value deeper inside its record goes behind every one that is less deep.
_A_LEVEL = 1_000


@dataclass(frozen=True, slots=True)
class Field:
    """A named value; rank tells the better of two names for one role (lower is better)."""

    name: str
    value: Value
    role: Role = ""
    rank: int = 0


def field(name: str, value: Value, key: str = "", depth: int = 0) -> Field:
    """A field by its name; key: the part of the name that tells; depth: how far inside."""
    key = key or name
    return Field(name, value, role_of(key), rank_of(key) + depth * _A_LEVEL)


@dataclass(frozen=True, slots=True)
class _Story:
    """Which fields of a record are its story."""

    title: Field | None
    subtitle: Field | None
    text: Field | None

    def holds(self, one: Field) -> bool:
        """Whether a field is the story's, or says the same as one that is."""
        mine = [f.value.text for f in (self.title, self.subtitle, self.text) if f is not None]
        return one.value.text in mine


def entry_of(fields: Sequence[Field], origin: str, source: Source, place: Place) -> Entry | LeftOut:
    """The entry of a record; left out where it holds no text, or none that can be read.

    origin: the format, which the claims name. place: all lines of the record.
    """
    filled = sorted((f for f in fields if f.value.text.strip()), key=lambda f: f.rank)
    story = _story(filled)
    if story.text is None:
        return _without_text(fields, place)
    claims, rest = _claimed(filled, story, origin)
    address = next((claim.value for claim in claims if claim.field == "url"), "")
    text = text_of(story.text.value, replace(source, url=address))
    if text.why_not:
        why = f"a record whose text {text.why_not}: left out"
        return LeftOut(place, story.text.value.text, why)
    head, repairs = _head(story, source)
    titled = [Claim("title", block.text[:LONGEST_CLAIM], origin) for block in head[:1]]
    # A whole page says itself where its headline stands.
    head = () if story.text.role == "page" else head
    body = (*_details(filled), *_without_title(text.blocks, head))
    blocks = _in_order(head, body, tuple(_rest(rest)))
    return Entry(blocks, (*titled, *claims), (*repairs, *text.repairs), place)


def _without_text(fields: Sequence[Field], place: Place) -> LeftOut:
    whole = "; ".join(f"{f.name}: {shown(f.value.text)}" for f in fields if f.value.text.strip())
    if any(one.role in TEXTS for one in fields):
        return LeftOut(place, whole, NO_TEXT)
    names = shown(", ".join(one.name for one in fields), _LONGEST_NAMES)
    cure = "left out; try: call its text `text` or `content`"
    return LeftOut(place, whole, f"a record without a text ({names}): {cure}")


def _story(filled: Sequence[Field]) -> _Story:
    title = _first(filled, "title") or _first(filled, "subject")
    subtitle = _first(filled, "subtitle")
    longest = (_longest(filled, "text"), _longest(filled, "page"), _first(filled, "summary"))
    text = next((one for one in longest if one is not None), None)
    if text is None:
        return _Story(title, None, subtitle)
    is_again = subtitle is not None and _plain(subtitle) in _plain(text)
    return _Story(title, None if is_again else subtitle, text)


def _first(filled: Sequence[Field], role: Role) -> Field | None:
    return next((one for one in filled if one.role == role), None)


def _longest(filled: Sequence[Field], role: Role) -> Field | None:
    texts = [one for one in filled if one.role == role and _is_text(one.value.text)]
    return max(texts, key=lambda one: len(one.value.text), default=None)


def _is_text(value: str) -> bool:
    """Whether a value has words; "article: 4711" and "story: https://..." have none."""
    is_address = value.startswith(("http://", "https://")) and len(value.split()) == 1
    return not is_address and any(map(str.isalpha, value))


def _plain(one: Field) -> str:
    return " ".join(one.value.text.split())


def _claimed(
    filled: Sequence[Field], story: _Story, origin: str
) -> tuple[tuple[Claim, ...], list[Field]]:
    """What the fields claim, and the fields that are neither a claim nor the story's."""
    claims: list[Claim] = []
    rest: list[Field] = []
    for one in filled:
        found: list[Claim] = []
        if one.role in CLAIMED:
            found = list(claims_of(one.role, one.name, one.value, origin))
        claims += found
        if not (found or one.role == "place" or story.holds(one)):
            rest.append(one)
    return tuple(dict.fromkeys(claims)), rest


def _head(story: _Story, source: Source) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """The headline, and the line below it."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    given: LabelName
    for given, one in (("T", story.title), ("B", story.subtitle)):
        if one is not None:
            text, changes = line_of(one.value, source)
            blocks += [Block("paragraph", text, one.value.place, given=given)] if text else []
            repairs += changes
    return tuple(blocks), tuple(repairs)


def _without_title(body: Sequence[Block], head: Sequence[Block]) -> tuple[Block, ...]:
    """The text, its first paragraph marked where that says the headline once more."""
    titles = [block.text.casefold() for block in head if block.given == "T"]
    if len(body) > 1 and body[0].text.casefold() in titles:
        return (replace(body[0], given="X"), *body[1:])
    return tuple(body)


def _details(filled: Sequence[Field]) -> Iterator[Block]:
    """The lines that are printed with a headline: who wrote it, and where."""
    for one in filled:
        text = one.value.text.strip()
        if text[:1] == "[" and text[-1:] == "]":
            text = ", ".join(listed(text))
        if one.role in {"author", "place"} and _is_text(text):
            line = mend(shown(text), one.value.place)[0].strip()
            yield Block("line", line, one.value.place, given="M")


def _rest(fields: Sequence[Field]) -> Iterator[Block]:
    """The values that are no part of the story, in the order of the record."""
    ordered = sorted(fields, key=lambda one: one.value.place.first_line)
    for one in ordered[:_MOST_REST]:
        text = f"{shown(one.name, _LONGEST_NAMES)}: {shown(one.value.text, _LONGEST_REST)}"
        yield Block("line", mend(text, one.value.place)[0], one.value.place, given="S")
    if more := ordered[_MOST_REST:]:
        names = shown(", ".join(one.name for one in more), _LONGEST_REST)
        place = more[0].value.place
        yield Block("line", mend(f"and {len(more)} more: {names}", place)[0], place, given="S")


def _in_order(
    head: tuple[Block, ...], body: tuple[Block, ...], rest: tuple[Block, ...]
) -> tuple[Block, ...]:
    """Headline, text, rest; what stands above the text's end goes first, so that it ends the last.

    A draft's lines are those from its first block to its last.
    """
    end = max((block.place.last_line for block in (*head, *body)), default=0)
    above = tuple(block for block in rest if block.place.first_line < end)
    return (*above, *head, *body, *rest[len(above) :])
