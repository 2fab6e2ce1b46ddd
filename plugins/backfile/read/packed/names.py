"""The name of a member as its pack holds it in, the name to show out, or why it is not followed."""

import re
from pathlib import PurePosixPath

from backfile.read.captures import LITTER, UNPRINTABLE

# The encoding of names in zips that say nothing of it, and that of Windows in Cyrillic countries.
_DOS, _DOS_CYRILLIC = "cp437", "cp866"
_WORDS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+")
_DRIVE = re.compile(r"[A-Za-z]:")
_OUTSIDE = "has a name that leads out of its pack; try: pack its folder anew"


def decoded_name(raw: bytes) -> str:
    """A name whose encoding is not told: UTF-8, else what zip programs write."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    cyrillic = raw.decode(_DOS_CYRILLIC)
    words = [word for word in _WORDS.findall(cyrillic) if not word.isascii()]
    is_cyrillic = words and all(_CYRILLIC.fullmatch(word) for word in words)
    return cyrillic if is_cyrillic else raw.decode(_DOS)


def shown_name(name: str) -> str:
    """A name with forward slashes, in one line, without what says nothing."""
    if "/" not in name:
        name = name.replace("\\", "/")
    name = name.encode("utf-8", "backslashreplace").decode("utf-8")
    name = UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)
    return re.sub(r"^(?:\./+)+|(?<=/)(?:\.?/)+", "", name)


def why_not_followed(name: str) -> str:
    """Why a name is not followed; '' where it is."""
    if not name:
        return "has no name; try: pack its folder anew"
    is_absolute = name.startswith("/") or _DRIVE.match(name)
    if is_absolute or ".." in name.split("/"):
        return _OUTSIDE
    if any(part.startswith(".") for part in PurePosixPath(name).parts):
        return "is hidden; try: a name without the leading dot"
    return ""


def is_litter(name: str) -> bool:
    """Whether tools and desktop programs left it behind."""
    return any(part == "__MACOSX" or LITTER.fullmatch(part) for part in name.split("/"))
