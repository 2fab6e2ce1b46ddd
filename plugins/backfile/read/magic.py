"""The first bytes of a file in, what it is where they tell; for words to its owner."""

_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
)


def no_text(data: bytes) -> str:
    """Why a file that is no text is rejected, with what to try."""
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    if not kind:
        return "is no text; try: save it as text or HTML"
    if "picture" in kind:
        return f"is no text but {kind}; try: take it away"
    return f"is no text but {kind}; try: save it as DOCX, PDF or text"
