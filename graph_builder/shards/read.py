"""Stage 1: the articles of a shard are read, each into a record, and what they tell to others is set apart.

What others are told - names that no list holds, abbreviations, what kind of name each is - is small and has no texts:
stage 2 reads it of all shards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from graph_builder.faults import Failure, each_article
from graph_builder.model import Article
from graph_builder.records.record import Record, record_key
from graph_builder.resolve import Resolver
from graph_builder.resolve.cross_document import ArticleSummary
from graph_builder.settings import Settings
from graph_builder.shards import pack
from graph_builder.shards.folder import Folder, open_folder
from graph_builder.shards.plan import Shard, articles_of
from graph_builder.shards.sections import Sections, write_sections
from graph_builder.shards.summaries import summaries_from_bytes, summaries_to_bytes
from graph_builder.shards.tasks import loaded
from graph_builder.tools import Tools

RECORDS = "records"
_TOLD = "told"
_SUMMARIES = "summaries"


@dataclass(frozen=True, slots=True)
class Lost:
    """An article that an exception cost, as it is kept."""

    article: str
    source: str
    error: str
    trace: str

    @classmethod
    def of(cls, failure: Failure) -> Lost:
        """Return a failure as it is kept."""
        return cls(failure.article.id, failure.article.source, failure.error, failure.trace)


@dataclass(frozen=True, slots=True)
class ReadShard:
    """What became of a shard's articles."""

    articles: int
    sentences: int
    statements: int
    failed: tuple[Lost, ...]


def is_read(shard: Shard, folder: Folder) -> bool:
    """Return whether a shard's articles have been read."""
    return folder.has(told_file(shard))


def read_shard(settings: Settings, shard: Shard) -> ReadShard:
    """Read the articles of a shard, but for those whose records are there.

    An article that an exception costs is left out, and told; it keeps its id.
    """
    folder = open_folder(settings.work)
    if not is_read(shard, folder):
        tools, resolver = loaded(settings)
        unfinished = pack.Unfinished(_unfinished(shard, folder))
        made = _Made(tools, resolver, unfinished)
        made.read(articles_of(shard, folder), _former(shard, folder))
        folder.write(records_of(shard), unfinished.content())
        told = ReadShard(len(made.summaries), made.sentences, made.statements, tuple(made.failed))
        write_sections(folder, told_file(shard), {_SUMMARIES: summaries_to_bytes(made.summaries)}, asdict(told))
        unfinished.remove()
    return told_of(shard, folder)


def told_of(shard: Shard, folder: Folder) -> ReadShard:
    """Return what became of the articles of a shard that has been read."""
    return TypeAdapter(ReadShard).validate_python(Sections(folder, told_file(shard)).told)


def summaries_of(shard: Shard, folder: Folder) -> list[ArticleSummary]:
    """Return what the articles of a shard tell to others, sorted by their ids."""
    return summaries_from_bytes(Sections(folder, told_file(shard)).read(_SUMMARIES))


def records_of(shard: Shard) -> str:
    """Return the name of the file with the records of a shard."""
    return f"{RECORDS}/{shard.digest}.pack"


class _Made:
    """What reading a shard has led to so far."""

    def __init__(self, tools: Tools, resolver: Resolver, unfinished: pack.Unfinished) -> None:
        self.summaries: list[ArticleSummary] = []
        self.failed: list[Lost] = []
        self.sentences = self.statements = 0
        self._tools, self._resolver, self._unfinished = tools, resolver, unfinished

    def read(self, articles: Sequence[Article], former: dict[str, bytes]) -> None:
        """Read articles in their order; `former` holds records of other runs, by key."""
        rest = list(articles)
        for record in self._unfinished.known():  # a beginning of the articles, but for those that fail
            while rest and rest[0].id != record.article.id:
                rest.pop(0)
            self._count(record)
            rest = rest[1:]
        for outcome in each_article(rest, lambda some: self._records(some, former)):
            if isinstance(outcome, Failure):
                self.failed.append(Lost.of(outcome))
            else:
                self._unfinished.add(outcome)
                self._count(outcome)

    def _count(self, record: Record) -> None:
        told = self._resolver.article(record.extraction).summary
        self.summaries.append(replace(told, article=record.article.id, published=record.article.published))
        self.sentences += record.sentences
        self.statements += len(record.extraction.statements)

    def _records(self, articles: Sequence[Article], former: dict[str, bytes]) -> Iterator[Record]:
        unread = [article for article in articles if record_key(article, self._tools.maker) not in former]
        made = self._tools.read(unread)
        for article in articles:
            known = former.get(record_key(article, self._tools.maker))
            yield next(pack.records(known)) if known is not None else next(made)


def told_file(shard: Shard) -> str:
    """Return the name of the file with what a shard tells to others, and its numbers."""
    return f"{_TOLD}/{shard.digest}.sections"


def _unfinished(shard: Shard, folder: Folder) -> Path | None:
    return folder.local / RECORDS / f".{shard.digest}.unfinished" if folder.local is not None else None


def _former(shard: Shard, folder: Folder) -> dict[str, bytes]:
    """The records of shards of the last run that may be of this shard's articles, by key."""
    known: dict[str, bytes] = {}
    for digest in shard.former:
        name = f"{RECORDS}/{digest}.pack"
        for member in pack.members(folder.read(name)) if digest != shard.digest and folder.has(name) else ():
            known[next(pack.records(member)).key] = member
    return known
