"""Which tool opens which format, and what is checked of what it read; `docs/formats.md` is written from this list.

Every function opens one format of a small made graph by a reader that is not written here, and asserts what its
docstring says. A new format gets a function and a row in `CHECKS`; `python tests/formats_page.py` writes the page.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import igraph
import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import yaml
from builders_rdf import knowledge_graph
from datasette.app import Datasette
from lxml import etree, html
from markdown_it import MarkdownIt
from quickstatements_client import EntityLine, TextQualifier
from rdflib import RDF, Dataset, Graph

import graph_builder as gb
from graph_builder.export.rdf.slim import slim_triples
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL
from graph_builder.model import KnowledgeGraph
from graph_builder.spreadsheets import cell_text

GRAPH = knowledge_graph()
# What QuickStatements wants: a member and its organisation known to Wikidata, an article with an address.
WIKIDATA_GRAPH = replace(
    GRAPH,
    entities=tuple(replace(e, wikidata="Q7184") if e.id == "org-ejemplo" else e for e in GRAPH.entities),
    articles=tuple(replace(a, url="https://uno.example/a") for a in GRAPH.articles),
)
DATASET = assemble(GRAPH)
FACTS = {fact.id for fact in GRAPH.facts}
TIES = {fact.id for fact in GRAPH.facts if fact.object_id}
ACTORS = {entity.id for entity in GRAPH.entities}
EVIDENCE = {fact.evidence for fact in GRAPH.facts}
_UNION = {(s, p, o) for s, p, o, _ in DATASET.quads()}


@dataclass(frozen=True, slots=True)
class Check:
    """One reader of one format."""

    format: str
    tool: str
    run: Callable[[bytes, Path], None]  # the file's bytes, and a folder to work in
    graph: KnowledgeGraph = GRAPH

    @property
    def checked(self) -> str:
        """What the function says that it checks: its docstring."""
        return " ".join((self.run.__doc__ or "").split()).rstrip(".")


def csv_by_csv(data: bytes, folder: Path) -> None:
    """One row a fact; every quotation stands in its article at its offsets."""
    texts = {article.id: article.text for article in GRAPH.articles}
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert {row["id"] for row in rows} == FACTS
    assert all(texts[r["article"]][int(r["start"]) : int(r["end"])] == cell_text(r["evidence"]) for r in rows)


def csv_by_pandas(data: bytes, folder: Path) -> None:
    """One row a fact; offsets are integers, confidence is a number."""
    frame = pd.read_csv(io.BytesIO(data))
    assert set(frame["id"]) == FACTS
    assert frame.dtypes[["start", "end"]].map(str).tolist() == ["int64", "int64"]
    assert frame["confidence"].between(0, 1).all()


def events_by_pandas(data: bytes, folder: Path) -> None:
    """One row an event, none for a standing relation; codes keep their zeros as text, Goldstein values are numbers."""
    frame = pd.read_csv(io.BytesIO(data), dtype={"cameo_root": str, "cameo_code": str})
    assert frame["event_id"].is_unique
    assert set(frame["cameo_root"]) == {"04", "07", "15"}
    assert frame["goldstein"].between(-10, 10).all()


def jsonl_by_pandas(data: bytes, folder: Path) -> None:
    """One line a fact, with the quotations as they are."""
    frame = pd.read_json(io.BytesIO(data), lines=True, dtype=False)
    assert set(frame["id"]) == FACTS
    assert set(frame["evidence"]) == EVIDENCE


def parquet_by_pandas(data: bytes, folder: Path) -> None:
    """One row a fact; offsets, confidence and dates are typed, what is empty is null."""
    frame = pd.read_parquet(io.BytesIO(data))
    assert set(frame["id"]) == FACTS
    assert frame.dtypes[["start", "confidence"]].map(str).tolist() == ["int32", "float64"]
    assert {type(day) for day in frame["date"]} <= {date, type(None)}
    assert not (frame == "").to_numpy().any()


def triples_by_rdflib(form: str) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        """All triples of the dataset, none else."""
        assert set(Graph().parse(data=data, format=form)) == _UNION

    return run


def triples_by_oxigraph(form: ox.RdfFormat) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        """As many triples as the dataset has; one claim a fact."""
        store = ox.Store()
        store.bulk_load(data, format=form)
        rows = store.query(
            f"SELECT DISTINCT ?s WHERE {{ {{ ?s a <{AL.Claim}> }} UNION {{ GRAPH ?g {{ ?s a <{AL.Claim}> }} }} }}"
        )
        assert len(list(rows)) == len(FACTS)
        assert len({(q.subject, q.predicate, q.object) for q in store}) == len(_UNION)

    return run


def quads_by_rdflib(form: str) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        """All quads of the dataset, in their named graphs."""
        dataset = Dataset()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib about itself
            dataset.parse(data=data, format=form)
        assert {tuple(map(str, quad)) for quad in dataset.quads()} == {
            tuple(map(str, quad)) for quad in DATASET.quads()
        }

    return run


def slim_by_rdflib(form: str) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        """One statement a fact; all triples of the slim graph, none else."""
        read = Graph().parse(data=data, format=form)
        assert set(read) == slim_triples(GRAPH)
        assert len(set(read.subjects(RDF.type, RDF.Statement))) == len(FACTS)

    return run


def slim_by_oxigraph(form: ox.RdfFormat) -> Callable[[bytes, Path], None]:
    def run(data: bytes, folder: Path) -> None:
        """One statement a fact, found by SPARQL."""
        store = ox.Store()
        store.bulk_load(data, format=form)
        found = store.query("SELECT ?s WHERE { ?s a rdf:Statement }", prefixes={"rdf": str(RDF)})
        assert len(list(found)) == len(FACTS)

    return run


def html_by_lxml(data: bytes, folder: Path) -> None:
    """A page whose policy lets nothing be loaded from elsewhere; its use is tested in a browser."""
    page = html.fromstring(data)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert [one for one in page.xpath("//script/@src | //link/@href") if not one.startswith("data:")] == []


def json_by_networkx(data: bytes, folder: Path) -> None:
    """One node an actor, one edge a fact between two."""
    network = nx.node_link_graph(json.loads(data), edges="links")
    assert set(network) == ACTORS
    assert {key for _, _, key in network.edges(keys=True)} >= TIES


def graphml_by_networkx(data: bytes, folder: Path) -> None:
    """One node an actor, one edge a fact between two, attributes typed."""
    network = nx.parse_graphml(data.decode(), force_multigraph=True)
    assert set(network) == ACTORS
    assert all(type(edge["confidence"]) is float for _, _, edge in network.edges(data=True))


def gexf_by_schema(data: bytes, folder: Path) -> None:
    """Valid by the RELAX NG schema of GEXF 1.3; one node an actor."""
    schema = etree.RelaxNG(etree.parse(Path(__file__).parent / "unit" / "export" / "gexf-1.3.rng"))
    tree = etree.fromstring(data)
    schema.assertValid(tree)
    assert {node.get("id") for node in tree.iterfind(".//{*}node")} == ACTORS


def gexf_by_networkx(data: bytes, folder: Path) -> None:
    """One edge a fact between two, none from an actor to itself; weights, and a place, size and colour a node."""
    network = nx.read_gexf(io.BytesIO(data))
    assert {edge["id"] for _, _, edge in network.edges(data=True)} == TIES
    assert nx.number_of_selfloops(network) == 0
    assert {edge["weight"] for _, _, edge in network.edges(data=True)} == {f.confidence for f in GRAPH.facts}
    assert all({"color", "position", "size"} <= node["viz"].keys() for _, node in network.nodes(data=True))


def graphml_by_igraph(data: bytes, folder: Path) -> None:
    """One node an actor, one edge a fact between two, none from an actor to itself; weights, places, sizes, colours."""
    (folder / "graph.graphml").write_bytes(data)
    network = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    assert set(network.vs["id"]) == ACTORS
    assert set(network.es["fact"]) == TIES
    assert not any(network.is_loop())
    assert set(network.es["weight"]) == {fact.confidence for fact in GRAPH.facts}
    assert {"x", "y", "size", "r", "g", "b"} <= set(network.vs.attributes())


def ftm_by_followthemoney(data: bytes, folder: Path) -> None:
    """Every entity is valid by its schema, no value is lost when it is cleaned, every reference is to an entity."""
    # it wants networkx below 3.7, which Pythons from 3.12 on do not get
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is installed for Python 3.11 alone")
    proxies = [ftm.model.get_proxy(json.loads(line), cleaned=False) for line in data.splitlines()]
    for proxy, line in zip(proxies, data.splitlines(), strict=True):
        given = json.loads(line)
        proxy.schema.validate(given)
        assert {name: sorted(values) for name, values in given["properties"].items()} == {
            name: sorted(values) for name, values in proxy.properties.items()
        }
    known = {proxy.id for proxy in proxies}
    assert {
        value for proxy in proxies for prop, value in proxy.itervalues() if prop.type is ftm.types.registry.entity
    } <= known
    assert len([proxy for proxy in proxies if proxy.schema.name == "UnknownLink"]) == len(TIES)


def notes_by_markdown_it(data: bytes, folder: Path) -> None:
    """One note an actor that takes part in a fact; YAML heads; every link leads to a note; every quotation is one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = {name: archive.read(name).decode() for name in archive.namelist()}
    heads = {name: yaml.safe_load(text.split("---\n")[1]) for name, text in notes.items()}
    assert {head["id"] for head in heads.values()} == ACTORS
    links = {link for text in notes.values() for link in re.findall(r"\[\[(.+?)\]\]", text)}
    assert {f"{link}.md" for link in links} <= set(notes)
    page = MarkdownIt().parse(notes["Rusia.md"].split("---\n")[2])
    assert [token.type for token in page].count("list_item_open") == sum(
        "RUS" in {fact.subject_id, fact.object_id} for fact in GRAPH.facts
    )


