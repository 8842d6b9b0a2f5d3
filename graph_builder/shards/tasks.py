"""What the stages' functions share in one process: the tools of a run, loaded once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph_builder.resolve import Resolver
from graph_builder.run import judgements_of, tools_for
from graph_builder.settings import Settings
from graph_builder.tools import Tools

_loaded: dict[str, tuple[Tools, Resolver]] = {}


def loaded(settings: Settings) -> tuple[Tools, Resolver]:
    """Return what a run reads and resolves with; what an earlier task of this process loaded is used again."""
    bare = replace(settings, inputs=(), out=Path(), work="", jobs=1, formats=(), part="", shard_size=1, reviewed=False)
    key = repr(bare)
    if key not in _loaded:
        _loaded.clear()
        tools = tools_for(bare)
        _loaded[key] = tools, Resolver(tools.vocabulary, tools.within)
    tools, resolver = _loaded[key]
    return replace(tools, judgements=judgements_of(settings)), resolver
