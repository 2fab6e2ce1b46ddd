"""tags.yaml in, the name of each accepted tag by "kind/slug" out; and the line of a tag."""

import json
import re
from collections.abc import Mapping

from backfile.errors import RuleError
from backfile.model import TAG_KINDS
from backfile.owner.registerfiles import REGISTER, refuse_conflict
from backfile.yamlfiles import YamlMistake, load_items

_FIELDS = ("kind", "slug", "name")
_SLUG = re.compile("[a-z0-9-]+")
# A line as accept writes it: 10,000 of them would take a YAML parser seconds.
_LINE = re.compile(
    rf'^- \{{kind: ({"|".join(TAG_KINDS)}), slug: ([a-z0-9-]+), name: ("(?:[^"\\\n]|\\.)*")\}}\n',
    re.MULTILINE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufeff]+")


def load_tags(text: str, name: str) -> dict[str, str]:
    """The name under which each tag was accepted first, by "kind/slug".

    text: of the file; name: its own.

    Raises:
        RuleError: an entry is no tag; names its line.
    """
    tags: dict[str, str] = {}
    for kind, slug, quoted in _LINE.findall(text):
        tags.setdefault(f"{kind}/{slug}", _UNPRINTABLE.sub(" ", _unquoted(quoted)))
    others = _LINE.sub("\n", text)
    if others.strip():
        refuse_conflict(text, name)
        for key, tag in _others(others, f"{REGISTER}/{name}"):
            tags.setdefault(key, tag)
    return tags


def _unquoted(quoted: str) -> str:
    """A name that stands in quotes, as we or as people write it."""
    if "\\" not in quoted:
        return quoted[1:-1]
    try:
        return str(json.loads(quoted))
    except ValueError:
        # YAML knows more escapes than JSON; a name that needs one has been written by hand.
        return quoted[1:-1]


def line_of(key: str, name: str) -> str:
    """The line of a tag; key: "kind/slug"."""
    kind, _, slug = key.partition("/")
    said = json.dumps(_UNPRINTABLE.sub(" ", name), ensure_ascii=False)
    return f"- {{kind: {kind}, slug: {slug}, name: {said}}}\n"


def _others(text: str, where: str) -> list[tuple[str, str]]:
    """The entries that were written by hand, in other forms."""
    try:
        items = load_items(text)
    except YamlMistake as mistake:
        raise RuleError(f"{where}:{mistake.line}", mistake.what, "the file as git has it") from None
    return [_tag(item, f"{where}:{line}") for line, item in items]


def _tag(item: object, where: str) -> tuple[str, str]:
    fields = item if isinstance(item, Mapping) else {}
    kind, slug, name = (str(fields.get(field) or "") for field in _FIELDS)
    is_tag = set(fields) == set(_FIELDS) and kind in TAG_KINDS and _SLUG.fullmatch(slug) and name
    if not is_tag:
        form = '- {kind: person, slug: ada-lovelace, name: "Ada Lovelace"}'
        raise RuleError(where, "is no tag", form)
    return f"{kind}/{slug}", name
