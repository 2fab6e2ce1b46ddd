"""Documents of one build after another in; the bytes of a build of all out, and what was loaded."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.model import Listed, SearchDocument
from backfile.search.index import build
from backfile.search.update import update
from tests.search.documents import archives, by_chance, document, texts

NAMES = [("Volodymyr Zelensky", "Володимир Зеленський")]
MANY = by_chance(230, words=30)


class Site:
    """A published index and the state beside it, as one build after another leaves them."""

    def __init__(self, state: Path) -> None:
        self.state, self.files = state, dict[str, bytes]()
        self.loaded: list[str] = []
        self.fresh: list[str] = []

    def listed(self, one: SearchDocument) -> Listed:
        def load() -> SearchDocument:
            self.loaded.append(one.id)
            return one

        digest = sha256(repr(replace(one, number=None)).encode()).hexdigest()
        return Listed(one.id, one.number, one.date, digest, load)

    def build(
        self, documents: Sequence[SearchDocument], names: Sequence[Sequence[str]] = ()
    ) -> dict[str, bytes]:
        self.loaded, self.fresh, new = [], [], dict[str, bytes]()
        for file in update([self.listed(one) for one in documents], names, self.state):
            assert file.path not in new
            new[file.path] = self.files[file.path] if file.data is None else file.data
            assert sha256(new[file.path]).hexdigest() == file.sha256
            self.fresh += [] if file.data is None else [file.path]
        self.files = new
        return new


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "search")


@settings(max_examples=25, deadline=None)
@given(st.lists(archives(), min_size=1, max_size=4))
def test_any_archive_after_any_other_gives_the_bytes_of_a_whole_build(
    states: list[list[SearchDocument]],
) -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        for documents in states:
            assert site.build(documents) == dict(build(documents))


edits = st.lists(
    st.tuples(
        st.sampled_from(["append", "append", "append", "change", "delete", "insert"]),
        st.integers(0, 10_000),
        texts,
    ),
    max_size=5,
)


def edited(documents: Sequence[SearchDocument], edit: tuple[str, int, str]) -> list[SearchDocument]:
    what, at, text = edit
    at %= len(documents)
    new = document(len(documents), text, id=f"new{at}-{len(text)}-{len(documents)}", title=text)
    if what == "append":
        above = max(one.number or 0 for one in documents) + 1
        return [*documents, replace(new, number=above, authors=(text, "A B"))]
    if what == "change":
        return [*documents[:at], replace(documents[at], text=text), *documents[at + 1 :]]
    if what == "delete":
        return [*documents[:at], *documents[at + 1 :]]
    some = [*documents[:at], new, *documents[at:]]
    return [replace(one, number=place) for place, one in enumerate(some)]


@settings(max_examples=10, deadline=None)
@given(edits)
def test_any_changes_one_after_another_give_the_bytes_of_a_whole_build(
    changes: list[tuple[str, int, str]],
) -> None:
    with TemporaryDirectory() as folder:
        site, documents = Site(Path(folder)), MANY
        site.build(documents)
        for change in changes:
            documents = edited(documents, change)
            assert site.build(documents) == dict(build(documents))


def test_documents_appended_one_by_one_give_the_bytes_of_a_whole_build(site: Site) -> None:
    site.build(MANY[:200], NAMES)
    for count in range(201, len(MANY) + 1, 3):
        assert site.build(MANY[:count], NAMES) == dict(build(MANY[:count], NAMES))


def test_what_makes_an_archive_one_of_many_documents_gives_the_same_bytes(site: Site) -> None:
    documents = by_chance(1_003, words=8)
    for count in (998, 999, 1_000, 1_001, 1_003):
        assert site.build(documents[:count]) == dict(build(documents[:count]))


def test_of_an_archive_with_one_more_that_one_alone_is_loaded(site: Site) -> None:
    site.build(MANY[:-1])
    site.build(MANY)
    assert site.loaded == [MANY[-1].id]


def tail(*numbers: int) -> list[SearchDocument]:
    """Two hundred documents, and some of others behind them, each under the next number."""
    some = [replace(MANY[number], number=200 + place) for place, number in enumerate(numbers)]
    return [*MANY[:200], *some]


@pytest.mark.parametrize(
    ("states", "loaded"),
    [
        ([(), (201,), (202, 201)], [202, 201]),
        ([(), (201,), (201, 203), (201, 202, 203)], [201, 202, 203]),
        ([(), (201, 202), (202,)], [202]),
        ([(), (201,), (202,), (202, 203), (204,)], [204]),
    ],
)
def test_among_the_last_documents_any_change_loads_these_alone(
    site: Site, states: list[tuple[int, ...]], loaded: list[int]
) -> None:
    for state in states:
        assert site.build(tail(*state)) == dict(build(tail(*state)))
    assert site.loaded == [f"id{number}" for number in loaded]


def test_of_what_is_taken_back_nothing_is_remembered(site: Site) -> None:
    hidden = replace(document(200, "The word is xyzzysecret.", title="Secrettitle"), id="hidden")
    for last in ([], [hidden], [replace(MANY[201], number=200)]):
        site.build([*MANY[:200], *last])
    assert site.loaded == ["id201"]
    for file in site.state.iterdir():
        assert b"secret" not in file.read_bytes().lower()


def test_an_unchanged_archive_is_told_without_a_load(site: Site) -> None:
    first = site.build(MANY)
    assert site.build(MANY) == first
    assert (site.loaded, site.fresh) == ([], [])


def test_the_root_comes_last(site: Site) -> None:
    for documents in (MANY[:-1], MANY, MANY[1:], MANY[1:]):
        *_, entry, root = site.build(documents)
        assert (entry, root[:13]) == ("search/index.js", "search/index.")


def test_of_a_change_in_the_middle_its_neighbours_and_the_last_shard_are_loaded(
    site: Site,
) -> None:
    site.build(MANY)
    site.build([*MANY[:100], replace(MANY[100], text="other words"), *MANY[101:]])
    assert site.loaded == [f"id{number}" for number in (*range(96, 104), *range(224, 230))]


def test_a_document_under_another_number_is_not_parted_again(site: Site) -> None:
    site.build(MANY)
    moved = [replace(one, number=(one.number or 0) + 8) for one in MANY]
    assert site.build(moved) == dict(build(moved))


def test_other_spellings_of_names_give_the_bytes_of_a_whole_build(site: Site) -> None:
    documents = [*MANY, document(300, "Zelensky spoke.")]
    site.build(documents)
    assert site.build(documents, NAMES) == dict(build(documents, NAMES))


@pytest.mark.parametrize("language", ["uk", "en"])
def test_a_document_in_another_alphabet_gives_the_bytes_of_a_whole_build(
    site: Site, language: str
) -> None:
    documents = [*MANY, document(300, "Зеленський говорив.", language=language)]
    site.build(MANY, NAMES)
    for count in (len(documents), len(documents), len(MANY)):
        assert site.build(documents[:count], NAMES) == dict(build(documents[:count], NAMES))


def test_two_documents_of_one_number_are_refused(site: Site) -> None:
    with pytest.raises(ValueError, match="the number 3"):
        site.build([document(3), document(3)])


def damages(file: Path, how: str) -> None:
    data = file.read_bytes()
    half = len(data) // 2
    if how == "missing":
        file.unlink()
    elif how == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes({"empty": b"", "short": data[:half], "text": b"x" * len(data)}[how])


@pytest.mark.parametrize("how", ["missing", "empty", "short", "text", "a folder"])
@pytest.mark.parametrize("part", ["base", "head", "texts-1", "log-1"])
@pytest.mark.parametrize("count", [229, 230])
def test_a_damaged_state_is_made_anew(site: Site, part: str, how: str, count: int) -> None:
    site.build(MANY[:229])
    damages(site.state / part, how)
    assert site.build(MANY[:count]) == dict(build(MANY[:count]))
    assert site.build(MANY[1:]) == dict(build(MANY[1:]))


def test_a_file_in_place_of_the_state_makes_room(site: Site) -> None:
    site.state.write_text("a file")
    assert site.build(MANY[:9]) == dict(build(MANY[:9]))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_no_byte_that_is_wrong_makes_other_files(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.build(MANY[:60])
        file = site.state / data.draw(st.sampled_from(["head", "texts-1", "log-1"]))
        held = bytearray(file.read_bytes())
        held[data.draw(st.integers(0, len(held) - 1))] ^= data.draw(st.integers(1, 255))
        file.write_bytes(held)
        documents = data.draw(st.sampled_from([MANY[:60], MANY[:61], MANY[1:60]]))
        assert site.build(documents) == dict(build(documents))


@pytest.mark.parametrize("taken", [0, 1, 40])
@pytest.mark.parametrize("count", [230, 225])
def test_a_build_that_is_killed_leaves_the_state_as_it_was(
    site: Site, taken: int, count: int
) -> None:
    site.build(MANY[:229])
    files = update([site.listed(one) for one in MANY[:count]], (), site.state)
    for _, _ in zip(range(taken), files, strict=False):
        pass
    del files
    assert site.build(MANY) == dict(build(MANY))
    assert len(site.loaded) < 20


def test_a_killed_build_leaves_no_file_behind_the_next(site: Site) -> None:
    site.build(MANY[:229])
    (site.state / "head.new").write_bytes(b"half")
    (site.state / "log-7").write_bytes(b"of a build that was killed")
    site.build(MANY)
    assert sorted(path.name for path in site.state.iterdir()) == [
        "base",
        "head",
        "log-1",
        "texts-1",
    ]


def test_what_is_removed_is_not_remembered(site: Site) -> None:
    tags = (("person", "secretname", "Secretname"),)
    hidden = document(500, "The word is xyzzysecret.", title="Secrettitle", tags=tags)
    site.build([*MANY, hidden])
    site.build(MANY)
    for file in site.state.iterdir():
        assert b"secret" not in file.read_bytes().lower()


def test_many_small_additions_do_not_make_the_log_large(site: Site) -> None:
    sizes = []
    for count in range(190, 230):
        site.build(MANY[:count])
        sizes.append(sum(path.stat().st_size for path in site.state.glob("log-*")))
    whole = Site(site.state.parent / "other")
    whole.build(MANY)
    assert max(sizes) < 4 * sum(path.stat().st_size for path in whole.state.glob("log-*"))
