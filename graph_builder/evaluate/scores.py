"""Precision, recall and F1 of extracted facts, and what else is right on the facts found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.tables import ScoredFact

Match = tuple[ScoredFact, ScoredFact]  # an extracted fact and the annotated one that it is


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one level or relation; the ratios are 0 where nothing was counted."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """How well the extracted facts render the annotated ones, micro-averaged over all articles that have gold."""

    articles: int
    unscored: int  # extracted facts of articles without gold
    levels: dict[Level, Score]
    on_hits: dict[str, float]  # share of dyad hits with names, polarity, status, attribution, date right
    relations: dict[str, Score]  # at dyad level
    matches: dict[str, list[Match]]  # dyad hits by article


def score(
    facts: Mapping[str, Sequence[ScoredFact]], gold: Mapping[str, Sequence[ScoredFact]], comparison: Comparison
) -> Scores:
    """Return the scores over all articles that have gold, matched article by article.

    Attribution is right where both or neither name a speaker; a date where it holds the annotated one, counted over
    the hits whose annotation has a date.
    """
    predicted = {article: facts.get(article, ()) for article in gold}
    matches = {
        level: {article: comparison.match(predicted[article], gold[article], level) for article in gold}
        for level in Level
    }
    totals = sum(map(len, predicted.values())), sum(map(len, gold.values()))
    hits = matches[Level.DYAD]
    return Scores(
        articles=len(gold),
        unscored=sum(len(rows) for article, rows in facts.items() if article not in gold),
        levels={level: Score(sum(map(len, matches[level].values())), *totals) for level in Level},
        on_hits=_on_hits([match for found in hits.values() for match in found], comparison),
        relations=_by_relation(hits, predicted, gold),
        matches=hits,
    )


def _on_hits(hits: Sequence[Match], comparison: Comparison) -> dict[str, float]:
    dated = [(fact, gold) for fact, gold in hits if gold.date]
    return {
        "names": _share(_names_agree(fact, gold, comparison) for fact, gold in hits),
        "polarity": _share(fact.polarity == gold.polarity for fact, gold in hits),
        "status": _share(fact.status == gold.status for fact, gold in hits),
        "attributed": _share(bool(fact.attributed_to) == bool(gold.attributed_to) for fact, gold in hits),
        "date": _share(fact.date.startswith(gold.date) for fact, gold in dated),
    }


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return sum(counted) / len(counted) if counted else 0.0


def _names_agree(fact: ScoredFact, gold: ScoredFact, comparison: Comparison) -> bool:
    names = (fact.subject, fact.object)
    return all(any(comparison.same_name(name, wanted) for name in names) for wanted in (gold.subject, gold.object))


def _by_relation(
    hits: Mapping[str, Sequence[Match]],
    predicted: Mapping[str, Sequence[ScoredFact]],
    gold: Mapping[str, Sequence[ScoredFact]],
) -> dict[str, Score]:
    found = Counter(wanted.relation for matches in hits.values() for _, wanted in matches)
    said = Counter(fact.relation for rows in predicted.values() for fact in rows)
    wanted = Counter(fact.relation for rows in gold.values() for fact in rows)
    return {name: Score(found[name], said[name], wanted[name]) for name in sorted(said.keys() | wanted.keys())}
