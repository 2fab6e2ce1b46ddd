"""A correction and what it is about in, what it changes out, in words for readers."""

from collections.abc import Mapping, Sequence

from backfile.model import Article, Digest
from backfile.owner.corrections.parsing import Correction, tag_key

_BLOCKS = {
    "keep": "text that had been taken out is shown again",
    "remove": "something that is not part of the article was taken out",
    "start": "the article begins where it should",
    "end": "the article ends where it should",
    "split": "two articles that stood as one were parted",
    "join": "one article that stood as two was made whole",
    "digest": "short items of different stories are shown as such",
    "article": "short paragraphs were made the article they are",
    "same-as": "two copies of one article were made one page",
    "not-same-as": "two articles that stood as one page were parted",
}


def told(
    one: Correction, was: Sequence[Article | Digest], names: Mapping[tuple[str, str], str]
) -> str:
    """What a correction changes.

    was: what it is about as it was before. names: of tags, by kind and slug.
    """
    if one.sets:
        return "; ".join(_set(name, value, was) for name, value in one.sets.items())
    if one.do in _BLOCKS:
        return _BLOCKS[one.do]
    kind, tag = _named(one.target.tag, names)
    return {
        "alias": f"articles that say {one.name} are found under {tag} too",
        "merge": f"{tag} and {_named(f'{kind}/{tag_key(one.other)[1]}', names)[1]} are one",
        "part": f"{one.name} is told apart from {tag}",
        "ban": f"the tag {tag} was taken off",
        "rename": f"{tag} is called {one.name}",
    }[one.do]


def _named(word: str, names: Mapping[tuple[str, str], str]) -> tuple[str, str]:
    """The kind of a tag and its name, as far as they are known."""
    kind, name = tag_key(word)
    found = (key for key in names if key[1] == name and (not kind or key[0] == kind))
    key = next(found, (kind, name))
    return key[0], names.get(key, name)


def _set(name: str, value: str, was: Sequence[Article | Digest]) -> str:
    before = _before(name, was)
    noun = {"title": "headline", "authors": "author"}.get(name, name)
    shown = f"“{value}”" if name == "title" else value or "not known"
    if not before or before == value:
        return f"the {noun} is {shown}"
    return f"the {noun} was {f'“{before}”' if name == 'title' else before}; it is {shown}"


def _before(name: str, was: Sequence[Article | Digest]) -> str:
    if not was or not isinstance(was[0], Article):
        return ""
    article = was[0]
    known = {
        "title": article.title,
        "date": article.date.value if article.date else "",
        "authors": "; ".join(article.authors),
        "language": article.language,
        "source": article.source,
        "section": article.section,
    }
    return known[name]
