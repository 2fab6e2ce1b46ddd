"""Values of the model in, canonical JSON out, and back.

One codec for all the frozen dataclasses: it reads their annotations, so a new
field needs no code here.
"""

import dataclasses
import functools
import json
import types
from collections.abc import Mapping
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumps(value: object) -> str:
    """Canonical JSON: sorted keys, no spaces, so that equal values are equal texts."""
    return json.dumps(
        value, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value) if _is_stored(f)}
    raise TypeError(f"{type(value).__name__} can't be stored")


def loads(kind: type[T], text: str) -> T:
    """The value of a given type that `dumps` wrote.

    Raises:
        ValueError, KeyError, TypeError: the text is not one of these.
    """
    value: T = _revive(kind, json.loads(text))
    return value


def _revive(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return kind(**{name: _revive(of, value[name]) for name, of in _hints(kind)})
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _revive_tuple(args, value)
    if origin is Mapping:
        return {name: _revive(args[1], item) for name, item in value.items()}
    if origin in {Union, types.UnionType}:
        return None if value is None else _revive(args[0], value)
    return value


def _revive_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_revive(kinds[0], item) for item in value)
    return tuple(_revive(of, item) for of, item in zip(kinds, value, strict=True))


@functools.cache
def _hints(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind) if _is_stored(f))


def _is_stored(field: dataclasses.Field[Any]) -> bool:
    """Whether a field travels; `metadata={"stored": False}` keeps large bytes out."""
    return bool(field.metadata.get("stored", True))
