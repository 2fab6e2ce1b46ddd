"""A JSON value in, whether it holds records, and the named values of a record out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backfile.model import Place
from backfile.read.records.fields import Field, field
from backfile.read.records.names import TEXTS, role_of
from backfile.read.records.values import Value

# Keys that hold a record, or a part of one, and say nothing of it themselves.
_WRAPPERS = frozenset(
    """article _source source data fields attributes node doc document post item story news record
    content properties metadata meta hit entry payload object body result blocks""".split()
)
# Keys of a list of records, where another list may be of what a record is related to.
_LISTS = frozenset(
    """articles results docs documents items item hits posts entries entry data records news stories
    value values list rows content contents response @graph nodes collection feed""".split()
)
# What is the value itself: {"rendered": "<p>..."}, {"name": "The Gazette"}, {"main": "Headline"}.
_INNER = (
    "rendered", "value", "text", "#text", "_text", "$t", "__cdata", "name", "main", "original",
    "displayName", "title", "webTitle", "content", "html", "body", "paragraph", "term", "label",
    "href", "@id",
)  # fmt: skip
# Records stand so deep in the answers of interfaces, and parts of a record in it.
_DEEPEST_LIST, _DEEPEST_PART = 4, 3


def holds_records(value: object, level: int = 0) -> bool:
    """Whether a value is or holds a list of records, and is none itself."""
    if isinstance(value, list):
        return any(isinstance(one, dict) for one in value)
    if not isinstance(value, dict) or level > _DEEPEST_LIST or _has_text(value):
        return False
    is_titled = any(role_of(key) == "title" for key in value)
    return any(
        _is_list_of_records(inner) or (isinstance(inner, dict) and holds_records(inner, level + 1))
        for key, inner in value.items()
        if not is_titled or key.casefold() in _LISTS
    )


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and any(is_record(one) for one in value[:1])


def is_record(value: object, level: int = 0) -> bool:
    """Whether an object names a headline or text, itself or in a part of it."""
    if not isinstance(value, dict) or level > _DEEPEST_PART:
        return False
    return any(
        inner and (role_of(key) in {"title", *TEXTS} or _is_part(key, inner, level))
        for key, inner in value.items()
    )


def _is_part(key: str, value: object, level: int) -> bool:
    return key.casefold() in _WRAPPERS and is_record(value, level + 1)


def _has_text(record: Mapping[str, Any]) -> bool:
    return any(role_of(key) == "text" and _is_text(value) for key, value in record.items())


def _is_text(value: object) -> bool:
    if isinstance(value, list):
        # {"content": [{"title": ...}, ...]} lists records, {"content": [{"text": ...}]} is a text.
        return any(isinstance(one, str) or not _names_title(one) for one in value[:1])
    if isinstance(value, dict):
        return _has_text(value) or any(isinstance(value.get(key), str) for key in _INNER)
    return isinstance(value, str) and bool(value.strip())


def _names_title(value: object) -> bool:
    return isinstance(value, dict) and any(role_of(key) == "title" for key in value)


def fields_of(
    record: Mapping[str, Any], place: Place, prefix: str = "", level: int = 0
) -> Iterator[Field]:
    """The named values of a record, those of its parts under "part.name"."""
    for key, value in record.items():
        name = f"{prefix}{key}"
        if value is None:
            continue
        if isinstance(value, dict):
            yield from _of_object(name, key, value, place, level)
        else:
            text = _of_list(key, value) if isinstance(value, list) else written(value)
            yield field(name, Value(text, place), key, level)


def _of_object(
    name: str, key: str, value: Mapping[str, Any], place: Place, level: int
) -> Iterator[Field]:
    role = role_of(key)
    is_part = key.casefold() in _WRAPPERS and (not role or is_record(value))
    if is_part and level < _DEEPEST_PART:
        yield from fields_of(value, place, f"{name}.", level + 1)
        return
    inner = _inner_key(value) if role else ""
    if not inner:
        yield Field(name, Value(written(value), place))
        return
    yield field(name, Value(written(value[inner]), place), key, level)
    for other, rest in value.items():
        if other != inner and rest is not None:
            yield Field(f"{name}.{other}", Value(written(rest), place))


def _inner_key(value: Mapping[str, Any]) -> str:
    return next((key for key in _INNER if isinstance(value.get(key), str)), "")


def _of_list(key: str, values: Sequence[Any]) -> str:
    """A list as text: a story's paragraphs by lines, all else as JSON."""
    role = role_of(key)
    texts = [_inner_text(value) for value in values] if role else []
    whole = [text for text in texts if text is not None]
    if not whole or len(whole) < len(values):
        return written(values) if values else ""
    if role in {"title", "subtitle", *TEXTS}:
        return "\n".join(whole)
    return whole[0] if len(whole) == 1 else written(whole)


def _inner_text(value: object) -> str | None:
    """The text of an item: its own, or that which stands for it."""
    if isinstance(value, dict):
        key = _inner_key(value)
        return str(value[key]) if key else None
    return value if isinstance(value, str) else None


def written(value: object) -> str:
    """A value as text: a text as it is, all else as JSON."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "nested too deeply to be shown"
