"""Documents and queries in, what Xapian finds out; it lives in Debian's own Python."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from backfile.model import SearchDocument

DEBIANS_PYTHON = Path("/usr/bin/python3")
_WORKER = Path(__file__).with_name("xapian_worker.py")


def is_there() -> bool:
    """Whether Debian's Python has Xapian."""
    asked = [str(DEBIANS_PYTHON), "-c", "import xapian"]
    return DEBIANS_PYTHON.is_file() and not _run(asked, "").returncode


def answers(
    documents: Sequence[SearchDocument], queries: Sequence[str], depth: int
) -> dict[str, list[list[str]]]:
    """The urls of the first documents of each query, by the default operator.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    asked = {
        "documents": [
            {"url": d.url, "title": d.title, "text": d.text, "tags": [tag[2] for tag in d.tags]}
            for d in documents
        ],
        "queries": list(queries),
        "depth": depth,
    }
    done = _run([str(DEBIANS_PYTHON), str(_WORKER)], json.dumps(asked))
    done.check_returncode()
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def _run(command: list[str], text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
