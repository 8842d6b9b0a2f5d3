"""The network as GEXF 1.3 for Gephi: typed attributes, and dates as spells of its timeline."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from rdflib import Dataset

from graph_builder.export.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, to_network
from graph_builder.model import KnowledgeGraph

_TYPES = {str: "string", int: "integer", float: "double"}
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
_GRAPH = '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">'


def to_gexf(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Actors as nodes, facts as directed edges; an edge with a date is there from its first day to its last.

    What has no date is there all the time, as Gephi takes it. A node has the spells of its dated edges,
    unless an edge without a date needs it all the time.

    Args:
        graph: whose actors and facts are written.
        dataset: not read; all exporters share one signature.
    """
    network = to_network(graph)
    nodes, edges = list(network.nodes(data=True)), list(network.edges(keys=True, data=True))
    spells: defaultdict[str, set[str]] = defaultdict(set)
    for source, target, _, data in edges:
        for node in (source, target):
            spells[node].add(data["date"])
    lines = [
        _HEAD + _GRAPH,
        *_declarations("node", NODE_ATTRIBUTES),
        *_declarations("edge", EDGE_ATTRIBUTES),
        "    <nodes>",
    ]
    for node, data in nodes:
        label = data["label"] or node
        lines.append(f"      <node id={_quoted(node)} label={_quoted(label)}>")
        lines += [*_values(data, NODE_ATTRIBUTES), *_spells(spells[node]), "      </node>"]
    lines += ["    </nodes>", "    <edges>"]
    for source, target, key, data in edges:
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        lines.append(f"      <edge id={_quoted(key)} {ends} label={_quoted(data['relation'])}>")
        lines += [*_values(data, EDGE_ATTRIBUTES), *_spells({data["date"]}), "      </edge>"]
    lines += ["    </edges>", "  </graph>", "</gexf>", ""]
    return "\n".join(lines).encode()


def _quoted(text: object) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", str(text)))


def _declarations(kind: str, attributes: tuple[tuple[str, type], ...]) -> Iterator[str]:
    yield f'    <attributes class="{kind}" mode="static">'
    for name, type_ in attributes:
        yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>'
    yield "    </attributes>"


def _values(data: dict[str, object], attributes: tuple[tuple[str, type], ...]) -> Iterator[str]:
    yield "        <attvalues>"
    for name, _ in attributes:
        if data[name] != "":
            yield f'          <attvalue for="{name}" value={_quoted(data[name])}/>'
    yield "        </attvalues>"


def _spells(dates: set[str]) -> Iterator[str]:
    """The spells of some dates; none where one of them is unknown."""
    known = sorted({spell for date in dates if (spell := _first_and_last_day(date))})
    if known and "" not in dates:
        yield "        <spells>"
        for first, last in known:
            yield f'          <spell start="{first}" end="{last}"/>'
        yield "        </spells>"


def _first_and_last_day(date: str) -> tuple[str, str] | None:
    """First and last day of a year, a month or a day: "2024-06" lasts from 2024-06-01 to 2024-06-30."""
    year, month, day = (*date.split("-"), "", "")[:3]
    if not year:
        return None
    if not month:
        return f"{year}-01-01", f"{year}-12-31"
    return (date, date) if day else (f"{date}-01", f"{date}-{calendar.monthrange(int(year), int(month))[1]}")
