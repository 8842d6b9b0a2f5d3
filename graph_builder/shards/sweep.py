"""What a run that has come to its end removes from its working folder: what earlier runs left, and it does not use."""

from __future__ import annotations

from collections.abc import Collection

from graph_builder.shards.facts import keys_of, pieces_of
from graph_builder.shards.folder import Folder
from graph_builder.shards.plan import Plan, articles_file
from graph_builder.shards.read import records_of, told_file
from graph_builder.shards.reduce import manifest_of, names_file, names_of


def sweep(folder: Folder, plan: Plan, made: Collection[str]) -> None:
    """Remove the files of other plans.

    Args:
        folder: the working folder.
        plan: what was carried out.
        made: names of the files of the last stages.
    """
    kept = {*made, manifest_of(plan)}
    kept.update(names_file(name) for name in names_of(plan, folder).values())
    kept.update(pieces_of(key) for key in keys_of(plan, folder))
    for shard in plan.shards:
        kept |= {articles_file(shard.digest), records_of(shard), told_file(shard)}
    for name in [name for part in sorted({name.partition("/")[0] for name in kept}) for name in folder.names(part)]:
        if name not in kept:
            folder.remove(name)
