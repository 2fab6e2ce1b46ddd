"""The program's and the owner's files in, all that the stages work by out."""

import functools
import hashlib
import sys
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from backfile.annotate import Vocabulary, amended, load_vocabulary, tag_names
from backfile.clean import Rule, Rules, load_rules
from backfile.clock import today_of
from backfile.memory import Memory
from backfile.model import Block, Document, Place, Reading, TagWord
from backfile.owner import KnownRejects, load_known_rejects
from backfile.owner.corrections import (
    Corrections,
    load_corrections,
    tag_words,
    vocabulary_changes,
)
from backfile.owner.redaction import (
    cleared,
    cleared_corrections,
    cleared_values,
    refuse_telling,
    spells_name,
)
from backfile.owner.withheld import Withheld, load_withheld
from backfile.slugs import slug
from backfile.split import Models, load_models
from backfile.store import key_of
from backfile.yamlfiles import yaml_version

# The rooms whose code decides what is read and found; a change there makes
# what the store holds of it stale.
_DECIDING = ("model", "slugs.py", "details.py", "hosts.py", "read", "clean", "split", "annotate")
_SKETCHING = ("gather", "summaries.py", "store")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages work by: rules, vocabulary, models, and the owner's word.

    names: of every tag, by kind and slug, those that are withheld too. tag_words:
    what the owner says of tags once they are found.
    """

    rules: Rules
    vocabulary: Vocabulary
    known: KnownRejects
    models: Models
    corrections: Corrections = field(default_factory=Corrections)
    withheld: Withheld = field(default_factory=Withheld)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    tag_words: tuple[TagWord, ...] = ()
    vocabulary_digest: str = ""

    @property
    def reasons(self) -> dict[str, str]:
        """Why each cleanup rule exists, by its name."""
        return {rule.name: rule.why for rule in self.rules.rules}

    def site_rule(self, name: str) -> Rule | None:
        """The rule of that name, where it is for the pages of one site."""
        return next((rule for rule in self.rules.rules if rule.name == name and rule.site), None)

    def spellings(self, tags: Container[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
        """The words for each of some tags, given by kind and slug; its name first."""
        entries = (e for e in self.vocabulary.entries if (e.kind, slug(e.name)) in tags)
        words = (
            tuple(w for w in entry.words() if not spells_name(w, self.withheld))
            for entry in entries
        )
        return tuple(group for group in words if len(group) > 1)

    def corrected_by(self, corrections: Corrections) -> "Knowledge":
        """The same with an owner's corrections over it.

        Raises:
            RuleError: one is of a tag that is not there.
        """
        names = self.names or tag_names(self.vocabulary)
        changes = vocabulary_changes(corrections, names)
        vocabulary = amended(self.vocabulary, changes)
        names = {**names, **tag_names(vocabulary)}
        words = tag_words(corrections, names)
        found = replace(self, vocabulary=vocabulary, corrections=corrections, names=names)
        digest = vocabulary.digest
        found = replace(found, tag_words=words, vocabulary_digest=digest)
        return found.without(self.withheld)

    def without(self, withheld: Withheld) -> "Knowledge":
        """The same, which neither tags nor corrects with words that are withheld."""
        if not withheld:
            return self
        entries = self.vocabulary.entries
        told = tuple(entry for entry in entries if not spells_name(entry.name, withheld))
        return replace(
            self,
            rules=_telling_nothing(self.rules, withheld),
            vocabulary=Vocabulary.of(told) if told != entries else self.vocabulary,
            corrections=Corrections(cleared_corrections(self.corrections.entries, withheld)),
            withheld=withheld,
            tag_words=tuple(
                replace(word, do="ban") if spells_name(word.name, withheld) else word
                for word in self.tag_words
            ),
        )

    def hidden(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Texts that are read one after the other, without what is withheld of them."""
        if not self.withheld.texts:
            return tuple(texts)
        blocks = tuple(Block("paragraph", text, Place(n, n)) for n, text in enumerate(texts, 1))
        (document,) = cleared(Reading((Document("", 0, "text", blocks),)), self.withheld).documents
        return tuple(block.text for block in document.blocks)

    @property
    def public_digests(self) -> dict[str, str]:
        """The digests of rules and vocabulary that the site tells."""
        vocabulary = self.vocabulary_digest or self.vocabulary.digest
        return {"rules": self.rules.digest, "vocabulary": vocabulary}

    @property
    def digest(self) -> str:
        """Tells one state of knowledge, and of the code that uses it, from another."""
        return key_of(self.rules.digest, self.vocabulary.digest, self.models.digests, code_digest())


def load_knowledge(folder: Path | None, today: str = "", memory: Memory | None = None) -> Knowledge:
    """The program's rules and vocabulary, and the owner's in a folder.

    today: ISO day on which withholdings hold or have ended; '' for the clock's.
    memory: what of files that are the same earlier builds have checked.

    Raises:
        RuleError: a file can't be used; names file, entry and cure.
    """
    vocabulary = load_vocabulary(folder / "vocabulary.yaml" if folder else None, memory)
    rules, models = load_rules(folder, memory), load_models()
    if folder is None:
        return Knowledge(rules, vocabulary, KnownRejects(), models)
    known, corrections = load_known_rejects(folder), load_corrections(folder)
    withheld = load_withheld(folder, today or today_of())
    refuse_telling(withheld)
    found = Knowledge(rules, vocabulary, known, models).corrected_by(corrections)
    return found.without(withheld)


def memory_in(state: Path) -> Memory:
    """What earlier builds remember of rules and vocabularies, in the folder of state."""
    package = Path(__file__).parent.parent
    beside = [(package / name).read_bytes() for name in ("yamlfiles.py", "memory.py")]
    python = (sys.version, yaml_version())
    of = key_of(code_digest(), python, [hashlib.sha256(data).hexdigest() for data in beside])
    return Memory(state / "knowledge.json", of)


def _telling_nothing(rules: Rules, withheld: Withheld) -> Rules:
    """Rules whose reasons, which readers see, tell nothing that is withheld."""
    whys = [rule.why for rule in rules.rules]
    cleared_whys, counts = cleared_values(whys, withheld)
    if not counts:
        return rules
    each = zip(rules.rules, cleared_whys, strict=True)
    told = tuple(replace(rule, why=why) for rule, why in each)
    return Rules(told, key_of(rules.digest, cleared_whys))


@functools.cache
def code_digest() -> str:
    """A digest of the code and data of the rooms that decide."""
    return _digest_of(_DECIDING)


@functools.cache
def sketching_digest() -> str:
    """A digest of the code that decides what is kept beside a text."""
    return _digest_of(_SKETCHING)


def _digest_of(names: tuple[str, ...]) -> str:
    package = Path(__file__).parent.parent
    files = [
        file
        for name in names
        for file in ([package / name] if name.endswith(".py") else (package / name).rglob("*"))
        if file.suffix in {".py", ".yaml"}
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(package)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()
