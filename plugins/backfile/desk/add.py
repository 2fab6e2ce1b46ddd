"""Files from anywhere in, captures with sidecars in the captures folder out.

The bytes are copied as they are; nothing that is there already is replaced.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from backfile.errors import OwnerError
from backfile.pipeline import COMPANION_ENDINGS, SidecarMistake, parse_sidecar
from backfile.slugs import slug


@dataclass(frozen=True, slots=True)
class Origin:
    """What the archivist knows of the files; empty strings are left out of the sidecar."""

    source: str = ""
    captured: str = ""
    by: str = ""
    method: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """One file to take in; why is empty, or says why it is passed over."""

    file: Path
    target: Path
    companions: Path | None
    why: str = ""


def plan(files: Iterable[str], captures: Path, origin: Origin) -> list[Addition]:
    """What adding would do; nothing is written.

    Raises:
        OwnerError: a file is missing, or `captured` can't be understood.
    """
    try:
        parse_sidecar(sidecar_text(origin).encode())
    except SidecarMistake as mistake:
        raise OwnerError("add", str(mistake), "--captured 2025-05-12") from None
    present = {_sha256(path): path for path in sorted(captures.rglob("*")) if path.is_file()}
    folder = captures / slug(origin.source) if origin.source else captures
    additions = [_addition(Path(name).expanduser(), folder, present) for name in files]
    if not additions:
        raise OwnerError("add", "no file was named", "add page.html dump.txt --source NAME")
    return additions


def _addition(file: Path, folder: Path, present: dict[str, Path]) -> Addition:
    if not file.is_file():
        raise OwnerError(str(file), "is no file", "the path of a text or saved page")
    beside = (file.with_name(file.stem + ending) for ending in COMPANION_ENDINGS)
    companions = next((path for path in beside if path.is_dir()), None)
    target = folder / file.name
    why = ""
    if same := present.get(_sha256(file)):
        why = f"these bytes are there already: {same.name}"
    elif target.exists():
        why = "another file of that name is there"
    return Addition(file, target, companions, why)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sidecar_text(origin: Origin) -> str:
    """The sidecar of a file of this origin."""
    known = {
        name: value
        for name in ("source", "url", "captured", "by", "method")
        if (value := getattr(origin, name))
    }
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False) if known else ""


def carry_out(additions: Iterable[Addition], origin: Origin) -> Iterator[Addition]:
    """Copy what is planned, each with its companions and sidecar; yield what was copied."""
    for addition in additions:
        if addition.why:
            continue
        addition.target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(addition.file, addition.target)
        if addition.companions:
            beside = addition.target.with_name(addition.companions.name)
            shutil.copytree(addition.companions, beside, dirs_exist_ok=True)
        if text := sidecar_text(origin):
            addition.target.with_name(f"{addition.target.name}.yaml").write_text(text, "utf-8")
        yield addition
