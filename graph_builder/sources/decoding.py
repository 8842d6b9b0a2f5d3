"""Bytes to text: byte order marks, UTF-8, other encodings where a file is not UTF-8, gzip."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass
from typing import Generic, TypeVar

from charset_normalizer import from_bytes, is_binary

from graph_builder.errors import SourceError
from graph_builder.sources.remarks import Level, Remark

T = TypeVar("T")

_GZIP = b"\x1f\x8b"
_FREE = 64 << 20  # bytes that any gzip file may unpack to
_RATIO = 100  # beyond, text is never packed so tightly: 3 to 10 is usual
_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ["cp1252", "mac_roman", "cp850"]  # what Spanish texts were saved in before UTF-8
_ENOUGH = 100  # bytes beyond ASCII text from which the guess between the western encodings is good
_REPLACED = "they were replaced by U+FFFD; save the file again"
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """A content and what was noticed on the way to it."""

    value: T
    remarks: tuple[Remark, ...] = ()
    cut: bool = False  # the end is missing


def unpack(data: bytes, name: str) -> Decoded[bytes]:
    """Unpack gzip; other bytes are returned as they are.

    Args:
        data: of a file.
        name: of the file, for messages.

    Returns:
        The content; of a file that ends early or is damaged, what comes before, with a warning.

    Raises:
        SourceError: nothing can be unpacked, or the file unpacks to far more than text would.
    """
    if not data.startswith(_GZIP):
        return Decoded(data)
    found = bytearray()
    rest, problem = data, ""
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        pending = rest
        try:
            while pending and not member.eof:
                found += member.decompress(pending, _CHUNK)
                pending = member.unconsumed_tail
                if len(found) > max(_FREE, _RATIO * len(data)):
                    raise SourceError(f"{name}: unpacks to over {_RATIO} times its size; is no text, or split it")
        except zlib.error as error:
            problem = str(error)
        if not member.eof:
            problem = problem or "it ends early"
            break
        rest = member.unused_data.lstrip(b"\0")
    if problem and not found:
        raise SourceError(f"{name}: broken gzip file ({problem}); pack it again")
    if not problem:
        return Decoded(bytes(found))
    message = f"{name}: broken gzip file ({problem}); only what comes before was read, pack it again"
    return Decoded(bytes(found), (Remark(Level.WARNING, message),), cut=True)


def decode(data: bytes, name: str, declared: str = "") -> Decoded[str]:
    r"""Decode a text.

    Args:
        data: its bytes.
        name: of the file, for messages.
        declared: the encoding that the file itself names, or "".

    Returns:
        The text with `\n` line ends and without byte order mark. Where the bytes are neither UTF-8 nor in the
        declared encoding, a note says what they were taken for; where a few bytes of UTF-8 are damaged, they become
        U+FFFD and a warning says so.

    Raises:
        SourceError: the bytes are no text.
    """
    decoded = _decode(data, name, declared)
    text = decoded.value
    if len(_CONTROLS.findall(text)) > len(text) // 100 + 1:
        raise SourceError(f"{name}: binary data, no text; save the article as UTF-8 text")
    return Decoded(_LINE_ENDS.sub("\n", text), decoded.remarks)


def decode_lines(data: bytes, name: str) -> Decoded[list[str]]:
    """Decode a text of which each line stands for itself: a line that is no text spoils no other.

    Args:
        data: its bytes.
        name: of the file, for messages.

    Returns:
        The lines, and remarks: one for all lines in another encoding, one for each line with damaged UTF-8.
    """
    if data.startswith(tuple(mark for mark, _ in _BOMS)) or _is_wide(data):
        decoded = _decode(data, name, "")
        return Decoded(_LINE_ENDS.sub("\n", decoded.value).split("\n"), decoded.remarks)
    rows = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    lines: list[str] = []
    remarks: list[Remark] = []
    other: list[int] = []
    for number, row in enumerate(rows, start=1):
        text = row.decode("utf-8", errors="replace")
        lines.append(text)
        if "\ufffd" in text and not _is_utf8(row):
            if _is_damaged(text):
                message = f"{name}:{number}: some bytes are not UTF-8; {_REPLACED}"
                remarks.append(Remark(Level.WARNING, message))
            else:
                other.append(number)
    if other:
        encoding = _western(b"\n".join(rows[number - 1] for number in other))
        for number in other:
            lines[number - 1] = rows[number - 1].decode(encoding, errors="replace")
        message = f"{name}:{other[0]}: {len(other)} lines are not UTF-8, read as {encoding}; convert the file"
        remarks.append(Remark(Level.NOTE, message))
    return Decoded(lines, tuple(remarks))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged(text: str) -> bool:
    """Whether a text that was decoded as UTF-8, with U+FFFD for what is not, is UTF-8 for the most part."""
    broken = text.count("\ufffd")
    return sum(1 for character in text if character > "\x7f") - broken > broken


def _decode(data: bytes, name: str, declared: str) -> Decoded[str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data, encoding, name)
    if b"\0" not in data or not _is_wide(data):
        try:
            return Decoded(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            return _other(data, name, declared, error.start)
    encoding = "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    decoded = _replaced(data, encoding, name)
    note = Remark(Level.NOTE, f"{name}: read as {encoding}; UTF-8 is surest")
    return Decoded(decoded.value, (*decoded.remarks, note))


def _is_wide(data: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16 text of a western language."""
    sample = data[:4096]
    return max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) * 0.4


def _replaced(data: bytes, encoding: str, name: str) -> Decoded[str]:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        line = text[: text.find("\ufffd") + 1].count("\n") + 1
        message = f"{name}:{line}: some bytes are not {error.encoding.upper()}; {_REPLACED}"
        return Decoded(text, (Remark(Level.WARNING, message),))


def _other(data: bytes, name: str, declared: str, first: int) -> Decoded[str]:
    if is_binary(data):
        raise SourceError(f"{name}: binary data, no text; save the article as UTF-8 text")
    if declared:
        try:
            return Decoded(data.decode(declared))
        except (UnicodeDecodeError, LookupError):
            pass
    if _is_damaged(data.decode("utf-8", errors="replace")):
        return _replaced(data, "utf-8", name)
    encoding = _western(data)
    line = data.count(b"\n", 0, first) + 1
    note = f"{name}:{line}: not UTF-8, read as {encoding}; convert it where names come out wrong"
    return Decoded(data.decode(encoding, errors="replace"), (Remark(Level.NOTE, note),))


def _western(data: bytes) -> str:
    if sum(byte > 0x7F for byte in data) >= _ENOUGH // 10 and len(data) >= _ENOUGH:
        best = from_bytes(data, cp_isolation=_WESTERN).best()
        if best is not None:
            return best.encoding
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