def quickstatements_by_client(data: bytes, folder: Path) -> None:
    """The lines are those that the library writes for the same statements, reference included."""
    lines = data.decode().splitlines()
    reference = TextQualifier(predicate="S854", target="https://uno.example/a")
    assert lines == [EntityLine(subject="Q399", predicate="P463", target="Q7184", qualifiers=[reference]).get_line()]


def sqlite_by_sqlite3(data: bytes, folder: Path) -> None:
    """One row a fact, whose foreign keys hold; the full-text search finds words without their accents."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {row[0] for row in database.execute("SELECT id FROM facts")} == FACTS
        query = "SELECT evidence FROM facts WHERE rowid IN (SELECT rowid FROM facts_fts(?))"
        assert ("Ígor Petrov, viajará a Pionyang",) in database.execute(query, ["evidence: igor petrov viajara"])


def sqlite_by_datasette(data: bytes, folder: Path) -> None:
    """Its search box finds the fact of some words; a fact's article and actors are shown by their labels."""
    (folder / "graph.sqlite").write_bytes(data)

    async def ask() -> tuple[dict, dict]:
        shown = Datasette([str(folder / "graph.sqlite")], settings={"num_sql_threads": 0})
        search = await shown.client.get(
            "/graph/facts.json?_search=petrov+viajara&relation=CONSULT&_labels=on&_shape=array"
        )
        about = await shown.client.get("/graph.json")
        return search.json(), about.json()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of datasette about its own libraries
        (row,), about = asyncio.run(ask())
    assert row["subject_id"] == {"value": "per-igor-petrov", "label": "Ígor Petrov"}
    assert row["article"]["label"] == "Moscú y Pionyang"
    assert {table["name"]: table["count"] for table in about["tables"] if not table["hidden"]} == {
        "actors": len(ACTORS), "articles": len(GRAPH.articles), "facts": len(FACTS),
    }  # fmt: skip


