"""Bytes of many origins to text, and what is no text."""

from __future__ import annotations

import codecs
import gzip
import os
import zlib

import pytest

from graph_builder.errors import SourceError
from graph_builder.sources.decoding import decode, unpack
from graph_builder.sources.remarks import Level

TEXT = (
    "La canciller de Perú viajó ayer a España: según anunció el portavoz, «el acuerdo» se firmará mañana en Cádiz.\n"
    "El señor Núñez explicó que la reunión duró más de dos horas.\n"
)


def levels(decoded):
    return [remark.level for remark in decoded.remarks]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "iso8859-15", "utf-16-le", "utf-16-be", "cp850"])
@pytest.mark.parametrize("text", [TEXT, TEXT * 40])
def test_other_encodings_are_read_and_said(encoding, text):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.value == text
    assert levels(decoded) == [Level.NOTE]


@pytest.mark.parametrize("text", ["Perú", "Perú.\n", "La señora Núñez viajó.", "¿Sí?"])
def test_short_latin_1(text):
    decoded = decode(text.encode("latin-1"), "a.txt")
    assert decoded.value == text
    assert "a.txt:1: not UTF-8, read as cp1252" in decoded.remarks[0].message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_it(encoding):
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert (decoded.value, decoded.remarks) == (TEXT, ())


def test_all_line_ends_are_one():
    assert decode(b"a\r\nb\rc\n\rd", "a.txt").value == "a\nb\nc\n\nd"


def test_a_few_broken_bytes_do_not_cost_the_text():
    data = TEXT.encode()
    decoded = decode(data[:150] + b"\xff\xc3" + data[150:], "a.txt")
    assert decoded.value.count("\ufffd") == 2
    assert decoded.value.replace("\ufffd", "") == TEXT
    assert levels(decoded) == [Level.WARNING]
    assert decoded.remarks[0].message.startswith("a.txt:2: some bytes are not UTF-8")


def test_a_cut_utf_16_file():
    decoded = decode(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "a.txt")
    assert decoded.value.rstrip("\ufffd") == TEXT[:-1]
    assert levels(decoded) == [Level.WARNING]


@pytest.mark.parametrize("size", [40, 400, 40_000])
def test_noise_is_no_text(size):
    for _ in range(20):
        with pytest.raises(SourceError, match=r"a\.txt: binary data"):
            decode(os.urandom(size), "a.txt")


def test_control_characters_are_no_text():
    with pytest.raises(SourceError, match="binary"):
        decode(bytes(range(9)) * 30, "a.txt")


def test_a_cut_gzip_file_gives_what_can_be_read():
    lines = b"".join(b"%d %s\n" % (number, os.urandom(20).hex().encode()) for number in range(5000))
    packed = gzip.compress(lines)
    decoded = unpack(packed[: len(packed) // 2], "a.gz")
    assert decoded.cut
    assert lines.startswith(decoded.value)
    assert len(decoded.value) > len(lines) // 3
    assert "ends early" in decoded.remarks[0].message


def test_gzip_files_one_behind_the_other():
    assert unpack(gzip.compress(b"a\n") + gzip.compress(b"b\n"), "a.gz").value == b"a\nb\n"


def test_a_bomb_is_not_unpacked():
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    with pytest.raises(SourceError, match="unpacks to over"):
        unpack(bomb, "a.gz")
