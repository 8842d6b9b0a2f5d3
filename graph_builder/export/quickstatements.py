"""Statements for Wikidata's QuickStatements (version 1), each with the article's address as its reference.

They are few and certain: both participants have a Wikidata number, the article affirms the fact in its own voice and
without reserve and has a web address, and `ontology/quickstatements.toml` knows a property that says the same. Read
each before you upload it: Wikidata is edited by those who answer for their edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from rdflib import Dataset

from graph_builder.export.explorer.view import web_url
from graph_builder.model import Fact, KnowledgeGraph, Polarity, Status
from graph_builder.vocabulary.paths import ontology_file
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import read_toml

_ITEM = re.compile(r"Q[1-9]\d*")
_QUOTES = str.maketrans(
    {'"': "%22", "|": "%7C"}
)  # which end a value or a column, in a web address as its standard says


def to_quickstatements(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return one sorted line a statement and article, with columns parted by `|`; none where nothing is certain.

    Args:
        graph: whose facts are written.
        dataset: not read; all exporters share one signature.
    """
    return "".join(f"{line}\n" for line in sorted(set(_statements(graph)))).encode()


def _statements(graph: KnowledgeGraph) -> Iterator[str]:
    reference, properties = _properties(ontology_file("quickstatements.toml"))
    items = {entity.id: entity.wikidata for entity in graph.entities if _ITEM.fullmatch(entity.wikidata)}
    addresses = {article.id: web_url(article.url) for article in graph.articles}
    for fact in graph.facts:
        address = addresses.get(fact.article, "")
        told = fact.relation in properties and address and _is_certain(fact)
        if told and fact.subject_id in items and fact.object_id in items:
            source = f'S{reference.removeprefix("P")}|"{address.translate(_QUOTES)}"'
            yield f"{items[fact.subject_id]}|{properties[fact.relation]}|{items[fact.object_id]}|{source}"


def _is_certain(fact: Fact) -> bool:
    return fact.polarity is Polarity.POS and fact.status is Status.FACT and not fact.attributed_to


@lru_cache(maxsize=2)
def _properties(path: Path) -> tuple[str, dict[str, str]]:
    """The property of references, and that of each relation that has one."""
    content = read_toml(path, Problems()).content
    return content["reference"], content["properties"]
