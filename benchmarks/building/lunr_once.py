"""A folder of Markdown files in, an index of them by lunr.py out: `PYTHON ... CONTENT FILE`."""

import json
import sys
from pathlib import Path

from lunr import lunr


def main(content: Path, target: Path) -> None:
    """Index titles and texts, as the documentation of lunr.py does."""
    documents = []
    for file in sorted(content.glob("*.md")):
        head, _, body = file.read_text("utf-8").partition("\n\n")
        title = head.partition("\n")[0].removeprefix("Title: ")
        documents.append({"id": file.stem, "title": title, "body": body})
    index = lunr(ref="id", fields=("title", "body"), documents=documents)
    target.write_text(json.dumps(index.serialize()), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
