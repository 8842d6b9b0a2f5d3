"""Readable Turtle: one block a subject, under headings by what it describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
_TITLES = (*(title for title, _ in _HEADINGS), "Other")
_TYPE = RDF.type
_FIRST = {_TYPE: 0, RDFS.label: 1}


@dataclass(frozen=True, slots=True)
class Block:
    """All that is said of one subject, as Turtle."""

    section: int  # of `_TITLES`
    subject: str
    text: str

    @property
    def order(self) -> tuple[object, ...]:
        """What blocks are sorted by: q-seed0-9-20 stands before q-seed0-10-20."""
        parts = self.subject.split("-")
        numbers = ((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in parts)
        return (self.section, *numbers)


def turtle_blocks(triples: Iterable[Triple], terms: TurtleTerms, indent: str = "") -> str:
    """The triples as Turtle without prefix lines; the same triples in any order give the same text."""
    return "".join(under_headings(sorted(blocks(triples, terms, indent), key=lambda block: block.order), indent))


def blocks(triples: Iterable[Triple], terms: TurtleTerms, indent: str = "") -> Iterator[Block]:
    """Yield one block a subject, in any order; it needs all triples of each subject."""
    described: defaultdict[URIRef, defaultdict[URIRef, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, obj in triples:
        described[subject][predicate].append(obj)
    for subject, predicates in described.items():
        section = _section(predicates.get(_TYPE, []))
        yield Block(section, str(subject), _block(subject, predicates, terms, indent))


def under_headings(ordered: Iterable[Block], indent: str = "") -> Iterator[str]:
    """Yield the text of sorted blocks, with a heading before the first of each section."""
    section = None
    for block in ordered:
        if block.section != section:
            section = block.section
            yield f"\n{indent}# {_TITLES[section]}\n\n"
        yield f"{block.text}\n"


def _section(types: Iterable[Node]) -> int:
    classes = frozenset(types)
    fitting = (number for number, (_, members) in enumerate(_HEADINGS) if classes & members)
    return next(fitting, len(_HEADINGS))


def _block(subject: URIRef, predicates: dict[URIRef, list[Node]], terms: TurtleTerms, indent: str) -> str:
    spelt = sorted(
        (_FIRST.get(p, 2), terms.verb(p), sorted(map(terms.spell, objects))) for p, objects in predicates.items()
    )
    rows = (f"{verb} {', '.join(objects)}" for _, verb, objects in spelt)
    return f"{indent}{terms.spell(subject)} " + f" ;\n{indent}    ".join(rows) + " ."
