"""The commands for pipes: label, extract, tag; one module each, JSON lines in and out.

All of stdin is one corpus, because what repeats over a source is evidence. A
line that fails gives {"id", "error"} and, at the end, exit code 3.
"""

from backfile.pipes.extract import EXTRACT
from backfile.pipes.label import LABEL
from backfile.pipes.run import run_pipe
from backfile.pipes.tag import TAG
from backfile.pipes.task import Pipe

__all__ = ["PIPES", "Pipe", "run_pipe"]

PIPES: dict[str, Pipe] = {"label": LABEL, "extract": EXTRACT, "tag": TAG}
