"""A size and a seed come in; a made-up KnowledgeGraph leaves, for the explorer's tests and benchmarks."""

from __future__ import annotations

import random
from dataclasses import replace

from graph_builder.export.explorer.page_data import interface_names
from graph_builder.model import (
    Article,
    Entity,
    EntityKind,
    Fact,
    KnowledgeGraph,
    Polarity,
    Run,
    Span,
    Status,
)

RUN = Run(version="0.0.0", pipeline="none", pipeline_sha256="0" * 64, ontology_sha256="0" * 64)

_FIRST = [
    "Norte",
    "Sur",
    "Este",
    "Oeste",
    "Costa",
    "Valle",
    "Monte",
    "Puerto",
    "Isla",
    "Lago",
    "Llano",
    "Río",
]
_SECOND = [
    "Alba",
    "Brisa",
    "Cedro",
    "Duna",
    "Encina",
    "Fresno",
    "Grana",
    "Haya",
    "Índigo",
    "Jara",
    "Lima",
    "Mirto",
    "Nácar",
    "Olmo",
    "Ñandú",
]
_KINDS = (
    ("República de {}", EntityKind.COUNTRY),
    ("Liga de {}", EntityKind.ORGANIZATION),
    ("Ana {}", EntityKind.PERSON),
    ("vecinos de {}", EntityKind.GROUP),
    ("Pacto de {}", EntityKind.AGREEMENT),
    ("Cumbre de {}", EntityKind.GATHERING),
)
_WEIGHTS = (46, 14, 26, 6, 4, 4)

HOSTILE = (
    "</script><script>document.title='hacked'</script>",
    "<img src=x onerror=\"document.title='hacked'\">",
    "javascript:document.title='hacked'",
    "\"'><svg onload=document.title='hacked'>",
    "{{ 7 * 7 }} {% raw %} ${document.title='hacked'}",
    "\u202egnihtemos\u202c \u2067abc\u2069 \u200fשלום مرحبا",
    "👩\u200d👩\u200d👧\u200d👦 🇪🇸 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é e\u0301",
    "L" * 10_000,
    "line\u2028separator\u2029 \x00 \x1b[31m \ufeff",
    "__proto__",
    "<!-- <script>",
    "]]>",
)


def made_graph(nodes: int, facts_per_node: float = 2.0, seed: int = 1) -> KnowledgeGraph:
    """A graph with a few hubs and many leaves; about `facts_per_node` facts for each of `nodes` entities."""
    rng = random.Random(seed)
    entities = tuple(_entity(rng, position) for position in range(nodes))
    relations = sorted(interface_names()["es"]["relations"])
    articles: list[Article] = []
    facts: list[Fact] = []
    wanted = max(1, int(nodes * facts_per_node))
    while len(facts) < wanted:
        number = len(articles)
        name = f"art-{number:05d}"
        sentences: list[str] = []
        length = 0
        for sentence in range(min(12, wanted - len(facts))):
            position = len(facts)
            subject = entities[position if position < nodes else int(nodes * rng.random() ** 2)]
            other = entities[int(nodes * rng.random() ** 3)]
            fact, text = _fact(rng, position, name, sentence, length, subject, other, rng.choice(relations))
            facts.append(fact)
            sentences.append(text)
            length += len(text) + 1
        articles.append(
            Article(
                id=name,
                text=" ".join(sentences),
                title=f"Crónica número {number}",
                publisher=f"Diario {_SECOND[number % 6]}",
                published="" if number % 3 else f"{2019 + number % 6}-03-1{number % 10}",
                url=f"https://example.org/{number}" if number % 2 else "",
            )
        )
    return KnowledgeGraph(tuple(articles), entities, (), tuple(sorted(facts)), RUN)


def _entity(rng: random.Random, position: int) -> Entity:
    pattern, kind = rng.choices(_KINDS, _WEIGHTS)[0]
    name = f"{_FIRST[position % 12]} {_SECOND[position // 12 % 15]}"
    if position >= 180:
        name += f" {position // 180 + 1}"
    return Entity(
        id=f"e-{position:05d}",
        kind=kind,
        label=pattern.format(name),
        label_en=f"The {name}" if position % 3 else "",
        state="",
        aliases=(f"Alias {position}",) if position % 5 == 0 else (),
        wikidata=f"Q{position + 1}" if position % 4 == 0 else "",
    )


def _fact(
    rng: random.Random,
    position: int,
    article: str,
    sentence: int,
    offset: int,
    subject: Entity,
    other: Entity,
    relation: str,
) -> tuple[Fact, str]:
    alone = subject is other or rng.random() < 0.04
    before = f"Según la crónica del día {position % 28 + 1}, "
    evidence = f"{subject.label} trató con {other.label} 𝔘 sobre el agua y el comercio"
    text = before + evidence + ", según explicó ayer una portavoz ante la prensa de la región."
    start = offset + len(before)
    year = 2018 + rng.randrange(7)
    date = rng.choice(
        ("", "", f"{year}", f"{year}-{rng.randrange(1, 13):02d}", f"{year}-05-{rng.randrange(1, 29):02d}")
    )
    fact = Fact(
        article=article,
        start=start,
        end=start + len(evidence),
        relation=relation,
        subject_id=subject.id,
        object_id="" if alone else other.id,
        polarity=Polarity.NEG if rng.random() < 0.08 else Polarity.POS,
        status=rng.choices(tuple(Status), (70, 15, 10, 5))[0],
        id=f"f-{position:06d}",
        sentence=sentence,
        evidence=evidence,
        event_type=relation.lower().replace("_", "-"),
        subject=subject.label,
        subject_state=subject.state,
        object="" if alone else other.label,
        object_state="" if alone else other.state,
        attributed_to="una portavoz" if rng.random() < 0.3 else "",
        date=date,
        date_precision={0: "", 4: "year", 7: "month", 10: "day"}[len(date)],
        theme="el agua" if rng.random() < 0.2 else "",
        confidence=round(0.5 + rng.random() / 2, 2),
        rule="verb:tratar/talk",
        sentence_span=Span(offset, offset + len(text)),
    )
    return fact, text


