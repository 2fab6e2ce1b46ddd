"""Where the time went: samples in, a table and a flame graph out."""

import signal
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from backfile.desk.sampling import (
    Place,
    Samples,
    flame_graph,
    function_lines,
    sampled,
    write_flame_graph,
)
from backfile.errors import OutputError

MAIN, READ = Place("main", "backfile/__main__.py", 1), Place("read<p>", "packages/lxml/a.py", 2)
STACKS = {(MAIN,): 1, (MAIN, READ): 3}


def busy(seen: Samples) -> None:
    while not seen.stacks:
        sum(range(10_000))


def test_a_program_at_work_is_seen() -> None:
    with sampled() as samples:
        busy(samples)
    names = {place.name for stack in samples.counted() for place in stack}
    assert "busy" in names


def test_afterwards_nothing_is_looked_at() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with sampled():
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_the_table_tells_own_time_and_that_of_all_calls() -> None:
    _, first, second = function_lines(STACKS)
    assert first.split()[:2] == ["75.0%", "75.0%"]
    assert second.split()[:2] == ["25.0%", "100.0%"]
    assert "lxml/a.py:2" in first


def test_a_flame_graph_is_xml_without_scripts_or_addresses() -> None:
    told = flame_graph(STACKS, "1 s & more")
    widths = [float(e.get("width", 0)) for e in ET.fromstring(told).iter() if "rect" in e.tag]  # noqa: S314 - our own
    assert sorted(widths) == [900.0, 1200.0, 1200.0]
    assert "<script" not in told
    assert told.count("http") == 1


def test_nothing_seen_is_an_empty_graph(tmp_path: Path) -> None:
    file = write_flame_graph(tmp_path / "a.svg", Samples())
    assert ET.fromstring(file.read_text()).tag.endswith("svg")  # noqa: S314 - our own


def test_a_graph_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="can't be written"):
        write_flame_graph(tmp_path / "none" / "a.svg", Samples())
