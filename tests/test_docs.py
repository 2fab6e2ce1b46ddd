"""The docs say what the code does: settings, tasks, files named in the README."""

import re
import tomllib
from dataclasses import fields

from backfile.settings import Settings
from tests.conftest import ROOT, run_task

README = (ROOT / "README.md").read_text()


def test_every_setting_is_told_with_its_usual_value() -> None:
    told = (ROOT / "docs" / "settings.md").read_text()
    for field in fields(Settings):
        if field.name != "root":
            assert f"`{field.name}`" in told, field.name
        if isinstance(field.default, int):
            assert f"`{field.name}` | `{field.default}`" in told, field.name


def test_every_task_is_told() -> None:
    tasks = re.findall(r"^  (\w+)", run_task("--list").stdout, re.MULTILINE)
    assert tasks
    files = (ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md"))
    told = README + "".join(file.read_text() for file in files)
    for task in tasks:
        assert f"inv {task}" in told, task


def test_every_file_that_the_readme_links_to_is_there() -> None:
    for path in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_dependency_is_recorded() -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name = re.split(r"[<>=]", wanted)[0].lower()
        assert name in told, name
