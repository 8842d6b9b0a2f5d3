"""What articles are called: the id that a record gives, else the file's stem, with as much of its folder as is needed.

The rule looks at the set of articles alone, never at their order, so that ten runs into a store name them as one run
does: `portada` while there is one, `2024-06-18/portada` and `2024-06-19/portada` once there are two.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from graph_builder.model import Article, Origin
from graph_builder.sources.characters import one_line

_BREAKS = re.compile(r"[\s/\\]+")


def plain_id(given: str) -> str:
    """Return an id in one piece, without blanks and slashes: a slash in an id stands between a folder and a stem.

    >>> plain_id(" mi nota/1 ")
    'mi-nota-1'
    """
    return _BREAKS.sub("-", one_line(given)) or "article"


def settle_ids(articles: Iterable[Article]) -> list[Article]:
    """Return the articles with ids that tell them apart; two may share one only where records give it.

    Args:
        articles: of one run or one store, no two of the same `Origin`.
    """
    listed = list(articles)
    names = [tuple(_names(article)) for article in listed]
    known = Counter(name for several in names for name in set(several))
    chosen = (next((name for name in several if known[name] == 1), several[-1]) for several in names)
    return [
        article if article.id == name else replace(article, id=name)
        for article, name in zip(listed, chosen, strict=True)
    ]


def set_copies_aside(articles: Iterable[Article]) -> tuple[list[Article], list[tuple[Article, Article]]]:
    """Return the articles without those that say what another file says, and pairs of a copy and what it is a copy of.

    Files are copies where text, language and metadata are the same; the one whose place comes first is kept. Records
    that give their ids are told apart by these, and are no copies.
    """
    kept: list[Article] = []
    copies: list[tuple[Article, Article]] = []
    first: dict[tuple[str, ...], Article] = {}
    for article in sorted(articles, key=_place):
        placed = article.origin is not None and article.origin.folder
        one = first.setdefault(content(article), article) if placed else article
        if one is article:
            kept.append(article)
        else:
            copies.append((article, one))
    return kept, copies


def content(article: Article) -> tuple[str, ...]:
    """Return all that an article says and that is told of it; not what it is called and where it was found."""
    return article.text, article.title, article.language, article.published, article.publisher, article.url


def _place(article: Article) -> tuple[bool, Origin | str]:
    return (True, article.origin) if article.origin is not None else (False, article.id)


def _names(article: Article) -> Iterator[str]:
    """What an article may be called, the shortest first."""
    if article.origin is None:
        yield article.id
    else:
        yield from _file_names(article.origin)


def _file_names(origin: Origin) -> Iterator[str]:
    line = f"-{origin.line}" if origin.line else ""
    folders = [plain_id(part) for part in PurePosixPath(origin.folder).parts if part.strip("/")]
    for number in range(len(folders) + 1):
        above = folders[len(folders) - number :]
        yield "/".join((*above, plain_id(origin.stem) + line))
        yield "/".join((*above, plain_id(origin.stem + origin.suffix) + line))
    spelt = hashlib.sha256(f"{origin.folder}/{origin.stem}{origin.suffix}".encode(errors="surrogateescape")).hexdigest()
    yield f"{plain_id(origin.stem)}{line}-{spelt[:8]}"  # of two that differ in blanks alone
