"""What a graph holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.model import KnowledgeGraph

Counts = tuple[tuple[str, int], ...]  # names and how often, the most frequent first


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers about one graph; shares are of its facts."""

    articles: int
    facts: int
    entities: int
    published: tuple[str, str]  # first and last date of publication, empty where none is known
    dated: float  # facts whose event has a date
    attributed: float  # facts that somebody says, not the article itself
    relations: Counts
    statuses: Counts
    polarities: Counts
    publishers: Counts  # by articles
    years: Counts  # of the events that have a date, in their order
    actors: Counts  # by facts that they take part in
    pairs: Counts  # of states, by facts between them


def statistics(graph: KnowledgeGraph) -> Statistics:
    """Count what a graph holds.

    >>> from graph_builder.model import Run
    >>> statistics(KnowledgeGraph((), (), (), (), Run("", "", "", ""))).facts
    0
    """
    facts = graph.facts
    labels = {entity.id: entity.label for entity in graph.entities}
    dates = sorted(article.published for article in graph.articles if article.published)
    parties = (labels.get(one, one) for fact in facts for one in {fact.subject_id, fact.object_id} if one)
    states = (
        " - ".join(sorted((labels.get(fact.subject_state, fact.subject_state),
                           labels.get(fact.object_state, fact.object_state))))
        for fact in facts
        if fact.subject_state and fact.object_state and fact.subject_state != fact.object_state
    )  # fmt: skip
    return Statistics(
        articles=len(graph.articles),
        facts=len(facts),
        entities=len(graph.entities),
        published=(dates[0], dates[-1]) if dates else ("", ""),
        dated=_share(sum(bool(fact.date) for fact in facts), len(facts)),
        attributed=_share(sum(bool(fact.attributed_to) for fact in facts), len(facts)),
        relations=_counts(fact.relation for fact in facts),
        statuses=_counts(str(fact.status) for fact in facts),
        polarities=_counts(str(fact.polarity) for fact in facts),
        publishers=_counts(article.publisher for article in graph.articles if article.publisher),
        years=tuple(sorted(_counts(fact.date[:4] for fact in facts if fact.date))),
        actors=_counts(parties),
        pairs=_counts(states),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _counts(values: Iterable[str]) -> Counts:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
