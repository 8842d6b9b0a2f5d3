"""Word documents: the paragraphs and the cells of tables, in their order."""

from __future__ import annotations

import io
from collections.abc import Iterator

from graph_builder.errors import SourceError
from graph_builder.sources.metadata import from_values
from graph_builder.sources.packed import check_packed, needs
from graph_builder.sources.record import Input, Record
from graph_builder.sources.remarks import Remark


def read_docx(source: Input) -> Iterator[Record | Remark]:
    """Read a document as one article, a paragraph a line; its title is that of the properties, else the first line.

    When a file was made is not when the article was published: the date is left to the metadata.
    """
    check_packed(source.data, source.name)
    try:
        import docx
        from docx.table import Table
    except ImportError as error:
        raise SourceError(needs(source.name, "python-docx")) from error
    document = docx.Document(io.BytesIO(source.data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += (cell.text for row in block.rows for cell in row.cells)
        else:
            lines.append(block.text)
    text = "\n".join(line.strip() for line in lines if line.strip())
    if not text:
        raise SourceError(f"{source.name}: no text in the document; save the article as .txt")
    title = document.core_properties.title or text.split("\n", 1)[0]
    metadata, _ = from_values({"title": title}, source.name)
    yield Record(source.stem, text, metadata, source.name, source.origin(), source.path)
