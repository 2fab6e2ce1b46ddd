"""What a rebuild would change: told page by page, to the word, and the published site only read."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import OutputError, RuleError
from backfile.model import Article, Digest
from backfile.settings import theme_folder
from backfile.site.diff import Silence, Site, SiteDiff, lines_of, rebuild_diff, site_diff
from backfile.site.diff.pages import page_change
from backfile.site.make import views_of
from backfile.site.published import PublishedPage
from backfile.site.render import Renderer, site_of
from backfile.site.runner import Choices, build_site
from tests.helpers import patient
from tests.site.builders import article, block, corpus_of, digest, settings_in, tag
from tests.site.viewing import KNOWLEDGE

FIRST = "The harbour was opened to ships again on Monday after a week of heavy storms."
SECOND = "Fishing boats left the port of Oslo before noon, and the ferry is to follow on Tuesday."
THIRD = "The harbour master said that no ship had been lost, and that the lights had burned."
PROMO = "Readers who like this story will surely like our weekly letter about the sea as well."
RULE = f"""- name: weekly-letter
  why: praise of a letter
  match: {{text: "{PROMO}"}}
  examples: {{removes: ["{PROMO}"], keeps: ["Readers who like ships."]}}
"""
CAPTURES = frozenset(["post/front-page.txt"])
PAGE = PublishedPage("article", "a" * 12, "Headline", "", "", "", "", "", (), (), (), (), 0, ())
TEXTS = st.lists(st.sampled_from(["One.", "one", "Two two.", "Three", "a b c d", ""]), max_size=6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with one published story."""
    captures = tmp_path / "archive" / "content" / "captures"
    captures.mkdir(parents=True)
    story = f"Harbour opens again\n\n{FIRST}\n\n{SECOND}\n\n{PROMO}\n\n{THIRD}\n"
    (captures / "story.txt").write_text(story)
    build_site(tmp_path / "archive", Choices())
    return tmp_path / "archive"


def rule(folder: Path, file: str, text: str) -> None:
    rules = folder / "content" / "rules"
    rules.mkdir(exist_ok=True)
    (rules / file).write_text(text)


