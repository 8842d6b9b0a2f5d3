"""Actors by their names: what a user writes for one, as the id that the graph has for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rapidfuzz import process

from graph_builder.errors import ConfigurationError
from graph_builder.graph.identifiers import ID
from graph_builder.model import KnowledgeGraph
from graph_builder.query.named import NamedQuery
from graph_builder.query.terms import label_of
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.gazetteer import strip_accents

_NAMES = tuple(
    map(
        ox.NamedNode,
        ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"),
    )
)
_HAS_ACTOR = ox.NamedNode("http://semanticweb.cs.vu.nl/2009/11/sem/hasActor")
_LIKE = 70  # of 100: names less alike are no suggestion
_SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class ActorNames:
    """The actors of a graph by their ids, labels and other names."""

    names: Mapping[str, tuple[str, ...]]  # ids by each name, as `_key` spells it; the ids themselves are names too
    labels: Callable[[str], str]
    weight: Callable[[str], int]  # of several actors of one name the weightiest is meant

    @classmethod
    def of_graph(cls, graph: KnowledgeGraph) -> ActorNames:
        """Take the actors of a graph; the weightiest is in most facts."""
        pairs = (
            (name, entity.id)
            for entity in graph.entities
            for name in (entity.label, entity.label_en, entity.abbreviation, *entity.aliases)
            if name
        )
        labels = {entity.id: entity.label for entity in graph.entities}
        parts = Counter(one for fact in graph.facts for one in (fact.subject_id, fact.object_id))
        return cls(_by_name(pairs), lambda one: labels.get(one, ""), lambda one: parts[one])

    @classmethod
    def of_store(cls, store: ox.Store) -> ActorNames:
        """Take the actors of an open store; the weightiest is in most events."""

        def label(identifier: str) -> str:
            return label_of(ox.NamedNode(ID + identifier), store)

        def events(identifier: str) -> int:
            node = ox.NamedNode(ID + identifier)
            return sum(1 for _ in store.quads_for_pattern(None, _HAS_ACTOR, node, ox.DefaultGraph()))

        pairs = (
            (quad.object.value, quad.subject.value.removeprefix(ID))
            for predicate in _NAMES
            for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode)
            and quad.subject.value.startswith(ID)
            and isinstance(quad.object, ox.Literal)
        )
        return cls(_by_name(pairs), label, events)

    def id_of(self, written: str) -> str:
        """Return the id of the actor that a user names by id, label or another name, in any case, without accents.

        What the graph does not name so, the gazetteer may: "Moscú" is found where the graph knows Russia, and a listed
        actor may be asked for in any graph.

        Raises:
            ConfigurationError: there is none; the message names those that are spelt like it.
        """
        written = written.strip().removeprefix("id:").removeprefix(ID)
        found = self.named(written)
        if written in found:
            return written
        if found:
            return max(found, key=lambda one: (self.weight(one), one))
        gazetteer = load_vocabulary().gazetteer
        if written in gazetteer.entities:
            return written
        listed = {name.entity for name in gazetteer.named(written)}
        if len(listed) == 1:
            return listed.pop()
        near = process.extract(_key(written), list(self.names), limit=_SUGGESTED, score_cutoff=_LIKE)
        nearest = ", ".join(dict.fromkeys(self.shown(one) for name, _, _ in near for one in self.names[name]))
        hint = f"nearest: {nearest}" if nearest else "graph-builder entities lists those that there are"
        raise ConfigurationError(f"'{written}' is no entity of the graph; {hint}")

    def named(self, written: str) -> tuple[str, ...]:
        """Return the ids of the actors that have a name or an id, whatever its case and accents."""
        return self.names.get(_key(written), ())

    def shown(self, identifier: str) -> str:
        """Return label and id for a message."""
        return f"{self.labels(identifier) or identifier} ({identifier})"


def with_ids(store: ox.Store, query: NamedQuery, values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the values of a query's parameters with actors by id, and a line about each that was given by a name.

    Args:
        store: of the graph.
        query: tells which parameters are actors.
        values: as the user wrote them: `{"actor": "Rusia"}`.

    Raises:
        ConfigurationError: no actor of the graph has such a name; the message names those that are spelt like it.
    """
    actors = [one.name for one in query.parameters if one.kind == "entity" and values.get(one.name, "").strip()]
    if not actors:
        return dict(values), ()
    names = ActorNames.of_store(store)
    given, lines = dict(values), list[str]()
    for parameter in actors:
        written = values[parameter]
        taken = given[parameter] = names.id_of(written)
        if taken not in written:
            others = ", ".join(other for other in names.named(written) if other != taken)
            also = f"; also called so: {others}" if others else ""
            lines.append(f"{parameter}: '{written}' was taken for {taken} ({names.labels(taken) or taken}){also}")
    return given, tuple(lines)


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name, identifier in pairs:
        found.setdefault(_key(name), set()).add(identifier)
        found.setdefault(_key(identifier), set()).add(identifier)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def _key(name: str) -> str:
    """A name as names are compared.

    >>> _key("  Corea del  Sur ")
    'corea del sur'
    """
    return strip_accents(" ".join(name.casefold().split()))
