"""Lines and how they look in, a terminal's colours out; plain text elsewhere."""

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from backfile.printing import printable


def painted(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines, each with rich's style for it; what captures hold can't command the terminal."""
    console = Console(file=sys.stdout, soft_wrap=True)
    for text, style in lines:
        console.print(Text(printable(text), style=style))
