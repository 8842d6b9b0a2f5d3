"""Build a knowledge graph from Spanish news on international alliances; each statement leads to its sentence."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph_builder.version import VERSION

if TYPE_CHECKING:
    from graph_builder.api import Facts, Graph, build, load
    from graph_builder.errors import GraphBuilderError
    from graph_builder.export import EXPORTERS
    from graph_builder.model import Article, Entity, Fact
    from graph_builder.query.named import named_queries
    from graph_builder.query.sparql import Answer

__all__ = [  # noqa: RUF022 -- in the order of `sorted`, as a test has it
    "Answer", "Article", "EXPORTERS", "Entity", "Fact", "Facts", "Graph", "GraphBuilderError", "__version__", "build",
    "load", "named_queries",
]  # fmt: skip

__version__ = VERSION

_HOMES = {
    "Answer": "graph_builder.query.sparql",
    "Article": "graph_builder.model",
    "EXPORTERS": "graph_builder.export",
    "Entity": "graph_builder.model",
    "Fact": "graph_builder.model",
    "Facts": "graph_builder.api",
    "Graph": "graph_builder.api",
    "GraphBuilderError": "graph_builder.errors",
    "build": "graph_builder.api",
    "load": "graph_builder.api",
    "named_queries": "graph_builder.query.named",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- whatever the name stands for
    """Import spaCy and its like when they are first needed, not with the package."""
    if name not in _HOMES:
        nearest = ""
        if not name.startswith("_"):
            from graph_builder.nearest import did_you_mean

            nearest = did_you_mean(name, __all__)
        raise AttributeError(f"module 'graph_builder' has no attribute '{name}'{nearest}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Name what there is, imported or not yet, for `dir` and completion."""
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
