"""Values of the model in, JSON out, and back.

One codec for all the dataclasses: it reads their annotations, so a new field
needs no code here. `dumps` writes what keys are made of, `pack` what is kept.
A text with half a surrogate pair, which captures do hold, is no UTF-8 and so
no JSON that msgspec takes: it goes a slower way of our own.
"""

import base64
import dataclasses
import functools
import json
import types
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from backfile.model import ArticleText, KeptText, Text

T = TypeVar("T")
# Given the number of a text, the place where it is.
Place = Callable[[int], Text]


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, so that equal values are equal texts."""
    return json.dumps(
        value, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if _is_stored(f)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, KeptText):
        return value.number
    raise TypeError(f"{type(value).__name__} can't be stored")


def pack(value: object) -> bytes:
    """A value as bytes; of a text that is not in memory, its number."""
    try:
        return msgspec.json.encode(value, enc_hook=_plain)
    except UnicodeEncodeError:
        return json.dumps(value, default=_plain, separators=(",", ":")).encode()


def unpack(kind: type[T], data: bytes, place: Place | None = None) -> T:
    """The value of a given type that `pack` wrote.

    place: gives what stands for a text that was not in memory.

    Raises:
        ValueError, KeyError, TypeError: the bytes are not one of these.
    """
    hook = functools.partial(_hook, place)
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=hook)
    except msgspec.DecodeError:
        value: T = _revive(kind, json.loads(data), hook)
        return value


def _hook(place: Place | None, kind: type, value: Any) -> Any:
    if kind is Text and isinstance(value, dict):
        return _revive(ArticleText, value, functools.partial(_hook, place))
    if kind is Text and place:
        return place(value)
    raise TypeError(f"{kind.__name__} can't be read")


def _revive(kind: Any, value: Any, hook: Callable[[type, Any], Any]) -> Any:
    if kind in {Text, bytes}:
        return hook(kind, value) if kind is Text else base64.b64decode(value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind(**{name: _revive(of, value[name], hook) for name, of in _hints(kind)})
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _revive_tuple(args, value, hook)
    if origin is Mapping:
        return {name: _revive(args[1], item, hook) for name, item in value.items()}
    if origin in {Union, types.UnionType}:
        return None if value is None else _revive(args[0], value, hook)
    return value


def _revive_tuple(
    kinds: tuple[Any, ...], value: Any, hook: Callable[[type, Any], Any]
) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_revive(kinds[0], item, hook) for item in value)
    return tuple(_revive(of, item, hook) for of, item in zip(kinds, value, strict=True))


@functools.cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind) if _is_stored(f))


def _is_stored(field: dataclasses.Field[Any]) -> bool:
    """Whether a field travels; `metadata={"stored": False}` keeps large bytes out."""
    return bool(field.metadata.get("stored", True))
