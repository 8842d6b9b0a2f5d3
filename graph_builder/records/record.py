"""A record: what one article says as one version of the program read it; its bytes, and the key that names it.

A record never changes: its key is a digest of all that it was made from, so whoever finds a key has the work done.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import TypeAdapter, ValidationError

from graph_builder.errors import GraphError
from graph_builder.model import Article, Extraction, Mention, Run, Statement

FORMAT = 1
_LEVEL = 6
_UNREADABLE = (OSError, EOFError, zlib.error, ValidationError)


@dataclass(frozen=True, slots=True)
class Maker:
    """What read an article: with another one, the article may say something else."""

    run: Run
    code_sha256: str  # of the modules that reading runs through, see `code`


@dataclass(frozen=True, slots=True)
class Record:
    """One article and what was found in it, before anything is resolved."""

    article: Article
    extraction: Extraction
    sentences: int  # how many the article has
    maker: Maker
    format: int = FORMAT

    @property
    def key(self) -> str:
        """The name of the record: see `record_key`."""
        return record_key(self.article, self.maker)


@dataclass(frozen=True, slots=True)
class _ArticleAlone:
    """The part of a record that any later version can read."""

    article: Article


def record_key(article: Article, maker: Maker) -> str:
    """Return the SHA-256 of all that a record was made from: text, dates and other metadata, code, data, pipeline.

    Where the article was found (`source`, `origin`) is no part of it.
    """
    run = maker.run
    parts = (
        FORMAT, article.id, article.text, article.title, article.language, article.published, article.publisher,
        article.url, run.version, run.pipeline, run.pipeline_sha256, run.ontology_sha256, maker.code_sha256,
        run.reader_sha256,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def to_bytes(record: Record) -> bytes:
    """Return the record as gzipped JSON; the same record gives the same bytes."""
    bare = replace(record, extraction=replace(record.extraction, text=""))  # the article holds it
    content = _records().dump_json(bare, exclude={"article": {"source", "origin"}})
    return gzip.compress(content, compresslevel=_LEVEL, mtime=0)


def from_bytes(data: bytes) -> Record:
    """Return the record that `to_bytes` wrote.

    Raises:
        GraphError: the bytes are damaged, or another version wrote them.
    """
    try:
        bare = _records().validate_json(gzip.decompress(data))
    except _UNREADABLE as error:
        raise GraphError("is damaged, or another version wrote it") from error
    if bare.format != FORMAT:
        raise GraphError(f"has format {bare.format}, and this version reads {FORMAT}")
    return replace(bare, extraction=_shared(replace(bare.extraction, text=bare.article.text)))


def article_from_bytes(data: bytes) -> Article:
    """Return the article of a record of this or an earlier version.

    Raises:
        GraphError: the bytes are damaged.
    """
    try:
        return _articles().validate_json(gzip.decompress(data)).article
    except _UNREADABLE as error:
        raise GraphError("is damaged") from error


def retold(record: Record, article: Article) -> Record | None:
    """Return the record of an article of the same text under another id or with other metadata, without reading it.

    None where text, language or date of publication differ: these are what reading depends on.
    """
    known = record.article
    if (known.text, known.language, known.published) != (article.text, article.language, article.published):
        return None
    extraction = record.extraction
    if known.id != article.id:
        names = {mention: replace(mention, article=article.id) for mention in extraction.mentions}
        names.update((mention, replace(mention, article=article.id)) for mention in extraction.topics)
        extraction = replace(
            extraction,
            mentions=tuple(names[mention] for mention in extraction.mentions),
            topics=tuple(names[mention] for mention in extraction.topics),
            statements=tuple(replace(_with(one, names), article=article.id) for one in extraction.statements),
        )
    return replace(record, article=article, extraction=extraction)


def _shared(extraction: Extraction) -> Extraction:
    """Make the mentions of statements the objects of the list again: they are compared often."""
    own = {mention: mention for mention in extraction.mentions}
    return replace(extraction, statements=tuple(_with(one, own) for one in extraction.statements))


def _with(statement: Statement, mentions: dict[Mention, Mention]) -> Statement:
    said = statement.attribution
    if said is not None and said.mention is not None:
        said = replace(said, mention=mentions[said.mention])
    return replace(
        statement,
        subjects=tuple(mentions[mention] for mention in statement.subjects),
        objects=tuple(mentions[mention] for mention in statement.objects),
        attribution=said,
    )


@lru_cache(maxsize=1)
def _records() -> TypeAdapter[Record]:
    return TypeAdapter(Record)


@lru_cache(maxsize=1)
def _articles() -> TypeAdapter[_ArticleAlone]:
    return TypeAdapter(_ArticleAlone)