def tree(folder: Path) -> dict[str, bytes]:
    """All that stands in an archive but its store, which may learn."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p): p.read_bytes() for p in files if ".sqlite" not in p.name}


def told(diff: SiteDiff, **choices: Any) -> list[str]:
    return [line.text for line in lines_of(diff, **choices)]


def site(folder: Path, *ones: Article | Digest) -> Site:
    """A site of some articles and digests, written to a folder."""
    settings = settings_in(folder)
    renderer = Renderer(theme_folder() / "templates", site_of(settings, (), ""))
    articles = [one for one in ones if isinstance(one, Article)]
    digests = [one for one in ones if isinstance(one, Digest)]
    sums = {}
    for view in views_of(corpus_of(articles, digests), KNOWLEDGE, settings):
        path = folder / view.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renderer.render(view))
        sums[view.path] = hashlib.sha256(path.read_bytes()).hexdigest()
    return Site(folder, sums)


@pytest.fixture
def between(tmp_path: Path) -> Callable[..., SiteDiff]:
    """Tells two sites apart."""

    def diff(
        old: Iterable[Article | Digest], new: Iterable[Article | Digest], **c: Any
    ) -> SiteDiff:
        return site_diff(site(tmp_path / "old", *old), site(tmp_path / "new", *new), **c)

    return diff


def test_a_rebuild_that_changes_nothing_is_one_line(folder: Path) -> None:
    found = rebuild_diff(folder, Choices())
    assert not found
    assert told(found) == ["a rebuild changes nothing"]


def test_a_new_capture_is_told_as_an_added_article(folder: Path) -> None:
    (folder / "content" / "captures" / "new.txt").write_text(f"Ferry sails\n\n{SECOND}\n{THIRD}\n")
    found = rebuild_diff(folder, Choices())
    assert [(page.path, page.headline) for page in found.added] == [
        ("undated/ferry-sails.html", "Ferry sails")
    ]
    assert (found.gone, found.changed) == ((), ())


def test_a_new_rule_is_told_with_the_paragraph_that_it_takes(folder: Path) -> None:
    rule(folder, "mine.yaml", RULE)
    (change,) = rebuild_diff(folder, Choices()).changed
    assert [(n, c.kind, c.pieces[0].text) for n, c in change.paragraphs] == [(3, "removed", PROMO)]
    counts = ("blocks taken out by weekly-letter", "0", "1")
    assert [(f.name, f.before, f.after) for f in change.fields] == [counts]


def test_a_new_name_is_told_as_a_tag(folder: Path) -> None:
    rule(folder, "vocabulary.yaml", "- name: Blåvik\n  kind: place\n  aliases: [Oslo]\n")
    (change,) = rebuild_diff(folder, Choices()).changed
    assert [(names.name, names.came) for names in change.lists] == [("tags", ("place Blåvik",))]


def test_a_new_sidecar_is_told_as_another_source(folder: Path) -> None:
    (folder / "content" / "captures" / "story.txt.yaml").write_text("source: Northern Post\n")
    (change,) = rebuild_diff(folder, Choices()).changed
    assert ("source", "", "Northern Post") in [(f.name, f.before, f.after) for f in change.fields]


def test_a_replaced_capture_is_told_as_a_changed_article(folder: Path) -> None:
    story = f"Harbour opens again\n\n{FIRST}\n\n{THIRD}\n\n{SECOND}\n"
    (folder / "content" / "captures" / "story.txt").write_text(story)
    found = rebuild_diff(folder, Choices())
    assert (found.added, found.gone, len(found.changed)) == ((), (), 1)
    assert "id" in [field.name for field in found.changed[0].fields]


def test_the_archive_stays_byte_for_byte_as_it_was(folder: Path) -> None:
    (folder / "content" / "captures" / "new.txt").write_bytes(b"\x89PNG\r\n\0\0")
    rule(folder, "mine.yaml", RULE)
    before = tree(folder)
    assert rebuild_diff(folder, Choices())
    assert tree(folder) == before


def test_a_build_after_a_diff_is_what_the_diff_told(folder: Path) -> None:
    rule(folder, "mine.yaml", RULE)
    assert rebuild_diff(folder, Choices())
    build_site(folder, Choices())
    assert not rebuild_diff(folder, Choices())


def test_a_diff_that_fails_leaves_nothing_behind(folder: Path) -> None:
    rule(folder, "mine.yaml", "- name: broken\n")
    before = tree(folder)
    with pytest.raises(RuleError):
        rebuild_diff(folder, Choices())
    assert tree(folder) == before


def test_a_diff_that_is_stopped_leaves_nothing_behind(folder: Path) -> None:
    def stopped(*_: object) -> Any:
        raise KeyboardInterrupt

    before = tree(folder)
    (folder / "content" / "captures" / "new.txt").write_text(f"Ferry sails\n\n{SECOND}\n")
    with pytest.raises(KeyboardInterrupt):
        rebuild_diff(folder, Choices(), run_many=stopped)
    (folder / "content" / "captures" / "new.txt").unlink()
    assert tree(folder) == before
    assert not (folder / ".backfile" / "draft").exists()
    assert not (folder / ".backfile" / "draft-search").exists()


def test_what_a_killed_diff_left_goes_with_the_next_build(folder: Path) -> None:
    left = folder / ".backfile" / "draft" / "2025"
    left.mkdir(parents=True)
    build_site(folder, Choices())
    assert not left.parent.exists()


def test_without_a_published_site_there_is_nothing_to_compare(tmp_path: Path) -> None:
    (tmp_path / "content" / "captures").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"holds no published site; try: inv build") as error:
        rebuild_diff(tmp_path, Choices())
    assert error.value.exit_code == 2


def test_another_published_site_can_be_compared_with(folder: Path) -> None:
    (folder / "output").rename(folder.parent / "elsewhere")
    (folder.parent / "elsewhere" / "CNAME").write_text("example.org\n")
    assert not rebuild_diff(folder, Choices(), folder.parent / "elsewhere")


def test_another_address_of_the_site_is_pointed_at(folder: Path) -> None:
    found = rebuild_diff(folder, Choices(site_url="https://example.org/news"))
    assert "was built without --site-url" in found.note
    assert found.changed == ()
    assert found.beside == 1


def test_each_field_is_told_with_both_its_values(between: Callable[..., SiteDiff]) -> None:
    one = article()
    other = replace(article("Harbour shut"), id=one.id, authors=("B. Other",), language="de")
    (change,) = between([one], [other]).changed
    assert {field.name: (field.before, field.after) for field in change.fields} == {
        "headline": ("Harbour opens again", "Harbour shut"),
        "byline": ("A. Writer", "B. Other"),
        "language": ("en", "de"),
    }


def test_an_address_that_moves_is_told_with_where_it_was(between: Callable[..., SiteDiff]) -> None:
    one = article()
    lines = told(between([one], [replace(article("Harbour shut"), id=one.id)]))
    assert lines[0].split() == ["articles", "0", "added,", "0", "removed,", "1", "changed", "(1",
                                "moved)"]  # fmt: skip
    assert "    address (nothing leads on)" in lines
    assert "-     2025/05/harbour-opens-again.html" in lines
    assert "+     2025/05/harbour-shut.html" in lines


def test_words_that_change_in_a_long_paragraph_are_shown_where_they_stand(
    between: Callable[..., SiteDiff],
) -> None:
    one = article(body=(block(f"{FIRST} {SECOND} {THIRD}"),))
    new = one.with_text(body=(block(f"{FIRST} {SECOND.replace('noon', 'dawn')} {THIRD}"),))
    lines = told(between([one], [new]))
    went = "-     ... boats left the port of Oslo before [-noon], and the ferry is to follow on ..."
    assert went in lines
    assert went.replace("-", "+").replace("noon", "dawn") in lines


def test_marks_that_change_alone_are_told_too(between: Callable[..., SiteDiff]) -> None:
    one = article(body=(block(FIRST), block(SECOND)))
    new = one.with_text(body=(block(FIRST), block(SECOND.replace(",", ";"))))
    ((number, change),) = between([one], [new]).changed[0].paragraphs
    assert (number, change.kind) == (2, "changed")


def test_tags_that_come_and_go_are_told_by_kind(between: Callable[..., SiteDiff]) -> None:
    old, new = (tag("Kyiv"), tag("Oslo")), (tag("Oslo"), tag("Kyiv", "topic"))
    (names,) = between([article(tags=old)], [article(tags=new)]).changed[0].lists
    assert (names.came, names.went) == (("topic Kyiv",), ("place Kyiv",))


def test_pages_of_tags_come_with_their_names(between: Callable[..., SiteDiff]) -> None:
    stories = [article(f"Story {n}", tags=(tag("Kyiv"),)) for n in range(3)]
    found = between(stories[:2], stories)
    assert [(page.path, page.headline) for page in found.tags_came] == [
        ("places/kyiv.html", "Kyiv")
    ]
    assert "+ places/kyiv.html  page of a tag: Kyiv" in told(found)


def test_an_item_of_a_digest_is_told_like_a_paragraph(between: Callable[..., SiteDiff]) -> None:
    one = digest(FIRST, SECOND)
    found = between([one], [replace(one, items=one.items[:1])])
    assert [c.pieces[0].text for _, c in found.changed[0].paragraphs] == [SECOND]


def test_a_page_that_only_leads_on_is_counted_by_its_kind(tmp_path: Path) -> None:
    old, new = site(tmp_path / "old", article()), site(tmp_path / "new", article())
    (new.folder / "undated").mkdir()
    (new.folder / "undated" / "old.html").write_text("<main><h1>Moved</h1></main>")
    found = site_diff(old, Site(new.folder, {**new.sums, "undated/old.html": "0" * 64}))
    assert [(other.kind, other.came) for other in found.others] == [
        ("pages in place of articles", 1)
    ]
    assert not found.changed


def test_neighbours_are_counted_and_not_listed(between: Callable[..., SiteDiff]) -> None:
    stories = [article(f"Story {n}", f"2025-05-1{n}") for n in range(4)]
    found = between(stories, [*stories[:1], *stories[2:]])
    assert (len(found.gone), found.changed, found.beside) == (1, (), 2)


def test_what_is_withheld_is_told_by_its_address_alone(between: Callable[..., SiteDiff]) -> None:
    one, other = article("Secret Canary"), article("Other", "2025-05-12")
    found = between(
        [one, other], [other], silence=Silence(addresses=frozenset(["2025/05/secret-canary.html"]))
    )
    articles = [line for line in told(found) if "html" in line]
    assert articles == ["- 2025/05/secret-canary.html  is withheld"]
    assert "Secret Canary" not in "\n".join(told(found, full=True))


def test_a_page_of_a_withheld_capture_is_told_by_its_address_alone(
    between: Callable[..., SiteDiff],
) -> None:
    found = between([article(), digest(FIRST)], [digest(FIRST)], silence=Silence(names=CAPTURES))
    assert found.withheld == ("2025/05/harbour-opens-again.html",)
    assert (found.gone, found.changed) == ((), ())


def test_what_is_withheld_of_a_text_is_not_told(between: Callable[..., SiteDiff]) -> None:
    def hidden(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text.replace("Canary", "[x]").replace("canary", "[x]") for text in texts)

    fields: dict[str, Any] = {
        "authors": ("Canary",),
        "doubts": ("Canary",),
        "source": "Canary",
        "section": "Canary",
        "tags": (tag("Canary"),),
    }
    body = (block("Canary sang."), block(SECOND))
    story = article("The Canary", body=body, **fields)
    old = [story, article("Canary"), digest("Canary sang.", tags=(tag("Canary"),))]
    new = [replace(story.with_text(body=(block(FIRST),)), title="Another"), digest("Another sang.")]
    lines = told(between(old, new, silence=Silence(hidden=hidden)), full=True)
    assert "-     [x] sang." in lines
    assert [line for line in lines if "canary" in line.lower() and not line.startswith("+")] == []


def test_a_withheld_passage_of_an_archive_is_not_told(folder: Path) -> None:
    entry = f"""- what: {{passage: "{SECOND}"}}
  reason: privacy
  until: null
  why: a person asked
  by: the reading room
  on: 2025-06-01
