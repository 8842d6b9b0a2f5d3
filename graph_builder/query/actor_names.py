"""Actors by their names: what a user writes for one, as the id that the graph has for it."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from rapidfuzz import process

from graph_builder.errors import ConfigurationError
from graph_builder.graph.identifiers import ID
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


def with_ids(store: ox.Store, query: NamedQuery, values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the values of a query's parameters with actors by id, and a line about each that was given by a name.

    Args:
        store: of the graph.
        query: tells which parameters are actors.
        values: as the user wrote them: `{"actor": "Rusia"}`.

    Raises:
        ConfigurationError: no actor of the graph has such a name; the message names those that are spelt like it.
    """
    given, lines = dict(values), list[str]()
    for parameter in query.parameters:
        if parameter.kind == "entity" and values.get(parameter.name, "").strip():
            written = values[parameter.name].strip().removeprefix("id:").removeprefix(ID)
            taken = given[parameter.name] = actor_id(store, written)
            if taken != written:
                others = [other for other in _named(_names(store), written) if other != taken]
                also = f"; also called so: {', '.join(others)}" if others else ""
                label = label_of(ox.NamedNode(ID + taken), store) or taken
                lines.append(f"{parameter.name}: '{written}' was taken for {taken} ({label}){also}")
    return given, tuple(lines)


def actor_id(store: ox.Store, written: str) -> str:
    """Return the id of the actor that a user names by id, label or another name, in any case and without accents.

    Of several actors of one name it is the one that takes part in most events. What the graph does not name so, the
    gazetteer may: "Moscú" is found where the graph knows Russia, and a listed actor may be asked for in any graph.

    Raises:
        ConfigurationError: there is none; the message names those that are spelt like it.
    """
    if _is_actor(store, written):
        return written
    names = _names(store)
    if found := _named(names, written):
        return max(found, key=lambda one: (_events(store, one), one))
    gazetteer = load_vocabulary().gazetteer
    if written in gazetteer.entities:
        return written
    listed = [name.entity for name in gazetteer.named(written)]
    if len(set(listed)) == 1:
        return listed[0]
    near = process.extract(_key(written), list(names), limit=_SUGGESTED, score_cutoff=_LIKE)
    nearest = ", ".join(dict.fromkeys(f"{_shown(store, one)}" for name, _, _ in near for one in names[name]))
    hint = f"nearest: {nearest}" if nearest else "graph-builder entities lists those that there are"
    raise ConfigurationError(f"'{written}' is no entity of the graph; {hint}")


def _is_actor(store: ox.Store, written: str) -> bool:
    if any(character in ' <>"{}|^`\\' for character in written):
        return False
    node = ox.NamedNode(ID + written)
    return any(True for name in _NAMES for _ in store.quads_for_pattern(node, name, None, ox.DefaultGraph()))


def _names(store: ox.Store) -> dict[str, list[str]]:
    """Ids of actors by each of their names, as `_key` spells it, and by the id itself."""
    found: dict[str, dict[str, None]] = {}
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            subject, name = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(ID) and isinstance(name, ox.Literal):
                identifier = subject.value.removeprefix(ID)
                found.setdefault(_key(name.value), {})[identifier] = None
                found.setdefault(_key(identifier), {})[identifier] = None
    return {name: sorted(ids) for name, ids in found.items()}


def _named(names: Mapping[str, list[str]], written: str) -> list[str]:
    return names.get(_key(written), [])


def _key(name: str) -> str:
    """A name as names are compared.

    >>> _key("  Corea del  Sur ")
    'corea del sur'
    """
    return strip_accents(" ".join(name.casefold().split()))


def _events(store: ox.Store, identifier: str) -> int:
    found = store.quads_for_pattern(None, _HAS_ACTOR, ox.NamedNode(ID + identifier), ox.DefaultGraph())
    return sum(1 for _ in found)


def _shown(store: ox.Store, identifier: str) -> str:
    return f"{label_of(ox.NamedNode(ID + identifier), store) or identifier} ({identifier})"
