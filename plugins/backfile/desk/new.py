"""A name in, a folder for an archive of one's own out; it uses the installed program."""

import json
from pathlib import Path

from backfile import VERSION
from backfile.errors import OwnerError

_CONF = '''"""The settings of this archive; the program's docs/settings.md tells them all."""

from backfile import settings

BACKFILE = {{
    "title": {title},
    "subtitle": "",
    "language": "en",
    # "site_url": "https://example.org/archive",
}}
globals().update(settings.load(BACKFILE, __file__))
'''
_TASKS = '''"""The tasks of this archive: inv --list."""

from pathlib import Path

from backfile.invoking import collection

namespace = collection(Path(__file__).parent)
'''
_RULES = """# Cleanup rules of this archive. The examples are tried at every build.
#
# - name: harbour-promo
#   why: the Gazette's line about its boat trips
#   match: {text: "Come sailing with the Gazette"}
#   examples:
#     removes: [Come sailing with the Gazette]
#     keeps: [Sailing with the Gazette's reporter on board]
"""
_VOCABULARY = """# Names that this archive should know, beside those that the program brings.
#
# - name: Fridtjof Nansen
#   kind: person        # person, place, organisation or topic
#   aliases: [Nansen]
"""
_ABOUT = """Title: About this archive
Status: draft

Take the line "Status: draft" away to publish this page.

What this archive holds, who keeps it, and how to reach them.
"""
# Captures are kept to the byte; of the register git takes the rows of both branches.
_ATTRIBUTES = """content/captures/** -text
content/register/* text eol=lf merge=union
"""
_IGNORED = "/.venv/\n/.backfile/\n/output/\n"


def make_archive(folder: Path) -> list[str]:
    """Make the folder of a new archive; return the paths of its files.

    Raises:
        OwnerError: the folder is there and not empty, or can't be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OwnerError(str(folder), "is there already and not empty", "another name")
    files = {
        "pelicanconf.py": _CONF.format(title=json.dumps(_title(folder.name), ensure_ascii=False)),
        "tasks.py": _TASKS,
        "requirements.txt": f"backfile=={VERSION}\n",
        "content/captures/.gitkeep": "",
        "content/pages/about.md": _ABOUT,
        "content/rules/mine.yaml": _RULES,
        "content/rules/vocabulary.yaml": _VOCABULARY,
        "content/register/.gitkeep": "",
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
    }
    try:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        cure = "a folder that can be written"
        raise OwnerError(str(folder), f"can't be made ({error.strerror})", cure) from None
    return sorted(files)


def _title(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Archive"
