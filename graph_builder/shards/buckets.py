"""Which part of the work a line belongs to, where what belongs together comes from many shards."""

from __future__ import annotations

from hashlib import blake2b

_STATEMENTS = 16_000  # in a bucket: its quads and claims fit into the memory of a worker
_MOST = 4096


def buckets_for(statements: int) -> int:
    """Return into how many buckets the lines of a run go: a power of two, which few more articles do not change."""
    return min(_MOST, 1 << (-(-statements // _STATEMENTS) - 1).bit_length()) if statements else 1


def bucket_of(key: str, buckets: int) -> int:
    """Return the bucket of a key, the same in every process."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) % buckets


def subject_of(line: str) -> str:
    """Return the subject of a line of N-Quads."""
    return line[: line.index(" ")]
