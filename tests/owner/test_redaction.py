"""What is cut out of texts: every spelling of it, everywhere, and nothing else."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Capture, Claim, Picture, Place, Provenance, Reading, Rejected, Repair
from backfile.owner.redaction import cleared, cleared_values, spells
from backfile.owner.redaction.letters import letters
from tests.helpers import patient
from tests.owner.withholdings import CAPTURE, reading, texts_of, withheld

MARK = "[withheld: privacy]"
NAME = withheld("name", "Ann Müller")
TEXT = 'She lives at 5 Harbour Street in Tromsø. Her son goes to the "old" school-by-the-sea daily.'
PASSAGE = withheld("passage", TEXT)


def cut(text: str, what: Any = NAME) -> str:
    return texts_of(cleared(reading(text), what))[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ann Müller spoke.", f"{MARK} spoke."),
        ("ANN MU\u0308LLER spoke", f"{MARK} spoke"),
        ("Ann\u00a0Mü\u00adl\u200bler’s car", f"{MARK} car"),
        ("the Ann\nMüllers’ car", f"the {MARK}’ car"),
        ("Müller, Ann (ed.)", f"{MARK} (ed.)"),
        ("Ann M&uuml;ller", MARK),
        ("\\u0041nn M\\u00fcller", MARK),
        ("Ann MÃ¼ller", MARK),
        ("#AnnMüller", f"#{MARK}"),
        ("ann.muller2@post.example", f"{MARK}2@post.example"),
        ("https://a.example/x/ann-muller-speaks", f"https://a.example/x/{MARK}-speaks"),
        ("https://a.example/?q=ann%20m%C3%BCller", f"https://a.example/?q={MARK}"),
    ],
)
def test_a_name_is_cut_out_however_it_is_written(text: str, left: str) -> None:
    assert cut(text) == left


@pytest.mark.parametrize(
    "text", ["Joann Müller", "Ann Müllerson", "Ann met Karl Müller", "Ann M. spoke", "a mül ler"]
)
def test_another_name_is_left_alone(text: str) -> None:
    assert cut(text) == text


def test_a_passage_may_run_over_lines_and_blocks() -> None:
    parts = ("Before. She lives at 5 Har-", "bour Street in Tromsø. Her", TEXT.partition("Her ")[2])
    found = cleared(reading(*parts), PASSAGE)
    assert texts_of(found) == [f"Before. {MARK}", MARK, f"{MARK}."]


def test_other_quotes_and_dashes_are_the_same_passage() -> None:
    text = TEXT.replace('"old"', "“old”").replace("-", "–")
    assert cut(text, PASSAGE) == f"{MARK}."


def test_a_sentence_of_a_passage_is_withheld_by_itself() -> None:
    assert cut("He said: she lives at 5 Harbour Street in Tromsø, they say.", PASSAGE) == (
        f"He said: {MARK}, they say."
    )


@pytest.mark.parametrize("end", ["", " ...", "…"])
def test_a_teaser_that_breaks_off_in_a_passage_is_withheld(end: str) -> None:
    assert MARK in cut(f"More: she lives at 5 Harbour Street in Tr{end}", PASSAGE)


def test_a_line_that_is_a_part_of_a_passage_is_withheld() -> None:
    assert cut("son goes to the old school", PASSAGE) == MARK


def test_words_that_a_passage_shares_with_others_are_left_alone() -> None:
    text = "Her son goes to the new school, and she lives at 5 Harbour Road."
    assert cut(text, PASSAGE) == text


@pytest.mark.parametrize(
    ("text", "html", "left"),
    [
        ("Ann Müller spoke", "Ann M&uuml;<b>ll</b>er <i>spoke</i>", f"{MARK}<b></b> <i>spoke</i>"),
        ("it &c.", '<a href="/ann%20m%C3%BCller">it</a> &amp;c.', "<a>it</a> &amp;c."),
        ("it", '<a href="/ann-muller">it</a>', "<a>it</a>"),
        ("A.", '<abbr title="Ann Müller">A.</abbr>', "<abbr>A.</abbr>"),
        ("a, Ann Müller", "<tr><td>a<td>Ann Müller</tr>", f"<tr><td>a<td>{MARK}</tr>"),
        ("It", "Ann Müller", ""),
        ("Ann Müller", "Ann Müller and more than its text", ""),
    ],
)
def test_mark_up_stays_but_for_what_tells_it(text: str, html: str, left: str) -> None:
    (block,) = cleared(reading(text, html=html), NAME).documents[0].blocks
    assert (block.text, block.html) == (text.replace("Ann Müller", MARK), left)


def test_of_a_passage_over_blocks_no_mark_up_tells_a_part() -> None:
    first, second = TEXT[:20], TEXT[20:]
    found = cleared(reading(f"Ann. {first}", second, html=f"Ann. <b>{first}</b>"), PASSAGE)
    assert [block.html for block in found.documents[0].blocks] == ["", ""]


def everywhere() -> Reading:
    """A reading that tells the name in every field that could hold it."""
    name = "Ann Müller"
    document = reading(f"{name} spoke.", "Nothing.").documents[0]
    block = replace(document.blocks[1], pictures=(f"{name}.jpg",), votes=(name,))
    place = Place(1, 1)
    document = replace(
        document,
        blocks=(replace(document.blocks[0], place=Place(1, 1, f"body > p.{name}")), block),
        claims=(Claim("author", name, f"meta {name}"), Claim("url", f"https://a/{name}", "x")),
        repairs=(
            Repair("Ann MÃƒÂ¼ller", name, "mojibake", place),
            Repair("4 zero bytes", "", name),
        ),
        url=f"https://a.example/{name}",
        part=f"member {name}.html",
        pictures=(Picture(f"{name}.jpg", name, (f"https://a/{name}.png",)),),
        provenance=Provenance(source=name, url=name, by=name, rights=name),
    )
    return Reading((document,), name, (Rejected(f"a.zip, {name}", name),))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def test_no_field_of_a_reading_tells_the_name() -> None:
    found = cleared(everywhere(), NAME)
    told = [text for text in strings(found) if "ller" in text.casefold()]
    assert told == []
    assert found.withheld["0"] > 10


def test_a_repair_of_a_block_that_was_cut_tells_nothing_of_it() -> None:
    (repair, _) = cleared(everywhere(), NAME).documents[0].repairs
    assert (repair.before, repair.after, repair.why) == (MARK, MARK, "mojibake")


def test_the_path_and_origin_of_a_capture_do_not_tell_the_name() -> None:
    capture = Capture(CAPTURE, "in/ann-muller.html", 1, Provenance(by="Ann Müller"))
    (found,), counts = cleared_values((capture,), NAME)
    assert (found.path, found.provenance.by, counts) == (f"in/{MARK}.html", MARK, {"0": 2})


def test_a_reading_without_it_is_only_stamped() -> None:
    plain = reading("Nothing of the kind.", "Ann and Müller are two.")
    assert cleared(plain, NAME) == replace(plain, cleared=NAME.digest)


@pytest.mark.parametrize(
    ("address", "is_spelt"),
    [
        ("2025/05/ann-muller-speaks.html", True),
        ("people/ann-muller.html", True),
        ("2025/05/she-lives-at-5-harbour-street-in-tromso-her.html", True),
        ("2025/05/son-goes-to-the-old-school-abcdefghijkl.html", True),
        ("2025/05/joann-mullerson.html", False),
        ("2025/05/harbour-street.html", False),
    ],
)
def test_an_address_that_spells_it_is_known(address: str, is_spelt: bool) -> None:  # noqa: FBT001 - a case's expectation
    both = replace(NAME, entries=NAME.entries + PASSAGE.entries)
    assert spells(address, both) is is_spelt


WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäöüéßіїйж", min_size=2, max_size=8), min_size=3, max_size=9
).map(" ".join)
NOISE = st.sampled_from(["upper", "NFD", "NFKC", "shy", "nbsp", "newline", "as it is"])


def noisy(text: str, noise: str) -> str:
    """The same words as another program would write them."""
    made = {
        "upper": text.upper(),
        "NFD": unicodedata.normalize("NFD", text),
        "NFKC": unicodedata.normalize("NFKC", text),
        "shy": "\u00ad".join(text),
        "nbsp": text.replace(" ", "\u00a0 "),
        "newline": text.replace(" ", "\n"),
    }
    return made.get(noise, text)


@patient
@given(WORDS, NOISE, st.lists(st.text(max_size=30), max_size=4), st.integers(0, 4))
def test_no_text_holds_a_passage_and_no_other_is_changed(
    passage: str, noise: str, others: list[str], place: int
) -> None:
    what = withheld("passage", passage)
    blocks = [*others[:place], f"Zq. {noisy(passage, noise)}. Zq.", *others[place:]]
    found = texts_of(cleared(reading(*blocks), what))
    assert letters(passage) not in letters("".join(found).replace(MARK, "\n"))
    held = letters(passage)
    kept = [new for old, new in zip(blocks, found, strict=True) if held not in letters(old)]
    assert [old for old in blocks if held not in letters(old)] == kept or held in letters(
        "".join(blocks).replace("Zq", "")
    )


@patient
@given(st.lists(st.text(max_size=40), max_size=6), WORDS)
def test_what_is_cleared_once_is_clear(texts: list[str], name: str) -> None:
    what = withheld("name", name)
    once = cleared(reading(*texts, f"So {name} said."), what)
    assert texts_of(cleared(once, what)) == texts_of(once)
