"""What a build of the index learnt in, a folder out from which the next one takes it; and back.

    head                what is read by every build: the documents, the files, the terms
    texts-GENERATION    the documents as numbers of their words, read when all is made anew
    log-GENERATION      the entries of the terms; a build that only adds documents adds to it
    base                the head of the build of all from which the others went on

The head is replaced last, and tells which of the others are its own.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

import numpy as np

from backfile.search.chunks import Numbers, Texts
from backfile.search.facets import Names as FacetNames
from backfile.search.facets import Worn
from backfile.search.fields import FIELDS
from backfile.search.lexicon import Folded
from backfile.search.rebuilt import Known, Made
from backfile.search.remembered import Damaged, Part, Parts, Places, code_key, lines, write_parts
from backfile.search.rows import TOGETHER
from backfile.search.vocabulary import is_word, length_of

_HEAD, _BASE = "head", "base"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told last.

    keys, numbers: of each document. names: the digest of the spellings. files:
    the SHA-256 of each by its path, in the order in which they were given.
    """

    keys: Sequence[str]
    numbers: Numbers
    names: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shelved:
    """Records, texts and facets: the letters of their shards, and what the last ones hold."""

    records: Sequence[str]
    texts: Sequence[str]
    tails: tuple[bytes, bytes]
    worn: Worn
    facets: FacetNames


@dataclass(frozen=True, slots=True)
class Words:
    """The terms and the forms.

    ranks, lasts, frequencies, usual, entries: as rebuilt.Found has them.
    lengths: of each term; spelled: of its usual form, 0 if that is no word.
    term_of, counts: of each form its term and how often it occurs.
    """

    terms: Sequence[str]
    ranks: Numbers
    lasts: Numbers
    frequencies: Numbers
    usual: Numbers
    lengths: Numbers
    spelled: Numbers
    entries: tuple[Places, Places]
    forms: Sequence[str]
    term_of: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class Cuts:
    """How the words were cut into shards.

    terms: the letters of a shard by its first and last key and their count.
    beside: those of positions by those of their terms' shards. vocabulary,
    spelling: by length. totals: how many terms each field has.
    """

    terms: Mapping[tuple[str, str, int], str]
    beside: Mapping[tuple[str, ...], str]
    vocabulary: Mapping[str, str]
    spelling: Mapping[str, str]
    totals: Sequence[int]
    redirects: Mapping[str, str]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Head:
    """All that the next build may need, but for texts and entries."""

    told: Told
    shelved: Shelved
    words: Words
    cuts: Cuts
    digests: Mapping[str, bytes]
    generation: int
    log_end: int


def names_digest(names: Sequence[Sequence[str]]) -> str:
    """Tell some spellings of names from any other."""
    return sha256(json.dumps([list(group) for group in names]).encode()).hexdigest()


def spelled_length(form: str) -> int:
    """Give the length by which a form is offered, 0 if it is no word."""
    return length_of(form) if is_word(form) else 0


