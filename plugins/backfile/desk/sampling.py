"""A running program in, where its time goes out: a table of functions and a flame graph (SVG).

Every few milliseconds of the processor's time the stack is looked at. That
costs a hundredth of the time and leaves its shares as they are; a profiler
that hooks into each call doubles the time of small functions.
"""

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import CodeType, FrameType
from xml.sax.saxutils import escape

from backfile.errors import OutputError
from backfile.progress import Stage

_EVERY = 0.002
_MOST_FUNCTIONS = 15
# Of the flame graph, in pixels: its width, a row's height, and a letter's usual width.
_WIDTH, _ROW, _LETTER = 1_200, 18, 7
_LEAST_PIXELS = 1.0
_COLOURS = {"ours": "#e8a33d", "library": "#8fb3d9", "python": "#c8c8c8"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A function: its name, and where it stands."""

    name: str
    file: str
    line: int

    @property
    def kind(self) -> str:
        """Whose it is: ours, a library's, or Python's own."""
        if self.file.startswith("backfile/"):
            return "ours"
        return "library" if self.file.startswith("packages/") else "python"

    def __str__(self) -> str:
        """The function as a person looks for it."""
        return f"{self.name} ({self.file.removeprefix('packages/')}:{self.line})"


@dataclass(slots=True)
class Samples:
    """The stacks that were seen, outermost function first, and how often each."""

    stacks: Counter[tuple[CodeType, ...]] = field(default_factory=Counter)
    every: float = _EVERY

    def counted(self) -> dict[tuple[Place, ...], int]:
        """The same with the functions by name."""
        found: Counter[tuple[Place, ...]] = Counter()
        for stack, count in self.stacks.items():
            found[tuple(map(_place, stack))] += count
        return dict(found)


@contextmanager
def sampled() -> Iterator[Samples]:
    """Look at what this process is at while it is at it; in its main thread alone."""
    samples = Samples()
    if threading.current_thread() is not threading.main_thread():
        yield samples
        return

    def look(_signal: int, frame: FrameType | None) -> None:
        stack = []
        while frame is not None:
            stack.append(frame.f_code)
            frame = frame.f_back
        samples.stacks[tuple(reversed(stack))] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        yield samples
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def table_of(stages: Sequence[Stage], samples: Samples) -> Iterator[str]:
    """Each stage with its seconds, then the functions that take most time by themselves."""
    yield f"{'stage':24}{'seconds':>9}{'at work':>9}{'steps':>9}"
    for one in stages:
        yield f"{one.name:24}{one.seconds:9.2f}{one.work:9.2f}{one.steps:9}"
    yield ""
    yield from function_lines(samples.counted())


def write_flame_graph(file: Path, samples: Samples) -> Path:
    """Write a flame graph; give its file.

    Raises:
        OutputError: it can't be written.
    """
    counted = samples.counted()
    seconds = sum(counted.values()) * samples.every
    try:
        file.write_text(flame_graph(counted, f"{seconds:.1f} s of work"), "utf-8")
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise OutputError(str(file), what, "a file in a folder that is there") from None
    return file


def _place(code: CodeType) -> Place:
    parts = PurePath(code.co_filename).parts
    file = "/".join(parts[-2:])
    for home, told in (("backfile", "backfile/"), ("site-packages", "packages/")):
        if home in parts:
            last = len(parts) - 1 - parts[::-1].index(home)
            file = told + "/".join(parts[last + 1 :])
            break
    return Place(code.co_qualname, file, code.co_firstlineno)


def function_lines(stacks: dict[tuple[Place, ...], int]) -> Iterator[str]:
    """The functions that take most time by themselves, a line each."""
    own: Counter[Place] = Counter()
    whole: Counter[Place] = Counter()
    for stack, count in stacks.items():
        own[stack[-1]] += count
        for place in dict.fromkeys(stack):
            whole[place] += count
    total = sum(own.values()) or 1
    yield f"{'itself':>7}{'with all it calls':>19}  function"
    ranked = sorted(own.items(), key=lambda item: (-item[1], item[0]))
    for place, count in ranked[:_MOST_FUNCTIONS]:
        yield f"{count / total:7.1%}{whole[place] / total:19.1%}  {place}"


def flame_graph(stacks: dict[tuple[Place, ...], int], title: str) -> str:
    """An SVG file: each function as wide as its time, under what called it; without a script."""
    total = sum(stacks.values())
    rows: list[str] = []
    deepest = _drawn(sorted(stacks.items()), 0, 0.0, _WIDTH / max(total, 1), rows)
    height = (deepest + 2) * _ROW
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" '
        f'viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="12">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="4" y="13">{escape(title)}</text>'
    )
    return "\n".join((head, *rows, "</svg>", ""))


def _drawn(
    stacks: Sequence[tuple[tuple[Place, ...], int]],
    depth: int,
    left: float,
    scale: float,
    rows: list[str],
) -> int:
    """Draw one row's functions and what they call; give the deepest row."""
    deepest = depth
    groups: dict[Place, list[tuple[tuple[Place, ...], int]]] = {}
    for stack, count in stacks:
        if len(stack) > depth:
            groups.setdefault(stack[depth], []).append((stack, count))
    for place, group in groups.items():
        width = sum(count for _, count in group) * scale
        if width >= _LEAST_PIXELS:
            rows.append(_box(place, depth + 1, left, width))
            deepest = max(deepest, _drawn(group, depth + 1, left, scale, rows))
        left += width
    return deepest


def _box(place: Place, row: int, left: float, width: float) -> str:
    letters = int(width / _LETTER)
    name = place.name if len(place.name) <= letters else place.name[: max(0, letters - 2)] + ".."
    text = f'<text x="{left + 3:.1f}" y="{row * _ROW + 13}">{escape(name)}</text>'
    told = f"{place}, {width / _WIDTH:.1%}"
    return (
        f"<g><title>{escape(told)}</title>"
        f'<rect x="{left:.1f}" y="{row * _ROW}" width="{width:.1f}" height="{_ROW - 1}" '
        f'fill="{_COLOURS[place.kind]}"/>{text if letters > 3 else ""}</g>'  # noqa: PLR2004 - shorter says nothing
    )
