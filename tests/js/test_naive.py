"""Documents in; the builder and the tests' own reading of the format must write the same files."""

from backfile.model import SearchDocument
from backfile.search.index import build
from tests.js.corpus import by_chance, document
from tests.js.naive import NaiveIndex
from tests.js.naive_parts import redirects_in

ODD = [
    document(
        900, "__proto__ or constructor", "12 123 1234 a1 a0 <b> \u2028 東京都 and 東", "2025-05"
    ),
    document(901, "C++, Łódź & U.S.", "Ada Quill said, 1,310 times.", person="Ada Quill"),
]


def parts(files: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the root, whose keys may stand in another order."""
    return {path: held for path, held in files.items() if "index" not in path}


def test_two_readings_of_the_format_write_the_same_files() -> None:
    documents: list[SearchDocument] = [*by_chance(300), *ODD]
    built = dict(build(documents))
    assert parts(built) == parts(NaiveIndex(documents, redirects_in(built)).files)
