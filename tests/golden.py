"""The demonstration's captures in, what each must become out: the golden pairs.

`python -m tests.golden` writes tests/captures/*.json anew. Look at the
difference before you commit it: every line there is a promise.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from backfile.model import Article, Digest, Removal
from backfile.pipeline import load_knowledge, run
from backfile.settings import settings_from
from backfile.store import open_store

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "captures"


def outcomes(folder: Path) -> dict[str, Any]:
    """What each demonstration capture becomes, by its path; folder holds the store."""
    settings = settings_from({"demo_captures": str(ROOT / "demo" / "captures")}, folder, "golden")
    with open_store(folder / "store.sqlite") as store:
        corpus = run(settings, load_knowledge(ROOT / "content" / "rules"), store)
    found: dict[str, Any] = {
        corpus.captures[one.capture_id].path: {"articles": [], "digests": []}
        for one in corpus.published
    }
    for article in sorted(corpus.articles, key=lambda a: a.first_line):
        found[corpus.captures[article.capture_id].path]["articles"].append(_article(article))
    for digest in corpus.digests:
        found[corpus.captures[digest.capture_id].path]["digests"].append(_digest(digest))
    return found | {r.source: {"rejected": r.reason} for r in corpus.rejected}


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date.value if article.date else None,
        "authors": list(article.authors),
        "language": article.language,
        "lines": [article.first_line, article.last_line],
        "details": [block.text for block in article.details],
        "body": [f"{block.kind}: {block.text}" for block in article.body],
        "removed": _removed(article.removals),
        "repairs": [f"{repair.why}: {repair.after}" for repair in article.repairs],
        "doubts": list(article.doubts),
    }


def _digest(digest: Digest) -> dict[str, Any]:
    return {
        "id": digest.id,
        "items": [item.block.text for item in digest.items],
        "lines": [digest.first_line, digest.last_line],
        "removed": _removed(digest.removals),
    }


def _removed(removals: tuple[Removal, ...]) -> dict[str, int]:
    return dict(sorted(Counter(removal.rule for removal in removals).items()))


def file_of(path: str) -> Path:
    """The golden file of a capture."""
    return GOLDEN / f"{path.replace('/', '--')}.json"


def written(outcome: Any) -> str:
    """An outcome as its file holds it."""
    return json.dumps(outcome, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(folder: Path) -> None:
    """Write every golden file anew, and take away those of captures that are gone."""
    found = {file_of(path): written(outcome) for path, outcome in outcomes(folder).items()}
    for file in GOLDEN.glob("*.json"):
        if file not in found:
            file.unlink()
    for file, text in found.items():
        file.write_text(text, "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch))
