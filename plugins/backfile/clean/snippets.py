"""An example of a selector in, a tag path or a piece of HTML; the tag path of its text out."""

from html.parser import HTMLParser

_NEVER_OPEN = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")


def path_of(example: str) -> str:
    """The tag path of the first text in a piece of HTML; a tag path is given back as it is."""
    if not example.lstrip().startswith("<"):
        return example
    snippet = _Snippet()
    snippet.feed(example)
    snippet.close()
    return snippet.found


class _Snippet(HTMLParser):
    """Follows the open tags up to the first text."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _NEVER_OPEN:
            self._open.append((tag, _step(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if data.strip() and not self.found:
            self.found = " > ".join(step for _, step in self._open)


def _step(tag: str, attributes: dict[str, str | None]) -> str:
    """A step as the paths of blocks have it: name, id, classes, role."""
    ident, role = attributes.get("id"), attributes.get("role")
    classes = "".join(f".{word}" for word in (attributes.get("class") or "").split())
    return f"{tag}{f'#{ident}' if ident else ''}{classes}{f'[role={role}]' if role else ''}"
