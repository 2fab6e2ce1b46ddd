"""A full disk is no fault of a capture: it ends the build, which would go on without it else."""

import errno
import os

import pytest

from backfile.work import Limits, workers

LIMITS = Limits(seconds=60, memory=1_000_000_000)


def _fails(number: int) -> int:
    raise OSError(number, os.strerror(number))


def test_a_full_disk_in_a_worker_ends_the_run() -> None:
    with workers(1, LIMITS) as run_many, pytest.raises(OSError, match="No space left on device"):
        list(run_many(_fails, [errno.ENOSPC]))
