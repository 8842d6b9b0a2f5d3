"""A `metadata.tsv` enters, what it says about each article leaves."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import SourceError

FILE_NAME = "metadata.tsv"
_COLUMNS = frozenset({"article", "title", "language", "published", "publisher", "url"})
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text; unknown is empty."""

    title: str = ""
    language: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""

    def filled_from(self, other: Metadata) -> Metadata:
        """Own values; where one is empty, the other's."""
        return Metadata(
            self.title or other.title,
            self.language or other.language,
            self.published or other.published,
            self.publisher or other.publisher,
            self.url or other.url,
        )


def iso_date(value: str) -> str:
    """A date of ISO 8601 as YYYY, YYYY-MM or YYYY-MM-DD, "" where a value is none.

    The basic format is read too, and a time is left out: "20240619", "2024-06-19T08:00Z" -> "2024-06-19".
    """
    day = _BASIC.sub(r"\1-\2-\3", re.split(r"[T ]", value, maxsplit=1)[0])
    return day if _DATE.fullmatch(day) else ""


def read_metadata(folder: Path) -> tuple[dict[str, Metadata], tuple[SourceError, ...]]:
    """Read the sidecar of a folder, if it has one.

    Returns:
        Metadata by article id, and one error for each row that cannot be used (the other rows still count).
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}, ()
    found: dict[str, Metadata] = {}
    problems: list[SourceError] = []
    try:
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        return {}, (SourceError(f"{path}: cannot be read ({error}); save it as UTF-8"),)
    if rows and "article" not in rows[0]:
        return {}, (SourceError(f"{path}:1: column 'article' is missing; columns: {', '.join(sorted(_COLUMNS))}"),)
    for number, row in enumerate(rows, start=2):
        values = {key: (row.get(key) or "").strip() for key in _COLUMNS}
        article = values.pop("article")
        if not article or article in found:
            problems.append(SourceError(f"{path}:{number}: 'article' is empty or repeated; one row per article"))
            continue
        published = iso_date(values["published"])
        if values["published"] and not published:
            problems.append(
                SourceError(f"{path}:{number}: published '{values['published']}' is no date; write YYYY-MM-DD")
            )
        values["published"] = published
        found[article] = Metadata(**values)
    return found, tuple(problems)
