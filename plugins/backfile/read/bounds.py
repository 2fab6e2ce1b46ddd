"""The text of a saved page in, why no parser should build a tree of it out, or ''.

Two looks: a quick one at the text, which may suspect what is harmless (a
script that holds markup), and where it does an exact one by the parser's own
tokens, without a tree. What was measured of libxml2 2.14: a flood of "<", "&",
comments, closing tags or one attribute of many megabytes is read in linear
time; distinct attributes of one tag take time by their square (20,000: 1.3 s,
100,000: 100 s); what is nested deeper than 2,048 is dropped with all behind it.
"""

import re
from collections import Counter
from dataclasses import dataclass

from lxml.etree import ErrorTypes, HTMLParser, XMLSyntaxError, _ListErrorLog

# Beyond these, parsers were measured to need minutes, or to drop what follows.
_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 1_000
# The shortest page whose attributes take more than a second.
_SHORT = 100_000
# The names of tags that open or close. A name starts no later than a parser
# sees it: to leave a comment, script or quoted value takes a ">" too. One that
# closes itself has no name. What begins like a tag is always consumed to its
# end: to try again within it would take time by the square.
_NAME = re.compile(r"<(?:[a-zA-Z][^>]*+(?<=/)|(/?[a-zA-Z][^\s/>]*+)[^>]*+)(?:>|\Z)")
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+"
_MANY_ATTRIBUTES = re.compile(
    rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{_MOST_ATTRIBUTES}}}+({_ATTRIBUTE})?+"
)
# Elements that HTML closes by itself, or that never hold anything.
_NEVER_DEEP = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    li dt dd tr td th thead tbody tfoot option optgroup""".split()
)
# Elements that end with what they stand in, when a page leaves them open.
_ENDS_WITH_PARENT = frozenset(
    """p a abbr acronym b big cite code em font i ins del q s small span strike strong sub sup tt
    u""".split()
)


def out_of_bounds(text: str, max_depth: int) -> str:
    """Why a page is not parsed; empty where it is within the bounds.

    max_depth: how many elements may stand in one another.
    """
    tags = text.count("<")
    if tags > _MOST_TAGS:
        return f"has more than {_MOST_TAGS} tags"
    looks_deep = tags > max_depth and _looks_deeper(text, max_depth)
    if not looks_deep and not _looks_laden(text):
        return ""
    found = _extent_of(text)
    if found.attributes > _MOST_ATTRIBUTES:
        return f"has a tag of more than {_MOST_ATTRIBUTES} attributes"
    return f"is nested deeper than {max_depth} levels" if found.depth > max_depth else ""


def was_cut(log: _ListErrorLog) -> str:
    """Why a tree is not the whole page: its parser stopped on the way; empty where it is.

    The quick look above can be led to count fewer levels than there are, by
    closing tags in comments.
    """
    is_cut = any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in log)
    return "is nested deeper than its parser can follow" if is_cut else ""


def _looks_laden(text: str) -> bool:
    """Whether a tag may have too many attributes."""
    return len(text) > _SHORT and any(_MANY_ATTRIBUTES.findall(text))


def _looks_deeper(text: str, max_depth: int) -> bool:
    """Whether more tags may be open at once than a parser should see."""
    names = [name.lower() for name in _NAME.findall(text) if name]
    times = Counter(names)
    opening = sum(n for name, n in times.items() if name[0] != "/" and name not in _NEVER_DEEP)
    return opening > max_depth and _opens_deeper(names, max_depth)


def _opens_deeper(names: list[str], max_depth: int) -> bool:
    opened: list[str] = []
    for name in names:
        if name[0] == "/":
            del opened[_end_of(name[1:], opened) :]
        # A paragraph ends where the next begins.
        elif name not in _NEVER_DEEP and not (name == "p" and opened[-1:] == ["p"]):
            opened.append(name)
            if len(opened) > max_depth:
                return True
    return False


def _end_of(name: str, opened: list[str]) -> int:
    """Where the open tags are cut by a closing one; one that closes nothing cuts nothing."""
    if opened and opened[-1] == name:
        return len(opened) - 1
    for index in reversed(range(len(opened) if name in opened else 0)):
        if opened[index] == name:
            return index
        if opened[index] not in _ENDS_WITH_PARENT:
            break
    return len(opened)


@dataclass(slots=True)
class _Extent:
    """How deep a page goes, and how many attributes one tag has, told tag by tag by a parser."""

    depth: int = 0
    attributes: int = 0
    _open: int = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self._open += 1
        self.depth = max(self.depth, self._open)
        self.attributes = max(self.attributes, len(attributes))

    def end(self, _tag: str) -> None:
        self._open -= 1

    def close(self) -> "_Extent":
        return self


def _extent_of(text: str) -> _Extent:
    """The extent of a page: the parser stops by itself at a depth of 2,048."""
    found = _Extent()
    parser = HTMLParser(target=found, encoding="utf-8", huge_tree=True)
    parser.feed(text.encode("utf-8", "replace"))
    try:
        parser.close()
    except XMLSyntaxError:
        # A page of nothing at all.
        return _Extent()
    return found
