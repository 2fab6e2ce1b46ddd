"""The program's and the owner's files in, all that the stages work by out."""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from backfile.annotate import Vocabulary, load_vocabulary
from backfile.clean import Rule, Rules, load_rules
from backfile.owner import KnownRejects, load_known_rejects, refuse_unread
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

    @property
    def reasons(self) -> dict[str, str]:
        """Why each cleanup rule exists, by its name."""
        return {rule.name: rule.why for rule in self.rules.rules}

    def site_rule(self, name: str) -> Rule | None:
        """The rule of that name, where it is for the pages of one site."""
        return next((rule for rule in self.rules.rules if rule.name == name and rule.site), None)

    @property
    def digest(self) -> str:
        """Tells one state of knowledge, and of the code that uses it, from another."""
        return key_of(self.rules.digest, self.vocabulary.digest, self.models.digests, code_digest())


def load_knowledge(folder: Path | None) -> Knowledge:
    """The program's rules and vocabulary, and the owner's in a folder.

    Raises:
        RuleError: a file can't be used; names file, entry and cure.
    """
    vocabulary = load_vocabulary(folder / "vocabulary.yaml" if folder else None)
    known = load_known_rejects(folder) if folder else KnownRejects()
    if folder:
        refuse_unread(folder)
    return Knowledge(load_rules(folder), vocabulary, known, load_models())


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
