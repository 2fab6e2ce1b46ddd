"""What the tutorial and the how-tos tell a reader to do works, in their order and to the letter."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.docs.walk import Reader

HOW_TO = sorted(path.name for path in (ROOT / "docs" / "how-to").glob("*.md"))


def reader(folder: Path, where: Path) -> Reader:
    """A reader with a stick, and repositories that stand for those at a host."""
    stands_for = {"/media/stick": str(folder / "stick")}
    (folder / "stick").mkdir()
    for name in ("git@github.com:OWNER/harbour-archive.git", "git@gitlab.com:GROUP/my-archive.git"):
        stands_for[name] = str(folder / name.partition(":")[0])
        subprocess.run(["git", "init", "--quiet", "--bare", stands_for[name]], check=True)
    return Reader(where, stands_for)


@pytest.fixture(scope="module")
def after_tutorial(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The archive that the tutorial makes, and what went wrong on the way."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "demo", folder / "backfile" / "demo")
    wrong = reader(folder, folder / "backfile").follow("tutorial.md")
    return folder / "my-archive", wrong


def test_the_tutorial_works_as_it_says(after_tutorial: tuple[Path, list[str]]) -> None:
    archive, wrong = after_tutorial
    assert wrong == []
    assert (archive / "output" / "about-this-archive.html").is_file()


@pytest.mark.parametrize("page", HOW_TO)
def test_a_how_to_works_as_it_says(
    page: str, tmp_path: Path, after_tutorial: tuple[Path, list[str]]
) -> None:
    shutil.copytree(after_tutorial[0], tmp_path / "my-archive")
    assert reader(tmp_path, tmp_path / "my-archive").follow(f"how-to/{page}") == []


def test_a_page_that_promises_too_much_is_found(tmp_path: Path) -> None:
    one = reader(tmp_path, tmp_path)
    page = tmp_path / "page.md"
    page.write_text("```sh\necho here\n```\n```text\nthere\n```\n```sh\nfalse\n```\n")
    assert len(one.follow(str(page))) == len(("not printed", "ended with 1"))
