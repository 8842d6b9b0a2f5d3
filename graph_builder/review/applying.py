"""Judgements over extraction: what was rejected goes, what was corrected is as a person said, the rest is as found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_builder.model import Fact, KnowledgeGraph
from graph_builder.review.judgements import Judgement, Verdict

_CERTAIN = 1.0  # the confidence of what a person has said


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A graph with judgements put over it."""

    graph: KnowledgeGraph
    counts: dict[Verdict, int]  # judgements that were applied
    stale: tuple[str, ...]  # ids of articles whose text is another than the one that was judged

    def lines(self) -> tuple[str, ...]:
        """Return what is to be told of it."""
        return lines_about(self.counts, self.stale)


def lines_about(counts: Mapping[Verdict, int], stale: Sequence[str]) -> tuple[str, ...]:
    """Return what is to be told of judgements that were applied, and of articles that they were not applied to."""
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts.get(verdict))
    lines: tuple[str, ...] = (f"reviewed facts: {told}",) if told else ()
    if stale:
        remedy = "their judgements are not applied, review them again"
        lines += (f"articles that are not as they were reviewed: {', '.join(stale)}; {remedy}",)
    return lines


def put_over(graph: KnowledgeGraph, judgements: Iterable[Judgement]) -> Reviewed:
    """Put judgements over the facts of a graph.

    An article is known by the hash of its text, so that a judgement never falls on words that nobody has read. A fact
    is known by its id; else it is the one of the same relation, actors, polarity and status whose evidence overlaps.
    What a person accepted, corrected or added is in the graph, with confidence 1, whether it is found or not.
    """
    articles = {article.sha256: article.id for article in graph.articles}
    ids = set(articles.values())
    facts: defaultdict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in graph.facts:
        facts[fact.article][fact.id] = fact
    entities = {entity.id: entity for entity in graph.entities}
    mentions = {link.mention.id for link in graph.links}
    counts: Counter[Verdict] = Counter()
    stale: set[str] = set()
    for judgement in judgements:
        article = articles.get(judgement.sha256)
        if article is None:
            stale |= {judgement.article} & ids
            continue
        counts[judgement.verdict] += 1
        here = facts[article]
        for one in _same(here, judgement.found or judgement.fact):
            del here[one]
        if judgement.fact is not None:
            right = _settled(replace(judgement.fact, article=article, confidence=_CERTAIN), mentions)
            here[right.id] = right
            for entity in judgement.entities:
                entities.setdefault(entity.id, entity)
    kept = tuple(sorted(fact for here in facts.values() for fact in here.values()))
    listed = tuple(entities[key] for key in sorted(entities))
    return Reviewed(replace(graph, facts=kept, entities=listed), dict(counts), tuple(sorted(stale)))


def _settled(fact: Fact, mentions: set[str]) -> Fact:
    """A fact without mentions that the graph does not have."""
    return replace(
        fact,
        subject_mention=fact.subject_mention if fact.subject_mention in mentions else "",
        object_mention=fact.object_mention if fact.object_mention in mentions else "",
    )


def _same(here: dict[str, Fact], wanted: Fact | None) -> list[str]:
    """Ids of an article's facts that are the one that was judged."""
    if wanted is None:
        return []
    if wanted.id in here:
        return [wanted.id]
    return [fact.id for fact in here.values() if _kind(fact) == _kind(wanted) and _overlap(fact, wanted)]


def _kind(fact: Fact) -> tuple[object, ...]:
    return fact.relation, frozenset((fact.subject_id, fact.object_id)), fact.polarity, fact.status


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end
