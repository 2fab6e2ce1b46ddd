"""What is withheld, over a whole run: what goes, what stays, what is counted and what is told."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from backfile.desk.accept import accept
from backfile.errors import OwnerError, RuleError
from backfile.model import Corpus
from backfile.pipeline import load_knowledge, run
from backfile.site.runner import Choices, build_site
from backfile.store import open_store
from tests.site.builders import settings_in
from tests.webarchives import DAY, LATER, page, response, warc_gz

TOLD = "The harbour was opened to ships again on Monday, Ann Example of the council said there."
MORE = "Fishing boats left the port before noon, and the ferry is to follow on Tuesday."
OTHER = "The old bridge over the river will be closed to lorries from the first of June."
NOTES = {"reason": "privacy", "why": "asked", "by": "the archive", "on": "2025-05-31"}
TODAY = "2025-06-01"


def story(title: str, *paragraphs: str) -> str:
    return "\n\n".join((title, *paragraphs))


FILES = {
    "post/a.txt": story("Harbour opens again", TOLD, MORE),
    "post/b.txt": story("Bridge closes to lorries", OTHER, f"{OTHER} Cars may pass it."),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def write(folder: Path, files: dict[str, str] | dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / "content" / "captures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def withhold(folder: Path, *whats: dict[str, str], **fields: str) -> None:
    rules = folder / "content" / "rules"
    rules.mkdir(parents=True, exist_ok=True)
    entries = [{"what": what, **NOTES, **fields} for what in whats]
    (rules / "withheld.yaml").write_text(yaml.safe_dump(entries))


def corpus_in(folder: Path, run_many: Any = map, today: str = TODAY) -> Corpus:
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(settings.rules, today), store, run_many)


def id_of(corpus: Corpus, title: str) -> str:
    return next(one.id for one in corpus.articles if one.title == title)


def titles(corpus: Corpus) -> list[str]:
    return sorted(one.title for one in corpus.articles)


def accepted(folder: Path) -> None:
    accept(settings_in(folder), ("the archive", TODAY))


def test_a_capture_and_its_copies_are_never_read(folder: Path) -> None:
    write(folder, {"again/copy.txt": FILES["post/a.txt"]})
    withhold(folder, {"capture": "post/a.txt"})
    corpus = corpus_in(folder, counting := Counting())
    assert titles(corpus) == ["Bridge closes to lorries"]
    assert corpus.withheld == {"capture": 2}
    assert corpus.inputs == 3 == 1 + corpus.withheld["capture"]
    assert counting.counts[0] == 1


def test_the_companions_of_a_withheld_page_are_counted_still(folder: Path) -> None:
    write(folder, {"p.html": page("Page of it", TOLD, MORE), "p_files/x.css": b"x"})
    withhold(folder, {"capture": "p.html"})
    corpus = corpus_in(folder)
    assert (corpus.inputs, corpus.companions, corpus.withheld) == (4, 1, {"capture": 1})


def test_an_article_goes_with_every_capture_of_it(folder: Path) -> None:
    url = "https://post.example/2025/05/11/harbour-opens-again"
    first, later = page("Harbour opens", TOLD, MORE), page("Harbour opens", TOLD, MORE, OTHER)
    write(folder, {"c.warc.gz": warc_gz(response(url, first, DAY), response(url, later, LATER))})
    before = corpus_in(folder)
    (history,) = before.histories.values()
    withhold(folder, {"article": history.sightings[1].article.id})
    after = corpus_in(folder)
    assert "Harbour opens" not in titles(after)
    assert (after.histories, after.withheld) == ({}, {"capture": 1, "article": 1})
    assert len(after.found) == len(before.found) - 2


def test_a_capture_that_gave_another_article_too_is_no_withheld_one(folder: Path) -> None:
    url = "https://post.example/2025/05/11/"
    records = [
        response(f"{url}harbour-opens", page("Harbour opens", TOLD, MORE)),
        response(f"{url}bridge-closes-soon", page("Bridge closes soon", OTHER, MORE)),
    ]
    write(folder, {"c.warc.gz": warc_gz(*records)})
    withhold(folder, {"article": id_of(corpus_in(folder), "Harbour opens")})
    corpus = corpus_in(folder)
    assert "Bridge closes soon" in titles(corpus)
    assert corpus.withheld == {"article": 1}


def test_what_holds_the_same_text_is_put_before_the_owner(folder: Path) -> None:
    text = story("Harbour opens again", TOLD, MORE, OTHER)
    write(folder, {"x/1.txt": text, "gazette/2.txt": text.replace("opens", "is open")})
    before = corpus_in(folder)
    gone, left = (next(a for a in before.articles if a.source == s) for s in ("x", "gazette"))
    withhold(folder, {"article": gone.id})
    after = corpus_in(folder)
    line = f"the withheld article {gone.id}: the same text stands in {after.addresses[left.id]}"
    assert line in after.decisions
    assert gone.id not in str(after.kin)


def test_words_are_cut_out_and_counted(folder: Path) -> None:
    withhold(folder, {"name": "Ann Example"}, {"passage": MORE})
    corpus = corpus_in(folder)
    assert corpus.withheld == {"name": 1, "passage": 1}
    text = "\n".join(b.text for a in corpus.articles for b in (*a.body, *a.details))
    assert "[withheld: privacy] of the council" in text
    assert "Fishing" not in text
    assert titles(corpus) == ["Bridge closes to lorries", "Harbour opens again"]


@pytest.mark.parametrize(
    "what",
    [
        {"name": "Somebody Else"},
        {"passage": "Words that stand nowhere at all."},
        {"article": "aaaaaaaaaaaa"},
        {"capture": "post/c.txt"},
        {"capture": "f" * 64},
    ],
)
def test_an_entry_that_matches_nothing_stops_the_build(folder: Path, what: dict[str, str]) -> None:
    withhold(folder, {"name": "Ann Example"}, what)
    with pytest.raises(RuleError, match=r"withheld\.yaml:7: this \w+ matches nothing"):
        corpus_in(folder)


def test_an_entry_whose_day_has_come_holds_no_longer(folder: Path) -> None:
    withhold(folder, {"name": "Ann Example"}, until="2025-07-01")
    assert corpus_in(folder).withheld
    corpus = corpus_in(folder, today="2025-07-01")
    assert not corpus.withheld
    assert "Ann Example" in str(corpus.articles)


def test_what_is_lifted_is_there_again(folder: Path) -> None:
    before = corpus_in(folder)
    withhold(folder, {"name": "Ann Example"})
    corpus_in(folder)
    withhold(folder)
    assert corpus_in(folder) == before


class Counting:
    """Runs functions, and counts what each was asked for."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def __call__(self, function: Callable[[Any], Any], arguments: Iterable[Any]) -> list[Any]:
        done = [function(one) for one in arguments]
        self.counts.append(len(done))
        return done


