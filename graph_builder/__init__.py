"""Spanish news on international alliances enters, a knowledge graph leaves; each statement leads to its sentence."""

from graph_builder.build import BuildReport, Built, build
from graph_builder.errors import GraphBuilderError
from graph_builder.settings import Settings
from graph_builder.version import VERSION

__all__ = ["BuildReport", "Built", "GraphBuilderError", "Settings", "__version__", "build"]

__version__ = VERSION
