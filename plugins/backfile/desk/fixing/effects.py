"""The corpus before and after a correction in, what it changes, a line each, out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from backfile.model import Article, Block, Corpus, Digest, Tag

_SHOWN = 100
_MOST_ARTICLES = 20


def effects(before: Corpus, after: Corpus) -> list[str]:
    """What is different: articles that come, go and change, and tag pages."""
    old = {one.id: one for one in before.published}
    new = {one.id: one for one in after.published}
    gone = [f"- {_named(old[i], before)}" for i in old if i not in new]
    come = [f"+ {_named(new[i], after)}" for i in new if i not in old]
    both = (i for i in new if i in old and _is_other(old[i], new[i]))
    changed = [lines for i in both if (lines := list(_changes(old[i], new[i])))]
    shown = [line for lines in changed[:_MOST_ARTICLES] for line in lines]
    if len(changed) > _MOST_ARTICLES:
        shown.append(f"  and {len(changed) - _MOST_ARTICLES} more articles")
    return [*gone, *come, *shown, *_pages(before, after)]


def _is_other(one: Article | Digest, other: Article | Digest) -> bool:
    return one is not other and one != other


def _named(one: Article | Digest, corpus: Corpus) -> str:
    kind = "article" if isinstance(one, Article) else "digest"
    return f"{kind} {one.id}: {_short(_title(one))} ({corpus.addresses[one.id]})"


def _title(one: Article | Digest) -> str:
    return one.title if isinstance(one, Article) else f"{len(one.items)} short items"


def _changes(old: Article | Digest, new: Article | Digest) -> Iterator[str]:
    """What is different in one article, under a line that names it."""
    lines = [
        *_fields(old, new),
        *_paragraphs(_texts(old), _texts(new)),
        *_paragraphs((r.text for r in old.removals), (r.text for r in new.removals), "taken out: "),
        *_tags(old, new),
    ]
    if lines:
        yield f"{new.id}: {_short(_title(new))}"
        yield from (f"  {line}" for line in lines)


def _fields(old: Article | Digest, new: Article | Digest) -> Iterator[str]:
    was, is_now = _known(old), _known(new)
    for name, value in is_now.items():
        if was.get(name, "") != value:
            yield f"{name}: {was.get(name) or 'none'} -> {value or 'none'}"


def _known(one: Article | Digest) -> dict[str, str]:
    known = {"language": one.language, "source": one.source}
    if isinstance(one, Article):
        date = one.date.value if one.date else ""
        authors = "; ".join(one.authors)
        known |= {"title": one.title, "date": date, "authors": authors, "section": one.section}
    return known


def _texts(one: Article | Digest) -> list[str]:
    blocks: Iterable[Block] = one.body if isinstance(one, Article) else (i.block for i in one.items)
    return [block.text for block in blocks]


def _paragraphs(old: Iterable[str], new: Iterable[str], lead: str = "") -> Iterator[str]:
    was, is_now = Counter(map(_short, old)), Counter(map(_short, new))
    yield from (f"- {lead}{text}" for text in (was - is_now).elements())
    yield from (f"+ {lead}{text}" for text in (is_now - was).elements())


def _tags(old: Article | Digest, new: Article | Digest) -> Iterator[str]:
    was, is_now = set(map(_tag, _tags_of(old))), set(map(_tag, _tags_of(new)))
    yield from (f"- tag {tag}" for tag in sorted(was - is_now))
    yield from (f"+ tag {tag}" for tag in sorted(is_now - was))


def _tags_of(one: Article | Digest) -> Iterable[Tag]:
    return one.tags if isinstance(one, Article) else (t for item in one.items for t in item.tags)


def _tag(tag: Tag) -> str:
    return f"{tag.name} ({tag.kind})"


def _pages(before: Corpus, after: Corpus) -> Iterator[str]:
    """The pages of tags that come, go, or hold more or less."""
    was = {page.path: page for page in before.tag_pages}
    is_now = {page.path: page for page in after.tag_pages}
    for path in sorted(was.keys() | is_now.keys()):
        old, new = was.get(path), is_now.get(path)
        if old is None and new is not None:
            yield f"+ page {path}: {new.name} ({len(new.members)})"
        elif new is None and old is not None:
            yield f"- page {path}: {old.name} ({len(old.members)})"
        elif old and new and (old.name, len(old.members)) != (new.name, len(new.members)):
            told = f"{old.name} ({len(old.members)}) -> {new.name} ({len(new.members)})"
            yield f"  page {path}: {told}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
