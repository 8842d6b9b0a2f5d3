"""The graph as RDF/XML (W3C RDF 1.1 XML Syntax), for tools that read nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from rdflib import Dataset, Literal, URIRef
from rdflib.term import Node

from graph_builder.export.rdf.terms import union_triples
from graph_builder.graph.identifiers import PREFIXES
from graph_builder.model import KnowledgeGraph

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 cannot hold these at all


def to_rdfxml(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """All named graphs merged, one sorted `rdf:Description` a subject.

    Control characters that XML cannot hold become U+FFFD.

    Args:
        graph: not read; all exporters share one signature.
        dataset: the dataset that `assemble` made.
    """
    described: defaultdict[URIRef, list[tuple[URIRef, Node]]] = defaultdict(list)
    for subject, predicate, obj in union_triples(dataset):
        described[subject].append((predicate, obj))
    names = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in PREFIXES)
    blocks = "".join(_description(subject, rows) for subject, rows in sorted(described.items()))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n{blocks}</rdf:RDF>\n'.encode()


def _description(subject: URIRef, rows: list[tuple[URIRef, Node]]) -> str:
    lines = "".join(f"    {line}\n" for line in sorted(_elements(rows)))
    return f"  <rdf:Description rdf:about={quoteattr(str(subject))}>\n{lines}  </rdf:Description>\n"


def _elements(rows: list[tuple[URIRef, Node]]) -> Iterator[str]:
    for predicate, obj in rows:
        tag = _tag(str(predicate))
        if not isinstance(obj, Literal):
            yield f"<{tag} rdf:resource={quoteattr(str(obj))}/>"
            continue
        kind = f' xml:lang="{obj.language}"' if obj.language else ""
        if obj.datatype:
            kind = f" rdf:datatype={quoteattr(str(obj.datatype))}"
        text = escape(_FORBIDDEN.sub("\ufffd", str(obj)), {"\r": "&#13;"})
        yield f"<{tag}{kind}>{text}</{tag}>"


def _tag(iri: str) -> str:
    return next(f"{prefix}:{iri[len(namespace) :]}" for prefix, namespace in PREFIXES if iri.startswith(namespace))
