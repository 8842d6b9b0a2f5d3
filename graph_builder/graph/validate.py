"""The facts of a graph that must not stand in it, with the reason in plain words.

SHACL runs on an rdflib memory graph (over an Oxigraph store pyshacl is slow and reports false violations), on what
articles say plus what is known about the actors and relations they use: first on some articles at once, as most
conform, then on each article of those that do not.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from graph_builder.graph import identifiers as name
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL, OA, PROV, RDF, RDFS, SEM
from graph_builder.graph.scheme import load_scheme
from graph_builder.model import Article, Fact, KnowledgeGraph, Quotation
from graph_builder.vocabulary.paths import ontology_file

# From what a SHACL result may point at, back to the claims that need it.
_TOWARDS_CLAIM = (
    AL.about,
    SEM.hasActor,
    AL.subjectMention,
    AL.objectMention,
    PROV.wasDerivedFrom,
    OA.hasSelector,
    OA.end,
    AL.end,
)


_TOGETHER = 50  # articles that are validated at once


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Why a fact cannot stand in the graph; `fact` is empty where the article itself is at fault."""

    article: str
    fact: str
    message: str
    sentence: str


def assemble_valid(graph: KnowledgeGraph) -> tuple[KnowledgeGraph, Dataset, tuple[Violation, ...]]:
    """The graph without its invalid facts, its dataset, and why the others were left out.

    Raises:
        VocabularyError: the relation schemes under ontology/ cannot be read.
    """
    # A wrong quotation shares its span with right ones, and would make them invalid too: it goes first.
    misquoted = tuple(_wrong_quotations(graph))
    quoted = _without(graph, misquoted)
    dataset = assemble(quoted)
    malformed = validate(quoted, dataset)
    valid = _without(quoted, malformed)
    violations = tuple(sorted({*misquoted, *malformed}))
    if valid is quoted:
        return quoted, dataset, violations
    del dataset  # two at once would need twice the memory; its graphs and its store refer to each other
    gc.collect()
    return valid, assemble(valid), violations


def validate(graph: KnowledgeGraph, dataset: Dataset) -> tuple[Violation, ...]:
    """All violations, sorted; an empty tuple where the graph conforms to ontology/shapes.ttl.

    Args:
        graph: the articles and facts, for the texts that quotations are compared with.
        dataset: what `assemble` made of them.
    """
    facts = {name.claim_iri(fact): fact for fact in graph.facts}
    found = set(_wrong_quotations(graph))
    shared = _shared_knowledge(dataset)
    own = {article: dataset.graph(name.article_graph(article.id)) for article in graph.articles}
    for articles in _agreeing(own):
        if len(articles) == 1 or not _conform([own[article] for article in articles], shared):
            for article in articles:
                found.update(_violations(article, own[article], shared, facts))
    return tuple(sorted(found))


def _agreeing(graphs: Mapping[Article, Graph]) -> Iterator[list[Article]]:
    """Put articles together that say the same of each node that several speak of: a publisher, an event.

    None gives another's node what it lacks there, so what conforms together conforms apart.
    """
    together: list[Article] = []
    told: dict[Node, set[tuple[Node, Node | None]]] = {}
    for article, graph in graphs.items():
        says: dict[Node, set[tuple[Node, Node | None]]] = defaultdict(set)
        subjects = set(graph.subjects())
        for subject, predicate, value in graph:
            says[subject].add((predicate, value))
            if value in subjects:
                says[value].add((predicate, None))  # that something points at it
        agrees = all(told.get(subject, what) == what for subject, what in says.items())
        if together and (len(together) == _TOGETHER or not agrees):
            yield together
            together, told = [], {}
        together.append(article)
        told.update(says)
    if together:
        yield together


def _without(graph: KnowledgeGraph, violations: Sequence[Violation]) -> KnowledgeGraph:
    invalid = {violation.fact for violation in violations} - {""}
    if not invalid:
        return graph
    return replace(graph, facts=tuple(fact for fact in graph.facts if fact.id not in invalid))


def _wrong_quotations(graph: KnowledgeGraph) -> Iterator[Violation]:
    articles = {article.id: article for article in graph.articles}
    for fact in graph.facts:
        article = articles.get(fact.article)
        if article is None:
            yield Violation(fact.article, fact.id, "the article of this fact is not in the graph", fact.evidence)
            continue
        for quotation in fact.quotations:
            start, end = quotation.start, quotation.end
            if _inside(quotation, article) and article.text[start:end] != quotation.evidence:
                message = f"the text has other words than the quotation at {start}-{end}"
                yield Violation(fact.article, fact.id, message, quotation.evidence)


