"""The CI recipes of docs/ci do what they say: their shell steps are run, the network left out."""

import subprocess
from pathlib import Path

import pytest

from tests.docs.recipes import (
    Runner,
    archive,
    load,
    program_repository,
    run_github,
    run_gitlab,
    substitutes,
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return program_repository(tmp_path_factory.mktemp("program"))


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """The public repository of the site."""
    return bare(tmp_path / "site.git")


def bare(path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", "--bare", str(path)], check=True)
    return path


def github(folder: Path, program: Path, remote: Path, **changed: str) -> Runner:
    known = {"secrets.SITE_KEY": "no key"}
    return run_github(folder, known, SITE_REMOTE=str(remote), **substitutes(program), **changed)


def published(remote: Path) -> list[str]:
    """The files of the site's branch; [] where nothing was pushed."""
    listed = ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "gh-pages"]
    return subprocess.run(listed, check=False, capture_output=True, text=True).stdout.splitlines()


@pytest.fixture(scope="module")
def twice(program: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Runner]]:
    """GitHub's workflow run twice, with what is kept between runs; the site's repository."""
    folder = tmp_path_factory.mktemp("github")
    remote = bare(folder / "site.git")
    runners = [github(archive(folder / "archive"), program, remote)]
    (folder / "runner").rename(folder / "runner of the first run")
    runners.append(github(folder / "archive", program, remote))
    return remote, runners


def test_github_publishes_the_site(twice: tuple[Path, list[Runner]]) -> None:
    remote, (first, _) = twice
    assert set(first.codes) == {0}, first.output
    assert {"index.html", ".nojekyll", "manifest.json", "sitemap.xml"} <= set(published(remote))


def test_github_publishes_neither_captures_nor_store(twice: tuple[Path, list[Runner]]) -> None:
    names = published(twice[0])
    assert names
    assert [n for n in names if "captures" in n or "story.txt" in n or ".backfile" in n] == []


def test_github_publishes_again_without_a_history(twice: tuple[Path, list[Runner]]) -> None:
    remote, (_, second) = twice
    assert "0 pages rendered" in second.output
    count = ["git", "-C", str(remote), "rev-list", "--count", "gh-pages"]
    assert subprocess.check_output(count, text=True).strip() == "1"


def test_github_warns_of_new_rejects_and_publishes(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    runner = github(archive(tmp_path / "archive", with_reject=True), program, remote)
    assert set(runner.codes) == {0}, runner.output
    assert "::warning title=New rejects::" in runner.output
    assert "new reject: broken.txt" in (tmp_path / "runner/github_step_summary").read_text()
    assert "index.html" in published(remote)


def test_github_can_stop_at_new_rejects(tmp_path: Path, program: Path, remote: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    runner = github(folder, program, remote, NEW_REJECTS="fail")
    assert (runner.codes[-1], published(remote)) == (3, [])


def test_github_does_not_publish_a_build_that_failed(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    folder = archive(tmp_path / "archive")
    (folder / "content" / "rules" / "mine.yaml").write_text("- name: half\n")
    runner = github(folder, program, remote)
    assert (runner.codes[-1], published(remote)) == (2, [])


def test_github_fetches_captures_from_a_storage(
    tmp_path: Path, program: Path, remote: Path
) -> None:
    folder = archive(tmp_path / "archive")
    storage = tmp_path / "storage"
    (folder / "content" / "captures" / "story.txt").rename(storage)
    fetch = f"cp '{storage}' content/captures/story.txt"
    runner = github(folder, program, remote, FETCH_CAPTURES=fetch)
    assert "articles      1" in runner.output


@pytest.fixture(scope="module")
def gitlab(program: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Runner]]:
    """GitLab's job run twice, with what its cache keeps; the project's folder."""
    folder = archive(tmp_path_factory.mktemp("gitlab") / "archive")
    return folder, [run_gitlab(folder, "pages", **substitutes(program)) for _ in range(2)]


def test_gitlab_publishes_the_site(gitlab: tuple[Path, list[Runner]]) -> None:
    folder, (first, _) = gitlab
    assert first.codes == [0], first.output
    assert (folder / "public" / "sitemap.xml").is_file()
    assert not (folder / "public" / "content").exists()


def test_gitlab_builds_again_from_its_cache(gitlab: tuple[Path, list[Runner]]) -> None:
    assert "0 pages rendered" in gitlab[1][1].output


def test_gitlab_has_nothing_to_warn_of_without_rejects(gitlab: tuple[Path, list[Runner]]) -> None:
    assert run_gitlab(gitlab[0], "new-rejects").codes == [0]


def test_gitlab_publishes_with_new_rejects_and_warns(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    assert run_gitlab(folder, "pages", **substitutes(program)).codes == [0]
    assert (folder / "public" / "index.html").is_file()
    check = run_gitlab(folder, "new-rejects")
    allowed = load("gitlab/.gitlab-ci.yml")["new-rejects"]["allow_failure"]["exit_codes"]
    assert (check.codes, "broken.txt" in check.output) == ([int(allowed)], True)


def test_gitlab_can_stop_at_new_rejects(tmp_path: Path, program: Path) -> None:
    folder = archive(tmp_path / "archive", with_reject=True)
    runner = run_gitlab(folder, "pages", **substitutes(program), NEW_REJECTS="fail")
    assert (runner.codes, (folder / "public").exists()) == ([3], False)


def test_gitlab_publishes_and_keeps_what_its_job_makes() -> None:
    job = load("gitlab/.gitlab-ci.yml")["pages"]
    assert job["artifacts"]["paths"] == ["public", "new-rejects.txt"]
    assert job["cache"]["paths"] == [".backfile/", "output/"]


@pytest.mark.parametrize("path", ["github/archive.yml", "gitlab/.gitlab-ci.yml"])
def test_packages_are_installed_by_their_hashes(path: str) -> None:
    assert "pip install --quiet --require-hashes -r" in str(load(path))


def test_github_keeps_the_store_between_runs() -> None:
    steps = load("github/archive.yml")["jobs"]["site"]["steps"]
    cached = [s["with"]["path"].split() for s in steps if "actions/cache" in s.get("uses", "")]
    assert cached == [[".backfile", "output"]]
