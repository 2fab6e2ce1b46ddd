"""The tree of errors: one line for a person, one exit code for CI."""

import pytest

from backfile import errors
from backfile.errors import BackfileError, OwnerError

EXIT_CODES = {
    "BackfileError": 1,
    "OwnerError": 2,
    "SettingsError": 2,
    "RuleError": 2,
    "CapturesError": 2,
    "OutputError": 2,
    "StoreError": 1,
    "LockedError": 75,
    "NothingPublished": 1,
    "TextChanged": 1,
}
KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, BackfileError)
}


def test_every_error_has_its_exit_code() -> None:
    assert {name: kind.exit_code for name, kind in KINDS.items()} == EXIT_CODES


def test_the_picture_at_the_top_names_every_error() -> None:
    assert [name for name in KINDS if name not in (errors.__doc__ or "")] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_error_says_where_what_and_what_to_try(kind: type[BackfileError]) -> None:
    error = kind("a.yaml", "has no name", 'a line "name:"')
    assert str(error) == 'a.yaml: has no name; try: a line "name:"'
    assert (error.where, error.what, error.cure) == ("a.yaml", "has no name", 'a line "name:"')


def test_an_error_without_a_cure_promises_none() -> None:
    assert str(OwnerError("a.yaml", "has no name")) == "a.yaml: has no name"