def _inside(quotation: Quotation, article: Article) -> bool:
    return 0 <= quotation.start < quotation.end <= len(article.text)  # the rest is the shapes' business


def _violations(article: Article, own: Graph, shared: Graph, facts: Mapping[URIRef, Fact]) -> Iterator[Violation]:
    for result in _shacl_results(_with_shared([own], shared)):
        claims = _claims_of(result, own) & facts.keys()
        if not claims:
            yield Violation(article.id, "", result.message, article.title)
        for claim in claims:
            yield Violation(article.id, facts[claim].id, result.message, _sentence(facts[claim], article))


def _conform(graphs: Sequence[Graph], shared: Graph) -> bool:
    return next(_shacl_results(_with_shared(graphs, shared)), None) is None


@dataclass(frozen=True, slots=True)
class _Result:
    """A SHACL result: the message, the node it starts at, the value found, the path's last step."""

    message: str
    focus: Node | None
    value: Node | None
    role: Node | None


def _shacl_results(data: Graph) -> Iterator[_Result]:
    import pyshacl  # takes a second, and only this function needs it

    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=_shapes(ontology_file("shapes.ttl")), inference="none", advanced=False, js=False
    )
    if conforms:
        return
    for node in report.subjects(RDF.type, SH.ValidationResult):
        messages = [m for m in report.objects(node, SH.resultMessage) if isinstance(m, Literal)]
        yield _Result(
            message=min((str(m) for m in messages if m.language == "en"), default="ontology/shapes.ttl is violated"),
            focus=report.value(node, SH.focusNode),
            value=report.value(node, SH.value),
            role=_last_step(report, report.value(node, SH.resultPath)),
        )


def _last_step(report: Graph, path: Node | None) -> Node | None:
    if path is None or isinstance(path, URIRef):
        return path
    steps = list(report.items(path))
    return steps[-1] if steps else None


@lru_cache(maxsize=2)
def _shapes(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def _shared_knowledge(dataset: Dataset) -> Graph:
    """Classes and labels of actors, referents of mentions, and which relations the scheme knows."""
    shared = Graph(store="SimpleMemory")  # faster than the default, which knows contexts; pyshacl needs that one
    resolution = dataset.graph(name.RESOLUTION_GRAPH)
    for predicate in (RDF.type, RDFS.label, AL.refersTo):
        for subject, obj in resolution.subject_objects(predicate):
            shared.add((subject, predicate, obj))
    for concept in load_scheme().concepts.values():
        if concept.mutual is not None:
            shared.add((concept.iri, AL.mutual, Literal(concept.mutual)))
    return shared


def _with_shared(graphs: Sequence[Graph], shared: Graph) -> Graph:
    """What articles say, and what is known of the nodes that they name, in one graph."""
    data = Graph()
    nodes: set[Node] = set()
    for graph in graphs:
        for triple in graph:
            data.add(triple)
            nodes.update(triple[::2])
    for node in nodes:
        for triple in shared.triples((node, None, None)):
            data.add(triple)
    return data


def _claims_of(result: _Result, own: Graph) -> set[URIRef]:
    """The claims that a result speaks of: those that reach its focus, else its value, by `_TOWARDS_CLAIM`."""
    if result.focus is not None and (None, AL.relation, result.focus) in own:
        events = set(own.subjects(AL.relation, result.focus))
        return _reaching([event for event in events if (event, result.role, result.value) in own], own)
    return _reaching([result.focus], own) or _reaching([result.value], own)


def _reaching(nodes: Sequence[Node | None], own: Graph) -> set[URIRef]:
    claims: set[URIRef] = set()
    waiting, seen = list(nodes), set(nodes)
    while waiting:
        current = waiting.pop()
        if (current, RDF.type, AL.Claim) in own:
            claims.add(URIRef(str(current)))
            continue
        for predicate in _TOWARDS_CLAIM:
            for subject in own.subjects(predicate, current):
                if subject not in seen:
                    seen.add(subject)
                    waiting.append(subject)
    return claims


def _sentence(fact: Fact, article: Article) -> str:
    return fact.sentence_span.of(article.text) or fact.evidence