def kg_by_load(data: bytes, folder: Path) -> None:
    """`gb.load` gives back every fact, actor and text. (Our own reader: the format is ours.)"""
    (folder / "knowledge.json.gz").write_bytes(data)
    loaded = gb.load(folder)
    assert (loaded.facts, loaded.entities, loaded.articles) == (GRAPH.facts, GRAPH.entities, GRAPH.articles)


def neo4j_by_networkx(data: bytes, folder: Path) -> None:
    """Every relationship ends at nodes of its kinds; one node an actor; each claim leads to its article."""
    network = nx.MultiDiGraph()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = [pd.read_csv(archive.open(n), dtype=str) for n in archive.namelist() if n.endswith(".csv")]
    for table in tables:
        kinds = re.findall(r"ID\((\w+)\)", " ".join(table.columns))
        ends = [[(kind, key) for key in table.iloc[:, place]] for place, kind in enumerate(kinds)]
        if len(ends) == 1:
            network.add_nodes_from(ends[0], known=True)
        else:
            network.add_edges_from(zip(*ends, strict=True))
    assert all(node.get("known") for _, node in network.nodes(data=True))
    assert {key for kind, key in network if kind == "Actor"} == ACTORS
    for fact in GRAPH.facts:
        reached = {key for kind, key in nx.descendants(network, ("Claim", fact.id)) if kind == "Article"}
        assert reached == {fact.article}


