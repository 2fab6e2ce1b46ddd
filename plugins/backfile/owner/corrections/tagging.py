"""Corrections of tags in, what they change of the vocabulary and of found tags out."""

import difflib
from collections.abc import Iterable, Mapping

from backfile.model import TagWord
from backfile.owner.corrections.parsing import Correction, Corrections, tag_key

# A tag of the vocabulary: its kind and slug.
Key = tuple[str, str]


def tag_words(corrections: Corrections, known: Mapping[Key, str]) -> tuple[TagWord, ...]:
    """What is said of tags once they are found: merge, rename, ban, and part in some articles.

    known: the name of every tag of the vocabulary, by kind and slug.

    Raises:
        RuleError: there is no such tag; names the line.
    """
    return tuple(_word(one, known) for one in corrections.of_tags() if not _is_of_words(one))


def vocabulary_changes(
    corrections: Corrections, known: Mapping[Key, str]
) -> tuple[tuple[str, Key, str], ...]:
    """What is said of the words that stand for tags: ("alias" or "part", the tag, the word).

    Raises:
        RuleError: there is no such tag; names the line.
    """
    return tuple(
        (one.do, _key(one, one.target.tag, known), one.name)
        for one in corrections.of_tags()
        if _is_of_words(one)
    )


def _is_of_words(one: Correction) -> bool:
    return one.do == "alias" or (one.do == "part" and not one.target.articles)


def _word(one: Correction, known: Mapping[Key, str]) -> TagWord:
    kind, found = _key(one, one.target.tag, known)
    name, into = one.name, ""
    if one.do == "merge":
        other = _key(one, f"{kind}/{tag_key(one.other)[1]}", known)
        if other[1] == found:
            raise one.error('"merge" names itself', "the other tag")
        name, into = known[other], other[1]
    return TagWord(one.do, kind, found, name, into, one.target.articles)  # type: ignore[arg-type]  # parsed as one of these


def _key(one: Correction, word: str, present: Iterable[Key]) -> Key:
    """The tag that the owner names."""
    kind, name = tag_key(word)
    found = sorted(key for key in present if key[1] == name and (not kind or key[0] == kind))
    if len(found) == 1:
        return found[0]
    if found:
        kinds = " or ".join(f"{key[0]}/{name}" for key in found)
        raise one.error(f'"{word}" is a tag of more than one kind', kinds)
    slugs = {key[1]: key for key in present if not kind or key[0] == kind}
    near = difflib.get_close_matches(name, slugs, 1)
    cure = "/".join(slugs[near[0]]) if near else "a tag as its page's address has it"
    what = f'matches nothing any more: there is no tag "{name}"'
    raise one.error(what, f"{cure}, or take the entry away")
