"""Stage 2: who the actors are that no list holds, by what all articles together tell; the one step that sees them all.

Each shard gets a file of renamings: by article, what its actors turn out to be, one table for each pass of
`resolve.cross_document`. Stage 3 applies them. The file is named by what is in it: where another article changes
nothing for a shard, its facts stay as they are.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from graph_builder.model import Entity
from graph_builder.resolve.cross_document import ArticleActors, Knowledge, Tables, learn, renamings
from graph_builder.resolve.cross_document.summary import Renamed, Renaming
from graph_builder.settings import Settings
from graph_builder.shards.folder import Folder, digest_of, open_folder
from graph_builder.shards.plan import Plan, read_plan
from graph_builder.shards.read import summaries_of
from graph_builder.shards.tasks import loaded

_NAMES = "names"
_SCRATCH = ".learning-"
_IN_MEMORY = 20_000  # articles whose actors are learned in memory; of more on disk, which is slower


@dataclass(frozen=True, slots=True)
class _Table:
    """The renamings of a shard: entities once, and for each article and pass which actor is which of them, and why."""

    entities: tuple[Entity, ...]
    articles: dict[str, tuple[dict[str, tuple[int, str]], ...]]  # -1 is no actor at all


def is_reduced(plan: Plan, folder: Folder) -> bool:
    """Return whether stage 2 of a run has been done."""
    return folder.has(manifest_of(plan))


def reduce_names(settings: Settings, _: None) -> None:
    """Write the renamings of all shards."""
    folder = open_folder(settings.work)
    plan = read_plan(folder)
    if plan is None or is_reduced(plan, folder):
        return
    knowledge = loaded(settings)[1].knowledge
    names: dict[str, str] = {}
    with _tables(plan, folder, knowledge) as tables_of:
        for number, shard in enumerate(plan.shards):
            tables = tables_of(number)
            told = summaries_of(shard, folder)
            by_article = {one.article: renamings(one, tables, knowledge) for one in told}
            content = _to_bytes(by_article)
            names[shard.digest] = digest_of(content.decode())
            if not folder.has(names_file(names[shard.digest])):
                folder.write(names_file(names[shard.digest]), gzip.compress(content, mtime=0))
    folder.write(manifest_of(plan), json.dumps(names).encode())


def names_of(plan: Plan, folder: Folder) -> dict[str, str]:
    """Return which file of renamings each shard has, by the shard's digest."""
    found: dict[str, str] = json.loads(folder.read(manifest_of(plan)))
    return found


class Renamings:
    """The renamings of one shard."""

    def __init__(self, name: str, folder: Folder) -> None:
        self._table = _adapter().validate_json(gzip.decompress(folder.read(names_file(name))))

    def applied(self, article: ArticleActors, known: Mapping[str, Entity]) -> ArticleActors:
        """Return an article's actors as all articles together know them."""
        for told in self._table.articles.get(article.article, ()):
            article = article.renamed({key: self._renamed(*one) for key, one in told.items()}, known)
        return article

    def _renamed(self, number: int, reason: str) -> Renamed:
        return Renamed(self._table.entities[number] if number >= 0 else None, reason)


@contextmanager
def _tables(plan: Plan, folder: Folder, knowledge: Knowledge) -> Iterator[Callable[[int], Tables]]:
    """What all articles tell those of a shard, by its number: learned on disk where they are many."""
    if plan.articles <= _IN_MEMORY or find_spec("duckdb") is None or find_spec("pyarrow") is None:
        tables = learn((one for shard in plan.shards for one in summaries_of(shard, folder)), knowledge)
        yield lambda number: tables
        return
    from graph_builder.resolve.out_of_core import ActorsOfRun  # an extra: graph-builder[scale]

    for left in folder.local.glob(f"{_SCRATCH}*") if folder.local is not None else ():  # by a run that was killed
        rmtree(left, ignore_errors=True)
    scratch = TemporaryDirectory(prefix=_SCRATCH, dir=folder.local)
    with scratch as place, ActorsOfRun(Path(place), knowledge) as actors:
        for number, shard in enumerate(plan.shards):
            actors.add(number, summaries_of(shard, folder))
        actors.learn()
        yield actors.tables


def _to_bytes(articles: Mapping[str, Sequence[Renaming]]) -> bytes:
    numbers: dict[Entity, int] = {}

    def told(renamed: Renamed) -> tuple[int, str]:
        if renamed.entity is None:
            return -1, renamed.reason
        return numbers.setdefault(renamed.entity, len(numbers)), renamed.reason

    table = {
        article: tuple({key: told(one) for key, one in renaming.items()} for renaming in renamings)
        for article, renamings in articles.items()
    }
    return _adapter().dump_json(_Table(tuple(numbers), table), exclude_defaults=True)


def manifest_of(plan: Plan) -> str:
    """Return the name of the file that says which renamings each shard has."""
    return f"{_NAMES}/{digest_of(plan.digest, plan.within)}.json"


def names_file(name: str) -> str:
    """Return the name of a file of renamings."""
    return f"{_NAMES}/{name}.json.gz"


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[_Table]:
    return TypeAdapter(_Table)
