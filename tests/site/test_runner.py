"""pelicanconf.py as owners write it: what is wrong with it is one line and an exit code."""

import sys
from pathlib import Path

import pytest

from backfile.errors import SettingsError
from backfile.site.runner import Choices, build_site, chosen, read_conf
from tests.site.builders import settings_in

LOAD = (
    "from backfile import settings\nglobals().update(settings.load({'title': 'News'}, __file__))\n"
)
BODY = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    captures = tmp_path / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(f"Harbour opens again\n\n{BODY}")
    return tmp_path


def conf(folder: Path, text: str) -> Path:
    (folder / "pelicanconf.py").write_text(text)
    return folder


def mistake(folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_conf(folder)
    message = str(caught.value)
    assert caught.value.exit_code == 2
    assert len(message.splitlines()) == 1
    assert "pelicanconf.py: " in message
    return message


def test_an_archive_without_pelicanconf_has_the_usual_settings(folder: Path) -> None:
    settings = read_conf(folder)["BACKFILE_SETTINGS"]
    assert settings == settings_in(folder)


def test_an_archive_without_pelicanconf_is_built(folder: Path) -> None:
    build_site(folder, Choices())
    assert (folder / "output" / "undated" / "harbour-opens-again.html").is_file()


def test_pelicanconf_gives_the_settings(folder: Path) -> None:
    assert read_conf(conf(folder, LOAD))["BACKFILE_SETTINGS"].title == "News"


def test_a_pelicanconf_that_does_not_load_us_is_told(folder: Path) -> None:
    assert "does not load Backfile's settings" in mistake(conf(folder, "SITENAME = 'News'\n"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("title = \n", "SyntaxError"),
        ("import nothing_of_that_name\n", "ModuleNotFoundError"),
        ("raise ValueError('first line\\nsecond line')\n", "ValueError: first line second line"),
        ("1 / 0\n", "ZeroDivisionError"),
        ("nothing\n", "NameError"),
    ],
)
def test_a_pelicanconf_that_fails_is_one_line(folder: Path, text: str, what: str) -> None:
    assert what in mistake(conf(folder, text + LOAD))


@pytest.mark.parametrize(
    ("name", "near"),
    [("TIMEZON", "TIMEZONE"), ("SITE_URL", "SITEURL"), ("STATIC_PATH", "STATIC_PATHS")],
)
def test_a_misspelt_setting_of_pelican_is_told(folder: Path, name: str, near: str) -> None:
    message = mistake(conf(folder, f"{LOAD}{name} = 'x'\n"))
    assert f"there is no setting {name!r}; try: {near!r}" in message


def test_a_setting_of_the_owners_own_is_taken(folder: Path) -> None:
    assert read_conf(conf(folder, f"{LOAD}MY_COLOURS = ['red']\n"))["MY_COLOURS"] == ["red"]


@pytest.mark.parametrize("plugins", ["[]", "['other']", "None"])
def test_a_pelicanconf_that_leaves_our_plugin_out_is_told(folder: Path, plugins: str) -> None:
    assert "PLUGINS leaves out" in mistake(conf(folder, f"{LOAD}PLUGINS = {plugins}\n"))


def test_a_plugin_that_can_not_be_loaded_stops_the_build(folder: Path) -> None:
    conf(folder, f"{LOAD}PLUGINS = ['backfile.site', 'nothing_of_that_name']\n")
    with pytest.raises(SettingsError, match="a plugin could not be loaded") as caught:
        build_site(folder, Choices())
    assert len(str(caught.value).splitlines()) == 1
    assert not (folder / "output").exists()


def test_a_plugin_that_fails_stops_the_build(folder: Path) -> None:
    name = "failing_plugin_of_a_test"
    (folder / f"{name}.py").write_text("raise RuntimeError('broken')\n")
    conf(folder, f"{LOAD}PLUGIN_PATHS = [{str(folder)!r}]\nPLUGINS = [*PLUGINS, {name!r}]\n")
    with pytest.raises(SettingsError, match="RuntimeError: broken"):
        build_site(folder, Choices())
    sys.modules.pop(name, None)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".output")] == []


def test_the_command_lines_choices_win(tmp_path: Path) -> None:
    choices = Choices(tmp_path / "in", tmp_path / "out", "https://example.org/news/")
    settings = chosen(settings_in(tmp_path, site_url="https://example.com"), choices)
    assert (settings.captures, settings.output) == (tmp_path / "in", tmp_path / "out")
    assert settings.site_url == "https://example.org/news"


def test_without_choices_the_settings_stay(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, site_url="https://example.com")
    assert chosen(settings, Choices()) == settings


@pytest.mark.parametrize("address", ["example.org", "https://[bad", "javascript:alert(1)"])
def test_an_address_that_can_not_be_is_one_line(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="--site-url") as caught:
        chosen(settings_in(tmp_path), Choices(site_url=address))
    assert len(str(caught.value).splitlines()) == 1
