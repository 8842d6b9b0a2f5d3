"""Build a knowledge graph from Spanish news on international alliances; each statement leads to its sentence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph_builder.version import VERSION

if TYPE_CHECKING:
    from graph_builder.api import Graph, build, load
    from graph_builder.errors import GraphBuilderError
    from graph_builder.export import EXPORTERS
    from graph_builder.query.named import named_queries

__all__ = ["EXPORTERS", "Graph", "GraphBuilderError", "__version__", "build", "load", "named_queries"]

__version__ = VERSION

_HOMES = {
    "EXPORTERS": "graph_builder.export",
    "Graph": "graph_builder.api",
    "GraphBuilderError": "graph_builder.errors",
    "build": "graph_builder.api",
    "load": "graph_builder.api",
    "named_queries": "graph_builder.query.named",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- whatever the name stands for
    """Import spaCy and its like when they are first needed, not with the package."""
    if name not in _HOMES:
        raise AttributeError(f"module 'graph_builder' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
