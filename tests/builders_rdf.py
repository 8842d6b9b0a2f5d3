"""A small hand-made `KnowledgeGraph` of two invented articles, for the tests of the RDF floor."""

from __future__ import annotations

import hashlib
from dataclasses import replace

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

TEXT_A = (
    "Corea del Norte y Rusia son aliados desde hace años. "
    "Fuentes surcoreanas afirman que Pionyang habría enviado «obuses» a Moscú. "
    "El Kremlin niega que Corea del Norte haya enviado armas a Rusia. "
    "El canciller ruso, Ígor Petrov, viajará a Pionyang en junio de 2024. "
    "Ambos países firmaron el Pacto de Ejemplo el 19 de junio de 2024."
)
TEXT_B = (
    "Rusia y Corea del Norte son aliados, según recuerda el diario. "
    "Rusia participará en la Cumbre de Ejemplo. "
    "Armenia pertenece a la Organización de Ejemplo. "
    "Rusia movilizó a sus tropas."
)
RUN = Run(version="0.1.0", pipeline="es_ejemplo 1.0", pipeline_sha256="0" * 64, ontology_sha256="1" * 64)
ENTITIES = (
    Entity("ARM", EntityKind.COUNTRY, "Armenia", "Armenia", "ARM", wikidata="Q399"),
    Entity("PRK", EntityKind.COUNTRY, "Corea del Norte", "North Korea", "PRK", ("Pionyang", "RPDC"), "Q423"),
    Entity("RUS", EntityKind.COUNTRY, "Rusia", "Russia", "RUS", ("Federación Rusa",), "Q159"),
    Entity("agr-pacto-de-ejemplo", EntityKind.AGREEMENT, "Pacto de Ejemplo"),
    Entity("gat-cumbre-de-ejemplo", EntityKind.GATHERING, "Cumbre de Ejemplo"),
    Entity("org-ejemplo", EntityKind.ORGANIZATION, "Organización de Ejemplo", "Example Organization"),
    Entity("per-igor-petrov", EntityKind.PERSON, "Ígor Petrov", state="RUS"),
)
ARTICLES = (
    Article(
        "a-uno",
        TEXT_A,
        "Moscú y Pionyang",
        published="2024-07-01",
        publisher="Diario Uno",
        url="https://uno.example/a",
    ),
    Article("b dos", TEXT_B, "Aliados", publisher="Diario Dos"),
)


def sentence_of(text: str, position: int) -> Span:
    """The sentence around a position; sentences end with a full stop and a blank here."""
    start = text.rfind(". ", 0, position) + 2 if ". " in text[:position] else 0
    end = text.find(". ", position)
    return Span(start, len(text) if end < 0 else end + 1)


def mention(article: Article, words: str, kind: MentionKind = MentionKind.NAME) -> Mention:
    """The first place where an article has the words."""
    start = article.text.index(words)
    return Mention(article.id, Span(start, start + len(words)), words, kind, 0)


def fact(
    article: Article, evidence: str, relation: str, event_type: str, subject: str, obj: str, **columns: object
) -> Fact:
    """A fact on the first place where an article has the evidence; `subject` and `obj` are entity ids."""
    start = article.text.index(evidence)
    known = {entity.id: entity for entity in ENTITIES}
    first, second = known.get(subject), known.get(obj)
    made = Fact(
        article=article.id,
        start=start,
        end=start + len(evidence),
        relation=relation,
        subject_id=subject,
        object_id=obj,
        polarity=Polarity.POS,
        status=Status.FACT,
        id="",
        sentence=article.text[:start].count(". "),
        evidence=evidence,
        event_type=event_type,
        subject=first.label if first else subject,
        subject_state=first.state if first else "",
        object=second.label if second else obj,
        object_state=second.state if second else "",
        sentence_span=sentence_of(article.text, start),
        rule=f"verb:{event_type}",
    )
    made = replace(made, **columns)  # type: ignore[arg-type]
    key = f"{made.article} {made.start} {relation} {subject} {obj} {made.polarity} {made.status}"
    return replace(made, id="cl-" + hashlib.sha256(key.encode()).hexdigest()[:16])


def knowledge_graph() -> KnowledgeGraph:
    """Two articles, ten facts: a dispute, a corroboration, a plan, every standing relation."""
    a, b = ARTICLES
    pyongyang, moscow, kremlin = mention(a, "Pionyang"), mention(a, "Moscú"), mention(a, "El Kremlin")
    both = mention(a, "Ambos países", MentionKind.NOMINAL)
    links = (
        Link(pyongyang, ("PRK",), "metonym", 0.9, "capital"),
        Link(moscow, ("RUS",), "metonym", 0.9, "capital"),
        Link(kremlin, ("RUS",), "metonym", 0.85),
        Link(both, ("PRK", "RUS"), "both", 0.8, "Corea del Norte, Rusia"),
    )
    date = {"date": "2024-06-19", "date_precision": "day"}
    facts = (
        fact(a, "Corea del Norte y Rusia son aliados", "ALLIED_WITH", "", "PRK", "RUS"),
        fact(
            a,
            "Pionyang habría enviado «obuses» a Moscú",
            "AID",
            "arms-transfer",
            "PRK",
            "RUS",
            status=Status.HEDGED,
            attributed_to="Fuentes surcoreanas",
            cue="habría",
            theme="«obuses»",
            confidence=0.81,
            subject_mention=pyongyang.id,
            object_mention=moscow.id,
        ),
        fact(
            a,
            "Corea del Norte haya enviado armas a Rusia",
            "AID",
            "arms-transfer",
            "PRK",
            "RUS",
            polarity=Polarity.NEG,
            attributed_to="El Kremlin",
            attributed_to_id="RUS",
            cue="niega",
            confidence=0.9,
        ),
        fact(a, "El canciller ruso, Ígor Petrov", "HOLDS_OFFICE", "", "per-igor-petrov", "RUS"),
        fact(
            a,
            "Ígor Petrov, viajará a Pionyang",
            "CONSULT",
            "visit",
            "per-igor-petrov",
            "PRK",
            status=Status.PLANNED,
            cue="viajará",
            date="2024-06",
            date_precision="month",
            place="Pionyang",
        ),
        fact(
            a,
            "Ambos países firmaron el Pacto de Ejemplo",
            "PARTY_TO",
            "",
            "PRK",
            "agr-pacto-de-ejemplo",
            subject_mention=both.id,
            **date,
        ),
        fact(b, "Rusia y Corea del Norte son aliados", "ALLIED_WITH", "", "RUS", "PRK"),
        fact(
            b,
            "Rusia participará en la Cumbre de Ejemplo",
            "PARTICIPATES_IN",
            "",
            "RUS",
            "gat-cumbre-de-ejemplo",
            status=Status.PLANNED,
            cue="participará",
        ),
        fact(b, "Armenia pertenece a la Organización de Ejemplo", "MEMBER_OF", "", "ARM", "org-ejemplo"),
        fact(b, "Rusia movilizó a sus tropas", "MOBILIZE", "", "RUS", "", theme="sus tropas"),
    )
    return KnowledgeGraph(ARTICLES, ENTITIES, links, tuple(sorted(facts)), RUN)


def empty_graph() -> KnowledgeGraph:
    """No article, no fact."""
    return KnowledgeGraph((), (), (), (), RUN)
