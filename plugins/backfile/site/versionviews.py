"""The views of captures and versions: what an article's aside and the pages of changes show.

Paths are relative to the site's root, as in `views`.
"""

from dataclasses import dataclass

from backfile.model import Change


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """A capture of an article: when and how surely, its file, and what it holds.

    holds: "again as in version 1". part: which of the capture it is. sha256:
    of the capture.
    """

    captured: str
    file: str
    holds: str
    part: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CapturesNote:
    """What an article's page says of its captures where there are several.

    lines: few of them, or none where the page at path tells them all. path is
    empty where there is no such page. headlines: those that it had before.
    """

    words: str
    lines: tuple[CaptureLine, ...]
    headlines: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class KinLine:
    """Another article of much the same text: what it is to this one, its title, address, origin."""

    words: str
    title: str
    path: str
    origin: str


@dataclass(frozen=True, slots=True)
class VersionPart:
    """A version on the page of versions.

    headline_before is empty where the headline stayed. words says how much
    came and went. skipped: of each paragraph of changes, how many unchanged
    ones were left out before it.
    """

    number: int
    captured: str
    headline: str
    headline_before: str
    words: str
    is_cut: bool
    changes: tuple[tuple[int, Change], ...]
    skipped_last: int


@dataclass(frozen=True, slots=True)
class VersionsView:
    """All captures and versions of one article."""

    path: str
    title: str
    article_title: str
    article_path: str
    language: str
    direction: str
    captures: tuple[CaptureLine, ...]
    versions: tuple[VersionPart, ...]
    template: str = "versions.html"


@dataclass(frozen=True, slots=True)
class ChangedHeadline:
    """An article whose headline was changed: all its headlines, oldest first."""

    title: str
    path: str
    date_words: str
    source: str
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The changed headlines of a month's articles."""

    path: str
    title: str
    entries: tuple[ChangedHeadline, ...]
    template: str = "changes.html"
