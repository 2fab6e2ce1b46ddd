"""Articles and digests in, short digests of their headlines and paragraphs out; what changed.

The digests tell whether a text is still the one that the owner accepted, and
never what it says.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from backfile.details import CUT
from backfile.model import Article, Digest, Register, TextChange

# 32 bits: a paragraph that changes escapes notice once in 4 billion times.
_DIGITS = 8


def digest_of(text: str) -> str:
    """The short digest of a paragraph: 8 hexadecimal digits, the same whatever its spaces."""
    plain = " ".join(text.split()).encode("utf-8", "surrogatepass")
    return hashlib.sha256(plain).hexdigest()[:_DIGITS]


def texts_of(one: Article | Digest) -> tuple[str, ...]:
    """The headline, where it has one, and the paragraphs, in order."""
    if isinstance(one, Digest):
        return tuple(item.block.text for item in one.items)
    return (one.title, *(block.text for block in one.body))


def digests_of(one: Article | Digest) -> str:
    """The digests of its texts, a space between them, as the register has them."""
    if isinstance(one, Article) and one.gist:
        return one.gist.accepted
    return " ".join(map(digest_of, texts_of(one)))


def text_changes(
    published: Iterable[Article | Digest], addresses: Mapping[str, str], register: Register
) -> Iterator[TextChange]:
    """Those whose texts are not what was accepted; what was never accepted is none."""
    for one in published:
        accepted = register.texts.get(one.id)
        if accepted is not None and accepted != digests_of(one):
            title = one.title if isinstance(one, Article) else "a digest"
            change = _change(one, title, addresses[one.id], accepted)
            if not _is_withholding(change):
                yield change


def _is_withholding(change: TextChange) -> bool:
    """Whether a text differs only in that something was cut out of it, by the owner's word."""
    is_told = all(CUT in text for text in change.came)
    return bool(change.came) and is_told and len(change.gone) <= len(change.came)


def _change(one: Article | Digest, title: str, address: str, accepted: str) -> TextChange:
    before, came = Counter(accepted.split()), []
    for text in texts_of(one):
        digest = digest_of(text)
        if before[digest]:
            before[digest] -= 1
        else:
            came.append(text)
    return TextChange(one.id, title, address, tuple(came), tuple(before.elements()))
