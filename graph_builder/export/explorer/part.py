"""The part of a graph that one page holds: the best evidenced, or what is said of an actor and those around it.

A browser opens some ten thousand facts at once. Beyond that a page shows a part, says so, and a served one asks for
others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from graph_builder.model import Fact, KnowledgeGraph

MOST = 20_000  # facts on one page
MOST_AROUND = 4_000  # facts about an actor and those around it: a page of more takes many seconds to make
MOST_FOUND = 1_000  # facts with some words: who seeks words waits for the page, and narrows what are more


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a graph, and what it is a part of."""

    graph: KnowledgeGraph
    whole: int  # facts of the whole graph
    around: str = ""  # the actor whose surroundings it is; "" where it is the best evidenced
    found: str = ""  # the words that all of its facts have
    matches: int = 0  # facts of the whole graph that have them
    served: bool = False  # whether a server gives other parts

    @property
    def is_whole(self) -> bool:
        return len(self.graph.facts) == self.whole


def best_evidenced(graph: KnowledgeGraph, most: int = MOST, *, served: bool = False) -> Part:
    """Return the part of a graph about the pairs for which most articles speak; all of it where it is small enough.

    Args:
        graph: the whole.
        most: facts of the part at most.
        served: whether a server gives other parts.
    """
    return _part(graph, _best(graph.facts, most), served=served)


def surroundings(graph: KnowledgeGraph, actor: str, most: int = MOST) -> Part:
    """Return the part of a graph that is about an actor, about those of its state, and about those around them.

    Args:
        graph: the whole.
        actor: the id of an entity; a state stands for its persons, organs and capitals too.
        most: facts of the part at most; those about the actor come first, the best evidenced pairs before others.

    Raises:
        KeyError: the graph has no such entity.
    """
    if all(entity.id != actor for entity in graph.entities):
        raise KeyError(actor)
    own = {actor} | {entity.id for entity in graph.entities if entity.state == actor}
    ends = [_ends(fact) for fact in graph.facts]
    near = [fact for fact, pair in zip(graph.facts, ends, strict=True) if own & pair]
    known = own.union(*(pair for pair in ends if own & pair))
    far = [fact for fact, pair in zip(graph.facts, ends, strict=True) if not own & pair and pair and pair <= known]
    chosen = _best(near, most)
    return _part(graph, chosen + _best(far, most - len(chosen)), actor, served=True)


def with_words(graph: KnowledgeGraph, text: str, facts: Sequence[Fact], most: int = MOST_FOUND) -> Part:
    """Return the part of a graph that holds facts found by some words, the best evidenced where there are many.

    Args:
        graph: the whole.
        text: the words.
        facts: of the graph, that have them.
        most: facts of the part at most.
    """
    return replace(_part(graph, _best(facts, most), served=True), found=text, matches=len(facts))


def _part(graph: KnowledgeGraph, facts: Sequence[Fact], around: str = "", *, served: bool) -> Part:
    whole = len(graph.facts)
    if len(facts) < whole:
        articles = {fact.article for fact in facts}
        kept = tuple(article for article in graph.articles if article.id in articles)
        graph = replace(graph, facts=tuple(sorted(facts)), articles=kept)
    return Part(graph, whole, around, served=served)


def _best(facts: Sequence[Fact], most: int) -> list[Fact]:
    """The facts of the pairs with most distinct evidence (a relation of an article counts once), whole pairs first."""
    if len(facts) <= most:
        return list(facts)
    pairs: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        pairs[_pair(fact)].append(fact)
    # each pair has a fact at least, so that no more pairs than facts are needed
    ranked = nsmallest(most, pairs.items(), key=lambda item: (-len(item[0]), -_evidence(item[1]), item[0]))
    chosen: list[Fact] = []
    for _, found in ranked:
        chosen += sorted(found, key=lambda fact: (-fact.confidence, fact))[: most - len(chosen)]
        if len(chosen) >= most:
            break
    return chosen


def _ends(fact: Fact) -> set[str]:
    return {end for end in (fact.subject_id, fact.object_id) if end}


def _pair(fact: Fact) -> tuple[str, ...]:
    """The ends in order; without a set for each of 100,000 facts, which a search would wait for."""
    one, other = fact.subject_id, fact.object_id
    if not (one and other) or one == other:
        return (one or other,) if one or other else ()
    return (one, other) if one < other else (other, one)


def _evidence(facts: Sequence[Fact]) -> int:
    return 1 if len(facts) == 1 else len({(fact.article, fact.relation) for fact in facts})
