"""Deterministic flat IRIs: the only place where an IRI of a node is made.

Local names hold letters, digits and hyphens only, so that every Turtle writer can abbreviate them and
no reader takes part of one for a path or a fragment. A name that holds anything else is spelt in ASCII and
gets a short hash, so that two different names never become one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from rdflib import Namespace, URIRef

from graph_builder.model import Fact, Quotation, Run, Span


class Terms(Namespace):
    """A namespace that makes each of its IRIs once: `AL.about` is asked for a million times in a large graph."""

    @lru_cache(maxsize=4096)  # noqa: B019 -- the namespaces live as long as the program
    def term(self, name: str) -> URIRef:
        return super().term(name)


AL = Terms("https://w3id.org/graph-builder/ontology#")
PLOVER = Terms("https://w3id.org/graph-builder/plover#")
ALT = Terms("https://w3id.org/graph-builder/event-type#")
ATOP = Terms("https://w3id.org/graph-builder/atop#")
ID = Terms("https://w3id.org/graph-builder/id/")
SEM = Terms("http://semanticweb.cs.vu.nl/2009/11/sem/")
SCHEMA = Terms("https://schema.org/")
PROV = Terms("http://www.w3.org/ns/prov#")
SKOS = Terms("http://www.w3.org/2004/02/skos/core#")
OA = Terms("http://www.w3.org/ns/oa#")
OWL = Terms("http://www.w3.org/2002/07/owl#")
RDF = Terms("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Terms("http://www.w3.org/2000/01/rdf-schema#")
XSD = Terms("http://www.w3.org/2001/XMLSchema#")
DCTERMS = Terms("http://purl.org/dc/terms/")
DCAT = Terms("http://www.w3.org/ns/dcat#")
VOID = Terms("http://rdfs.org/ns/void#")
ORG = Terms("http://www.w3.org/ns/org#")
WD = Terms("http://www.wikidata.org/entity/")

PREFIXES: tuple[tuple[str, str], ...] = (
    ("al", str(AL)),
    ("alt", str(ALT)),
    ("atop", str(ATOP)),
    ("dcat", str(DCAT)),
    ("dcterms", str(DCTERMS)),
    ("id", str(ID)),
    ("oa", str(OA)),
    ("org", str(ORG)),
    ("owl", str(OWL)),
    ("plover", str(PLOVER)),
    ("prov", str(PROV)),
    ("rdf", str(RDF)),
    ("rdfs", str(RDFS)),
    ("schema", str(SCHEMA)),
    ("sem", str(SEM)),
    ("skos", str(SKOS)),
    ("void", str(VOID)),
    ("wd", str(WD)),
    ("xsd", str(XSD)),
)

RESOLUTION_GRAPH = URIRef(ID["graph-resolution"])
CONSENSUS_GRAPH = URIRef(ID["graph-consensus"])
VOCABULARY_GRAPH = URIRef(ID["graph-vocabulary"])
RUN_GRAPH = URIRef(ID["graph-run"])
DATASET = URIRef(ID["dataset"])

_FLAT = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_NOT_FLAT = re.compile(r"[^A-Za-z0-9]+")


@lru_cache(maxsize=65536)
def local_name(text: str) -> str:
    """A flat local name: `text` itself where it is flat, else its ASCII spelling and a hash of it.

    >>> local_name("seed0"), local_name("año_1")
    ('seed0', 'ano-1-367c125e')
    """
    if _FLAT.fullmatch(text):
        return text
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    spelt = _NOT_FLAT.sub("-", ascii_text).strip("-")[:48].strip("-")
    return f"{spelt}-{digest(text)[:8]}" if spelt else f"x-{digest(text)[:8]}"


def digest(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 over the parts; a part never runs into the next."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def entity_iri(entity_id: str) -> URIRef:
    """The node of an actor, agreement or gathering, e.g. `id:RUS`."""
    return URIRef(ID + local_name(entity_id))


def article_iri(article_id: str) -> URIRef:
    """The node of an article, e.g. `id:art-seed0`."""
    return URIRef(f"{ID}art-{local_name(article_id)}")


def article_graph(article_id: str) -> URIRef:
    """The named graph that holds everything that one article says, e.g. `id:graph-art-seed0`."""
    return URIRef(f"{ID}graph-art-{local_name(article_id)}")


def claim_iri(fact: Fact) -> URIRef:
    """The node of a claim: the fact's own id, e.g. `id:cl-0f3a...`."""
    return URIRef(ID + local_name(fact.id))


def event_iri(fact: Fact, mutual: bool) -> URIRef:
    """The node of the event that a fact is about.

    A hash over event type, relation, participants and date: two claims about the same type, participants
    and date share the event, also across articles. That is what lets one article's denial meet another's
    assertion. The participants of a mutual relation are sorted, so that their order makes no difference.
    """
    pair = (fact.subject_id, fact.object_id)
    first, second = sorted(pair) if mutual else pair
    return URIRef(f"{ID}ev-{digest(fact.event_type or fact.relation, fact.relation, first, second, fact.date)}")


def evidence_iri(article_id: str, quotation: Quotation) -> URIRef:
    """The node of a quotation that a claim rests on, e.g. `id:q-seed0-412-503`."""
    return URIRef(f"{ID}q-{local_name(article_id)}-{quotation.start}-{quotation.end}")


def selector_iri(article_id: str, quotation: Quotation) -> URIRef:
    """The node that says where a quotation stands, e.g. `id:s-seed0-412-503`."""
    return URIRef(f"{ID}s-{local_name(article_id)}-{quotation.start}-{quotation.end}")


def mention_iri(article_id: str, span: Span) -> URIRef:
    """The node of a mention, e.g. `id:m-seed0-412-418`."""
    return URIRef(f"{ID}m-{local_name(article_id)}-{span.start}-{span.end}")


def claim_id(fact: Fact) -> str:
    """Return the id that a fact has by what it says and where: the same words and columns give the same id."""
    key = (
        fact.article, str(fact.start), str(fact.end), fact.event_type, fact.subject_id, fact.object_id, fact.polarity,
        fact.status, fact.attributed_to, fact.date,
    )  # fmt: skip
    return "cl-" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:16]


def speaker_iri(words: str) -> URIRef:
    """The node of someone who is quoted and is no known actor: one node for the same words."""
    return URIRef(f"{ID}say-{digest(words)}")


def publisher_iri(name: str) -> URIRef:
    """The node of a publisher: one node for the same name."""
    return URIRef(f"{ID}pub-{digest(name)}")


def place_iri(name: str) -> URIRef:
    """The node of a place that is named by words only."""
    return URIRef(f"{ID}pl-{digest(name)}")


def edge_iri(subject: str, predicate: str, obj: str) -> URIRef:
    """The node of a consensus edge."""
    return URIRef(f"{ID}edge-{digest(subject, predicate, obj)}")


def run_iri(run: Run) -> URIRef:
    """The node of the run that made the graph."""
    made_by = (run.version, run.pipeline, run.pipeline_sha256, run.ontology_sha256, run.judge_sha256)
    learned = (run.reader_sha256,) if run.reader_sha256 else ()
    chosen = (run.only_with,) if run.only_with else ()
    return URIRef(f"{ID}run-{digest(*made_by, *learned, *chosen)}")
