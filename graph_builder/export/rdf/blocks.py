"""Readable Turtle: one block a subject, under headings by what it describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rdflib import URIRef
from rdflib.term import Node

from graph_builder.export.rdf.terms import Triple, TurtleTerms
from graph_builder.graph.identifiers import AL, DCAT, OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS

# The first heading that fits a subject's class takes it; what has no class here comes last.
_HEADINGS: tuple[tuple[str, frozenset[Node]], ...] = (
    ("The dataset and the run that made it", frozenset({DCAT.Dataset, PROV.Activity, PROV.SoftwareAgent})),
    ("Articles", frozenset({SCHEMA.NewsArticle})),
    ("Events and standing relations: described here, claimed below", frozenset({SEM.Event})),
    ("Claims: who says what about which event, how surely", frozenset({AL.Claim})),
    ("Statements: what articles say, one a fact", frozenset({RDF.Statement})),
    ("Evidence: the quotations that claims rest on", frozenset({OA.SpecificResource, OA.TextQuoteSelector})),
    ("Mentions: where actors are named, and why they are taken for whom", frozenset({AL.Mention})),
    ("Edges that undisputed claims justify", frozenset({AL.ConsensusEdge})),
    ("Countries", frozenset({SCHEMA.Country})),
    (
        "Organizations, publishers, groups and speakers",
        frozenset({SCHEMA.Organization, AL.Group, PROV.Agent}),
    ),
    ("Persons", frozenset({SCHEMA.Person})),
    ("Agreements, gatherings and places", frozenset({AL.Agreement, AL.Obligation, AL.Gathering, SEM.Place})),
    ("Relations and event types", frozenset({SKOS.Concept})),
)
_OTHER = "Other"
_TYPE = RDF.type
_FIRST = {_TYPE: 0, RDFS.label: 1}


def turtle_blocks(triples: Iterable[Triple], terms: TurtleTerms, indent: str = "") -> str:
    """The triples as Turtle without prefix lines; the same triples in any order give the same text."""
    described: defaultdict[URIRef, defaultdict[URIRef, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, obj in triples:
        described[subject][predicate].append(obj)
    sections: defaultdict[str, list[URIRef]] = defaultdict(list)
    for subject, predicates in described.items():
        sections[_heading(predicates.get(_TYPE, []))].append(subject)
    lines: list[str] = []
    for heading in (*(heading for heading, _ in _HEADINGS), _OTHER):
        if sections[heading]:
            lines.append(f"\n{indent}# {heading}\n")
        for subject in sorted(sections[heading], key=_natural):
            lines.append(_block(subject, described[subject], terms, indent))
    return "\n".join(lines) + "\n" if lines else ""


def _heading(types: Iterable[Node]) -> str:
    classes = frozenset(types)
    return next((heading for heading, members in _HEADINGS if classes & members), _OTHER)


def _natural(subject: URIRef) -> tuple[tuple[int, int, str], ...]:
    """Sort key that puts q-seed0-9-20 before q-seed0-10-20."""
    parts = str(subject).split("-")
    return tuple((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in parts)


def _block(subject: URIRef, predicates: dict[URIRef, list[Node]], terms: TurtleTerms, indent: str) -> str:
    spelt = sorted(
        (_FIRST.get(p, 2), terms.verb(p), sorted(map(terms.spell, objects))) for p, objects in predicates.items()
    )
    rows = (f"{verb} {', '.join(objects)}" for _, verb, objects in spelt)
    return f"{indent}{terms.spell(subject)} " + f" ;\n{indent}    ".join(rows) + " ."
