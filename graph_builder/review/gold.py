"""Articles that were reviewed as a whole, as annotated facts that `graph-builder eval` reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph_builder.errors import ConfigurationError
from graph_builder.model import Fact, KnowledgeGraph
from graph_builder.review.judgements import Judgement

_COLUMNS = (
    "evidence", "relation", "subject", "subject_state", "object", "object_state", "polarity", "status",
    "attributed_to", "date",
)  # fmt: skip


def to_gold(graph: KnowledgeGraph, judgements: Iterable[Judgement]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return NAME.gold.tsv of each article all of whose facts were judged, and the ids of those with facts left.

    Raises:
        ConfigurationError: two articles have one name without their folders.
    """
    known = {article.sha256: article.id for article in graph.articles}
    right: defaultdict[str, dict[str, Fact]] = defaultdict(dict)
    judged: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        article = known.get(judgement.sha256)
        if article is not None:
            judged[article] |= {fact.id for fact in (judgement.found, judgement.fact) if fact is not None}
            if judgement.found is not None:
                right[article].pop(judgement.found.id, None)
            if judgement.fact is not None:
                right[article][judgement.fact.id] = judgement.fact
    left = {fact.article for fact in graph.facts if fact.article in judged and fact.id not in judged[fact.article]}
    files: dict[str, bytes] = {}
    for article in sorted(judged.keys() - left):
        name = f"{article.rsplit('/', 1)[-1]}.gold.tsv"
        if name in files:
            raise ConfigurationError(f"two articles are called '{article.rsplit('/', 1)[-1]}'; review one of them")
        rows = [_COLUMNS, *([_cell(fact, column) for column in _COLUMNS] for fact in sorted(right[article].values()))]
        files[name] = "".join("\t".join(row) + "\n" for row in rows).encode()
    return files, tuple(sorted(left))


def _cell(fact: Fact, column: str) -> str:
    return " ".join(str(getattr(fact, column)).split())
