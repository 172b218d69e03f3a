"""Inputs made from seeds, the same for the same number; and what every input must keep to."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.cpu import cpu_seconds
from tests.fuzz.targets import Target

# A second of CPU for a megabyte, and a second at least: these machines are shared, so twice that is a failure.
MOST_SECONDS = 2.0
ODD = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", "\u2028".encode(), "\u202e".encode(), "\u0130".encode(), "İ".encode(), "ß".encode(), b"(", b")",
    b"<", b">", b"&#", b"&#x110000;", b"\\ud800", b"\n", b"\r\n", b"\t", b"%", b"{", b"}", b"[", b"]", b'"', b"'", b",,", b"--", b"((((",
    b"9" * 40, b"a" * 300, b" " * 300, b"-" * 80, b"/" * 60, b"1/1/1", b"0000-00-00T00:00", b"9999-12-31", b"31 February", b"(Reuters) - ",
)  # fmt: skip


def check(target: Target, data: bytes) -> None:
    """Run one input; raises what the parser must not raise, and for a hang of its own CPU time."""
    most = MOST_SECONDS * max(1.0, len(data) / 1_000_000)
    spent = cpu_seconds(lambda: target.run(bytes(data)), under=most)
    if spent > most:
        raise AssertionError(f"{target.name}: {spent:.1f} s of CPU for {len(data)} bytes")


def mutations(target: Target, seed: int) -> Iterator[bytes]:
    """The seeds, then mutations of them without end."""
    yield from target.seeds
    r = random.Random(f"{target.name}:{seed}")
    pool = [data for data in target.seeds if data]
    while True:
        data = bytearray(r.choice(pool))
        for _ in range(r.choice((1, 1, 2, 4, 12))):
            _mutate(data, pool, r)
        yield bytes(data[:60_000])


def _mutate(data: bytearray, pool: list[bytes], r: random.Random) -> None:
    at = r.randrange(len(data) + 1)
    kind = r.randrange(7)
    if kind == 0 and data:
        data[at % len(data)] = r.randrange(256)
    elif kind == 1:
        data[at:at] = r.choice(ODD)
    elif kind == 2:
        del data[at : at + r.choice((1, 3, 20, 200))]
    elif kind == 3:
        piece = data[at : at + r.choice((1, 8, 60))]
        data[at:at] = piece * r.choice((2, 20, 400))
    elif kind == 4:
        other = r.choice(pool)
        start = r.randrange(len(other))
        data[at:at] = other[start : start + r.choice((5, 40, 300))]
    elif kind == 5:
        data[at:at] = r.randbytes(r.choice((1, 4, 30)))
    else:
        end = min(len(data), at + r.choice((2, 10, 80)))
        piece = list(data[at:end])
        r.shuffle(piece)
        data[at:end] = bytes(piece)
