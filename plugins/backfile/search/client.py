"""Nothing in, the search files that other projects wrote out: lunr.js, unchanged.

lunr.js is not kept in this repository: it is taken from the installed mkdocs
package, which ships it with its licence comment, and checked by its hash.
"""

from hashlib import sha256
from importlib.resources import files

from backfile.errors import BackfileError

LUNR_PATH = "search/lunr.js"
# lunr.js 2.3.9 as mkdocs 1.6.1 ships it; its stop words, stemmer and query
# language are those that the analyser and the engine were proved against.
LUNR_SHA256 = "c1a28d9e95163292fbcc07ff794f1f0e1ade8741c513afe96d5b1046a18110bc"


def client_files() -> dict[str, bytes]:
    """Give lunr.js by its path in the site.

    Raises:
        BackfileError: the installed mkdocs ships another lunr.js.
    """
    return {LUNR_PATH: checked(installed_lunr())}


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
