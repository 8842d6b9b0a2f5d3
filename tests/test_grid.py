"""The grid of plain sentences (grid.py): of its cells no more go wrong than its table says."""

from __future__ import annotations

from collections import Counter

import networkx
import pytest
from grid import Cell, Wanted, read_grid

from graph_builder.graph.facts import make_facts
from graph_builder.model import Article, Fact
from graph_builder.resolve import resolve
from graph_builder.vocabulary.gazetteer import strip_accents


@pytest.mark.slow
def test_grid(vocabulary, pipeline, preparer, extractor):
    most_wrong, cells = read_grid()
    wrong = []
    for cell in cells:
        extraction = extractor.extract(preparer.prepare(Article("cell", cell.text), pipeline))
        resolution = resolve([extraction], vocabulary)
        facts = make_facts(
            [Article("cell", cell.text)], extraction.statements, resolution.entities, resolution.links, vocabulary
        )
        differences = differences_of(cell, facts)
        if differences:
            wrong.append((cell, differences))
    told = "\n".join(f"{cell.name} | {cell.text} | {'; '.join(differences)}" for cell, differences in wrong)
    places = Counter(cell.name.split()[-1] for cell, _ in wrong).most_common(12)
    assert len(wrong) <= most_wrong, f"{len(wrong)} of {len(cells)} are wrong; most in {places}\n{told}"


def differences_of(cell: Cell, facts: tuple[Fact, ...]) -> list[str]:
    """Return what a cell asks for and does not get, and what it gets unasked."""
    graph = networkx.Graph()
    graph.add_edges_from(
        (("wish", i), ("fact", j))
        for i, wanted in enumerate(cell.facts)
        for j, fact in enumerate(facts)
        if _agrees(fact, wanted)
    )
    matched = {end for pair in networkx.max_weight_matching(graph, maxcardinality=True) for end in pair}
    missing = [w for i, w in enumerate(cell.facts) if ("wish", i) not in matched and not w.may_miss]
    extra = [fact for j, fact in enumerate(facts) if ("fact", j) not in matched]
    return [*(f"missing {_told(wanted)}" for wanted in missing), *(f"extra {_row(fact)}" for fact in extra)]


def _agrees(fact: Fact, wanted: Wanted) -> bool:
    told = (fact.relation, fact.polarity, fact.status, fact.date)
    if told != (wanted.relation, wanted.polarity, wanted.status, wanted.date):
        return False
    if bool(wanted.by) != bool(fact.attributed_to) or _plain(wanted.by) not in _plain(fact.attributed_to):
        return False
    ends = ((fact.subject, fact.subject_state), (fact.object, fact.object_state))
    orders = (ends, ends[::-1]) if wanted.mutual else (ends,)
    return any(_is(wanted.subject, *one) and _is(wanted.object, *two) for one, two in orders)


def _is(wanted: str, label: str, state: str) -> bool:
    """Whether an end of a fact is what a cell asks for: anything, nobody, somebody of a state, words of a name."""
    if wanted == "*":
        return True
    if wanted.isupper() and len(wanted) == len("ISO"):
        return wanted == state
    return _plain(wanted) in _plain(label) if wanted else not label


def _plain(text: str) -> str:
    return strip_accents(text).lower()


def _told(wanted: Wanted) -> str:
    parts = (wanted.relation, wanted.subject, wanted.object, wanted.polarity, wanted.status, wanted.by, wanted.date)
    return " ".join(part for part in parts if part)


def _row(fact: Fact) -> str:
    parts = (fact.relation, fact.subject, fact.object, fact.polarity, fact.status, fact.attributed_to, fact.date)
    return " ".join(str(part) for part in (*parts, f"({fact.rule})") if part)