"""
    rule(folder, "withheld.yaml", entry)
    lines = told(rebuild_diff(folder, Choices()), full=True)
    assert len(lines) > 1
    assert "Oslo" not in "\n".join(lines)


def test_a_long_change_says_how_many_lines_are_not_shown(between: Callable[..., SiteDiff]) -> None:
    one = article(body=(block(FIRST),))
    new = one.with_text(body=tuple(block(f"{number}. {THIRD}") for number in range(90)))
    short, full = told(between([one], [new])), told(between([one], [new]), full=True)
    cut = int(short[-1].split()[1])
    assert short[-1] == f"    ... {cut} more lines of this page; try: --full"
    assert len(short) - 1 + cut == len(full)
    assert full[: len(short) - 1] == short[:-1]


def test_no_line_is_wide_and_none_gives_a_terminal_commands(
    between: Callable[..., SiteDiff],
) -> None:
    one = article(body=(block("x" * 500),))
    new = replace(one.with_text(body=(block("\x1b[31m \u202e y" * 99),)), authors=("漢" * 300,))
    lines = told(between([one], [new]), full=True)
    assert max(map(len, lines)) <= 100
    assert all(line.isprintable() for line in lines)


@patient
@given(TEXTS, TEXTS)
def test_every_change_of_a_text_is_told(was: list[str], will: list[str]) -> None:
    old, new = (replace(PAGE, paragraphs=tuple(texts)) for texts in (was, will))
    change = page_change(("a.html", old), ("a.html", new))
    assert (change is None) == (was == will)


@patient
@given(TEXTS, TEXTS)
def test_what_went_and_came_is_what_the_texts_held(was: list[str], will: list[str]) -> None:
    old, new = (replace(PAGE, paragraphs=tuple(texts)) for texts in (was, will))
    change = page_change(("a.html", old), ("a.html", new))
    for _, paragraph in change.paragraphs if change else ():
        sides = {kind: "".join(p.text for p in paragraph.pieces if p.kind in {kind, "same"})
                 for kind in ("removed", "added")}  # fmt: skip
        assert paragraph.kind == "added" or sides["removed"] in was
        assert paragraph.kind == "removed" or sides["added"] in will
