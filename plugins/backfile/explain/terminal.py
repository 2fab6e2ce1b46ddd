"""An explanation in, lines in a terminal's colours out; plain words where there are none.

rich looks whether it writes to a terminal and honours NO_COLOR.
"""

import sys

from rich.console import Console
from rich.text import Text

from backfile.explain.lines import lines_of
from backfile.explain.told import Explanation, State
from backfile.printing import printable

_STYLES: dict[State, str] = {
    "head": "bold",
    "title": "bold green",
    "continued": "green",
    "kept": "",
    "detail": "cyan",
    "digest": "blue",
    "removed": "red",
    "markup": "bright_black",
    "why": "dim",
    "unsure": "bold yellow",
    "repair": "yellow",
    "doubt": "bold magenta",
}


def tell(explanation: Explanation) -> None:
    """Print an explanation, each line in the colour of what it tells of."""
    console = Console(file=sys.stdout, soft_wrap=True)
    for line in lines_of(explanation):
        console.print(Text(printable(line.text), style=_STYLES[line.state]))
