"""The program's and the owner's files in, all that the stages work by out."""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from backfile.annotate import Vocabulary, amended, load_vocabulary, tag_names
from backfile.clean import Rule, Rules, load_rules
from backfile.clock import today_of
from backfile.model import Block, Document, Place, Reading, TagWord
from backfile.owner import KnownRejects, load_known_rejects
from backfile.owner.corrections import (
    Corrections,
    load_corrections,
    tag_words,
    vocabulary_changes,
)
from backfile.owner.redaction import cleared, cleared_corrections, refuse_telling, spells_name
from backfile.owner.withheld import Withheld, load_withheld
from backfile.split import Models, load_models
from backfile.store import key_of

# The rooms whose code decides what is read and found; a change there makes
# what the store holds of it stale.
_DECIDING = ("model", "slugs.py", "details.py", "hosts.py", "read", "clean", "split", "annotate")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages work by: rules, vocabulary, the owner's known rejects, the trained models."""

    rules: Rules
    vocabulary: Vocabulary
    known: KnownRejects
    models: Models
    corrections: Corrections = field(default_factory=Corrections)
    withheld: Withheld = field(default_factory=Withheld)

    @property
    def reasons(self) -> dict[str, str]:
        """Why each cleanup rule exists, by its name."""
        return {rule.name: rule.why for rule in self.rules.rules}

    def site_rule(self, name: str) -> Rule | None:
        """The rule of that name, where it is for the pages of one site."""
        return next((rule for rule in self.rules.rules if rule.name == name and rule.site), None)

    def corrected_by(self, corrections: Corrections) -> "Knowledge":
        """The same with an owner's corrections over it.

        Raises:
            RuleError: one is of a tag that is not there.
        """
        changes = vocabulary_changes(corrections, tag_names(self.vocabulary))
        vocabulary = amended(self.vocabulary, changes)
        return replace(self, vocabulary=vocabulary, corrections=corrections)

    def without(self, withheld: Withheld) -> "Knowledge":
        """The same, which neither tags nor corrects with words that are withheld."""
        entries = self.vocabulary.entries
        told = tuple(entry for entry in entries if not spells_name(entry.name, withheld))
        return replace(
            self,
            vocabulary=Vocabulary.of(told) if told != entries else self.vocabulary,
            corrections=Corrections(cleared_corrections(self.corrections.entries, withheld)),
            withheld=withheld,
        )

    def hidden(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Texts that are read one after the other, without what is withheld of them."""
        if not self.withheld.texts:
            return tuple(texts)
        blocks = tuple(Block("paragraph", text, Place(n, n)) for n, text in enumerate(texts, 1))
        (document,) = cleared(Reading((Document("", 0, "text", blocks),)), self.withheld).documents
        return tuple(block.text for block in document.blocks)

    @property
    def tag_words(self) -> tuple[TagWord, ...]:
        """What the owner says of tags once they are found."""
        return tag_words(self.corrections, tag_names(self.vocabulary))

    @property
    def digest(self) -> str:
        """Tells one state of knowledge, and of the code that uses it, from another."""
        return key_of(self.rules.digest, self.vocabulary.digest, self.models.digests, code_digest())


def load_knowledge(folder: Path | None, today: str = "") -> Knowledge:
    """The program's rules and vocabulary, and the owner's in a folder.

    today: ISO day on which withholdings hold or have ended; '' for the clock's.

    Raises:
        RuleError: a file can't be used; names file, entry and cure.
    """
    vocabulary = load_vocabulary(folder / "vocabulary.yaml" if folder else None)
    rules, models = load_rules(folder), load_models()
    if folder is None:
        return Knowledge(rules, vocabulary, KnownRejects(), models)
    known, corrections = load_known_rejects(folder), load_corrections(folder)
    withheld = load_withheld(folder, today or today_of())
    refuse_telling(withheld)
    found = Knowledge(rules, vocabulary, known, models).corrected_by(corrections)
    return found.without(withheld) if withheld else found


@functools.cache
def code_digest() -> str:
    """A digest of the code and data of the rooms that decide."""
    package = Path(__file__).parent.parent
    files = [
        file
        for name in _DECIDING
        for file in ([package / name] if name.endswith(".py") else (package / name).rglob("*"))
        if file.suffix in {".py", ".yaml"}
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(package)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()
