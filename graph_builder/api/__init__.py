"""The library's face: `import graph_builder as gb; kg = gb.build("seeds"); kg.query("disputed")`."""

from graph_builder.api.facts import Facts
from graph_builder.api.graph import Graph
from graph_builder.api.making import build, load

__all__ = ["Facts", "Graph", "build", "load"]
