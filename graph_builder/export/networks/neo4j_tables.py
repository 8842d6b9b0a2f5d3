"""The nodes and relationships of a graph as Neo4j's importer reads them: one table a kind, typed headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_builder.export.networks.days import first_and_last_day
from graph_builder.export.participants import participants
from graph_builder.model import Entity, EntityKind, Fact, KnowledgeGraph, Quotation

Cell = str | int | float
Properties = tuple[tuple[str, str], ...]  # names and Neo4j's types

_ACTOR: Properties = (
    ("label", "string"), ("label_en", "string"), ("kind", "string"), ("state", "string"), ("wikidata", "string"),
)  # fmt: skip
_ARTICLE: Properties = (
    ("title", "string"), ("published", "string"), ("published_on", "date"), ("publisher", "string"), ("url", "string"),
    ("language", "string"), ("sha256", "string"),
)  # fmt: skip
_CLAIM: Properties = (
    ("relation", "string"), ("event_type", "string"), ("polarity", "string"), ("status", "string"), ("date", "string"),
    ("date_precision", "string"), ("event_start", "date"), ("event_end", "date"), ("subject", "string"),
    ("object", "string"), ("attributed_to", "string"), ("place", "string"), ("theme", "string"), ("cue", "string"),
    ("confidence", "float"), ("times", "int"), ("implied", "string"), ("rule", "string"),
)  # fmt: skip
_EVIDENCE: Properties = (("text", "string"), ("sentence", "int"), ("start", "int"), ("end", "int"))
_FACT: Properties = (
    ("claim", "string"), ("event_type", "string"), ("polarity", "string"), ("status", "string"),
    ("event_start", "date"), ("event_end", "date"), ("confidence", "float"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of nodes of one kind, or of relationships from one kind to another."""

    file_name: str
    ends: tuple[str, ...]  # the node's kind; or the kinds where relationships start and end
    properties: Properties
    rows: tuple[tuple[Cell, ...], ...]  # a node's id, its properties, its labels; or both ends, properties, type

    @property
    def is_node(self) -> bool:
        """Whether the rows are nodes."""
        return len(self.ends) == 1

    @property
    def types(self) -> tuple[str, ...]:
        """The labels or relationship types that occur, sorted; they end the rows."""
        return tuple(sorted({str(row[-1]) for row in self.rows}))

    @property
    def header(self) -> tuple[str, ...]:
        """The first line of the file."""
        named = tuple(f"{name}:{type_}" for name, type_ in self.properties)
        if self.is_node:
            return (f"id:ID({self.ends[0]})", *named, ":LABEL")
        return (f":START_ID({self.ends[0]})", f":END_ID({self.ends[1]})", *named, ":TYPE")


def nodes_and_edges(graph: KnowledgeGraph) -> tuple[Table, ...]:
    """Return the tables, nodes first; rows are sorted, so that the same graph gives the same tables."""
    facts = sorted(graph.facts)
    known = participants(graph)
    states = {entity.state: entity.id for entity in known if entity.kind is EntityKind.COUNTRY}
    evidence = {_key(fact, one): (fact.article, one) for fact in facts for one in fact.quotations}
    rests_on = ((fact.id, _key(fact, one), "RESTS_ON") for fact in facts for one in fact.quotations)
    part_of = ((key, article, "PART_OF") for key, (article, _) in sorted(evidence.items()))
    articles = sorted({article.id for article in graph.articles} | {fact.article for fact in facts})
    of_state = ((one.id, states[one.state], "OF_STATE") for one in known if one.state in states)
    return (
        Table("actors.csv", ("Actor",), _ACTOR, tuple(map(_actor, known))),
        Table("articles.csv", ("Article",), _ARTICLE, tuple(_articles(graph, articles))),
        Table("claims.csv", ("Claim",), _CLAIM, tuple(map(_claim, facts))),
        Table("evidence.csv", ("Evidence",), _EVIDENCE, tuple(_quotation(k, evidence[k][1]) for k in sorted(evidence))),
        Table("facts.csv", ("Actor", "Actor"), _FACT, tuple(_fact(f) for f in facts if f.subject_id and f.object_id)),
        Table("states.csv", ("Actor", "Actor"), (), tuple(row for row in of_state if row[0] != row[1])),
        Table("claim_actors.csv", ("Claim", "Actor"), (), tuple(_roles(facts))),
        Table("claim_articles.csv", ("Claim", "Article"), (), tuple((f.id, f.article, "STATED_IN") for f in facts)),
        Table("claim_evidence.csv", ("Claim", "Evidence"), (), tuple(rests_on)),
        Table("evidence_articles.csv", ("Evidence", "Article"), (), tuple(part_of)),
    )


def _actor(entity: Entity) -> tuple[Cell, ...]:
    labels = f"Actor;{entity.kind.value.capitalize()}"
    return entity.id, entity.label, entity.label_en, entity.kind.value, entity.state, entity.wikidata, labels


def _articles(graph: KnowledgeGraph, ids: Iterable[str]) -> Iterator[tuple[Cell, ...]]:
    known = {article.id: article for article in graph.articles}
    for name in ids:
        one = known.get(name)
        if one is None:
            yield (name, *("" for _ in _ARTICLE), "Article")
            continue
        first, last = first_and_last_day(one.published) or ("", "")
        day = first if first == last else ""
        yield name, one.title, one.published, day, one.publisher, one.url, one.language, one.sha256, "Article"


def _claim(fact: Fact) -> tuple[Cell, ...]:
    return (
        *(fact.id, fact.relation, fact.event_type, fact.polarity.value, fact.status.value, fact.date),
        *(fact.date_precision, *_days(fact), fact.subject, fact.object, fact.attributed_to, fact.place, fact.theme),
        *(fact.cue, round(fact.confidence, 2), fact.times, fact.implied.value, fact.rule, "Claim"),
    )


def _quotation(key: str, one: Quotation) -> tuple[Cell, ...]:
    return key, one.evidence, one.sentence, one.start, one.end, "Evidence"


def _fact(fact: Fact) -> tuple[Cell, ...]:
    told = (fact.id, fact.event_type, fact.polarity.value, fact.status.value, *_days(fact), round(fact.confidence, 2))
    return fact.subject_id, fact.object_id, *told, fact.relation


def _roles(facts: Iterable[Fact]) -> Iterator[tuple[Cell, ...]]:
    for fact in facts:
        ends = ((fact.subject_id, "SUBJECT"), (fact.object_id, "OBJECT"), (fact.attributed_to_id, "ATTRIBUTED_TO"))
        yield from ((fact.id, actor, role) for actor, role in ends if actor)


def _days(fact: Fact) -> tuple[str, str]:
    return first_and_last_day(fact.date) or ("", "")


def _key(fact: Fact, one: Quotation) -> str:
    return f"{fact.article}:{one.start}-{one.end}"
