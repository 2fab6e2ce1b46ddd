"""Limits for work in this process: what takes too much ends in an error, the rest goes on."""

import contextlib
import os
import re
import signal
import time

import pytest

from backfile.work import Limits
from backfile.work.alarm import OverLimits, within

LITTLE = Limits(seconds=0.2, memory=100_000_000)


def _never_ends() -> None:
    while True:
        pass


def test_what_is_within_its_limits_goes_on() -> None:
    with within(LITTLE):
        done = sum(range(1000))
    assert done == 499_500


def test_what_never_ends_is_stopped() -> None:
    with pytest.raises(OverLimits, match=r"more than 0\.2 s of computing"), within(LITTLE):
        _never_ends()


def test_a_pattern_that_never_ends_is_stopped() -> None:
    with pytest.raises(OverLimits), within(LITTLE):
        re.match(r"(a|aa)+$", "a" * 100 + "b")


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="macOS does not bound memory")
def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(OverLimits, match="100000000 bytes of memory"), within(LITTLE):
        bytearray(500_000_000)


def test_an_alarm_that_was_dropped_rings_again() -> None:
    def drops_one() -> None:
        with contextlib.suppress(OverLimits):
            _never_ends()
        _never_ends()

    with pytest.raises(OverLimits), within(LITTLE):
        drops_one()


def test_waiting_costs_nothing() -> None:
    with within(LITTLE):
        time.sleep(0.4)


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="macOS does not bound memory")
def test_nothing_is_left_set_afterwards() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OverLimits), within(LITTLE):
        bytearray(500_000_000)
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert len(bytearray(500_000_000)) > 0