CHECKS: tuple[Check, ...] = (
    Check("csv", "Python's csv", csv_by_csv),
    Check("csv", "pandas", csv_by_pandas),
    Check("events", "pandas", events_by_pandas),
    Check("ftm", "followthemoney", ftm_by_followthemoney),
    Check("gexf", "lxml (RELAX NG)", gexf_by_schema),
    Check("gexf", "NetworkX", gexf_by_networkx),
    Check("graphml", "igraph", graphml_by_igraph),
    Check("graphml", "NetworkX", graphml_by_networkx),
    Check("html", "lxml", html_by_lxml),
    Check("json", "NetworkX", json_by_networkx),
    Check("jsonl", "pandas", jsonl_by_pandas),
    Check("jsonld", "rdflib", quads_by_rdflib("json-ld")),
    Check("kg", "graph_builder", kg_by_load),
    Check("neo4j", "pandas and NetworkX", neo4j_by_networkx),
    Check("notes", "PyYAML and markdown-it-py", notes_by_markdown_it),
    Check("nq", "rdflib", quads_by_rdflib("nquads")),
    Check("nq", "Oxigraph", triples_by_oxigraph(ox.RdfFormat.N_QUADS)),
    Check("nt", "rdflib", triples_by_rdflib("nt")),
    Check("nt", "Oxigraph", triples_by_oxigraph(ox.RdfFormat.N_TRIPLES)),
    Check("parquet", "pandas and pyarrow", parquet_by_pandas),
    Check("quickstatements", "quickstatements-client", quickstatements_by_client, WIKIDATA_GRAPH),
    Check("rdf", "rdflib", triples_by_rdflib("xml")),
    Check("rdf", "Oxigraph", triples_by_oxigraph(ox.RdfFormat.RDF_XML)),
    Check("slim", "rdflib", slim_by_rdflib("turtle")),
    Check("slim", "Oxigraph", slim_by_oxigraph(ox.RdfFormat.TURTLE)),
    Check("slim-nt", "rdflib", slim_by_rdflib("nt")),
    Check("slim-nt", "Oxigraph", slim_by_oxigraph(ox.RdfFormat.N_TRIPLES)),
    Check("sqlite", "Python's sqlite3", sqlite_by_sqlite3),
    Check("sqlite", "datasette", sqlite_by_datasette),
    Check("trig", "rdflib", quads_by_rdflib("trig")),
    Check("trig", "Oxigraph", triples_by_oxigraph(ox.RdfFormat.TRIG)),
    Check("ttl", "rdflib", triples_by_rdflib("turtle")),
    Check("ttl", "Oxigraph", triples_by_oxigraph(ox.RdfFormat.TURTLE)),
)
