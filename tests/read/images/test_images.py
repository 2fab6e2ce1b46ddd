"""Pictures in all kinds: what is hidden in them is gone, their pixels are as they were."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.read.images import START_BYTES, Image, ending_of, image_of
from tests import pictures as made
from tests.helpers import patient

MOST = 50_000_000
KINDS = pytest.mark.parametrize(("ending", "make"), made.ALL.items(), ids=list(made.ALL))


def kept(data: bytes) -> Image:
    """The picture as it is published."""
    image = image_of(data, MOST)
    assert image is not None
    return image


@KINDS
def test_a_picture_is_known_by_its_bytes(ending: str, make: Callable[[], bytes]) -> None:
    image = kept(make())
    assert (image.ending, image.width, image.height) == (ending, 120, 80)


@KINDS
def test_what_is_hidden_in_a_picture_is_gone(ending: str, make: Callable[[], bytes]) -> None:
    assert made.SECRET in make()
    assert made.SECRET not in kept(make()).data, ending
    assert b"xap/1.0" not in kept(make()).data


@KINDS
def test_a_kept_picture_is_kept_as_it_is(ending: str, make: Callable[[], bytes]) -> None:
    once = kept(make())
    assert kept(once.data) == once, ending


@KINDS
def test_a_picture_of_too_many_pixels_is_refused(ending: str, make: Callable[..., bytes]) -> None:
    assert image_of(make(), 120 * 80), ending
    assert image_of(make(), 120 * 80 - 1) is None


def test_a_jpeg_keeps_its_colours_and_its_scan() -> None:
    data = kept(made.jpeg()).data
    assert made.PROFILE in data
    assert data.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")
    assert b"Exif" not in data


@pytest.mark.parametrize(("turned", "size"), [(3, (120, 80)), (6, (80, 120)), (8, (80, 120))])
def test_a_jpeg_that_lies_on_its_side_is_still_turned(turned: int, size: tuple[int, int]) -> None:
    image = kept(made.jpeg(turned=turned))
    assert (image.width, image.height) == size
    assert image.data.count(b"Exif\0\0MM\0*") == 1
    assert b"\x88\x25" not in image.data  # the tag of the place


def test_a_jpeg_that_breaks_off_is_shown_as_far_as_it_goes() -> None:
    whole = made.jpeg(tail=b"")
    assert kept(whole[:-5]).data.endswith(b"\xff\xd9")


def test_a_png_whose_bytes_have_changed_is_refused() -> None:
    data = bytearray(made.png(hidden=b""))
    data[50] ^= 1
    assert image_of(bytes(data), MOST) is None


def test_a_gif_goes_on_for_ever_as_before() -> None:
    assert b"NETSCAPE2.0" in kept(made.gif()).data


def test_nothing_moves_in_an_avif() -> None:
    before, after = made.avif(), kept(made.avif()).data
    assert len(after) == len(before)
    assert after.index(made.PIXELS) == before.index(made.PIXELS)
    assert b"Exif" not in after


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a=1;alert(1)//",
        b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
        b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n<html>",
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
        b"BM\x46\0\0\0\0\0\0\0",
        b"%PDF-1.4",
        made.claimed_png(50_000, 50_000),
        made.claimed_png(2**32 - 1, 2**32 - 1),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert image_of(data, MOST) is None


@KINDS
def test_a_page_behind_a_picture_does_not_get_out(ending: str, make: Callable[[], bytes]) -> None:
    data = make() + b"<html><script>alert(1)</script></html>"
    image = image_of(data, MOST)
    assert image is None or b"<script>" not in image.data, ending


@patient
@given(st.sampled_from(sorted(made.ALL)), st.data())
def test_no_damage_raises_or_lets_more_out(kind: str, draw: st.DataObject) -> None:
    data = bytearray(made.ALL[kind]())
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(0, len(data)))
    image = image_of(bytes(data[:cut]), MOST)
    assert image is None or len(image.data) <= len(data) + 64


@patient
@given(st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_none(data: bytes) -> None:
    for start in (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"):
        image = image_of(start + data, MOST)
        assert image is None or ending_of(image.data[:START_BYTES]) == image.ending
