"""PDF: the text of all pages, its lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

from graph_builder.errors import SourceError
from graph_builder.sources.metadata import from_values
from graph_builder.sources.packed import needs
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Remark

_ENDS = re.compile(r"[.!?:…»”\"')]$")
_USUAL = 0.9  # of the lines are no longer than the margin: a few may be, as headlines are
_SHORT = 0.7  # of the margin: a line that the next word would leave shorter was ended on purpose, as headlines are
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")


def read_pdf(source: Input) -> Iterator[Record | Remark]:
    """Read a document as one article; offsets refer to the text that this gives.

    When a file was made is not when the article was published: the date is left to the metadata.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise SourceError(needs(source.name, "pypdf")) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # of what it mends silently
    try:
        reader = PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(f"{source.name}: is locked with a password; save it without one")
        pages = [page.extract_text() for page in reader.pages]
    except PyPdfError as error:
        raise SourceError(f"{source.name}: broken PDF ({error}); save it again") from error
    text = _paragraphs(line.strip() for page in pages for line in page.split("\n"))
    if not text:
        raise SourceError(f"{source.name}: no text in it, pictures of pages perhaps; recognise their text (OCR) first")
    metadata, _ = from_values({"title": text.split("\n", 1)[0]}, source.name)
    yield Record(source.stem, text, metadata, source.name, source.origin(), source.path)


def _paragraphs(lines: Iterator[str]) -> str:
    r"""Lines of pages as paragraphs: a line ends one where the next word had room in it and begins another sentence.

    That it does is seen by the sentence that ends before it, or, where there was room for much, by its capital.

    >>> _paragraphs(iter(["Rusia acusó ayer a Ucra-", "nia de violar la tregua que", "firmaron.", "Kiev lo negó."]))
    'Rusia acusó ayer a Ucrania de violar la tregua que firmaron.\nKiev lo negó.'
    >>> _paragraphs(iter(["Tregua rota", "Rusia acusó ayer a Ucrania de haber violado", "la tregua."]))
    'Tregua rota\nRusia acusó ayer a Ucrania de haber violado la tregua.'
    """
    listed = list(lines)
    lengths = sorted(len(line) for line in listed if line)
    margin = lengths[int(len(lengths) * _USUAL)] if lengths else 0
    paragraphs = [""]
    for line, following in zip(listed, [*listed[1:], ""], strict=True):
        if not line:
            paragraphs.append("")
            continue
        before = paragraphs[-1]
        if _HYPHEN.search(before) and line[:1].islower():
            paragraphs[-1] = before[:-1] + line
        else:
            paragraphs[-1] = f"{before} {line}" if before else line
        word = following.split(" ", 1)[0]
        length = len(f"{line} {word}")
        if length <= margin and (_ENDS.search(line) or (length <= _SHORT * margin and word[:1].isupper())):
            paragraphs.append("")
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)
