"""A `.jsonl` or `.jsonl.gz` file enters, one article a line leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph_builder.errors import SourceError
from graph_builder.sources.metadata import Metadata, iso_date
from graph_builder.sources.record import Input, Record

_OPTIONAL = ("title", "language", "published", "publisher", "url")


def read_jsonl(source: Input) -> Iterator[Record | SourceError]:
    """Read JSON Lines with the keys id, title, text, published, publisher, url, language.

    Only `text` must be there; without `id` the article is named `STEM-LINE`. Other keys are ignored.
    A broken line is an error of its own, the lines after it are read.
    """
    for number, line in enumerate(source.text().split("\n"), start=1):
        if line.strip():
            yield _record(source, number, line)


def _record(source: Input, number: int, line: str) -> Record | SourceError:
    where = f"{source.name}:{number}"
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return SourceError(f"{where}: broken JSON ({error}); mend or delete the line")
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return SourceError(f'{where}: no string under \'text\'; one object a line, {{"id": ..., "text": ...}}')
    wrong = [key for key in ("id", *_OPTIONAL) if not isinstance(value.get(key) or "", str | int)]
    if wrong:
        return SourceError(f"{where}: '{wrong[0]}' must be a string")
    fields = {key: str(value.get(key) or "").strip() for key in _OPTIONAL}
    published = iso_date(fields["published"])
    if fields["published"] and not published:
        return SourceError(f"{where}: published '{fields['published']}' is no date; write YYYY-MM-DD or leave it out")
    fields["published"] = published
    given = str(value.get("id") or "")
    origin = None if given else source.origin(number)
    return Record(given or f"{source.stem}-{number}", value["text"], Metadata(**fields), where, origin)
