"""Work over processes: the same results, in the same order, however many there are."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BackfileError
from backfile.work import workers


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_arguments(jobs: int) -> None:
    with workers(jobs) as run_many:
        assert list(run_many(abs, range(-50, 0))) == list(range(50, 0, -1))


@given(st.lists(st.integers()))
def test_one_job_is_a_plain_map(numbers: list[int]) -> None:
    with workers(1) as run_many:
        assert list(run_many(abs, numbers)) == list(map(abs, numbers))


def test_one_job_starts_no_process() -> None:
    with workers(1) as run_many:
        assert list(run_many(_process, [0])) == [os.getpid()]


def test_two_jobs_work_in_other_processes() -> None:
    with workers(2) as run_many:
        assert os.getpid() not in run_many(_process, range(20))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_reaches_the_caller(jobs: int) -> None:
    with workers(jobs) as run_many, pytest.raises(ValueError, match="invalid literal"):
        list(run_many(int, ["1", "x"]))


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_work_is_no_result(jobs: int) -> None:
    with workers(jobs) as run_many:
        assert list(run_many(abs, [])) == []


def test_a_process_that_is_ended_from_outside_is_one_line() -> None:
    with pytest.raises(BackfileError, match="a process was ended"), workers(2) as run_many:
        list(run_many(os._exit, [1]))


def _process(_: int) -> int:
    return os.getpid()
