"""Articles and digests in, an address for each out.

`YYYY/MM/<slug>.html`, `undated/<slug>.html`, `digests/<slug>.html`. Where two
would share an address, both get their id at the end: an address then does not
depend on which of them came first. So does one whose title ends like an id.

What was promised an address keeps it, and nothing else ever has it.
"""

import itertools
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import PurePosixPath

from backfile.model import Article, Capture, Digest, Register
from backfile.slugs import SLUG_BYTES, slug

_MONTH_CHARACTERS = len("2025-05")


def give_addresses(
    articles: Iterable[tuple[str, Article]],
    digests: Iterable[Digest],
    captures: Mapping[str, Capture],
    register: Register = Register(),  # noqa: B008 - a frozen value
) -> dict[str, str]:
    """The address of each by its id, relative to the site's root.

    articles: each with the id under which it is published.
    """
    wanted = {ident: (_folder(article), article.title) for ident, article in articles}
    for digest in digests:
        stem = PurePosixPath(captures[digest.capture_id].path).stem
        wanted[digest.id] = ("digests", stem)
    promised = {ident: p.address for ident in wanted if (p := register.promises.get(ident))}
    kept = {ident: address for ident, address in promised.items() if address}
    new = {ident: name for ident, name in wanted.items() if ident not in kept}
    given = _new_addresses(new, wanted, _taken(register) if new else {})
    return {ident: kept.get(ident) or given[ident] for ident in wanted}


def _taken(register: Register) -> dict[str, None]:
    """Every address that was promised to anybody, whether it has moved or not."""
    last = (promise.address for promise in register.promises.values())
    return dict.fromkeys((*last, *register.moved))


def _new_addresses(
    new: Mapping[str, tuple[str, str]], idents: Container[str], taken: Container[str]
) -> dict[str, str]:
    """Addresses that nothing else has; new: by id the folder and the name wanted."""
    plain = {ident: f"{folder}/{slug(name)}" for ident, (folder, name) in new.items()}
    count = Counter(plain.values())
    shared = {p for p in plain.values() if count[p] > 1 or p.rpartition("-")[2] in idents}
    return {
        ident: f"{path}.html"
        if path not in shared and f"{path}.html" not in taken
        else _told_apart(new[ident], ident, taken)
        for ident, path in plain.items()
    }


def _folder(article: Article) -> str:
    day = article.date.value if article.date else ""
    return f"{day[:4]}/{day[5:7]}" if len(day) >= _MONTH_CHARACTERS else "undated"


def _told_apart(wanted: tuple[str, str], ident: str, taken: Container[str]) -> str:
    """The address with the id at its end, which may be taken where an owner wrote it by hand."""
    folder, name = wanted
    ends = itertools.chain([ident], (f"{ident}-{number}" for number in itertools.count(2)))
    paths = (f"{folder}/{slug(name, SLUG_BYTES - len(end) - 1)}-{end}.html" for end in ends)
    return next(path for path in paths if path not in taken)
