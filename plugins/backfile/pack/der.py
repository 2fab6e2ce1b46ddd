"""A time stamp's bytes (DER) in, the same with its certificates in DER's order out.

A set is to be sorted, and rfc3161-client refuses a set of certificates that
is not; OpenSSL, by which many services stamp, writes it as it comes. The
certificates are no part of what is signed, so their order means nothing.
"""

from dataclasses import dataclass

_LONG_FORM = 0x80
_LONGEST_LENGTH = 4
_CERTIFICATES = 0xA0
# The way in, by RFC 3161 and 5652: response, token, content, signed data.
_WAY = (0, 1, 1, 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A value in its place: where its tag, its body and what follows it begin."""

    start: int
    body: int
    end: int


def sorted_certificates(stamp: bytes) -> bytes:
    """A time stamp response whose set of certificates is sorted; any other bytes as they are."""
    whole = _Piece(0, 0, len(stamp))
    try:
        for place in _WAY:
            whole = _pieces(stamp, whole)[place]
        found = [piece for piece in _pieces(stamp, whole) if stamp[piece.start] == _CERTIFICATES]
        inside = sorted(stamp[one.start : one.end] for one in _pieces(stamp, found[0]))
    except IndexError:
        return stamp
    return stamp[: found[0].body] + b"".join(inside) + stamp[found[0].end :]


def _pieces(data: bytes, whole: _Piece) -> list[_Piece]:
    """The values inside of one; of short tags and definite lengths alone, as DER has them here.

    Raises:
        IndexError: they do not fill it.
    """
    found = []
    start = whole.body
    while start < whole.end:
        length, body = data[start + 1], start + 2
        if length >= _LONG_FORM:
            count = length - _LONG_FORM
            if not 0 < count <= _LONGEST_LENGTH:
                raise IndexError(start)
            length, body = int.from_bytes(data[body : body + count]), body + count
        if body + length > whole.end:
            raise IndexError(start)
        found.append(_Piece(start, body, body + length))
        start = body + length
    return found
