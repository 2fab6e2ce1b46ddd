"""Tags that were found and the owner's word on them in, the tags that are shown out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from backfile.model import Tag, TagWord
from backfile.slugs import slug


def applied(
    tags: Iterable[Tag], words: Sequence[TagWord], idents: Collection[str]
) -> tuple[Tag, ...]:
    """The tags of one article or item; idents: its id, and those of all its captures.

    Words are heard in the order of the file. Where two tags become one, the
    higher score counts, and the evidence of both.
    """
    shown: dict[tuple[str, str], Tag] = {}
    for found in tags:
        tag: Tag | None = found
        for word in words:
            if tag and _is_meant(tag, word, idents):
                tag = _said(tag, word)
        if tag:
            key = (tag.kind, tag.slug)
            shown[key] = _joined(shown[key], tag) if key in shown else tag
    return tuple(sorted(shown.values(), key=lambda tag: -tag.score))


def _is_meant(tag: Tag, word: TagWord, idents: Collection[str]) -> bool:
    is_tag = tag.slug == word.slug and tag.kind == word.kind
    return is_tag and (not word.articles or any(ident in idents for ident in word.articles))


def _said(tag: Tag, word: TagWord) -> Tag | None:
    if word.do == "ban":
        return None
    if word.do == "merge":
        return replace(tag, slug=word.slug_into, name=word.name)
    # A tag that is renamed keeps its address; one that is parted off has its own.
    return replace(tag, name=word.name, slug=slug(word.name) if word.do == "part" else tag.slug)


def _joined(one: Tag, other: Tag) -> Tag:
    score = max(one.score, other.score)
    return replace(one, score=score, evidence=(*one.evidence, *other.evidence))


def merged_tags(words: Iterable[TagWord]) -> Mapping[str, str]:
    """Which tags have become which, as "kind/slug"."""
    return {
        f"{word.kind}/{word.slug}": f"{word.kind}/{word.slug_into}"
        for word in words
        if word.do == "merge" and not word.articles
    }
