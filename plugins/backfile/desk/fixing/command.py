"""The options of `fix` in, what they wish for out; what is missing is asked for on a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from backfile.desk.fixing.fix import Notes
from backfile.desk.fixing.wishes import FIELDS, Wish
from backfile.desk.who import Ask
from backfile.errors import OwnerError

_CHOICES = (
    ("the headline", "title", "the right headline"),
    ("the date", "date", "the right date, as 2025-05-11 or 2025-05"),
    ("the authors", "author", 'the authors, with "; " between them'),
    ("something was taken out that belongs to it", "keep", "its line, or words of it"),
    ("something is left in that does not belong to it", "remove", "its line, or words of it"),
    ("it begins at another line", "start", "the line of its headline, or words of that"),
    ("it ends at another line", "end", "its last line, or words of that"),
    ("it is two articles", "split", "the line of the second headline, or words of that"),
    ("it is the first part of an article", "join", "the id of the other part"),
    ("it is the same article as another", "same_as", "the other's id"),
    ("it is not the article of one of its captures", "not_same_as", "that capture's path"),
)


@dataclass(frozen=True, slots=True)
class Fixing:
    """The options of `fix`, as they were given; '' or False where they were not.

    what: an output page, an address, an id or a capture. within: articles that a
    tag is parted or banned in. yes: save without asking.
    """

    what: str
    title: str = ""
    date: str | None = None
    author: Sequence[str] = ()
    language: str = ""
    source: str = ""
    section: str = ""
    keep: str = ""
    remove: str = ""
    start: str = ""
    end: str = ""
    split: str = ""
    join: str | None = None
    digest: bool = False
    make_article: bool = False
    same_as: str = ""
    not_same_as: str = ""
    alias: str = ""
    merge: str = ""
    part: str = ""
    ban: bool = False
    rename: str = ""
    within: Sequence[str] = ()
    why: str = ""
    by: str = ""
    on: str = ""
    yes: bool = False
    dry_run: bool = False


# Options that are no wish of their own.
_BESIDE = ("what", "within", "why", "by", "on", "yes", "dry_run")
_FIELD_OF = {"author": "authors"}
_ORDER_OF = {"make_article": "article", "same_as": "same-as", "not_same_as": "not-same-as"}


def wish_of(given: Fixing, ask: Ask) -> Wish:
    """What the options wish for; where there is none, a person is asked.

    Raises:
        OwnerError: they wish for nothing, or for things that don't go together.
    """
    sets: dict[str, str] = {}
    orders: list[tuple[str, str]] = []
    for option in fields(given):
        value = getattr(given, option.name)
        if option.name in _BESIDE or not _is_given(option.name, value):
            continue
        text = (
            "; ".join(value)
            if isinstance(value, list | tuple)
            else ""
            if value is True
            else str(value)
        )
        name = _FIELD_OF.get(option.name, option.name)
        if name in FIELDS:
            sets[name] = text
        else:
            orders.append((_ORDER_OF.get(name, name), text))
    if not sets and not orders:
        return _asked_for(given, ask)
    if len(orders) + bool(sets) > 1:
        named = ", ".join(f"--{name}" for name in (*sets, *(do for do, _ in orders)))
        raise OwnerError("fix", f"does one thing at a time, not {named}", "one command for each")
    do, value = orders[0] if orders else ("", "")
    return Wish(sets, do, value, tuple(given.within))


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is True else str(value)


def _is_given(name: str, value: object) -> bool:
    """Whether an option was given; an empty date is one not known, an empty --join the next."""
    return value is not None if name in {"date", "join"} else bool(value)


def _asked_for(given: Fixing, ask: Ask) -> Wish:
    """The wish of a person who was asked what is wrong."""
    if ask is None:
        raise OwnerError("fix", "nothing to mend was named", "--title, --keep LINE, or --help")
    listed = "\n".join(f"{n:3} {told}" for n, (told, _, _) in enumerate(_CHOICES, 1))
    answer = ask(f"What is wrong?\n{listed}\nnumber: ").strip()
    if not answer.isdigit() or not 1 <= int(answer) <= len(_CHOICES):
        raise OwnerError("fix", f"{answer!r} is none of these numbers", "one of them")
    _, option, question = _CHOICES[int(answer) - 1]
    value = ask(f"{question}: ").strip()
    if not value:
        raise OwnerError("fix", "nothing was changed", "an answer to what is asked")
    choice: dict[str, object] = {option: (value,) if option == "author" else value}
    return wish_of(Fixing(given.what, within=given.within, **choice), None)  # type: ignore[arg-type]  # options by name


def notes_of(given: Fixing, ask: Ask, by: str, today: str) -> Notes:
    """Why, by whom and when; the reason is asked for where it is missing.

    by, today: what holds where the options do not say.

    Raises:
        OwnerError: no reason is given.
    """
    if given.dry_run and not given.why:
        return Notes("to see its effect", given.by or by, given.on or today)
    why = given.why or (ask("why (readers see this): ").strip() if ask else "")
    if not why:
        raise OwnerError("fix", "no reason is given, and readers see it", '--why "..."')
    return Notes(why, given.by or by, given.on or today)
