"""Small pictures in all kinds that are kept, with things hidden in them, made part by part."""

import struct
import zlib

SECRET = b"where the photographer lives"


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    checksum = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + checksum


def png(width: int = 120, height: int = 80, colour: int = 200, hidden: bytes = SECRET) -> bytes:
    """A grey PNG that browsers show; hidden stands in a text, in its EXIF and behind its end."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([colour]) * width) * height
    texts = chunk(b"tEXt", b"Comment\0" + hidden) + chunk(b"eXIf", hidden) if hidden else b""
    body = chunk(b"IHDR", header) + texts + chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"") + hidden


def claimed_png(width: int, height: int) -> bytes:
    """A PNG that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def exif(turned: int = 1) -> bytes:
    """EXIF that tells a place (a GPS tag) and how the picture is turned."""
    tags = [
        struct.pack("<HHII", 0x010E, 2, len(SECRET), 38 + 12),
        struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0),
        struct.pack("<HHII", 0x8825, 4, 1, 26),
    ]
    directory = struct.pack("<H", len(tags)) + b"".join(tags) + b"\0\0\0\0"
    return b"Exif\0\0II*\0\x08\0\0\0" + directory + SECRET


def segment(mark: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, mark)) + (len(content) + 2).to_bytes(2, "big") + content


PROFILE = b"ICC_PROFILE\0\1\1colours"


def jpeg(width: int = 120, height: int = 80, turned: int = 1, tail: bytes = SECRET) -> bytes:
    """A JPEG with EXIF, XMP, IPTC, a comment, a thumbnail and something behind its end."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    told = (
        segment(0xE0, b"JFIF\0\1\2\0\0\1\0\1\1\1" + SECRET[:3])
        + segment(0xE1, exif(turned))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET)
        + segment(0xE2, PROFILE)
        + segment(0xED, b"Photoshop 3.0\0" + SECRET)
        + segment(0xFE, SECRET)
    )
    tables = segment(0xDB, bytes(65)) + segment(0xC0, frame) + segment(0xC4, bytes(18))
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + told + tables + scan + b"\xff\xd9" + tail


def gif(width: int = 120, height: int = 80) -> bytes:
    """A GIF of one frame that goes on for ever, with a comment and XMP."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    comment = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    loop = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\0"
    return screen + comment + xmp + loop + frame + b"\x3b" + SECRET


def riff(name: bytes, content: bytes) -> bytes:
    """A chunk of a WebP."""
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def webp(width: int = 120, height: int = 80) -> bytes:
    """A WebP with EXIF, XMP and a chunk that nobody knows."""
    canvas = bytes([0x0C, 0, 0, 0])
    canvas += (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    bits = (width - 1) | (height - 1) << 14
    body = riff(b"VP8X", canvas) + riff(b"VP8L", b"\x2f" + bits.to_bytes(4, "little") + b"\0" * 8)
    told = riff(b"EXIF", SECRET) + riff(b"XMP ", SECRET) + riff(b"ABCD", SECRET)
    whole = b"WEBP" + body + told
    return b"RIFF" + len(whole).to_bytes(4, "little") + whole + SECRET


def box(name: bytes, *contents: bytes) -> bytes:
    """A box of an AVIF."""
    body = b"".join(contents)
    return (len(body) + 8).to_bytes(4, "big") + name + body


PIXELS = b"av1 pixels"


def avif(width: int = 120, height: int = 80) -> bytes:
    """An AVIF whose data holds the picture, then EXIF, then a gap; and a box nobody knows."""
    brands = box(b"ftyp", b"avif\0\0\0\0mif1avif")

    def meta(at: int) -> bytes:
        infe = [
            box(b"infe", struct.pack(">IHH", 2 << 24, number, 0) + name + b"\0")
            for number, name in ((1, b"av01"), (2, b"Exif"))
        ]
        places = [(1, at, len(PIXELS)), (2, at + len(PIXELS), len(SECRET))]
        iloc = struct.pack(">IHH", 0, 0x4400, 2) + b"".join(
            struct.pack(">HHHII", item, 0, 1, start, size) for item, start, size in places
        )
        ispe = box(b"ispe", struct.pack(">III", 0, width, height))
        return box(
            b"meta",
            bytes(4),
            box(b"iinf", struct.pack(">IH", 0, 2), *infe),
            box(b"iloc", iloc),
            box(b"iprp", box(b"ipco", ispe)),
            box(b"uuid", SECRET),
        )

    start = len(brands) + len(meta(0)) + 8
    return brands + meta(start) + box(b"mdat", PIXELS, SECRET, b"gap") + box(b"uuid", SECRET)


ALL = {".jpg": jpeg, ".png": png, ".gif": gif, ".webp": webp, ".avif": avif}
