"""The network as GEXF 1.3 for Gephi: typed attributes, places, sizes, colours, and dates as spells of its timeline."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

import networkx as nx
from rdflib import Dataset

from graph_builder.export.networks.days import first_and_last_day
from graph_builder.export.networks.drawing import drawn
from graph_builder.export.networks.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attributes, to_network
from graph_builder.model import KnowledgeGraph

_TYPES = {str: "string", int: "integer", float: "double"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
)
_DYNAMIC = ' mode="dynamic" timeformat="date" timerepresentation="interval"'
Data = Mapping[str, object]


def to_gexf(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Actors as nodes, facts as directed edges; an edge with a date is there from its first day to its last.

    What has no date is there all the time, as Gephi takes it. A node has the spells of its dated edges,
    unless an edge without a date needs it all the time.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    return gexf_document(drawn(to_network(graph)), NODE_ATTRIBUTES, EDGE_ATTRIBUTES, dated=True)


def gexf_document(network: nx.MultiDiGraph, nodes: Attributes, edges: Attributes, *, dated: bool = False) -> bytes:
    """Return a drawn network as GEXF.

    Args:
        network: made by `drawn`; nodes have `label`, edges `relation` and `weight`.
        nodes: the attributes of nodes that are written.
        edges: those of edges.
        dated: whether edges have a `date` that says when they are there.
    """
    spells: defaultdict[str, set[str]] = defaultdict(set)
    if dated:
        for source, target, data in network.edges(data=True):
            for node in (source, target):
                spells[node].add(data["date"])
    edges = tuple(one for one in edges if one[0] != "weight")  # an attribute of the element itself
    lines = [
        f'{_HEAD}  <graph defaultedgetype="directed"{_DYNAMIC if dated else ""}>',
        *_declarations("node", nodes),
        *_declarations("edge", edges),
        "    <nodes>",
    ]
    for node, data in network.nodes(data=True):
        lines.append(f"      <node id={_quoted(node)} label={_quoted(data['label'] or node)}>")
        lines += [*_values(data, nodes), *_spells(spells[node]), *_place(data), "      </node>"]
    lines += ["    </nodes>", "    <edges>"]
    for source, target, key, data in network.edges(keys=True, data=True):
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        named = f'label={_quoted(data["relation"])} weight="{data["weight"]}"'
        lines.append(f"      <edge id={_quoted(key)} {ends} {named}>")
        lines += [*_values(data, edges), *_spells({data["date"]} if dated else ()), _colour(data), "      </edge>"]
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines).encode()


def _quoted(text: object) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", str(text)))


def _declarations(kind: str, attributes: Attributes) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">'
    for name, type_ in attributes:
        yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>'
    yield "    </attributes>"


def _values(data: Data, attributes: Attributes) -> Iterator[str]:
    yield "        <attvalues>"
    for name, _ in attributes:
        if data[name] != "":
            yield f'          <attvalue for="{name}" value={_quoted(data[name])}/>'
    yield "        </attvalues>"


def _place(data: Data) -> Iterator[str]:
    yield _colour(data)
    yield f'        <viz:position x="{data["x"]}" y="{data["y"]}" z="0.0"/>'
    yield f'        <viz:size value="{data["size"]}"/>'


def _colour(data: Data) -> str:
    return f'        <viz:color r="{data["r"]}" g="{data["g"]}" b="{data["b"]}"/>'


def _spells(dates: Iterable[str]) -> Iterator[str]:
    """The spells of some dates; none where one of them is unknown."""
    known = sorted({spell for date in dates if (spell := first_and_last_day(date))})
    if known and "" not in dates:
        yield "        <spells>"
        for first, last in known:
            yield f'          <spell start="{first}" end="{last}"/>'
        yield "        </spells>"
