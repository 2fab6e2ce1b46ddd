"""Work over processes: results in order, and a bad capture costs only itself."""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.pipeline import Unfinished
from backfile.work import Limits, workers
from tests.helpers import process_is_alive

# Small enough for a test to wait for, large enough for a worker to begin.
LIMITS = Limits(seconds=1, memory=300_000_000)
GENEROUS = Limits(seconds=60, memory=1_000_000_000)
MILLION = 1_000_000


# A program that dies without a word, in the middle of its work.
_DIES = """
import os, pathlib, sys
from backfile.work import Limits, workers
from tests.work.test_work import _process
with workers(1, Limits(60, 10**9)) as run_many:
    pathlib.Path(sys.argv[1]).write_text(str(next(iter(run_many(_process, [0])))))
    os._exit(0)
"""
PATH = os.pathsep.join(folder for folder in sys.path if folder)


def _process(_: int) -> int:
    return os.getpid()


def _never_ends(number: int) -> int:
    while number < 0:
        pass
    return number


def _never_ends_in_c(number: int) -> int:
    return len(str(7 ** (20 * MILLION))) if number < 0 else number


def _takes_memory(number: int) -> int:
    return len(bytearray(1000 * MILLION)) if number < 0 else number


def _gives_much(number: int) -> str:
    return "x" * (20 * MILLION) if number < 0 else "little"


def _crashes(number: int) -> int:
    return len(ctypes.string_at(0)) if number < 0 else number


def _is_killed(number: int) -> int:
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _fails(number: int) -> float:
    return 1 / (number + 1)


def one_bad(function: Callable[[int], Any], limits: Limits = LIMITS) -> list[Any]:
    """The results for 1, -1 and 2, where -1 is the bad one."""
    with workers(1, limits) as run_many:
        return list(run_many(function, [1, -1, 2]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_arguments(jobs: int) -> None:
    with workers(jobs, GENEROUS) as run_many:
        assert list(run_many(abs, range(-50, 0))) == list(range(50, 0, -1))


@settings(deadline=None, max_examples=5)
@given(st.lists(st.integers(), max_size=40))
def test_the_results_are_those_of_a_plain_map(numbers: list[int]) -> None:
    with workers(2, GENEROUS) as run_many:
        assert list(run_many(abs, numbers)) == list(map(abs, numbers))


def test_work_is_done_in_other_processes() -> None:
    with workers(2, GENEROUS) as run_many:
        assert os.getpid() not in run_many(_process, range(20))


def test_no_work_is_no_result() -> None:
    with workers(2, GENEROUS) as run_many:
        assert list(run_many(_process, [])) == []


def test_one_function_after_another_is_served() -> None:
    with workers(1, GENEROUS) as run_many:
        assert [*run_many(abs, [-1]), *run_many(str, [2])] == [1, "2"]


def test_a_function_brings_what_it_knows() -> None:
    with workers(1, GENEROUS) as run_many:
        assert list(run_many(functools.partial(pow, 2), [3])) == [8]


def test_answers_that_nobody_waited_for_do_not_come_to_the_next() -> None:
    with workers(1, GENEROUS) as run_many:
        assert next(iter(run_many(abs, [-1, -2, -3]))) == 1
        assert list(run_many(str, [4, 5])) == ["4", "5"]


@pytest.mark.parametrize("function", [_never_ends, _never_ends_in_c])
def test_what_never_ends_is_ended_and_the_rest_is_done(function: Callable[[int], int]) -> None:
    first, bad, last = one_bad(function)
    assert (first, last) == (1, 2)
    assert bad == Unfinished("needs more than 1 s to read; try: raise max_seconds, or leave it out")


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="macOS does not bound memory")
def test_what_takes_too_much_memory_is_unfinished_and_the_rest_is_done() -> None:
    first, bad, last = one_bad(_takes_memory)
    assert (first, last) == (1, 2)
    assert "raise max_memory" in bad.reason


def test_a_large_result_comes_whole() -> None:
    assert [len(result) for result in one_bad(_gives_much)] == [6, 20 * MILLION, 6]


def test_a_crash_names_its_signal_and_the_rest_is_done() -> None:
    first, bad, last = one_bad(_crashes)
    assert (first, last) == (1, 2)
    assert "(SIGSEGV)" in bad.reason


def test_what_is_ended_from_outside_says_so_and_the_rest_is_done() -> None:
    first, bad, last = one_bad(_is_killed)
    assert (first, last) == (1, 2)
    assert bad.reason.startswith("was ended from outside")


def test_a_fault_of_the_program_costs_one_capture_and_is_told_with_its_place() -> None:
    first, bad, last = one_bad(_fails)
    assert (first, last) == (0.5, 1 / 3)
    assert "ZeroDivisionError: division by zero, test_work.py line" in bad.reason


def test_an_exception_in_the_caller_ends_the_workers() -> None:
    found: list[int] = []

    def stopped() -> None:
        with workers(1, GENEROUS) as run_many:
            found.extend(run_many(_process, [0]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not process_is_alive(found[0])


def test_workers_end_with_the_program_that_began_them(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    subprocess.run([sys.executable, "-c", _DIES, told], check=True, env={"PYTHONPATH": PATH})
    pid = int(told.read_text())
    until = time.monotonic() + 10
    while process_is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not process_is_alive(pid)
