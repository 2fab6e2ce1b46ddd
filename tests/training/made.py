"""Small labelled texts written for these tests, and evaluation data made of them."""

import gzip
import json
from pathlib import Path
from typing import Any

from backfile.clean import load_rules
from training.labelled import Example, Labelled, examples_of
from training.sources import DUMPS, PAGES, Sources

RULES = load_rules()
MENU = ("Home", "Weather", "Harbour news")
FOOT = ("Terms of use", "Contact the desk")
STORY = [
    "The harbour of island {n} was opened to ships again on Monday after a week of storms.",
    "The master said that {n} ferries and two tugs had waited for the first calm morning.",
    "“Nobody slept here,” said a fisher who had moved {n} boats behind the old stone wall.",
    "The council meets on Thursday; it will decide how the wall can be mended before winter {n}.",
]


def title(number: int) -> str:
    return f"Harbour {number} opens again after a week of heavy storms"


def paragraphs(number: int) -> list[str]:
    return [paragraph.format(n=number) for paragraph in STORY]


def page(number: int, kind: str = "page_full", site: str = "") -> Labelled:
    """A page of its own site: a menu, a headline, a byline, four paragraphs, a foot."""
    lines = [*MENU, "", title(number), "By our harbour correspondent", ""]
    lines += [part for paragraph in paragraphs(number) for part in (paragraph, "")] + [*FOOT]
    labels = [*"XXX", "", "T", "M", "", *["B", ""] * len(STORY), *"XX"]
    ident = f"{'full' if kind == 'page_full' else kind}-{number}"
    return Labelled(ident, kind, (site or f"paper{number}.example",), tuple(lines), tuple(labels))


def pages(count: int) -> list[Labelled]:
    return [page(number) for number in range(count)]


def examples(texts: list[Labelled]) -> list[Example]:
    return examples_of(texts, RULES)


def row_of(text: Labelled) -> dict[str, Any]:
    """A row as the files of labelled dumps have it."""
    return {
        "id": text.id,
        "text": "\n".join(text.lines),
        "line_labels": list(text.labels),
        "url": f"https://www.{text.sites[0]}/story.html",
        "src": [text.id.partition("-")[2]],
    }


def item_of(number: int) -> dict[str, Any]:
    """A saved page's item as the files of pages have it."""
    return {
        "id": f"page{number}",
        "url": f"https://saved{number}.example/story.html",
        "title": title(number),
        "body": "\n\n".join(paragraphs(number)),
        "authors": [],
        "page_type": "article",
    }


def data_in(folder: Path, count: int = 6) -> Sources:
    """Evaluation data of so many texts a set, written into a folder."""
    sources = Sources(folder, folder / "pages.jsonl")
    for name in DUMPS:
        rows = [json.dumps(row_of(page(number, name))) for number in range(count)]
        _write(sources.dumps(name), gzip.compress("\n".join(rows).encode()))
    rendered = []
    for name in PAGES:
        items = [item_of(number) for number in range(count)]
        _write(sources.pages(name) / "items.jsonl", "\n".join(map(json.dumps, items)).encode())
        texts = ["\n".join(page(number).lines) for number in range(count)]
        rendered += [
            {"set": name, "id": item["id"], "text": text}
            for item, text in zip(items, texts, strict=True)
        ]
    _write(sources.rendered, "\n".join(map(json.dumps, rendered)).encode())
    return sources


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
