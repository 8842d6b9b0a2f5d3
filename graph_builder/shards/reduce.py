"""Stage 2: who the actors are that no list holds, by what all articles together tell; the one step that sees them all.

Each shard gets a file of renamings: by article, what its actors turn out to be, one table for each pass of
`resolve.cross_document`. Stage 3 applies them. The file is named by what is in it: where another article changes
nothing for a shard, its facts stay as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import TypeAdapter

from graph_builder.model import Entity
from graph_builder.resolve.cross_document import CROSS_DOCUMENT_PASSES, ArticleActors
from graph_builder.resolve.cross_document.summary import Renamed, Renaming
from graph_builder.settings import Settings
from graph_builder.shards.folder import Folder, open_folder
from graph_builder.shards.plan import Shard, read_plan
from graph_builder.shards.read import summaries_of
from graph_builder.shards.tasks import loaded

_NAMES = "names"
_DIGEST = 24


@dataclass(frozen=True, slots=True)
class _Table:
    """The renamings of a shard: entities once, and for each article and pass which actor is which of them, and why."""

    entities: tuple[Entity, ...]
    articles: dict[str, tuple[dict[str, tuple[int, str]], ...]]  # -1 is no actor at all


def is_reduced(shards: Sequence[Shard], folder: Folder) -> bool:
    """Return whether stage 2 has been done for these shards."""
    return folder.has(manifest_of(shards))


def reduce_names(settings: Settings, _: None) -> int:
    """Write the renamings of all shards.

    Returns:
        How many actors of articles turn out to be what others tell.
    """
    folder = open_folder(settings.work)
    plan = read_plan(folder)
    shards = plan.shards if plan is not None else ()
    if is_reduced(shards, folder):
        return 0
    resolver = loaded(settings)[1]
    knowledge = resolver.knowledge
    found = [summary.told() for shard in shards for summary in summaries_of(shard, folder)]
    passes: list[list[Renaming]] = []
    for learn in CROSS_DOCUMENT_PASSES:
        table = learn(found, knowledge)
        passes.append([table.renaming(article, knowledge) for article in found])
        found = [article.renamed(one, knowledge.known) for article, one in zip(found, passes[-1], strict=True)]
    by_article = {article.article: [one[number] for one in passes] for number, article in enumerate(found)}
    names: dict[str, str] = {}
    for shard in shards:
        ids = [summary.article for summary in summaries_of(shard, folder)]
        content = _to_bytes({article: by_article[article] for article in ids})
        names[shard.digest] = hashlib.sha256(content).hexdigest()[:_DIGEST]
        if not folder.has(names_file(names[shard.digest])):
            folder.write(names_file(names[shard.digest]), gzip.compress(content, mtime=0))
    folder.write(manifest_of(shards), json.dumps(names).encode())
    return sum(len(renaming) for one in passes for renaming in one)


def names_of(shards: Sequence[Shard], folder: Folder) -> dict[str, str]:
    """Return which file of renamings each shard has, by the shard's digest."""
    found: dict[str, str] = json.loads(folder.read(manifest_of(shards)))
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


def manifest_of(shards: Sequence[Shard]) -> str:
    """Return the name of the file that says which renamings each shard has."""
    digest = hashlib.sha256("".join(shard.digest for shard in shards).encode()).hexdigest()
    return f"{_NAMES}/{digest[:_DIGEST]}.json"


def names_file(name: str) -> str:
    """Return the name of a file of renamings."""
    return f"{_NAMES}/{name}.json.gz"


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[_Table]:
    return TypeAdapter(_Table)
