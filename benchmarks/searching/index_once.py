"""A corpus in, our index of it written out: `python -m ... CORPUS NAMES.json FOLDER`.

A program of its own, so that what indexing takes can be measured alone; without
FOLDER it only reads, since a build of the site has its documents already. NAMES:
groups of spellings, as the archive's vocabulary gives them to the builder.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from backfile.model import SearchDocument
from backfile.search.index import build
from benchmarks.searching.corpora import read_corpus


def write_index(
    documents: Sequence[SearchDocument], names: Sequence[Sequence[str]], root: Path
) -> None:
    """Write the files of the index below root."""
    made: dict[str, None] = {}
    for path, data in build(documents, names):
        folder = path.rpartition("/")[0]
        if folder not in made:
            (root / folder).mkdir(parents=True, exist_ok=True)
            made[folder] = None
        (root / path).write_bytes(data)


if __name__ == "__main__":
    corpus, names, *folder = map(Path, sys.argv[1:])
    read = read_corpus(corpus), json.loads(names.read_text("utf-8"))
    if folder:
        write_index(*read, folder[0])
