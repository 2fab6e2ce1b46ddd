"""A text from anywhere in, the same as a terminal, a message or a row may have it out."""


def printable(text: str, instead: str = "\ufffd") -> str:
    """A text without line ends and a terminal's own commands; captures and names may hold them.

    instead: what stands in the place of each such character.
    """
    return "".join(c if c.isprintable() else instead for c in text)
