"""Review in doccano (sequence labelling with relations): one JSON line an article.

A span of evidence is labelled with the relation that it states, spans of actors with their kind; relations `subject`
and `object` lead from the evidence to them. What stays is accepted, what is deleted is rejected; another label corrects
the relation.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.model import Article, Fact, KnowledgeGraph, Span
from graph_builder.review.proposals import Proposal

FILE_NAME = "doccano.jsonl"
_ROLES = ("subject", "object")


def to_doccano(graph: KnowledgeGraph) -> dict[str, bytes]:
    """Return the JSON Lines; article and hash are doccano's metadata and come back with its export."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        facts[fact.article].append(fact)
    kinds = {entity.id: str(entity.kind) for entity in graph.entities}
    spans = {
        link.mention.id: (link.mention.span, kinds.get(link.entities[0], ""))
        for link in graph.links
        if link.mention.is_expressed and link.entities
    }
    rows = (_row(number, article, facts[article.id], spans) for number, article in enumerate(graph.articles, start=1))
    return {FILE_NAME: "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()}


def _row(number: int, article: Article, facts: list[Fact], spans: dict[str, tuple[Span, str]]) -> dict[str, object]:
    entities: dict[tuple[Span, str], int] = {}
    relations: dict[tuple[int, int, str], None] = {}
    for fact in facts:
        evidence = entities.setdefault((Span(fact.start, fact.end), fact.relation), len(entities))
        for role, mention in zip(_ROLES, (fact.subject_mention, fact.object_mention), strict=True):
            if mention in spans:
                relations[evidence, entities.setdefault(spans[mention], len(entities)), role] = None
    return {
        "id": number, "text": article.text, "article": article.id, "sha256": article.sha256,
        "entities": [
            {"id": one, "label": label, "start_offset": span.start, "end_offset": span.end}
            for (span, label), one in entities.items()
        ],
        "relations": [
            {"id": one, "from_id": start, "to_id": end, "type": role}
            for one, (start, end, role) in enumerate(relations)
        ],
    }  # fmt: skip


def read_doccano(path: Path, graph: KnowledgeGraph) -> Iterator[Proposal]:
    """Read doccano's export; articles that are not in it were not reviewed.

    Raises:
        ConfigurationError: it cannot be read, or a line is of no article of the graph.
    """
    articles = {article.id: article for article in graph.articles}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); name doccano's JSONL export") from error
    for number, line in enumerate(lines, start=1):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
            article = articles[row["article"]]
            if row["sha256"] != article.sha256:
                raise ConfigurationError(f"{where}: article '{article.id}' has another text now; export it again")
            spans = {e["id"]: (Span(e["start_offset"], e["end_offset"]), e["label"]) for e in row["entities"]}
            edges = {(r["from_id"], r["type"]): spans[r["to_id"]][0] for r in row.get("relations", ())}
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(f"{where}: is no line of doccano on an article of this graph ({error})") from error
        yield from _proposals(where, article, graph, spans, edges)


def _proposals(
    where: str,
    article: Article,
    graph: KnowledgeGraph,
    spans: dict[int, tuple[Span, str]],
    edges: dict[tuple[int, str], Span],
) -> Iterator[Proposal]:
    facts = [fact for fact in graph.facts if fact.article == article.id]
    left = dict(spans)
    for exact in (True, False):  # the spans that are as they were, then those whose label is another
        for fact in list(facts):
            same = [
                (one, label)
                for one, (span, label) in spans.items()
                if span == Span(fact.start, fact.end) and (label == fact.relation) == exact and (exact or one in left)
            ]
            relation = same[0][1] if same else ""
            if same and (exact or relation.isupper()):
                facts.remove(fact)
                left.pop(same[0][0], None)
                yield Proposal(where, "accepted", fact.id, article.id, {"relation": relation})
    for fact in facts:
        yield Proposal(where, "rejected", fact.id, article.id, {})
    for one, (span, label) in left.items():
        if label.isupper() and (one, "subject") in edges:
            parties = {role: edges[one, role].of(article.text) for role in _ROLES if (one, role) in edges}
            values = {"relation": label, "evidence": span.of(article.text), **parties}
            yield Proposal(where, "added", "", article.id, values, start=span.start)
