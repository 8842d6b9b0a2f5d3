from __future__ import annotations

import json
from collections import Counter

import pytest
from builders_rdf import knowledge_graph
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph_builder.export.rdf.turtle import to_turtle
from graph_builder.graph.assemble import assemble
from graph_builder.graph.identifiers import AL, PREFIXES
from graph_builder.graph.scheme import load_scheme
from graph_builder.vocabulary.paths import ontology_root

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_root() / "alliance.ttl")


def test_every_class_and_property_has_label_and_comment_in_both_languages(ontology: Graph) -> None:
    terms = {term for kind in KINDS for term in ontology.subjects(RDF.type, kind)}
    assert len(terms) > 80
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            assert sorted(text.language for text in ontology.objects(term, predicate)) == ["en", "es"], term


def test_the_ontology_has_a_version_and_imports_nothing(ontology: Graph) -> None:
    iri = URIRef(str(AL).rstrip("#"))
    assert ontology.value(iri, OWL.versionIRI)
    assert not list(ontology.objects(iri, OWL.imports))


def test_the_schemes_have_their_concepts(ontology: Graph) -> None:
    sizes = Counter(str(scheme).rpartition("/")[2] for scheme in ontology.objects(None, SKOS.inScheme))
    assert sizes == {"plover#scheme": 16, "ontology#standing-relations": 5, "atop#scheme": 5}
    for concept in ontology.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert sorted(text.language for text in ontology.objects(concept, predicate)) == ["en", "es"], concept


def test_every_relation_has_an_edge_property_that_is_declared(ontology: Graph) -> None:
    scheme = load_scheme()
    assert len(scheme.relations) == 21
    for notation in scheme.relations:
        edge = scheme.edge_property("", notation)
        assert (edge, RDF.type, OWL.ObjectProperty) in ontology
        assert ((edge, RDF.type, OWL.SymmetricProperty) in ontology) == scheme.is_mutual("", notation)


def test_every_term_of_ours_that_is_used_is_declared(ontology: Graph) -> None:
    declared = {term for term in ontology.subjects(RDF.type) if str(term).startswith(str(AL))}
    used: set[str] = set()
    sources = [path.read_text(encoding="utf-8") for path in sorted(ontology_root().glob("*.ttl"))]
    sources.append(to_turtle(knowledge_graph(), assemble(knowledge_graph())).decode())
    for source in sources:
        graph = Graph().parse(data=source, format="turtle")
        used |= {str(term) for triple in graph for term in triple if str(term).startswith(str(AL))}
    assert used - {str(term) for term in declared} - {str(AL)} == set()


def test_the_context_knows_our_prefixes() -> None:
    context = json.loads((ontology_root() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {prefix: context[prefix] for prefix, _ in PREFIXES} == dict(PREFIXES)
