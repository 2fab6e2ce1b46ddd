"""Explaining: a capture, a page, an address or an id, each block with what became of it."""

from pathlib import Path

import pytest

from backfile.errors import OwnerError
from backfile.explain import explanation
from backfile.pipeline import load_knowledge, run
from backfile.settings import Settings
from backfile.store import open_store
from tests.site.builders import settings_in

BODY = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port of Kyiv before noon, and the ferry is to follow on Tuesday.\n"
)
CAPTURE = f"Subscribe\n\nHarbour opens\xa0again after storms\n\n{BODY}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive with an article, a digest and a reject."""
    captures = tmp_path / "content" / "captures" / "post"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(CAPTURE)
    (captures / "picture.png").write_bytes(b"\x89PNG\r\n\0\0")
    (captures / "menu.txt").write_text("Home\nNews\n")
    return settings_in(tmp_path)


@pytest.fixture
def ident(settings: Settings) -> str:
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(None), store).articles[0].id


def told(settings: Settings, what: str | Path) -> list[str]:
    return [line.text for line in explanation(settings, str(what))]


def test_a_capture_is_told_block_by_block(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert lines[0].startswith("post/story.txt  (SHA-256 ")
    states = {line.split()[0]: line.split()[1] for line in lines if line[:6].strip().isdigit()}
    assert states == {"1": "REMOVED", "3": "title", "5": "kept", "6": "kept"}


def test_a_removed_block_names_its_rule_and_reason(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    reason = lines[[line.split()[:1] for line in lines].index(["1"]) + 1].strip()
    assert reason.startswith("rule ")
    assert reason.partition(": ")[2]


def test_a_repair_is_told_with_before_after_and_why(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert any(line.startswith("repair, line 3: odd spaces: ") for line in lines)


def test_what_was_made_is_told_with_its_tags(settings: Settings, ident: str) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert f"article {ident}: Harbour opens again after storms" in lines
    assert any(line.startswith("  tag place Kyiv (") for line in lines)


def test_an_id_an_address_and_a_page_are_told_as_their_capture_is(
    settings: Settings, ident: str
) -> None:
    capture = told(settings, settings.captures / "post" / "story.txt")
    address = "undated/harbour-opens-again-after-storms.html"
    page = settings.output / address
    page.parent.mkdir(parents=True)
    page.touch()
    asked = (ident, address, f"{address}#top", page, f"https://example.org/news/{address}")
    for what in asked:
        assert told(settings, what) == capture


@pytest.mark.parametrize(
    ("name", "reason"),
    [("picture.png", "is of a format"), ("menu.txt", "holds no paragraph")],
)
def test_a_reject_is_told_with_its_reason(settings: Settings, name: str, reason: str) -> None:
    lines = told(settings, settings.captures / "post" / name)
    assert f"rejected: {reason}" in lines[-1]


def test_a_file_outside_the_captures_can_be_tried_out(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "try.txt").write_text(CAPTURE)
    lines = told(settings, tmp_path / "elsewhere" / "try.txt")
    assert lines[0].startswith("try.txt  (SHA-256 ")


@pytest.mark.parametrize("what", ["nothing", "undated/nothing.html", "", "aaaaaaaaaaaa", "/", "\0"])
def test_what_is_not_known_is_one_line_and_exit_code_2(settings: Settings, what: str) -> None:
    with pytest.raises(OwnerError, match="is no capture, page or article") as caught:
        told(settings, what)
    assert caught.value.exit_code == 2
    assert len(str(caught.value).splitlines()) == 1


def test_a_terminal_is_sent_no_commands(settings: Settings) -> None:
    path = settings.captures / "post" / "evil.txt"
    path.write_text(f"\x1b[2JHarbour opens\n\n{BODY}\x07")
    assert not any(character in "".join(told(settings, path)) for character in "\x1b\x07")
