"""The spelling of RDF terms in Turtle and N-Triples, and the prefixes that it needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from graph_builder.graph.identifiers import PREFIXES, RDF, XSD

Triple = tuple[URIRef, URIRef, Node]

_LOCAL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_IRI_ESCAPED = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_BARE = {
    str(XSD.integer): re.compile(r"[+-]?\d+"),
    str(XSD.decimal): re.compile(r"[+-]?\d*\.\d+"),
    str(XSD.boolean): re.compile(r"true|false"),
}
_STRING = str(XSD.string)


def union_triples(dataset: Dataset) -> set[Triple]:
    """All triples of all named graphs, each once."""
    return {(s, p, o) for s, p, o, _ in dataset.quads((None, None, None, None))}  # type: ignore[misc]


def named_graphs(dataset: Dataset) -> Iterator[tuple[URIRef, set[Triple]]]:
    """The named graphs that hold something, sorted by name."""
    for graph in sorted(dataset.graphs(), key=lambda g: str(g.identifier)):
        triples = set(graph)
        if triples:
            yield URIRef(str(graph.identifier)), triples  # type: ignore[misc]


def quoted(text: str) -> str:
    """A string between quotation marks, escaped as canonical N-Triples asks."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match.group()) or _escape_code(match)


def _escape_code(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"


def nt_term(term: Node) -> str:
    """A term as N-Triples and N-Quads spell it."""
    if isinstance(term, Literal):
        text = quoted(str(term))
        if term.language:
            return f"{text}@{term.language}"
        datatype = str(term.datatype or _STRING)
        return text if datatype == _STRING else f"{text}^^<{datatype}>"
    return f"<{_IRI_ESCAPED.sub(_escape_code, str(term))}>"


def prefix_lines(used: Collection[str]) -> str:
    """The `@prefix` lines of some of our prefixes."""
    return "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES if p in used)


def nq_line(triple: Triple, graph: URIRef) -> str:
    """A triple of a named graph as a line of canonical N-Quads."""
    return f"{' '.join(map(nt_term, (*triple, graph)))} .\n"


class TurtleTerms:
    """Spells terms as Turtle does, remembers what it spelt, and knows which prefixes it needed."""

    def __init__(self) -> None:
        self._spelt: dict[Node, str] = {}
        self._used: set[str] = set()
        self._verbs: dict[Node, str] = {RDF.type: "a"}

    def spell(self, term: Node) -> str:
        """A term with its prefix where one fits; numbers and booleans bare."""
        known = self._spelt.get(term)
        if known is None:
            known = self._spelt[term] = self._literal(term) if isinstance(term, Literal) else self._iri(str(term))
        return known

    def verb(self, predicate: Node) -> str:
        """A predicate; `a` for rdf:type."""
        return self._verbs.get(predicate) or self.spell(predicate)

    def used(self) -> list[str]:
        """The prefixes of what was spelt so far, sorted."""
        return sorted(self._used)

    def prefixes(self) -> str:
        """The `@prefix` lines of what was spelt so far."""
        return prefix_lines(self._used)

    def _iri(self, iri: str) -> str:
        for prefix, namespace in PREFIXES:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return nt_term(URIRef(iri))

    def _literal(self, term: Literal) -> str:
        datatype = str(term.datatype or _STRING)
        if term.language or datatype == _STRING:
            return nt_term(term)
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(str(term)):
            return str(term)
        return f"{quoted(str(term))}^^{self._iri(datatype)}"
