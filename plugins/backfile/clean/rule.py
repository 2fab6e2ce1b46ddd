"""A cleanup rule, and how text is made alike before rules compare it."""

from dataclasses import dataclass
from typing import Literal

from backfile.clean.patterns import Pattern
from backfile.clean.selectors import Selector


@dataclass(frozen=True, slots=True)
class Rule:
    """A cleanup rule. Exactly one of texts, pattern and selector is set.

    takes: "block" takes the matching block; "box" takes it as a heading with
    the headlines under it; "keep" lets it stay, whatever other rules and places
    say; "story" says of a site's pages that what stands outside is none. site:
    a host without "www.", or empty. since and until are ISO days or empty,
    compared with the day of capture where it is known.
    """

    name: str
    why: str
    file: str
    texts: frozenset[str]
    pattern: Pattern | None
    selector: Selector | None
    takes: Literal["block", "box", "keep", "story"]
    languages: tuple[str, ...]
    source: str
    site: str
    since: str
    until: str
    removes: tuple[str, ...]
    keeps: tuple[str, ...]

    def __hash__(self) -> int:
        """By its name, which hardly two share: what to do is looked up by all rules that apply."""
        return hash(self.name)

    @property
    def is_owners(self) -> bool:
        """Whether it is of the owner's files, not of the program's."""
        return self.file.startswith("content/rules/")

    def matches(self, text: str, path: str) -> bool:
        """Whether a block with this text, at this tag path, is what the rule takes."""
        if self.selector:
            return self.selector.matches(path)
        plain = normal(text)
        return plain in self.texts or bool(self.pattern and self.pattern.is_all_of(plain))


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order they are tried; digest tells one set from another."""

    rules: tuple[Rule, ...]
    digest: str


def normal(text: str) -> str:
    """Text as rules compare it: straight quotes, single spaces, no case, no marks around."""
    plain = text.translate(_STRAIGHT).casefold()
    return " ".join(plain.split()).strip("*#_|=>-:…•·▪►»« ")


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
