"""The graph as JSON-LD, in the terms of ontology/context.jsonld (W3C JSON-LD 1.1)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from graph_builder.export.rdf.terms import Triple, named_graphs
from graph_builder.graph.identifiers import PREFIXES, RDF
from graph_builder.model import KnowledgeGraph
from graph_builder.vocabulary.paths import ontology_file

_Json = str | dict[str, str] | list[str | dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the context: what it stands for, and what its plain strings mean."""

    word: str
    datatype: str  # "@id", the IRI of a datatype, or ""
    language: str


def to_jsonld(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """The dataset as JSON-LD: one named graph after the other, sorted; the context stands at the top.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.

    Raises:
        ConfigurationError: ontology/context.jsonld is missing.
    """
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    terms = _terms(context["@context"])
    graphs = [{"@id": _compact(name), "@graph": _nodes(triples, terms)} for name, triples in named_graphs(dataset)]
    document = {**context, "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _terms(context: dict[str, object]) -> dict[str, _Term]:
    """The words of the context by the IRI of their property."""
    terms = {}
    for word, meaning in context.items():
        if isinstance(meaning, dict):
            kind = str(meaning.get("@type", ""))
            datatype = kind if kind.startswith("@") else _expand(kind)
            terms[_expand(str(meaning["@id"]))] = _Term(word, datatype, str(meaning.get("@language", "")))
    return terms


def _expand(compact: str) -> str:
    prefix, _, local = compact.partition(":")
    return dict(PREFIXES).get(prefix, f"{prefix}:") + local


def _compact(iri: Node) -> str:
    text = str(iri)
    for prefix, namespace in PREFIXES:
        if text.startswith(namespace) and "/" not in text[len(namespace) :]:
            return f"{prefix}:{text[len(namespace) :]}"
    return text


def _nodes(triples: Iterable[Triple], terms: dict[str, _Term]) -> list[dict[str, _Json]]:
    described: defaultdict[URIRef, defaultdict[str, list[str | dict[str, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for subject, predicate, obj in triples:
        key, value = _property(predicate, obj, terms)
        described[subject][key].append(value)
    return [
        {
            "@id": _compact(subject),
            **{key: _several(values) for key, values in sorted(described[subject].items())},
        }
        for subject in sorted(described)
    ]


def _several(values: list[str | dict[str, str]]) -> _Json:
    return values[0] if len(values) == 1 else sorted(values, key=lambda v: json.dumps(v, sort_keys=True))


def _property(predicate: URIRef, obj: Node, terms: dict[str, _Term]) -> tuple[str, str | dict[str, str]]:
    """Key and value of one triple: a plain string where the context says what it means, else in full."""
    if predicate == RDF.type:
        return "@type", _compact(obj)
    term = terms.get(str(predicate))
    if not isinstance(obj, Literal):
        plain = term is not None and term.datatype == "@id"
        return (term.word, _compact(obj)) if term and plain else (_compact(predicate), {"@id": _compact(obj)})
    datatype, language = str(obj.datatype or ""), obj.language or ""
    if term and (datatype, language) == (term.datatype, term.language):
        return term.word, str(obj)
    if language:
        return _compact(predicate), {"@value": str(obj), "@language": language}
    if datatype:
        return _compact(predicate), {"@value": str(obj), "@type": _compact(URIRef(datatype))}
    return _compact(predicate), {"@value": str(obj)}
