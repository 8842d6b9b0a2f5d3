"""Bytes to worse bytes: what disks, editors, programs and people do to files."""

from __future__ import annotations

from random import Random

TOKENS = (
    *(bytes([byte]) for byte in (*b"\0\t\n\r\x1a\x7f\xc3\xff\"'\\{}[]:,;<&=@/?%0",)),
    b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\xbd", b"\xf4\x90\x80\x80", b"\r\n", b"\x1f\x8b\x08",
    *(character.encode() for character in "\u0085\u2028\u200b\u202e"),
    b'""', b"\\ud83d", b"\\u0000", b"\\N", b"null", b"NaN", b"1e999", b"-1", b"9" * 400,
    b"</", b"<p>", b"<!--", b"]]>", b"<script>", b"&#0;", b"&#xD800;", b"=1+1", b"..",
    b"2024-02-31", b"0000-01-01", b"9999-12-31", b"31/31/2024", b"text", b"id", b"published", b"article", b"SERVICE",
    b"[" * 300, b" " * 300,
)  # fmt: skip


def mutate(data: bytes, chance: Random, others: tuple[bytes, ...] = ()) -> bytes:
    """Return the bytes after one to eight changes.

    Args:
        data: what is changed.
        chance: decides; the same gives the same.
        others: contents that parts are taken from.
    """
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        chance.choice(_WAYS)(changed, chance, others)
    return bytes(changed[: 1 << 20])


def _place(data: bytearray, chance: Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    for _ in range(chance.choice((1, 1, 2, 8))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _insert(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    place = _place(data, chance)
    data[place:place] = chance.choice(TOKENS)


def _overwrite(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    place, token = _place(data, chance), chance.choice(TOKENS)
    data[place : place + len(token)] = token


def _noise(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    place = _place(data, chance)
    data[place : place + chance.randrange(20)] = chance.randbytes(chance.randrange(1, 40))


def _delete(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    place = _place(data, chance)
    del data[place : place + chance.choice((1, 2, 5, 30))]


def _cut(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    del data[_place(data, chance) :]


def _repeat(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    place = _place(data, chance)
    data[place:place] = data[place : place + chance.choice((1, 4, 40))] * chance.choice((1, 3, 50))


def _splice(data: bytearray, chance: Random, others: tuple[bytes, ...]) -> None:
    if others:
        other, place = chance.choice(others), _place(data, chance)
        start = chance.randrange(len(other) + 1)
        data[place : place + chance.randrange(30)] = other[start : start + chance.randrange(60)]


_WAYS = (_flip, _insert, _insert, _overwrite, _noise, _delete, _cut, _repeat, _splice)