class Memory:
    """The folder of what was learnt."""

    def __init__(self, folder: Path, name: str = _HEAD) -> None:
        """Open what the last build left; name: the head that is meant.

        Raises:
            Damaged: it left nothing, or that can't be used.
        """
        self._folder = folder
        self._parts = Parts(folder / name, code_key())
        facts = self._parts.value("facts")
        self.generation, self.log_end = facts["generation"], facts["log_end"]
        self._names = facts["names"]

    def base(self) -> "Memory":
        """Open what the build of all left that this one and those before it only added to.

        Raises:
            Damaged: it can't be used.
        """
        base = Memory(self._folder, _BASE)
        if base.generation != self.generation:
            raise Damaged
        return base

    def told(self) -> Told:
        """Read what was told last."""
        parts = self._parts
        digests = parts.raw("file_digests").hex()
        paths = parts.lines("files")
        files = {path: digests[at * 64 : at * 64 + 64] for at, path in enumerate(paths)}
        return Told(parts.lines("keys"), parts.array("numbers"), self._names, files)

    def is_plain(self) -> bool:
        """Tell whether documents in English can be added without changing a redirect."""
        return bool(self._parts.value("cuts")["is_plain"])

    def head(self, told: Told) -> Head:
        """Read all of the head."""
        parts = self._parts
        names, raw = parts.lines("shards"), parts.raw("digests")
        digests = {name: raw[at * 32 : at * 32 + 32] for at, name in enumerate(names)}
        return Head(
            told, self._shelved(), self._words(), self._cuts(), digests,
            self.generation, self.log_end,
        )  # fmt: skip

    def _shelved(self) -> Shelved:
        parts = self._parts
        told = parts.value("shelved")
        tails = parts.raw("record_tail"), parts.raw("text_tail")
        return Shelved(told["records"], told["texts"], tails, self._worn(), told["facets"])

    def _worn(self) -> Worn:
        parts = self._parts
        values = [(kind, slug, name) for kind, slug, name in parts.value("values")]
        return Worn(values, *map(parts.array, ("worn", "worn_bounds", "days")))

    def _words(self) -> Words:
        parts = self._parts
        entries = (
            Places(*map(parts.array, ("term_at", "term_sizes", "term_checks"))),
            Places(*map(parts.array, ("position_at", "position_sizes", "position_checks"))),
        )
        return Words(
            terms=parts.lines("terms"),
            ranks=parts.array("ranks"),
            lasts=parts.array("lasts").reshape(-1, len(FIELDS)),
            frequencies=parts.array("frequencies"),
            usual=parts.array("usual"),
            lengths=parts.array("lengths"),
            spelled=parts.array("spelled"),
            entries=entries,
            forms=parts.lines("forms"),
            term_of=parts.array("term_of"),
            counts=parts.array("counts"),
        )

    def _cuts(self) -> Cuts:
        told = self._parts.value("cuts")
        return Cuts(
            {(first, last, count): letters for first, last, count, letters in told["terms"]},
            {tuple(own): letters for own, letters in told["beside"]},
            told["vocabulary"], told["spelling"], told["totals"], told["redirects"],
            told["is_plain"],
        )  # fmt: skip

    def known(self, told: Told) -> Known:
        """Read what a build of all can take over.

        Raises:
            Damaged: it can't be used.
        """
        shelved = self._parts.value("shelved")
        parts = Parts(_texts(self._folder, self.generation), code_key())
        fields = range(len(FIELDS))
        streams = [(parts.array(f"chunks{at}"), parts.array(f"bounds{at}")) for at in fields]
        parted = Texts(parts.lines("chunks"), parts.value("languages"), streams)
        folded = Folded(parts.lines("forms"), parts.array("form_bounds"), parts.array("found"))
        rows = {key: row for row, key in enumerate(told.keys)}
        shards: dict[int, list[tuple[int, str]]] = {}
        for number, key in zip(told.numbers.tolist(), told.keys, strict=True):
            shards.setdefault(number // TOGETHER, []).append((number, key))
        return Known(
            shards=shards,
            records=shelved["records"],
            texts=shelved["texts"],
            rows={
                key: (at, rows[key]) for at, key in enumerate(parts.lines("keys")) if key in rows
            },
            parted=parted,
            worn=self._worn(),
            folded=folded,
            stems=parts.lines("stems"),
        )


def log_path(folder: Path, generation: int) -> Path:
    """Give where the entries of a generation stand."""
    return folder / f"log-{generation}"


def _texts(folder: Path, generation: int) -> Path:
    return folder / f"texts-{generation}"


def make_room(folder: Path, generation: int) -> None:
    """Make the folder, and remove what stands where only files of a generation may."""
    if folder.exists() and not folder.is_dir():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    heads = (folder / _HEAD, folder / _BASE)
    for file in (*heads, log_path(folder, generation), _texts(folder, generation)):
        if file.is_dir():
            shutil.rmtree(file)


def write_texts(folder: Path, generation: int, keys: Sequence[str], made: Made) -> None:
    """Write the documents as numbers of their words."""
    chunks, found = made.shown.chunks, made.found
    parts: dict[str, Part] = {
        "keys": lines(keys),
        "languages": json.dumps(chunks.languages()).encode(),
        "chunks": lines(chunks.distinct()),
        "forms": lines(found.folded.forms),
        "stems": lines(found.stems),
        "form_bounds": found.folded.bounds,
        "found": found.folded.found,
    }
    for at, stream in enumerate(chunks.streams):
        parts |= {f"chunks{at}": stream.chunks, f"bounds{at}": stream.bounds}
    write_parts(_texts(folder, generation), parts, code_key())


def head_of(made: Made, told: Told, generation: int, log_end: int) -> Head:
    """Give what the next build may need of a build of all."""
    found, shown = made.found, made.shown
    lexicon, cut, (records, texts) = found.lexicon, found.cut, shown.rows
    forms = lexicon.forms
    return Head(
        told,
        Shelved(records.names, texts.names, (records.last, texts.last), shown.worn, shown.facets),
        Words(
            lexicon.terms,
            cut.ranks,
            found.lasts,
            found.frequencies,
            found.usual,
            np.fromiter(map(length_of, lexicon.terms), np.uint8),
            np.fromiter((spelled_length(forms[at]) for at in found.usual.tolist()), np.uint8),
            found.entries,
            forms,
            lexicon.term_of,
            found.counts,
        ),
        Cuts(
            dict(zip(cut.keys, cut.letters, strict=True)),
            found.positions.beside,
            found.root["vocabulary"],
            found.root["spelling"],
            found.totals,
            found.redirects,
            found.is_plain,
        ),
        made.shards.digests,
        generation,
        log_end,
    )


def write_head(folder: Path, head: Head) -> None:
    """Put a head in place of the one that is there; then remove what is no part of it."""
    told, shelved, words, cuts = head.told, head.shelved, head.words, head.cuts
    terms, positions = words.entries
    facts = {"generation": head.generation, "log_end": head.log_end, "names": told.names}
    shelf = {"records": shelved.records, "texts": shelved.texts, "facets": shelved.facets}
    cut = {
        "terms": [[*keys, letters] for keys, letters in cuts.terms.items()],
        "beside": list(cuts.beside.items()),
        "vocabulary": cuts.vocabulary,
        "spelling": cuts.spelling,
        "totals": list(cuts.totals),
        "redirects": cuts.redirects,
        "is_plain": cuts.is_plain,
    }
    parts: dict[str, Part] = {
        "facts": json.dumps(facts).encode(),
        "keys": lines(told.keys),
        "numbers": told.numbers,
        "files": lines(list(told.files)),
        "file_digests": bytes.fromhex("".join(told.files.values())),
        "shelved": json.dumps(shelf).encode(),
        "record_tail": shelved.tails[0],
        "text_tail": shelved.tails[1],
        "values": json.dumps(shelved.worn.values).encode(),
        "worn": shelved.worn.worn,
        "worn_bounds": shelved.worn.bounds,
        "days": shelved.worn.days,
        "terms": lines(words.terms),
        "ranks": words.ranks,
        "lasts": words.lasts.astype(np.int32),
        "frequencies": words.frequencies.astype(np.int32),
        "usual": words.usual.astype(np.int32),
        "lengths": words.lengths,
        "spelled": words.spelled,
        "term_at": terms.at,
        "term_sizes": terms.sizes,
        "term_checks": terms.checks,
        "position_at": positions.at,
        "position_sizes": positions.sizes,
        "position_checks": positions.checks,
        "forms": lines(words.forms),
        "term_of": words.term_of.astype(np.uint32),
        "counts": words.counts.astype(np.int64),
        "cuts": json.dumps(cut).encode(),
        "shards": lines(list(head.digests)),
        "digests": b"".join(head.digests.values()),
    }
    write_parts(folder / _HEAD, parts, code_key())
    own = (folder / _HEAD, log_path(folder, head.generation), _texts(folder, head.generation))
    for file in chain(folder.glob("*-*"), folder.glob("*.new")):
        if file not in own and file.is_file():
            file.unlink()


def keep_base(folder: Path) -> None:
    """Let the head, of a build of all, be the base of those that add to it."""
    new = folder / f"{_BASE}.new"
    try:
        os.link(folder / _HEAD, new)
    except OSError:  # no links here
        shutil.copyfile(folder / _HEAD, new)
    new.replace(folder / _BASE)


__all__ = ["Damaged", "Head", "Memory", "Told"]
