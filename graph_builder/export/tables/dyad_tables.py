"""Dyads as a table (CSV, Parquet) and as a network (GEXF, GraphML): one row a pair, one edge a pair and relation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import networkx as nx

from graph_builder.errors import ConfigurationError
from graph_builder.export.explorer.page_data import LANGUAGES, interface_names, relations_of
from graph_builder.export.networks.drawing import drawn
from graph_builder.export.networks.gexf import gexf_document
from graph_builder.export.networks.graphml import graphml_document
from graph_builder.export.networks.network import Attributes
from graph_builder.export.tables.dyads import Choice, Dyad, Period, dyads
from graph_builder.export.tables.parquet_table import to_parquet
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import to_table
from graph_builder.vocabulary.codes import StateCodes, state_codes

Cell = str | int | float | None
_FIXED: Attributes = (
    ("period", str),
    ("a", str),
    ("a_name", str),
    ("a_cow", str),
    ("b", str),
    ("b_name", str),
    ("b_cow", str),
    ("facts", int),
    ("articles", int),
    ("cooperation", int),
    ("conflict", int),
    ("balance", float),
    ("disputed_share", float),
    ("first_date", str),
    ("last_date", str),
)
_NODES: Attributes = (("label", str), ("label_en", str), ("kind", str), ("state", str), ("cow", str), ("wikidata", str))
_EDGES: Attributes = (
    ("relation", str),
    ("class", str),
    ("period", str),
    ("facts", int),
    ("disputed_share", float),
    ("first_date", str),
    ("last_date", str),
    ("weight", float),
)


def dyad_columns() -> Attributes:
    """Return names and types of the columns: what every dyad has, then a count for each class, then for each relation.

    The same columns for every graph, so that tables of two runs fit one under the other.
    """
    classes, relations = _classes()
    return (*_FIXED, *((name.replace("-", "_"), int) for name in classes), *((name, int) for name in relations))


def dyad_rows(found: Sequence[Dyad]) -> Iterator[tuple[Cell, ...]]:
    """Yield one row a dyad under `dyad_columns`; None where nothing is known (a balance of no evidence, no date)."""
    names, codes = interface_names(), state_codes()
    cooperation, conflict = (relations_of(side, names) for side in ("cooperation", "conflict"))
    classes, relations = _classes()
    for one in found:
        friendly, hostile, dates = one.evidence(cooperation), one.evidence(conflict), one.dates
        yield (
            one.period or None,
            *(one.first.id, one.first.label, codes.get(one.first.id, StateCodes()).cow or None),
            *(one.second.id, one.second.label, codes.get(one.second.id, StateCodes()).cow or None),
            one.facts,
            one.articles,
            friendly,
            hostile,
            round((friendly - hostile) / (friendly + hostile), 3) if friendly + hostile else None,
            round(one.disputed_share, 3),
            dates[0] if dates else None,
            dates[-1] if dates else None,
            *(one.evidence(members) for members in classes.values()),
            *(one.evidence((relation,)) for relation in relations),
        )


def dyad_network(graph: KnowledgeGraph, choice: Choice) -> nx.MultiDiGraph:
    """Return states (or actors) as nodes, one edge a pair, relation and period, its weight the evidence for it.

    An edge points from who acts; of a mutual relation there is one, from the id that sorts first. What is only denied
    is no edge.
    """
    scheme, codes = load_scheme(), state_codes()
    classes, _ = _classes()
    network = nx.MultiDiGraph(name="dyads")
    for one in dyads(graph, replace(choice, directed=True)):
        for tally in one.tallies:
            turned = scheme.is_mutual("", tally.relation) and one.first.id > one.second.id
            if turned or not tally.evidence:
                continue
            for node in (one.first, one.second):
                values = {name: getattr(node, name) for name, _ in _NODES if name != "cow"}
                network.add_node(node.id, **values, cow=codes.get(node.id, StateCodes()).cow)
            key = " ".join(filter(None, (one.first.id, tally.relation, one.second.id, one.period)))
            values = {
                "relation": tally.relation,
                "class": next((name for name, members in classes.items() if tally.relation in members), ""),
                "period": one.period,
                "date": one.period,
                "facts": tally.facts,
                "disputed_share": round(tally.disputed / tally.facts, 3),
                "first_date": tally.dates[0] if tally.dates else "",
                "last_date": tally.dates[-1] if tally.dates else "",
                "weight": float(tally.evidence),
            }
            network.add_edge(one.first.id, one.second.id, key=key, **values)
    return network


def _classes() -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """The relations of each quad class (and of standing relations), and all relations, as the interface lists them."""
    names = interface_names()[LANGUAGES[0]]
    relations = names["relations"]
    members = {one: frozenset(r for r, row in relations.items() if row["class"] == one) for one in names["classes"]}
    return members, tuple(sorted(relations))


def _csv(graph: KnowledgeGraph, choice: Choice) -> bytes:
    header = [name for name, _ in dyad_columns()]
    rows = ([("" if cell is None else cell) for cell in row] for row in dyad_rows(dyads(graph, choice)))
    return to_table([header, *rows]).encode()


def _parquet(graph: KnowledgeGraph, choice: Choice) -> bytes:
    return to_parquet(dyad_columns(), list(dyad_rows(dyads(graph, choice))))


def _gexf(graph: KnowledgeGraph, choice: Choice) -> bytes:
    network = drawn(dyad_network(graph, choice))
    return gexf_document(network, _NODES, _EDGES, dated=choice.by is not Period.ALL)


def _graphml(graph: KnowledgeGraph, choice: Choice) -> bytes:
    return graphml_document(drawn(dyad_network(graph, choice)))


DYAD_FORMATS: dict[str, Callable[[KnowledgeGraph, Choice], bytes]] = {
    "csv": _csv,
    "gexf": _gexf,
    "graphml": _graphml,
    "parquet": _parquet,
}


def dyad_files(graph: KnowledgeGraph, choice: Choice, formats: Sequence[str]) -> dict[str, bytes]:
    """Return the files of some formats by name: `dyads.csv` and so on.

    Raises:
        ConfigurationError: there is no such format, or its library is not installed.
    """
    if unknown := [name for name in formats if name not in DYAD_FORMATS]:
        raise ConfigurationError(f"no format '{unknown[0]}' of dyads; known are {', '.join(DYAD_FORMATS)}")
    return {f"dyads.{name}": DYAD_FORMATS[name](graph, choice) for name in formats}
