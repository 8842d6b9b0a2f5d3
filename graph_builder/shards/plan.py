"""Stage 0: which articles a run has, and which shard each is in.

Shards are ranges of sorted ids. Their boundaries stay from run to run, so that an article that comes, goes or changes
changes one shard. A shard is named by a digest of all that its records are made from.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise

from pydantic import TypeAdapter

from graph_builder.errors import GraphError
from graph_builder.model import Article
from graph_builder.records.plan import make_plan
from graph_builder.records.record import Maker, record_key
from graph_builder.run import lines_about_copies, published_warning, read_inputs, tools_for
from graph_builder.selection import selected
from graph_builder.settings import Settings
from graph_builder.shards.folder import Folder, digest_of, open_folder
from graph_builder.sources import Level
from graph_builder.vocabulary import Vocabulary

FILE_NAME = "plan.json"
_FOLDER = "articles"
FORMAT = 1
_TOO_LARGE = 2  # times the usual size: such a shard is cut in two or more


@dataclass(frozen=True, slots=True)
class Shard:
    """A range of articles."""

    first: str  # the id that it begins with; the first shard takes what comes before it, too
    digest: str  # of the keys of its records
    articles: int
    former: tuple[str, ...] = ()  # digests of shards of the last run that may hold some of its records


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does."""

    shards: tuple[Shard, ...]
    maker: Maker
    pipeline: str
    missing: tuple[str, ...]  # what the pipeline cannot do
    skipped: tuple[str, ...]  # what was not read, read with a part missing, or interpreted: as in `report`
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    within: str  # periods within which actors are compared, see `Settings.resolve_within`
    format: int = FORMAT

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return sum(shard.articles for shard in self.shards)

    @property
    def digest(self) -> str:
        """What names it: its shards."""
        return digest_of([shard.digest for shard in self.shards])


def make_shards(settings: Settings, _: None) -> None:
    """Read all inputs, and write the plan and the articles of each shard.

    Raises:
        ConfigurationError: nothing can be read.
    """
    folder = open_folder(settings.work)
    vocabulary, maker, pipeline, missing = _made_with(settings)
    reading, left_out = selected(settings, read_inputs(settings, ()), vocabulary)
    planned = make_plan((), reading.articles)
    former = read_plan(folder)
    begins = [shard.first for shard in former.shards] if former is not None else []
    shards = []
    for articles in _ranges(planned.articles, begins, settings.shard_size):
        digest = digest_of([record_key(article, maker) for article in articles])
        shards.append(Shard(articles[0].id, digest, len(articles), tuple(_overlapping(former, articles))))
        if not folder.has(articles_file(digest)):
            folder.write(articles_file(digest), gzip.compress(_adapter().dump_json(list(articles)), mtime=0))
    plan = Plan(
        shards=tuple(shards),
        maker=maker,
        pipeline=pipeline,
        missing=missing,
        skipped=reading.lines(Level.SKIPPED),
        warnings=(*reading.lines(Level.WARNING), *published_warning(settings)),
        notes=(*reading.lines(Level.NOTE), *left_out, *lines_about_copies(planned.changes)),
        within=settings.resolve_within,
    )
    folder.write(FILE_NAME, (json.dumps(asdict(plan), ensure_ascii=False, indent=1) + "\n").encode())


def _made_with(settings: Settings) -> tuple[Vocabulary, Maker, str, tuple[str, ...]]:
    """What records are made with; the pipeline itself is let go of before all texts are in memory."""
    tools = tools_for(settings)
    return tools.vocabulary, tools.maker, tools.pipeline.name, tools.pipeline.missing


def read_plan(folder: Folder) -> Plan | None:
    """Return the plan of a working folder; None where there is none of this version."""
    try:
        content = json.loads(folder.read(FILE_NAME))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise GraphError(f"{FILE_NAME}: is damaged; remove it, and run again") from error
    return TypeAdapter(Plan).validate_python(content) if content.get("format") == FORMAT else None


def articles_of(shard: Shard, folder: Folder) -> list[Article]:
    """Return the articles of a shard."""
    return _adapter().validate_json(gzip.decompress(folder.read(articles_file(shard.digest))))


def _ranges(articles: Sequence[Article], begins: Sequence[str], size: int) -> Iterator[Sequence[Article]]:
    """Cut sorted articles where shards began before, and in equal parts where that leaves too many together."""
    ids = [article.id for article in articles]
    cuts = sorted({0, *(bisect_left(ids, begin) for begin in begins[1:]), len(ids)})
    for start, end in pairwise(cuts):
        whole = end - start
        parts = -(-whole // size) if not begins or whole > _TOO_LARGE * size else 1
        step = size if not begins else -(-whole // parts)
        for place in range(start, end, step):
            yield articles[place : min(place + step, end)]


def _overlapping(former: Plan | None, articles: Sequence[Article]) -> Iterator[str]:
    """Digests of the former shards whose ranges have something in common with that of some articles."""
    shards = former.shards if former is not None else ()
    for number, shard in enumerate(shards):
        begins_before_end = number == 0 or shard.first <= articles[-1].id
        ends_behind_start = number + 1 == len(shards) or shards[number + 1].first > articles[0].id
        if begins_before_end and ends_behind_start:
            yield shard.digest


def articles_file(digest: str) -> str:
    """Return the name of the file with the articles of a shard."""
    return f"{_FOLDER}/{digest}.json.gz"


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[list[Article]]:
    return TypeAdapter(list[Article])
