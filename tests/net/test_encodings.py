"""Whatever is packed comes out as it was; what was cut or damaged ends, in bounds, with an error of ours."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd

from newscrawl.net.encodings import STEP, Cut, TooLarge, unpack

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: gzip.compress(body, 1),
    "deflate": lambda body: zlib.compress(body, 1),
    "br": lambda body: brotli.compress(body, quality=1),
    "zstd": zstd.compress,
}
SIZES = (1, STEP - 1, STEP, STEP + 1, 2 * STEP, 5 * STEP + 7, 1_500_000)
MOST = 2_000_000


def bodies(size: int) -> tuple[bytes, bytes]:
    """One that packs to next to nothing, and one that does not pack."""
    return b" " * size, random.Random(size).randbytes(size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PACK)
def test_it_comes_out_as_it_was(name: str, size: int) -> None:
    for body in bodies(size):
        packed = PACK[name](body)
        assert unpack(packed, [name], MOST) == body
        assert unpack(packed, [name], size // 2 or 1, whole=False) == body[: size // 2 or 1]
        if size > 1:
            with pytest.raises(TooLarge):
                unpack(packed, [name], size // 2)
        with pytest.raises(Cut):
            unpack(packed[: len(packed) * 3 // 4 or 1], [name], MOST)


@pytest.mark.parametrize("size", SIZES)
def test_what_stands_behind_a_stream(size: int) -> None:
    """zlib gives it as unused and as unconsumed: fed with it again, unpacking did not end."""
    for body in bodies(size):
        packed = gzip.compress(body, 1)
        assert unpack(packed + b"rubbish" * 9, ["gzip"], MOST) == body
        assert unpack(packed + gzip.compress(b"tail"), ["gzip"], MOST) == body + b"tail"
        assert unpack(zstd.compress(body) + zstd.compress(b"tail"), ["zstd"], MOST) == body + b"tail"
        for raw in (15, -15):
            assert unpack(zlib.compress(body, wbits=raw) + b"rubbish", ["deflate"], MOST) == body


@pytest.mark.parametrize("name", PACK)
def test_damage_ends(name: str) -> None:
    chance = random.Random(7)
    for body in (b"ferry and harbour " * 40, b" " * 300_000):
        packed = PACK[name](body)
        ends = 0
        for _ in range(400):
            broken = bytearray(packed)
            for _ in range(chance.randint(1, 4)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            broken = broken[: chance.randrange(1, len(broken) + 1)] + chance.randbytes(chance.choice((0, 0, 20)))
            try:
                assert len(unpack(bytes(broken), [name], MOST)) <= MOST
            except (Cut, TooLarge):
                ends += 1
        assert ends > 50
