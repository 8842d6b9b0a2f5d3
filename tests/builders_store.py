"""Stores for tests: short texts that are parsed once a session, and all that can be compared of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import pyoxigraph as ox

from graph_builder.corpus import Corpus, make_corpus
from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.export.tables.facts_csv import to_facts_csv
from graph_builder.graph.snapshot import FILE_NAME, to_bytes
from graph_builder.model import Article
from graph_builder.query.background import BACKGROUND
from graph_builder.query.store import DATABASE, open_store
from graph_builder.records import graphs
from graph_builder.records.contents import Held, read_contents
from graph_builder.records.record import Record, retold
from graph_builder.tools import Tools, load_tools

TEXTS = (
    "La canciller de Perú, Ana Robledo, visitó China.",
    "La presidenta de Chile, Ana Robledo, visitó Cuba.",
    "Ana Robledo se reunió con Xi Jinping en Pekín.",
    "Robledo condenó a Ucrania por el ataque.",
    "El ministro de Defensa de Italia, Mario Conte, acusó a Rusia de espionaje.",
    "El ministro de Defensa de Malta, Mario Conte, acusó a Rusia de espionaje. Conte sancionó a Irán.",
    "Mario Conte Ruiz viajó a Cuba. La Alianza Austral de Comercio (AAC) apoyó a Chile.",
    "La AAC condenó a Bolivia. Rusia sancionó a Ucrania.",
    "Rusia niega que haya sancionado a Ucrania. China apoyó a Rusia en la ONU.",
    "Rusia sancionó a Ucrania, según la AAC. Perú y Chile firmaron un acuerdo el 19 de junio de 2024.",
)


@dataclass(frozen=True)
class RememberingTools(Tools):
    """Reads each text once, whatever article it is in."""

    known: dict[str, Record] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # ids of the articles that were to be read

    def read(
        self, articles: Sequence[Article], jobs: int = 1, inside: Callable[[float], None] = lambda done: None
    ) -> Iterator[Record]:
        unknown = {article.text: article for article in articles if article.text not in self.known}
        if unknown:
            read = super().read(list(unknown.values()), jobs, inside)
            self.known.update((record.article.text, record) for record in read)
        self.asked.extend(article.id for article in articles)
        for article in articles:
            record = retold(self.known[article.text], article)
            assert record is not None
            yield replace(record, maker=self.maker)


def remembering_tools() -> RememberingTools:
    tools = load_tools()
    return RememberingTools(*(getattr(tools, one.name) for one in fields(tools)))


def silent(line: str) -> None:
    """Say nothing to nobody."""


def update(folder: Path, tools: Tools, given: Sequence[Article] = (), gone: Sequence[str] = ()) -> Corpus:
    """What `build --store` and `remove` do to a store."""
    with open_store(folder, silent) as store:
        return make_corpus(tools, given, store, gone)


def written(corpus: Corpus) -> tuple[bytes, bytes, bytes]:
    """The bytes of facts.csv, graph.ttl and knowledge.json.gz."""
    graph, dataset = corpus.graph, corpus.dataset
    return to_facts_csv(graph, dataset), to_turtle(graph, dataset), to_bytes(graph)


@dataclass(frozen=True)
class State:
    """All that a store holds, as readers and writers see it."""

    articles: tuple[Held, ...]
    records: frozenset[str]  # names of files
    knowledge: bytes
    quads: frozenset[str]


def graph_quads(store: ox.Store) -> list[ox.Quad]:
    """The quads of a store's graph, without what it holds beside them for the named questions."""
    return [quad for quad in store if quad.graph_name != BACKGROUND]


def state(folder: Path) -> State:
    """The state of a store; fails where it is not whole."""
    contents = read_contents(folder)
    assert contents is not None
    files = {path.name.removesuffix(".json.gz") for path in (folder / "records").glob("*/*.json.gz")}
    assert files >= {held.record for held in contents.articles}
    with graphs.reading(folder) as graph:
        quads = frozenset(map(str, graph_quads(ox.Store.read_only(str(graph / DATABASE)))))
        knowledge = (graph / FILE_NAME).read_bytes()
    return State(contents.articles, frozenset(held.record for held in contents.articles), knowledge, quads)
