"""Imports that wait: a module runs when something of it is first asked for, and only then."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backfile.later import later


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose modules can be imported."""
    sys.path.insert(0, str(tmp_path))
    yield tmp_path
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("waiting_")]:
        del sys.modules[name]


def test_a_module_runs_when_it_is_first_asked(folder: Path) -> None:
    trace = folder / "ran"
    (folder / "waiting_a.py").write_text(f"open({str(trace)!r}, 'x').close()\nword = 'harbour'\n")
    with later("waiting_a"):
        import waiting_a  # type: ignore[import-not-found]  # noqa: PLC0415 - the test's subject
    assert not trace.exists()
    assert waiting_a.word == "harbour"
    assert trace.exists()


def test_another_import_of_a_waiting_module_does_not_run_it(folder: Path) -> None:
    (folder / "waiting_b.py").write_text("raise ValueError('ran')\n")
    with later("waiting_b"):
        import waiting_b  # type: ignore[import-not-found]  # noqa: PLC0415 - the test's subject
    import waiting_b as again  # noqa: PLC0415 - the same

    assert again is waiting_b
    with pytest.raises(ValueError, match="ran"):
        _ = waiting_b.anything


def test_a_name_that_a_module_lacks_is_missing_as_ever(folder: Path) -> None:
    (folder / "waiting_c.py").write_text("")
    with later("waiting_c"):
        import waiting_c  # type: ignore[import-not-found]  # noqa: PLC0415 - the test's subject
    with pytest.raises(AttributeError, match="nothing"):
        _ = waiting_c.nothing


def test_a_module_of_another_name_runs_at_once(folder: Path) -> None:
    (folder / "waiting_d.py").write_text("raise ValueError('ran')\n")
    with pytest.raises(ValueError, match="ran"), later("waiting_e"):
        import waiting_d  # type: ignore[import-not-found]  # noqa: F401, PLC0415 - the test's subject
