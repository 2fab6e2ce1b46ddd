"""A folder of evaluation data in, the files that training takes from it out, and their digest."""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backfile.errors import BackfileError

Row = dict[str, Any]

# Sets of dumps whose lines are labelled, and sets of saved pages whose article is known.
DUMPS = ("page_full", "paste_select", "compound_paste", "seedlike", "reuters_plain", "hand")
PAGES = ("naeb", "fundustest", "fundus80", "zyte", "wcxb")
# Where the pages' texts are kept when nothing else is said; never committed.
RENDERED = Path(".backfile") / "pages.jsonl"


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the data stand: the folder of evaluation data, and the file of pages' texts."""

    data: Path
    rendered: Path = RENDERED

    def dumps(self, name: str) -> Path:
        """A set of labelled dumps: {id, text, line_labels, url or src}."""
        return self.data / "split" / "dev" / f"{name}.jsonl.gz"

    def pages(self, name: str) -> Path:
        """A set of saved pages: items.jsonl {id, url, title, body, authors, page_type}, html/."""
        return self.data / "html" / "data" / "unified" / name

    @property
    def files(self) -> list[Path]:
        """All that is learnt from, in a fixed order."""
        dumps = [self.dumps(name) for name in DUMPS]
        return [*dumps, *(self.pages(name) / "items.jsonl" for name in PAGES), self.rendered]

    def check(self) -> None:
        """Raise BackfileError where a file is missing, with what makes it."""
        for file in self.files:
            if not file.is_file():
                is_ours = file == self.rendered
                cure = "python -m training.render" if is_ours else "--data, the evaluation data"
                raise BackfileError(str(file), "is missing", cure)

    def digest(self) -> str:
        """The SHA-256 over those of all files, in their order, whatever the files are called."""
        return _digest(self.files)

    def digest_of_pages(self) -> str:
        """The same over the sets of saved pages: what is known of them, and each page."""
        folders = [self.pages(name) for name in PAGES]
        pages = [sorted((folder / "html").iterdir()) for folder in folders]
        return _digest(
            file
            for folder, saved in zip(folders, pages, strict=True)
            for file in (folder / "items.jsonl", *saved)
        )


def _digest(files: Iterable[Path]) -> str:
    each = (hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    return hashlib.sha256("".join(f"{one}\n" for one in each).encode()).hexdigest()


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from (json.loads(line) for line in data.decode("utf-8").split("\n") if line.strip())
