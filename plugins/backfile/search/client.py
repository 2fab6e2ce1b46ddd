"""The theme's scripts and the installed lunr.js in, the small scripts a reader's browser loads out.

lunr.js is not kept in this repository: it is taken from the installed mkdocs
package, which ships it with its licence comment, and checked by its hash. Our
own scripts stand in the theme, in readable parts. All are made small here, with
names in them shortened; each begins with whose it is and where it can be read.
"""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import minify

from backfile.errors import BackfileError
from backfile.settings import theme_folder

LUNR_PATH = "search/lunr.js"
SEARCH_PATH = "static/js/search.js"
PAGE_PATH = "static/js/search-page.js"
# lunr.js 2.3.9 as mkdocs 1.6.1 ships it; its stop words, stemmer and query
# language are those that the analyser and the engine were proved against.
LUNR_SHA256 = "c1a28d9e95163292fbcc07ff794f1f0e1ade8741c513afe96d5b1046a18110bc"

# Each needs those before it.
SEARCH = (
    "analyser", "decoding", "shards", "query", "score", "passages", "facets", "spelling", "engine",
)  # fmt: skip
PAGE = ("page-address", "page-question", "page-results", "page-filters", "page-keys", "page")

_STEMMER = "http://tartarus.org/~martin/PorterStemmer/js.txt"
_LUNR_NOTE = (
    " * Made small by Backfile, otherwise unchanged; readable in the mkdocs package 1.6.1.\n"
    f" * Includes code from {_STEMMER}\n"
)
_NOTE = "/* Backfile: {what}. MIT licence. Readable in the project's theme/static/js/search/. */\n"


def client_files() -> dict[str, bytes]:
    """Give the scripts of search by their paths in the site.

    Raises:
        BackfileError: the installed mkdocs ships another lunr.js, or a script
            of the theme can't be read as JavaScript.
    """
    folder = theme_folder() / "static" / "js" / "search"
    search = _NOTE.format(what="search in an archive, in the browser")
    page = _NOTE.format(what="the search page")
    return {
        LUNR_PATH: _small_lunr(checked(installed_lunr())),
        SEARCH_PATH: search.encode() + _joined(folder, SEARCH),
        PAGE_PATH: page.encode() + _joined(folder, PAGE),
    }


def installed_lunr() -> bytes:
    """Read the lunr.js that the installed mkdocs ships."""
    shipped = files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    return shipped.read_bytes()


def checked(script: bytes) -> bytes:
    """Give the script back when it is the lunr.js we know.

    Raises:
        BackfileError: it is another.
    """
    if sha256(script).hexdigest() != LUNR_SHA256:
        raise BackfileError(
            "mkdocs/contrib/search/templates/search/lunr.js",
            "is not the lunr.js 2.3.9 that search was tested with",
            "install the dependencies from requirements.lock",
        )
    return script


@lru_cache
def small(script: bytes, name: str) -> bytes:
    """Give a classic script with the same behaviour in fewer bytes; name: for the error.

    Raises:
        BackfileError: it is no JavaScript.
    """
    try:
        made: str = minify.string("application/javascript", script.decode())
    except (minify.MinifyError, UnicodeDecodeError) as error:
        line = str(error).partition("\n")[0]
        raise BackfileError(name, f"is no JavaScript: {line}", "mend it") from error
    return made.encode()


def _small_lunr(script: bytes) -> bytes:
    """The comment at the top holds the licence; the parts only repeat its copyright line."""
    notice, end, code = script.partition(b" */")
    return (
        notice + _LUNR_NOTE.encode() + end + b"\n" + small(code.replace(b"/*!", b"/*"), LUNR_PATH)
    )


def _joined(folder: Path, names: tuple[str, ...]) -> bytes:
    """One script of several that stand in the theme, in this order."""
    parts = (folder / f"{name}.js" for name in names)
    # Made small, a script may lack its last semicolon.
    return b"".join(small(part.read_bytes(), part.name) + b";\n" for part in parts)
