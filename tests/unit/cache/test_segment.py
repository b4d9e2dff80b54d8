"""A result comes back from under its seal as it was, and large ones are small on disk."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.cache import segment
from fuzz.cache.segment import LARGE, LARGEST, SEAL, opened, sealed


@given(st.binary(max_size=70), st.binary(max_size=50), st.integers(0, 200))
def test_what_was_sealed_is_opened_under_its_name_alone(name: bytes, part: bytes, times: int) -> None:
    content = sealed(name, part * times)
    assert opened(name, content) == part * times
    assert opened(name[:64] + b"x" if len(name) < 64 else b"x" + name[1:] * 2, content) is None


def test_a_table_takes_a_fraction_of_its_size() -> None:
    table = b"".join(b"pairing %d: no finding; " % (number % 9) for number in range(4000))
    assert len(sealed(b"n", table)) < len(table) / 5


def test_what_would_unpack_to_more_than_any_result_has_is_a_miss() -> None:
    bomb = b"\1" + zlib.compress(bytes(LARGEST + 1))
    assert opened(b"n", segment._seal(b"n", bomb) + bomb) is None


@pytest.mark.parametrize("packed", [b"", b"\1", b"\2value", b"\1" + zlib.compress(bytes(9))[:-3]])
def test_what_is_packed_in_no_such_way_is_a_miss(packed: bytes) -> None:
    assert opened(b"n", segment._seal(b"n", packed) + packed) is None


def test_whatever_is_flipped_in_a_compressed_one_is_a_miss() -> None:
    whole = sealed(b"n", b"a table of losses" * LARGE)
    assert len(whole) > SEAL
    for place in range(len(whole) * 8):
        broken = bytearray(whole)
        broken[place // 8] ^= 1 << place % 8
        assert opened(b"n", bytes(broken)) is None
