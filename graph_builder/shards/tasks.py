"""What the stages' functions share in one process: the tools of a run, loaded once."""

from __future__ import annotations

from graph_builder.resolve import Resolver
from graph_builder.run import tools_for
from graph_builder.settings import Settings
from graph_builder.tools import Tools

_loaded: dict[str, tuple[Tools, Resolver]] = {}


def loaded(settings: Settings) -> tuple[Tools, Resolver]:
    """Return what a run reads and resolves with; what an earlier task of this process loaded is used again."""
    key = repr(settings)
    if key not in _loaded:
        _loaded.clear()
        tools = tools_for(settings)
        _loaded[key] = tools, Resolver(tools.vocabulary)
    return _loaded[key]
