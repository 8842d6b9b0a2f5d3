"""The explorer: one offline HTML page in which every edge opens its evidence.

The page holds no address that it loads from: vis-network is inlined from pyvis's own package, and a
Content-Security-Policy with hashes forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import Any

import rdflib
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph_builder.export.explorer.layout import layout
from graph_builder.export.explorer.page_data import (
    LANGUAGES,
    drawing_style,
    fact_table,
    interface_names,
    interface_texts,
    node_data,
    packed_json,
    page_json,
    relations_of,
    size_of,
    state_data,
    symmetric_relations,
)
from graph_builder.export.explorer.part import Part, best_evidenced
from graph_builder.export.explorer.state_layout import place_states
from graph_builder.export.explorer.states import StateLevel, state_level
from graph_builder.export.explorer.view import NodeView, PageView, page_view
from graph_builder.export.explorer.world_map import map_level
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import KnowledgeGraph

_EVENT_TYPES = "https://w3id.org/graph-builder/event-type#"
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_-]+")
_SCRIPTS = (
    "data", "levels", "state", "select", "crowd", "scene", "map", "hulls", "labels", "facets", "timeline",
    "search", "panel", "table", "download", "main",
)  # fmt: skip
_CANVAS_MOST = 3000  # nodes that vis-network may draw; more are drawn by sigma.js, which only such pages hold
_OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 1000000, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 2, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
}


def to_html(graph: KnowledgeGraph, dataset: rdflib.Dataset) -> bytes:
    """Return the explorer as one HTML file in UTF-8, the same bytes for the same graph.

    Args:
        graph: all of it, or the best evidenced part of one that is too large for a page.
        dataset: not read; all exporters share one signature.

    Raises:
        VocabularyError, ConfigurationError: the interface's tables under ontology/ are wrong or missing.
    """
    return part_page(best_evidenced(graph))


def part_page(part: Part) -> bytes:
    """Return the explorer of a part of a graph; a part of a served one asks for others by `?around=ACTOR`.

    Raises:
        VocabularyError, ConfigurationError: as for `to_html`.
    """
    names, texts = interface_names(), interface_texts()
    view = page_view(part.graph, symmetric_relations(names))
    vocabulary = {
        "names": names,
        "texts": texts,
        "style": drawing_style(),
        "languages": list(LANGUAGES),
        "version": part.graph.run.version,
    }
    level = state_level(view, relations_of("cooperation", names), relations_of("conflict", names))
    facts = fact_table(view, _event_names(view), _placed(level, view.nodes), part)
    libraries = [_vis_network()]
    if sum(node.facts > 0 for node in view.nodes) > _CANVAS_MOST:
        libraries += _sigma()
    page = _environment(packed_json(facts), page_json(vocabulary), texts, libraries)
    text = str(_network(view, page).generate_html())
    return text.encode("utf-8", "replace")  # a lone surrogate in a text must not stop the page


def _network(view: PageView, page: Environment) -> Any:  # noqa: ANN401 - pyvis has no types
    """Pyvis's network of the view, which will write itself through our page."""
    # pyvis pulls in IPython (half a second); whoever writes no page should not wait for it
    from pyvis.edge import Edge
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", heading="graph_builder")
    sizes = size_of(view.nodes)
    pairs = [(edge.source, edge.target) for edge in view.edges]
    shown = [position for position, node in enumerate(view.nodes) if node.facts]
    places = dict(zip(shown, _layout_of(shown, pairs, sizes), strict=True))
    for position, node in enumerate(view.nodes):
        x, y = places.get(position, (0, 0))
        network.add_node(position, label=node.label, group=node.kind, x=x, y=y, size=sizes[position], **node_data(node))
    for edge in view.edges:
        # `add_edge` searches all nodes twice per edge: a minute at 5,000 nodes
        ends = Edge(edge.source, edge.target, True, relation=edge.relation, facts=list(edge.facts))
        network.edges.append(ends.options)
    network.options = _OPTIONS
    network.templateEnv = page
    network.path = "page.html.jinja"
    return network


def _placed(level: StateLevel, nodes: tuple[NodeView, ...]) -> dict[str, object]:
    """The state level with its places: states of one community stand together; on the map, where they lie."""
    members, strength = level.members, level.strength
    sizes = {node: round(min(34.0, 9 + 3.0 * strength[node] ** 0.5)) for node in members}
    return state_data(level, place_states(level, sizes), sizes, map_level(level, nodes, sizes))


def _layout_of(shown: list[int], pairs: list[tuple[int, int]], sizes: list[int]) -> list[tuple[int, int]]:
    inner = {node: position for position, node in enumerate(shown)}
    edges = [(inner[source], inner[target]) for source, target in pairs]
    return layout(len(shown), edges, [sizes[node] + 2 for node in shown])


def _environment(facts: str, vocabulary: str, texts: dict[str, dict[str, str]], libraries: list[str]) -> Environment:
    """A template environment of our own: escaping on, our assets and their hashes as globals."""
    folder = files("graph_builder.export.explorer")
    environment = Environment(
        loader=PackageLoader("graph_builder.export", "explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    parts = [(folder / "js" / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS]
    script = '(async () => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"
    style = (folder / "explorer.css").read_text(encoding="utf-8")
    environment.filters["page_json"] = lambda value: Markup(page_json(value))
    environment.filters["options_json"] = lambda text: Markup(page_json(json.loads(text)))
    environment.globals.update(
        texts=texts,
        facts_json=Markup(facts),
        vocabulary_json=Markup(vocabulary),
        libraries=[Markup(library) for library in libraries],
        script=Markup(script),
        style=Markup(style),
        policy=_policy((*libraries, script), style),
    )
    return environment


def _vis_network() -> str:
    """vis-network as pyvis packs it (Apache-2.0 or MIT), without the line that points to a source map."""
    path = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_text(encoding="utf-8")
    return text.partition("//# sourceMappingURL")[0].rstrip() + "\n"


def _sigma() -> list[str]:
    """Graphology 0.26.0 and sigma.js 3.0.3 as their npm packages hold them (MIT), without source map lines."""
    folder = files("graph_builder.export.explorer") / "lib"
    names = ("graphology.umd.min.js", "sigma.min.js")
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return [text.partition("//# sourceMappingURL")[0].rstrip() + "\n" for text in texts]


def _policy(scripts: tuple[str, ...], style: str) -> str:
    sources = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _event_names(view: PageView) -> dict[str, dict[str, str]]:
    """Titles of the event types that occur, by language, where the ontology has them."""
    names: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    concepts = load_scheme().concepts
    for local in sorted({fact.fact.event_type for fact in view.facts}):
        concept = concepts.get(rdflib.URIRef(_EVENT_TYPES + local)) if _LOCAL_NAME.fullmatch(local) else None
        for language, label in sorted(concept.labels, reverse=True) if concept is not None else ():
            if language in names:
                names[language][local] = label
    return names
