"""How far a run in shards is, by the files that are there."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.errors import GraphError
from graph_builder.shards.facts import keys_of, pieces_of
from graph_builder.shards.folder import open_folder
from graph_builder.shards.plan import read_plan
from graph_builder.shards.read import is_read, told_of
from graph_builder.shards.reduce import is_reduced


@dataclass(frozen=True, slots=True)
class RunStatus:
    """What is done of a run, and what failed."""

    shards: int
    articles: int
    shards_read: int
    articles_read: int
    statements: int
    resolved: bool
    shards_with_facts: int
    failed: tuple[str, ...]  # ids of articles that an exception cost


def status_of(work: str) -> RunStatus:
    """Return how far the run of a working folder is.

    Args:
        work: its path or URL.

    Raises:
        GraphError: there is none.
    """
    folder = open_folder(work)
    plan = read_plan(folder)
    if plan is None:
        raise GraphError(f"{work}: holds no run in shards; make one with graph-builder build --work {work}")
    done = [shard for shard in plan.shards if is_read(shard, folder)]
    told = [told_of(shard, folder) for shard in done]
    return RunStatus(
        shards=len(plan.shards),
        articles=plan.articles,
        shards_read=len(done),
        articles_read=sum(shard.articles for shard in done),
        statements=sum(one.statements for one in told),
        resolved=is_reduced(plan, folder),
        shards_with_facts=sum(folder.has(pieces_of(key)) for key in keys_of(plan, folder)),
        failed=tuple(lost.article for one in told for lost in one.failed),
    )
