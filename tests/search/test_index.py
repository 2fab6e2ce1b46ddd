"""Search documents in; the files of the index, read again, must hold them and nothing else."""

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser, analyse
from backfile.search.chunks import Chunks
from backfile.search.fields import FIELDS, texts_of
from backfile.search.index import build
from backfile.search.inflection import redirects_of
from backfile.search.numbering import numbered
from tests.search.decoding import Postings, Reader
from tests.search.documents import archives, by_chance, document, terms_of

ROOT = Path(__file__).parents[2]
# Each example is an archive, built once or twice.
few = settings(max_examples=25)


def reader(documents: Sequence[SearchDocument], names: Sequence[Sequence[str]] = ()) -> Reader:
    return Reader.of(dict(build(documents, names)))


def digest() -> str:
    """Tells one archive's index from any other."""
    names = [("Volodymyr Zelensky", "Володимир Зеленський")]
    return sha256(repr(list(build(by_chance(30), names))).encode()).hexdigest()


def naive(documents: Sequence[SearchDocument]) -> dict[str, tuple[int, Postings]]:
    """The terms as they should be read, by the shortest way there is."""
    chunks = Chunks(len(FIELDS))
    for one in documents:
        chunks.add(one.language, texts_of(one))
    analyser = Analyser(redirects_of(chunks.seen(), ()))
    places: dict[str, int] = {}
    found: dict[str, Any] = defaultdict(lambda: defaultdict(dict))
    for number, one in numbered(documents):
        for (field, _), names in zip(FIELDS, texts_of(one), strict=True):
            parts = [analyser.analyse(name) for name in names]
            terms = [(term, at) for at, part in enumerate(parts) for term in part]
            for place, (term, at) in enumerate(terms):
                places.setdefault(term, place)
                _, positions = found[term][field].setdefault(number, (len(terms), []))
                positions.append(place + 1000 * at)
    return {term: (places[term], dict(fields)) for term, fields in found.items()}


@few
@given(archives())
def test_every_place_of_every_term_is_read_again(documents: list[SearchDocument]) -> None:
    assert reader(documents).terms() == naive(documents)


def test_an_archive_of_many_shards_is_read_again() -> None:
    documents = by_chance(300)
    index = reader(documents)
    assert index.terms() == naive(documents)
    assert len(index.root["terms"]["names"]) > 10


@few
@given(archives())
def test_the_keys_of_a_listing_lead_to_each_term(documents: list[SearchDocument]) -> None:
    root = (index := reader(documents)).root
    firsts = [key for key, _ in index.listed("t", root["terms"])]
    assert firsts == sorted(firsts, key=lambda key: key.encode("utf-16-be"))
    assert root["positions"]["keys"] == []


@few
@given(archives())
def test_every_text_and_record_stands_at_its_number(documents: list[SearchDocument]) -> None:
    index = reader(documents)
    texts = {number: one.text for number, one in numbered(documents)}
    assert index.rows("x", "texts") == {n: t.replace("\ud800", "?") for n, t in texts.items()}
    assert {n: row[0] for n, row in index.rows("r", "records").items()} == {
        number: one.id for number, one in numbered(documents)
    }


@few
@given(archives())
def test_the_vocabulary_is_that_of_the_terms(documents: list[SearchDocument]) -> None:
    index = reader(documents)
    assert set(index.words("vocabulary", 2)) == set(index.terms())


@few
@given(archives())
def test_the_root_tells_lunrs_averages(documents: list[SearchDocument]) -> None:
    root = (index := reader(documents)).root
    terms = index.terms()
    for field, average in zip(root["fields"], root["averages"], strict=True):
        total = sum(len(p) for _, lists in terms.values() for _, p in lists.get(field, {}).values())
        assert average == (total / len(documents) if documents else 0)


@few
@given(archives(), st.randoms())
def test_the_same_documents_in_any_order_give_the_same_bytes(
    documents: list[SearchDocument], chance: random.Random
) -> None:
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert list(build(shuffled)) == list(build(documents))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_seed_of_pythons_hashes_makes_no_difference(seed: str) -> None:
    code = "from tests.search.test_index import digest; print(digest())"
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["plugins", "."])}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest()


@few
@given(archives())
def test_every_file_is_given_once_and_can_be_reached(documents: list[SearchDocument]) -> None:
    paths = [path for path, _ in build(documents)]
    index = reader(documents)
    index.terms(), index.rows("r", "records"), index.rows("x", "texts"), index.days()
    index.words("vocabulary", 2), index.words("spelling", 3)
    for kind in index.root["facets"].keys() - {"date"}:
        index.column(kind)
    assert len(paths) == len(set(paths))
    assert set(paths) == set(index.read)


def test_the_root_comes_last_after_what_names_it() -> None:
    *_, entry, root = [path for path, _ in build([document(0)])]
    assert entry == "search/index.js"
    assert root.startswith("search/index.")


def test_no_documents_give_an_index_that_can_be_asked() -> None:
    index = reader([])
    assert index.root["documents"] == index.root["size"] == 0
    assert index.root["averages"] == [0, 0, 0, 0, 0]
    assert index.terms() == {}


def test_two_documents_of_one_number_are_refused() -> None:
    with pytest.raises(ValueError, match="the number 3"):
        list(build([document(3), document(3)]))


@pytest.mark.parametrize("sign", ["</script>", "<!--", "\u2028", "\u2029"])
def test_what_could_end_a_script_is_escaped(sign: str) -> None:
    files = dict(build([document(0, f"a{sign}b", title=sign, authors=(sign,))]))
    assert not any(sign in content.decode() for content in files.values())
    assert Reader.of(files).rows("x", "texts") == {0: f"a{sign}b"}


@pytest.mark.parametrize("text", ["ab" * 100_000, "東京" * 50_000, "a.b." * 50_000, "жя" * 50_000])
def test_a_hostile_word_does_not_stop_the_build(text: str) -> None:
    assert set(reader([document(0, text)]).terms()) == set(analyse(text))


def test_a_redirected_word_is_found_and_marked_by_its_term() -> None:
    names = [("Volodymyr Zelensky", "Володимир Зеленський")]
    documents = [document(0, "Zelensky spoke."), document(1, "Зеленський говорив.", language="uk")]
    index = reader(documents, names)
    redirects = index.flat(1)
    analyser = Analyser(redirects)
    assert analyser.term("zelensky") == analyser.term("зеленський")
    assert analyser.term("zelensky") in index.terms()
    for term, forms in index.flat(2).items():
        assert {redirects[form] for form in forms.split(" ")} == {term}


def changed(old: dict[str, bytes], new: dict[str, bytes], kind: str) -> int:
    return sum(path not in new for path in old if path.startswith(f"search/{kind}/"))


def test_an_article_added_rewrites_at_most_a_shard_for_each_of_its_terms() -> None:
    documents = by_chance(340, words=20)
    old = dict(build(documents[:300]))
    assert sum(path.startswith("search/t/") for path in old) > 12
    for count in range(301, len(documents) + 1):
        new = dict(build(documents[:count]))
        own = {term for terms in terms_of(documents[count - 1]).values() for term in terms}
        assert changed(old, new, "t") <= len(own)
        assert changed(old, new, "p") <= len(own)
        assert changed(old, new, "r") <= 1
        assert changed(old, new, "x") <= 1
        old = new