def test_to_look_for_more_words_no_capture_is_read_again(folder: Path) -> None:
    corpus_in(folder)
    withhold(folder, {"name": "Ann Example"})
    counting = Counting()
    corpus_in(folder, counting)
    assert counting.counts[0] == 0
    withhold(folder, {"name": "Ann Example"}, {"passage": OTHER})
    corpus_in(folder, again := Counting())
    assert again.counts[0] == 1


def test_a_second_run_reads_nothing(folder: Path) -> None:
    withhold(folder, {"name": "Ann Example"})
    first = corpus_in(folder)
    assert corpus_in(folder, counting := Counting()) == first
    assert not any(counting.counts)


def test_what_was_accepted_has_a_tombstone_though_its_capture_is_deleted(folder: Path) -> None:
    accepted(folder)
    known = corpus_in(folder)
    ident = id_of(known, "Harbour opens again")
    withhold(folder, {"article": ident}, tombstone="Ask us.")
    (stone,) = corpus_in(folder).tombstones
    assert (stone.address, stone.words) == (known.addresses[ident], "Ask us.")
    (folder / "content" / "captures" / "post" / "a.txt").unlink()
    assert corpus_in(folder).tombstones == (stone,)


def test_a_capture_that_was_never_accepted_leaves_no_page(folder: Path) -> None:
    withhold(folder, {"capture": "post/a.txt"})
    assert corpus_in(folder).tombstones == ()


def test_no_page_stands_at_an_address_that_spells_it(folder: Path) -> None:
    write(folder, {"post/c.html": page("Ann Example opens the fair", OTHER, MORE)})
    accepted(folder)
    known = corpus_in(folder)
    ident = id_of(known, "Ann Example opens the fair")
    withhold(folder, {"name": "Ann Example"})
    corpus = corpus_in(folder)
    assert corpus.addresses[ident] == f"undated/{ident}.html"
    assert "ann-example" not in str((corpus.addresses, corpus.moved, corpus.changed))
    withhold(folder, {"name": "Ann Example"}, {"article": ident})
    assert [stone.address for stone in corpus_in(folder).tombstones] == [f"undated/{ident}.html"]


def test_where_all_is_withheld_the_old_site_does_not_stay(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text(
        'from backfile import settings\nPLUGINS = ["backfile.site"]\n'
        "globals().update(settings.load({}, __file__))\n"
    )
    build_site(folder, Choices())
    withhold(folder, {"capture": "post/a.txt"}, {"capture": "post/b.txt"})
    build_site(folder, Choices())
    pages = [path.read_text() for path in (folder / "output").rglob("*.html")]
    assert pages
    assert not [text for text in pages if "Fishing" in text or "lorries" in text]


def test_a_correction_can_not_bring_a_name_back(folder: Path) -> None:
    ident = id_of(corpus_in(folder), "Harbour opens again")
    withhold(folder, {"name": "Ann Example"})
    entry = {"target": {"article": ident}, "set": {"title": "Ann Example opens it"}, **NOTES}
    entry.pop("reason")
    rules = folder / "content" / "rules" / "corrections.yaml"
    rules.write_text(yaml.safe_dump([entry]))
    corpus = corpus_in(folder)
    assert "[withheld: privacy] opens it" in titles(corpus)
    assert "Ann Example" not in str((corpus.articles, corpus.corrections))


def test_the_vocabulary_can_not_bring_a_name_back(folder: Path) -> None:
    rules = folder / "content" / "rules"
    rules.mkdir(parents=True)
    entry = [{"name": "Ann Example", "kind": "person", "aliases": ["Fishing boats"]}]
    (rules / "vocabulary.yaml").write_text(yaml.safe_dump(entry))
    assert "ann-example" in str(corpus_in(folder).articles)
    withhold(folder, {"name": "Ann Example"})
    assert "ann-example" not in str(corpus_in(folder).articles)


def test_a_tombstone_that_tells_it_is_refused(folder: Path) -> None:
    withhold(folder, {"name": "Ann Example"}, tombstone="About Ann Example.")
    with pytest.raises(OwnerError, match="its tombstone tells words that are withheld"):
        corpus_in(folder)
