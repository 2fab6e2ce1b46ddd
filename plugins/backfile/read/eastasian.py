"""Bytes that are in no alphabet's code page in, the East Asian encoding they are in out.

A text is taken for Japanese, Korean or Chinese where it decodes without a
fault and shows what such texts are full of: kana, Hangul, or the commonest
Chinese characters in their simplified or traditional form.
"""

import re

_ENCODINGS = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
# The most frequent characters of Chinese texts of any kind, in both forms.
_COMMON = (
    "的一是不了在人有我他这这個们中来上大为和国地到以说時时要就出会可也你对生能而子那得于着下自之年过發发后作里"
    "個們來為國說會對過後裡與与将將总總统統军軍报報联聯战戰日月第新"
)
_TELLING = re.compile(f"[\u3040-\u30ff\uac00-\ud7a3{_COMMON}]")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Of running text, kana and Hangul are more than half and the common characters
# a fifth; of another encoding's bytes read so, a few in a hundred.
_SHARE = 0.12
_SHARE_OF_HANGUL = 0.9
# A word of them in a text of another language is enough, if it is more than chance.
_LEAST_CHARACTERS = 4
_LEAST_TELLING = 2


def east_asian(data: bytes) -> str:
    """The encoding, or '' where the bytes do not look like East Asian text."""
    if b"\x1b$" in data and _share(data, "iso2022_jp") > _SHARE:
        return "iso2022_jp"
    shares = {encoding: _share(data, encoding) for encoding in _ENCODINGS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > _SHARE else ""


def _share(data: bytes, encoding: str) -> float:
    """The share of telling characters among the wide ones; 0 where it does not decode."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    wide = len(_WIDE.findall(text))
    beyond = sum(not c.isascii() for c in text)
    # Half-width kana and private characters are what wrong readings are full of.
    if wide < _LEAST_CHARACTERS or wide * 2 < beyond:
        return 0.0
    telling = len(_TELLING.findall(text))
    share = telling / wide if telling >= _LEAST_TELLING else 0.0
    # Any bytes read as Korean show some Hangul; Korean text is hardly anything else.
    return share if encoding != "cp949" or share > _SHARE_OF_HANGUL else 0.0
