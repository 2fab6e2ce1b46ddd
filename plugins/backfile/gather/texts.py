"""An article in, its words as they are compared out: what is the same, and which numbers it tells.

Two texts are trivially different where only spaces, case, punctuation marks,
quotes or furniture lines ("Updated 3 hours ago", "12 shares") differ. Signs,
currencies, arrows and every number count: they are what a report is about.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from backfile.gather.furniture import Furniture, furniture_of
from backfile.model import Article, ArticleText, Block, Print

# Scripts that part no words: there a character is one.
_UNPARTED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A minus is a number's sign where no word stands before it: not in "2020-2021".
_NUMBER = r"(?<!\w)-(?=[\d.$€£¥])|\d+(?:[.,:/]\d+)*"
_PLAIN_WORD = re.compile(rf"{_NUMBER}|[a-z]+|[$%+<=>|~]")
_WORD = re.compile(rf"{_NUMBER}|[{_UNPARTED}]|[^\W\d_{_UNPARTED}]+|[^\w\s-]")
# Typographers' marks, as one finds them on a keyboard.
_MARKS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("–—―\u2212\u2010\u2011", "-")
    | {"…": ".", "\xa0": " "}
)
_DIGITS = re.compile(r"\d+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: letters, numbers with their signs, symbols."""
    plain = text.translate(_MARKS).casefold()
    if plain.isascii():
        return _PLAIN_WORD.findall(plain)
    found = _WORD.findall(unicodedata.normalize("NFKC", plain))
    return [word for word in found if word[0].isalnum() or _counts(word)]


def _counts(mark: str) -> bool:
    """Whether a mark changes what a text says: vowel signs, ±, % and ▲ do, quotes do not."""
    category = unicodedata.category(mark)
    return mark in "-%‰" or (category[0] in "SM" and category != "Sk")


def body_words(article: Article) -> list[str]:
    """The words of an article's body, furniture left out."""
    return words_of_blocks(article.body)


def words_of_blocks(blocks: Iterable[Block]) -> list[str]:
    """The words of blocks, furniture left out."""
    told = (block.text for block in blocks if not furniture_of(block.text))
    return [word for text in told for word in words_of(text)]


def print_of(article: Article, body: Sequence[str] | None = None) -> Print:
    """The print of an article. body: its words, where they are known."""
    text = article.held
    body = words_of_blocks(text.body) if body is None else body
    title, words = " ".join(words_of(article.title)), " ".join(body)
    return Print(
        key=_digest(f"{title}\n{words}"),
        body=_digest(words),
        words=len(body),
        numbers=_digest(" ".join(sorted(_DIGITS.findall(f"{title} {words}")))),
        stamps=_digest(" ".join(_stamps(text))),
    )


def _stamps(text: ArticleText) -> Iterator[str]:
    for block in text.details:
        if furniture_of(block.text) not in {Furniture.PASSING, Furniture.COUNT}:
            yield from _DIGITS.findall(block.text)
    for block in text.body:
        if furniture_of(block.text) is Furniture.UPDATED:
            yield from _DIGITS.findall(block.text)


def exact_text(article: Article) -> tuple[str, ...]:
    """An article's headline and paragraphs as a reader sees them."""
    return (article.title, *paragraphs(article.body))


def paragraphs(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The text of each block, spaces made one."""
    return tuple(" ".join(block.text.split()) for block in blocks)


def _digest(text: str) -> str:
    """96 bits of a text's SHA-256 in hexadecimal digits; '' for none."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24] if text else ""
