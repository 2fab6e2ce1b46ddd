"""A folder of saved pages in, Markdown files for stock Pelican out, by trafilatura.

    PYTHON extract_once.py PAGES CONTENT

Run by the Python that has trafilatura, which has nothing of ours.
"""

import sys
from pathlib import Path

import trafilatura


def main(pages: Path, content: Path) -> None:
    """Extract each page; one without a text is left out."""
    for file in sorted(pages.glob("*.html")):
        found = trafilatura.bare_extraction(file.read_bytes(), with_metadata=True)
        if found is None or not found.text:
            continue
        head = {
            "Title": found.title or file.stem,
            "Date": found.date or "1970-01-01",
            "Author": found.author or "",
            "Source": found.sitename or "",
            "Tags": ", ".join(found.tags or ()),
        }
        fields = "".join(f"{name}: {value}\n" for name, value in head.items())
        text = "\n\n".join([fields, *found.text.split("\n")])
        (content / f"{file.stem}.md").write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
