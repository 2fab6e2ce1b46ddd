"""A CI recipe's YAML in, its shell steps run as the service would run them out."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from backfile import VERSION
from backfile.desk.new import make_archive
from tests.conftest import ROOT

STORY = (
    "Harbour opens again after a week of storms\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)
IDENTITY = ("-c", "user.name=tests", "-c", "user.email=tests@localhost")
_EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


@dataclass
class Runner:
    """A machine of a CI service: a folder, variables, and what its steps wrote."""

    folder: Path
    variables: dict[str, str]
    output: str = ""
    codes: list[int] = field(default_factory=list)

    def run(self, shell: list[str], script: str, extra: Mapping[str, str]) -> int:
        """Run one script in the folder; its code."""
        env = {**_PLAIN, "HOME": str(self.folder.parent), **self.variables, **extra}
        done = subprocess.run(
            [*shell, script], cwd=self.folder, env=env, check=False, capture_output=True, text=True
        )
        self.output += done.stdout + done.stderr
        self.codes.append(done.returncode)
        return done.returncode


_PLAIN = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
_BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


def load(path: str) -> Any:
    """A recipe of docs/ci; `on` is a word there, not a truth value."""
    return yaml.load((ROOT / "docs" / "ci" / path).read_text(), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text


def program_repository(folder: Path) -> Path:
    """A Git repository of the program as it is now, with its version as a tag."""
    for name in ("plugins", "theme"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "requirements.lock", folder)
    for words in (
        ("init", "--quiet"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "The program"),
        ("tag", f"v{VERSION}"),
    ):
        subprocess.run(["git", *IDENTITY, *words], cwd=folder, check=True, capture_output=True)
    return folder


def archive(folder: Path, *, with_reject: bool = False) -> Path:
    """An archive as `new` makes it, with one story, and a capture that gives nothing."""
    make_archive(folder)
    (folder / "content" / "captures" / "story.txt").write_text(STORY)
    if with_reject:
        (folder / "content" / "captures" / "broken.txt").write_bytes(b"\x89PNG\r\n\0\0")
    return folder


def run_github(folder: Path, known: Mapping[str, str], **changed: str) -> Runner:
    """Run the workflow's shell steps up to the first that fails; actions are left out.

    known: values of `${{ ... }}`. changed: values over those of the workflow's env.
    """
    workflow = load("github/archive.yml")
    temp = folder.with_name("runner")
    temp.mkdir(exist_ok=True)
    files = {name: temp / name.lower() for name in ("GITHUB_ENV", "GITHUB_STEP_SUMMARY")}
    runner = Runner(folder, _filled(workflow["env"], known) | changed)
    runner.variables |= {"RUNNER_TEMP": str(temp)} | {n: str(p) for n, p in files.items()}
    assert workflow["defaults"]["run"]["shell"] == "bash"  # what _BASH stands for
    for step in workflow["jobs"]["site"]["steps"]:
        if "run" in step and runner.run(_BASH, step["run"], _filled(step.get("env", {}), known)):
            break
        if files["GITHUB_ENV"].exists():
            lines = files["GITHUB_ENV"].read_text().splitlines()
            runner.variables |= dict(line.split("=", 1) for line in lines)
    return runner


def _filled(values: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    return {
        name: _EXPRESSION.sub(lambda found: known.get(found[1], ""), value)
        for name, value in values.items()
    }


def run_gitlab(folder: Path, job: str, **changed: str) -> Runner:
    """Run the script of one job."""
    recipe = load("gitlab/.gitlab-ci.yml")
    runner = Runner(folder, recipe["variables"] | recipe[job].get("variables", {}) | changed)
    runner.run(_BASH, "\n".join(recipe[job]["script"]), {})
    return runner


def substitutes(program: Path) -> dict[str, str]:
    """What stands for the network: a local program, and the packages of this Python."""
    return {
        "BACKFILE_REPOSITORY": str(program),
        "BACKFILE_VERSION": f"v{VERSION}",
        "BACKFILE_PYTHON": sys.executable,
        "SITE_URL": "https://example.org/news",
    }
