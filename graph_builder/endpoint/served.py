"""What the server shows of a folder that `build` wrote: the explorer, examples, files. All is made of the facts."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from graph_builder.endpoint.files import MEDIA_TYPES, File, media_type
from graph_builder.errors import GraphError
from graph_builder.export import EXPORTERS
from graph_builder.export.explorer.html import part_page
from graph_builder.export.explorer.part import (
    MOST,
    MOST_AROUND,
    MOST_FOUND,
    Part,
    best_evidenced,
    surroundings,
    with_words,
)
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.graph.snapshot import read_snapshot
from graph_builder.model import Entity, KnowledgeGraph
from graph_builder.query.actor_names import ActorNames
from graph_builder.query.named import NamedQuery, Terms, bind, named_queries, named_query
from graph_builder.query.search import FactTexts
from graph_builder.query.terms import prefixed
from graph_builder.vocabulary.places import places

_PAGES = 20  # parts of a large graph that are kept
_LISTS = re.compile(r"(SELECT\b[^{]*|GROUP BY[^\n{]*)")


@dataclass(frozen=True, slots=True)
class Example:
    """A named question as text to start from, its parameters set to examples."""

    question: NamedQuery
    values: Mapping[str, str]
    query: str


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a search of a large graph reads, made ready once."""

    names: ActorNames
    texts: FactTexts


class Served:
    """A graph to be served: its pages and files, written when first asked for."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        """Read the graph.

        Args:
            folder: what `build` wrote, or a store.
            most: facts on one page of the explorer; of a graph with more no RDF is made in memory.

        Raises:
            GraphError: the folder holds no graph.
        """
        self._graph: KnowledgeGraph = read_snapshot(folder)
        self._folder = folder
        self._files: dict[str, File] = {}
        self._most = most
        self._pages: dict[tuple[str, str], File] = {}  # by the actor, or the words, that they are about
        self._sought: _Sought | None = None
        self._writing = threading.Lock()

    @property
    def counts(self) -> tuple[int, int, int]:
        """Articles, facts, actors."""
        return len(self._graph.articles), len(self._graph.facts), len(self._graph.entities)

    def examples(self) -> tuple[Example, ...]:
        """The named questions; an actor that has no default is the one with most facts."""
        often = [entity.id for entity in self.actors()]
        return tuple(_example(query, often) for query in named_queries())

    def question(self, name: str, values: Mapping[str, str]) -> str:
        """The text of a named question with values for its parameters.

        Raises:
            ConfigurationError: there is no such question, or a value is missing or not of its kind.
        """
        return _text(named_query(name), values)

    def actors(self) -> tuple[Entity, ...]:
        """The actors, those with most facts first."""
        mentioned = Counter(i for fact in self._graph.facts for i in (fact.subject_id, fact.object_id) if i)
        return tuple(sorted(self._graph.entities, key=lambda entity: (-mentioned[entity.id], entity.id)))

    def explorer(self, around: str = "", find: str = "") -> File:
        """The explorer; of a graph too large for one page a part.

        Args:
            around: the id of the actor whose surroundings are asked for.
            find: the name of one, or words of sentences. Without either the page has what is evidenced best.

        Raises:
            KeyError: there is no such actor, or no fact with these words.
        """
        if len(self._graph.facts) <= self._most:
            around = find = ""  # the page holds everything
        asked = (around, "" if around else find.strip())
        with self._writing:
            if asked not in self._pages:
                part = self._part(*asked)
                page = File(EXPORTERS["html"].file_name, MEDIA_TYPES[".html"], part_page(part))
                self._pages[asked] = page
                for oldest in [name for name in self._pages if any(name)][:-_PAGES]:
                    del self._pages[oldest]
            return self._pages[asked]

    def prepare(self) -> None:
        """Make what is asked for first: the page, and for a large graph what its search reads."""
        self.explorer()
        if len(self._graph.facts) > self._most:
            with self._writing:
                self._listed("")  # reads the gazetteer
                self._searched()

    def _part(self, around: str, find: str) -> Part:
        if around:
            return surroundings(self._graph, around, min(self._most, MOST_AROUND))
        if not find:
            return best_evidenced(self._graph, self._most, served=True)
        sought = self._searched()
        actors = sought.names
        if named := actors.named(find) or self._listed(find):
            actor = max(named, key=lambda one: (actors.weight(one), one))
            return surroundings(self._graph, actor, min(self._most, MOST_AROUND))
        facts = sought.texts.with_words(find)
        if not facts:
            raise KeyError(find)
        return with_words(self._graph, find, facts, min(self._most, MOST_FOUND))

    def _searched(self) -> _Sought:
        """What is searched; called with the lock."""
        if self._sought is None:
            self._sought = _Sought(ActorNames.of_graph(self._graph), FactTexts(self._graph))
        return self._sought

    def _listed(self, written: str) -> tuple[str, ...]:
        """The actors of the graph that the gazetteer knows by a name of which the graph does not say it."""
        here = {entity.id for entity in self._graph.entities}
        return tuple(name.entity for name in places().gazetteer.named(written) if name.entity in here)

    def file(self, form: str) -> File | Path:
        """A file in one of `EXPORTERS`, written when first asked for, and once however many ask.

        A large graph's RDF is the file that `build` or `export` wrote into its folder.

        Raises:
            KeyError: there is no such format.
            GraphError: the graph is large, and its folder has no such file.
        """
        exporter = EXPORTERS[form]
        large = len(self._graph.facts) > self._most
        if exporter.of_rdf and large:
            return self._written(form)
        with self._writing:
            if form not in self._files:
                dataset = assemble(self._graph) if exporter.of_rdf else Dataset()
                content = exporter.export(self._graph, dataset)
                self._files[form] = File(exporter.file_name, media_type(Path(exporter.file_name)), content)
        return self._files[form]

    def _written(self, form: str) -> Path:
        path = self._folder / EXPORTERS[form].file_name
        if not path.is_file():
            raise GraphError(
                f"{path.name}: this graph of {len(self._graph.facts)} facts is too large to be written while it is "
                f"served; write it into its folder with graph-builder export --format {form}"
            )
        return path


def _example(query: NamedQuery, often: list[str]) -> Example:
    candidates = iter(often)
    values = {p.name: p.default or (next(candidates, p.name) if p.kind == "entity" else "") for p in query.parameters}
    return Example(query, values, _text(query, values))


def _text(query: NamedQuery, values: Mapping[str, str]) -> str:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#")).strip()
    text = _filled(body, bind(query, values))
    used = [f"PREFIX {p}: <{iri}>" for p, iri in PREFIXES if f"{p}:" in text and f"PREFIX {p}:" not in text]
    return "\n".join((f"# {query.description}", *used, text)) + "\n"


def _filled(text: str, bound: Terms) -> str:
    """A query with its parameters' values in place of their variables; what lists variables goes without them."""
    parts = _LISTS.split(text)  # every second part is a list
    for variable, term in bound.items():
        name = rf"\?{variable.value}\b"
        value = prefixed(term.value) if isinstance(term, ox.NamedNode) else str(term).replace("\\", r"\\")
        parts = [re.sub(*((name, value) if i % 2 == 0 else (rf"{name}\s*", "")), part) for i, part in enumerate(parts)]
    return "\n".join(line.rstrip() for line in "".join(parts).splitlines())