def disputed_graph() -> KnowledgeGraph:
    """Three actors; one fact affirmed in one article and denied in another, one planned, one without object."""
    graph = made_graph(3, 2.0, seed=3)
    a, b, c = graph.entities
    base = graph.facts[0]
    rows = (
        ("f-1", a, b, "AID", Polarity.POS, Status.HEDGED, "2024-06-19"),
        ("f-2", a, b, "AID", Polarity.NEG, Status.FACT, "2024-06-19"),
        ("f-3", b, c, "AGREE", Polarity.POS, Status.PLANNED, "2025"),
        ("f-4", a, None, "MOBILIZE", Polarity.POS, Status.FACT, "2024-06"),
        ("f-5", c, a, "ALLIED_WITH", Polarity.POS, Status.FACT, ""),
        ("f-6", a, c, "ALLIED_WITH", Polarity.POS, Status.FACT, ""),
    )
    facts = tuple(
        replace(
            base,
            id=name,
            relation=relation,
            subject_id=subject.id,
            subject=subject.label,
            object_id=other.id if other else "",
            object=other.label if other else "",
            polarity=polarity,
            status=status,
            date=date,
            attributed_to="Ana Norte" if name == "f-2" else "",
        )
        for name, subject, other, relation, polarity, status, date in rows
    )
    return replace(graph, facts=tuple(sorted(facts)))


def hostile_graph() -> KnowledgeGraph:
    """Every text field holds strings that would break a careless page."""
    entities = tuple(
        Entity(
            id=f"h-{position}" if position else "</script>",
            kind=list(EntityKind)[position % 6],
            label=text,
            label_en=HOSTILE[(position + 1) % len(HOSTILE)],
            state=HOSTILE[0],
            aliases=HOSTILE,
            wikidata=HOSTILE[2],
        )
        for position, text in enumerate(HOSTILE)
    )
    articles = []
    facts = []
    for position, text in enumerate(HOSTILE):
        other = entities[(position + 1) % len(entities)]
        sentence = f"Antes {text} 👩 después {text}."
        start = len("Antes ")
        name = f"a-{position}"
        articles.append(Article(name, sentence, text, "es", text, text, text))
        facts.append(
            Fact(
                article=name,
                start=start,
                end=start + len(text),
                relation=text if position % 3 == 0 else "AID",
                subject_id=entities[position].id,
                object_id=other.id if position % 4 else "",
                polarity=list(Polarity)[position % 2],
                status=list(Status)[position % 4],
                id=text,
                sentence=0,
                evidence=text,
                event_type=text,
                subject=text,
                subject_state=text,
                object=text,
                object_state=text,
                attributed_to=text,
                date=text if position % 2 else "2024-02-30",
                place=text,
                theme=text,
                cue=text,
                rule=text,
                sentence_span=Span(0, len(sentence)),
            )
        )
    return KnowledgeGraph(tuple(articles), entities, (), tuple(sorted(facts)), RUN)


def states_graph() -> KnowledgeGraph:
    """Two camps of three states that help their own and accuse each other; a minister acts for the first state."""
    names = ("ALF", "BET", "GAM", "DEL", "EPS", "ZET")
    states = tuple(Entity(name, EntityKind.COUNTRY, f"Estado {name}", state=name) for name in names)
    minister = Entity("per-ministra", EntityKind.PERSON, "Ana Ministra", state="ALF")
    league = Entity("org-liga", EntityKind.ORGANIZATION, "Liga del Norte")
    treaty = Entity("agr-pacto", EntityKind.AGREEMENT, "Pacto de Ejemplo")
    base = made_graph(3).facts[0]
    rows = [
        ("AID", "per-ministra", "BET", "2013-02"), ("AID", "per-ministra", "BET", "2013-02"),
        ("COOPERATE", "BET", "GAM", "2014-05"), ("CONSULT", "ALF", "GAM", ""), ("MEMBER_OF", "GAM", "org-liga", ""),
        ("AID", "DEL", "EPS", "2013"), ("COOPERATE", "EPS", "ZET", "2014-01"), ("CONSULT", "DEL", "ZET", "2012-12"),
        ("ACCUSE", "ALF", "DEL", "2014-06"), ("HOLDS_OFFICE", "per-ministra", "ALF", ""),
        ("PARTY_TO", "ALF", "agr-pacto", ""), ("MOBILIZE", "ZET", "", "2014-02"),
    ]  # fmt: skip
    labels = {one.id: one.label for one in (*states, minister, league, treaty)}
    facts = tuple(
        replace(
            base, id=f"s-{number:02d}", relation=relation, subject_id=subject, object_id=other, subject=labels[subject],
            object=labels.get(other, ""), date=date, polarity=Polarity.POS, status=Status.FACT, attributed_to="",
        )
        for number, (relation, subject, other, date) in enumerate(rows)
    )  # fmt: skip
    graph = made_graph(3)
    return replace(graph, entities=(*states, minister, league, treaty), facts=tuple(sorted(facts)))
