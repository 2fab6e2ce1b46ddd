"""The owner's word as values: corrections, withholdings and the register win over every stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# The rule, or origin, of what rests on a correction.
CORRECTION = "correction"
Do = Literal["keep", "remove", "start", "end", "join", "split", "digest", "article"]
WithheldKind = Literal["capture", "article", "passage", "name"]
WithheldReason = Literal["court", "privacy", "copyright", "embargo", "safety", "other"]


@dataclass(frozen=True, slots=True)
class Order:
    """What the owner says of some blocks of a document.

    first and last are indexes of its blocks, inclusive. why: the owner's
    reason. entry: the line of corrections.yaml where it stands.
    """

    do: Do
    first: int
    last: int
    why: str
    entry: int


@dataclass(frozen=True, slots=True)
class Saying:
    """What the owner says of the fields of the article that stands at some blocks.

    fields: title, date, authors ("; " between them), language, source, section.
    """

    first: int
    last: int
    fields: Mapping[str, str]
    why: str
    entry: int


@dataclass(frozen=True, slots=True)
class Orders:
    """All that the owner's corrections say of one document."""

    blocks: tuple[Order, ...] = ()
    sayings: tuple[Saying, ...] = ()

    def __bool__(self) -> bool:
        """Whether they say anything."""
        return bool(self.blocks or self.sayings)


@dataclass(frozen=True, slots=True)
class Ties:
    """Which articles the owner says are one, and which are not: pairs of ids."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TagWord:
    """What the owner says of a tag.

    kind: '' where its slug alone was named. merge: it is the tag `slug_into`
    of the same kind; rename: it is called `name`; ban: it is no tag; part: in
    some articles it is another tag, called `name`. articles: ids of those that
    it is said of; of all where there are none.
    """

    do: Literal["merge", "rename", "ban", "part"]
    kind: str
    slug: str
    name: str = ""
    slug_into: str = ""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as the public may read it: what was changed, why, and when (ISO day).

    ids: the published articles or digests that it touched.
    """

    what: str
    why: str
    on: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stands in the place of something withheld.

    address: relative to the site's root; words: the owner's, or the reason's
    own; until: ISO day or ''; on: the day since when it is withheld.
    """

    address: str
    words: str
    reason: WithheldReason
    until: str
    on: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An article, digest or item that is withheld by its id.

    id: the first of those it has; asked: those that the owner names; ids: all,
    one for each capture; captures: the ids of those that hold it. address: that
    it would have; '' for an item.
    """

    id: str
    asked: tuple[str, ...]
    ids: tuple[str, ...]
    captures: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """What an entry of withheld.yaml reaches.

    line: where it stands there. what: the SHA-256 or id that it withholds; ''
    for a passage or name. places: how often its words were cut out. captures:
    the ids of the captures that it touches.
    """

    line: int
    what: str
    places: int
    captures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A row of the register: what the archive has promised the outside.

    number: the row's, from 0; it never changes. address: relative to the
    site's root, that of a digest's item with its anchor; '' where another id
    was promised it before. place: document of the capture, and first line or
    block in it, "0:12"; with it an article is known again when its beginning
    moves.
    """

    number: int
    id: str
    address: str
    capture_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Register:
    """All that was promised.

    promises: by id, the last word on its address; moved: addresses that an id
    had before, by address, with the id. tags: the name under which a tag was
    accepted, by "kind/slug". texts: of each accepted article and digest, short
    digests of its headline and paragraphs, in order, a space between them.
    """

    promises: Mapping[str, Promise] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextChange:
    """An accepted article or digest whose text is no longer what was accepted.

    came: its headline or paragraphs that are new; gone: the digests of those
    that are no longer there. Both are empty where only their order is another.
    """

    id: str
    title: str
    address: str
    came: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """All that the owner says of the corpus as a whole.

    register: what was promised. ties: which articles are one, and which not.
    tags: what is said of tags, in order. withheld: ids of articles, digests and
    digest items that are withheld.
    """

    register: Register = field(default_factory=Register)
    ties: Ties = field(default_factory=Ties)
    tags: tuple[TagWord, ...] = ()
    withheld: tuple[str, ...] = ()
