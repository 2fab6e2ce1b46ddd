"""The bytes of a YAML file in, plain values out; safe on what others wrote.

As people read it, `on`, `off`, `yes`, `no` are words (in YAML 1.1 they are
truth values, and an owner's key `on:` would be lost). Aliases are refused: a
few of them make a small file huge, and no file of ours needs one.
"""

from collections.abc import Callable
from typing import Any

import yaml

# libyaml's loader is ten times as fast; where PyYAML was built without it, its own will do.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Our files are lists of entries with a list in them; far deeper is an attack.
_DEEPEST = 50


class YamlMistake(ValueError):  # noqa: N818 - it names what somebody has to mend
    """What is wrong with a file, in words; line counts from 1, 0 where there is none."""

    def __init__(self, what: str, line: int = 0) -> None:
        """Keep what and where."""
        super().__init__(f"line {line}: {what}" if line else what)
        self.what, self.line = what, line


class _Loader(_Safe):
    """YAML's safe loader with `true` and `false` as the only truth values."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to say it
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def yaml_version() -> str:
    """The version of what reads YAML."""
    return str(yaml.__version__)


def load_yaml(data: bytes | str) -> Any:
    """The value of a YAML file; None for an empty one.

    Raises:
        YamlMistake: it is not UTF-8, not YAML, holds an alias or nests too deep.
    """
    return _loaded(data, lambda text: yaml.load(text, Loader=_Loader))  # noqa: S506 - it is a safe loader


def load_items(data: bytes | str) -> list[tuple[int, Any]]:
    """The items of a YAML file that is a list, each with the line where it begins, from 1.

    Raises:
        YamlMistake: as `load_yaml`; or it is no list.
    """
    items: list[tuple[int, Any]] = _loaded(data, _items)
    return items


def _items(text: str) -> list[tuple[int, Any]]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise YamlMistake('is no list of entries; begin each with "- "', 1)
        lines = ((item, item.start_mark.line + 1) for item in node.value)
        return [(line, _value(loader, item, line)) for item, line in lines]
    finally:
        loader.dispose()


def _value(loader: _Loader, item: yaml.Node, line: int) -> Any:
    """The value of an item; what is no value is told with the item's line."""
    try:
        return loader.construct_document(item)
    except (ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise YamlMistake(_no_value(error), line) from None


def _loaded(data: bytes | str, load: Callable[[str], Any]) -> Any:
    """What a loader makes of a file, its failures told as mistakes."""
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        _refuse_bombs(text)
        return load(text)
    except UnicodeDecodeError:
        raise YamlMistake("is not UTF-8 text") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        raise YamlMistake(f"is not YAML ({problem})", mark.line + 1 if mark else 0) from None
    except YamlMistake:
        raise
    except (ValueError, LookupError, AttributeError, ArithmeticError) as error:
        # PyYAML's own constructors stumble so over `!!int ""` and a 13th month.
        raise YamlMistake(_no_value(error)) from None


def _refuse_bombs(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Safe):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise YamlMistake("has a YAML alias (*name); write the value out", line)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise YamlMistake(f"nests deeper than {_DEEPEST} levels", line)


def _no_value(error: Exception) -> str:
    # What Python's dates say of the 13th month or the 31st of June.
    is_date = "must be in" in str(error) or "out of range for month" in str(error)
    return f"holds a date that can't be ({error})" if is_date else f"is not YAML ({error})"
