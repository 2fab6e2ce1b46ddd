"""Search documents in; the scripts that the engine loads out."""

import json
import re
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import SearchDocument, TagKind
from backfile.search.index import FIELDS, build


def document(
    number: int, text: str = "A text.", date: str = "", source: str = "Gazette"
) -> SearchDocument:
    tags: tuple[tuple[TagKind, str, str], ...] = (("topic", "drones", "Drones"),)
    url = f"undated/{number}.html"
    title = f"Title {number}"
    return SearchDocument(f"id{number}", url, title, date, source, "Short.", tags, text)


def payload(files: dict[str, bytes], name: str) -> Any:
    path = next(
        path for path in files if re.fullmatch(rf"search/{name}(\.[0-9a-f]{{10}})?\.js", path)
    )
    call = re.fullmatch(
        rf'Backfile\.search\.load\("{name}",(.*)\);\n', files[path].decode(), re.DOTALL
    )
    assert call, f"{path} is more than one call of one global"
    return json.loads(call[1])


documents = st.lists(
    st.builds(
        document,
        st.integers(0, 99),
        st.text(max_size=40),
        st.sampled_from(["", "2025", "2025-05", "2025-05-11", "--03-29"]),
        st.text(max_size=9),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(documents, st.randoms())
def test_the_same_documents_in_any_order_give_the_same_bytes(
    given_documents: list[SearchDocument], chance: Any
) -> None:
    shuffled = list(given_documents)
    chance.shuffle(shuffled)
    assert build(shuffled) == build(given_documents)


@given(documents)
def test_every_document_has_its_record_its_text_and_its_vectors(
    given_documents: list[SearchDocument],
) -> None:
    files = build(given_documents)
    count = len(given_documents)
    assert len(payload(files, "records")) == len(payload(files, "texts")) == count
    assert len(payload(files, "lunr-index")["fieldVectors"]) == count * len(FIELDS)
    assert payload(files, "index")["documents"] == count


def test_the_manifest_names_the_other_files() -> None:
    files = build([document(1)])
    assert set(payload(files, "index")["files"].values()) | {"search/index.js"} == set(files)


def test_a_name_holds_the_hash_of_the_files_bytes() -> None:
    for path, content in build([document(1)]).items():
        assert path == "search/index.js" or sha256(content).hexdigest()[:10] in path


def test_the_newest_come_first_and_the_undated_last() -> None:
    dates = {1: "2024", 2: "", 3: "2025-05-11", 4: "2025-05-11", 5: "--03-29"}
    files = build(document(number, date=date) for number, date in dates.items())
    assert [row[0] for row in payload(files, "records")] == ["id3", "id4", "id1", "id2", "id5"]


def test_a_date_without_a_year_is_no_date_to_sort_by() -> None:
    assert payload(build([document(1, date="--03-29")]), "records")[0][3] == ""


@pytest.mark.parametrize("sign", ["</script>", "\u2028", "\u2029"])
def test_what_could_end_a_script_is_escaped(sign: str) -> None:
    files = build([document(1, text=f"a{sign}b")])
    assert not any(sign in content.decode() for content in files.values())
    assert payload(files, "texts") == [f"a{sign}b"]


def test_half_a_surrogate_pair_does_not_stop_the_build() -> None:
    assert payload(build([document(1, text="a \ud800 b")]), "texts") == ["a ? b"]


def test_terms_stand_in_the_order_that_lunr_js_demands() -> None:
    files = build([document(1, text="\U00010330 \ufa0e zebra")])
    terms = [term for term, _ in payload(files, "lunr-index")["invertedIndex"]]
    assert terms.index("\U00010330") < terms.index("\ufa0e")


def test_no_documents_give_an_index_that_can_be_asked() -> None:
    files = build([])
    assert payload(files, "lunr-index")["fields"] == ["title", "text", "tags", "authors", "source"]
    assert payload(files, "records") == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("The Evening Post", "the-evening-post"),
        ("Українська правда", "ukrayinska-pravda"),
        ("L’Écho", "lecho"),
    ],
)
def test_a_record_holds_its_sources_slug(name: str, slug: str) -> None:
    assert payload(build([document(1, source=name)]), "records")[0][4:6] == [name, slug]
