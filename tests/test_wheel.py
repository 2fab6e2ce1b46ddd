"""The wheel carries rules and theme: built, installed into an empty environment, used."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

STORY = (
    "Harbour opens again after a week of storms\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "\nMost Popular\n\nGrain prices fall for a third week\n"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_rules_vocabulary_and_theme(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "backfile/clean/rules/link-boxes.yaml",
        "backfile/annotate/vocabulary.yaml",
        "backfile/theme/templates/article.html",
        "backfile/theme/static/css/style.css",
        "backfile/theme/static/js/search/engine.js",
    ):
        assert part in names


@pytest.mark.slow
def test_an_empty_environment_builds_a_site_with_it(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    if subprocess.run([*pip, *lock], check=False, capture_output=True).returncode:
        if os.environ.get("CI"):
            pytest.fail("CI must be able to install the locked packages")
        pytest.skip("the packages can't be installed here without a network")
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True)
    captures = tmp_path / "site" / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(STORY)
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(python.parent / "backfile"), "build"]
    done = subprocess.run(
        command, cwd=tmp_path / "site", env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "most-popular            2" in done.stdout
    assert (tmp_path / "site" / "output" / "static" / "css" / "style.css").is_file()
