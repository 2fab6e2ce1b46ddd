"""Progress on a stream: bars on a terminal alone, elsewhere a line for a long stage."""

import io

import pytest

from backfile.desk.watching import Lines, watched


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, **env: str) -> str:
    with watched(stream, env) as progress:
        progress.stage("reading captures")
        progress.expect(2)
        progress.step()
        progress.stage("")
    return stream.getvalue()


def test_a_log_has_no_line_for_a_fast_stage() -> None:
    assert not shown(io.StringIO(), TERM="xterm")


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"TERM": "xterm", "CI": "true"}, {}])
def test_a_plain_terminal_has_no_bars(env: dict[str, str]) -> None:
    assert not shown(Terminal(), **env)


def test_a_terminal_shows_the_stage_at_work() -> None:
    assert "reading captures" in shown(Terminal(), TERM="xterm", COLUMNS="100")


def test_without_colour_nothing_is_coloured() -> None:
    told = shown(Terminal(), TERM="xterm", COLUMNS="100", NO_COLOR="1")
    assert "\x1b[3" not in told
    assert "\x1b[9" not in told


def test_a_long_stage_has_one_line_once_it_is_over() -> None:
    stream = io.StringIO()
    lines = Lines(stream, least=0.0)
    lines.stage("reading captures")
    lines.step()
    lines.stage("pages")
    assert stream.getvalue() == "reading captures: 1, 0 s\n"
    lines.stage("")
    assert stream.getvalue().splitlines()[1:] == ["pages: 0 s"]
