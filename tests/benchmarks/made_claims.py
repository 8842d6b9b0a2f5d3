"""A number enters, a knowledge graph with so many invented claims leaves: for benchmarks of the store.

Two hundred states take part as unevenly as in the news (the n-th a n-th as often as the first); a tenth of the claims
deny, a quarter each is hedged, planned or imagined, and ten claims make an article of one of seven publishers.

    python tests/benchmarks/made_claims.py CLAIMS FILE.nq
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate
from pathlib import Path

from graph_builder.export.rdf.nquads import to_nquads
from graph_builder.graph.assemble import assemble
from graph_builder.model import (
    Article,
    Entity,
    EntityKind,
    Fact,
    KnowledgeGraph,
    Link,
    Mention,
    MentionKind,
    Polarity,
    Run,
    Span,
    Status,
)

STATES = (*(f"S{number:02d}" for number in range(9)), "PRK", "RUS", *(f"T{number:03d}" for number in range(189)))
TYPES = (("AID", "arms-transfer"), ("CONSULT", "visit"), ("ALLIED_WITH", ""), ("ACCUSE", ""), ("ASSAULT", ""))
DATES = {"": "", "2024": "year", "2024-06": "month", "2024-06-19": "day", "2023-11-02": "day"}
SPEAKERS = ("", "", "Fuentes de la zona", "La Cancillería")
PER_ARTICLE = 10
WEIGHTS = tuple(accumulate(1 / rank for rank in range(1, len(STATES) + 1)))


def made_graph(claims: int) -> KnowledgeGraph:
    """The same graph for the same number."""
    chance = random.Random(claims)
    entities = tuple(
        Entity(state, EntityKind.COUNTRY, f"Estado {state}", f"State {state}", state, (f"Capital de {state}",))
        for state in STATES
    )
    articles, facts, links = [], [], []
    for number in range(claims // PER_ARTICLE):
        name, text = f"art{number:06d}", ""
        for place in range(PER_ARTICLE):
            fact, mentions = _claim(chance, name, len(text), place)
            text += f"{fact.evidence}. "
            facts.append(fact)
            links += [Link(m, (i,), "gazetteer name", 0.9) for m, i in zip(mentions, _pair(fact), strict=True)]
        about = {"published": "2024-06-20", "publisher": f"Diario {number % 7}", "url": f"https://d.example/{number}"}
        articles.append(Article(name, text, f"Noticia {number}", **about))
    run = Run("0.1.0", "es_made 1.0", "0" * 64, "1" * 64)
    ordered = tuple(sorted(links, key=lambda link: link.mention))
    return KnowledgeGraph(tuple(articles), tuple(sorted(entities, key=lambda e: e.id)), ordered, tuple(facts), run)


def _pair(fact: Fact) -> tuple[str, str]:
    return fact.subject_id, fact.object_id


def _claim(chance: random.Random, article: str, start: int, place: int) -> tuple[Fact, tuple[Mention, Mention]]:
    subject, other = "", ""
    while subject == other:
        subject, other = chance.choices(STATES, cum_weights=WEIGHTS, k=2)
    relation, event_type = chance.choice(TYPES)
    date = chance.choice(list(DATES))
    words = f"Estado {subject} habría hecho algo, según la noticia número {place} del día, con Estado {other}"
    spans = Span(0, words.index(" habría")), Span(words.rindex("Estado"), len(words))
    mentions = tuple(
        Mention(article, Span(start + s.start, start + s.end), s.of(words), MentionKind.NAME, place) for s in spans
    )
    fact = Fact(
        article=article, start=start, end=start + len(words), relation=relation, subject_id=subject, object_id=other,
        polarity=Polarity.NEG if chance.random() < 0.1 else Polarity.POS, status=chance.choice(list(Status)),
        id=f"cl-{article}-{place}", sentence=place, evidence=words, event_type=event_type,
        subject=f"Estado {subject}", subject_state=subject, object=f"Estado {other}", object_state=other,
        attributed_to=chance.choice(SPEAKERS), date=date, date_precision=DATES[date], theme="algo", cue="habría",
        confidence=0.81, rule="verb:hacer/made", sentence_span=Span(start, start + len(words) + 1),
        subject_mention=mentions[0].id, object_mention=mentions[1].id,
    )  # fmt: skip
    return fact, (mentions[0], mentions[1])


if __name__ == "__main__":
    graph = made_graph(int(sys.argv[1]))
    Path(sys.argv[2]).write_bytes(to_nquads(graph, assemble(graph)))
