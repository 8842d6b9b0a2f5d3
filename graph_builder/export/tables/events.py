"""Event data: one row an event, in columns that models of POLECAT, GDELT and ICEWS data know (`docs/events.md`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Dataset

from graph_builder.export.explorer.page_data import LANGUAGES, interface_names
from graph_builder.graph.identifiers import ID
from graph_builder.graph.scheme import Scheme, load_scheme
from graph_builder.graph.status import event_of, event_status
from graph_builder.model import Article, Entity, Fact, KnowledgeGraph, Polarity
from graph_builder.spreadsheets import to_table
from graph_builder.vocabulary.codes import StateCodes, state_codes
from graph_builder.vocabulary.event_codes import event_codes
from graph_builder.vocabulary.places import places

EVENT_COLUMNS: tuple[str, ...] = (
    "event_id", "event_type", "event_subtype", "mode", "context", "quad_class", "cameo_root", "cameo_code", "goldstein",
    "actor", "actor_id", "actor_type", "actor_sector", "actor_iso3", "actor_cow",
    "recipient", "recipient_id", "recipient_type", "recipient_sector", "recipient_iso3", "recipient_cow",
    "date", "date_precision", "first_published", "place", "place_iso3", "latitude", "longitude",
    "status", "claims", "denials", "articles", "confidence",
    "source", "url", "article", "sentence", "attributed_to", "text",
)  # fmt: skip
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class _Event:
    """All claims about one event, those that affirm it first, the surest first."""

    id: str
    facts: tuple[Fact, ...] = field(default=())

    @property
    def told(self) -> Fact:
        """The claim that stands for the event: who takes part, the words, the article."""
        return self.facts[0]


def to_events(graph: KnowledgeGraph, dataset: Dataset) -> bytes:
    """Return the events as CSV, UTF-8, sorted by date and id; standing relations are no events.

    Args:
        graph: whose facts are gathered to events as in the RDF graph: one type, participants and date are one event.
        dataset: not read; all exporters share one signature.
    """
    rows = (["" if cell is None else cell for cell in row] for row in event_rows(graph))
    return to_table([EVENT_COLUMNS, *rows]).encode()


def event_rows(graph: KnowledgeGraph) -> Iterator[tuple[Cell, ...]]:
    """Yield one row an event under `EVENT_COLUMNS`; what is not known or not certain is None or empty.

    Raises:
        VocabularyError: a table under ontology/ is wrong.
    """
    articles = {article.id: article for article in graph.articles}
    entities = {entity.id: entity for entity in graph.entities}
    classes = {name: row["class"] for name, row in interface_names()[LANGUAGES[0]]["relations"].items()}
    for event in _events(graph.facts, load_scheme()):
        fact, article = event.told, articles.get(event.told.article) or Article(event.told.article, "")
        yield (
            *_type_cells(event, classes),
            *_actor_cells(fact.subject, fact.subject_id, fact.subject_state, entities),
            *_actor_cells(fact.object, fact.object_id, fact.object_state, entities),
            fact.date,
            fact.date_precision,
            _first_published(event.facts, articles),
            *_place_cells(fact.place),
            event_status(event.facts).value,
            len(event.facts),
            sum(one.polarity is Polarity.NEG for one in event.facts),
            len({one.article for one in event.facts}),
            round(fact.confidence, 2),
            article.publisher,
            article.url,
            fact.article,
            fact.sentence,
            fact.attributed_to,
            fact.evidence,
        )


def _events(facts: Sequence[Fact], scheme: Scheme) -> list[_Event]:
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if not scheme.is_standing(fact.relation):
            found[str(event_of(fact, scheme)).removeprefix(str(ID))].append(fact)
    events = [
        _Event(name, tuple(sorted(told, key=lambda f: (f.polarity is Polarity.NEG, -f.confidence, f))))
        for name, told in found.items()
    ]
    return sorted(events, key=lambda event: (event.told.date == "", event.told.date, event.id))


def _type_cells(event: _Event, classes: Mapping[str, str]) -> tuple[Cell, ...]:
    fact, codes = event.told, event_codes()
    code = codes.of(fact.event_type, fact.relation)
    quad = codes.quad_classes.get(classes.get(fact.relation, ""))
    subtype = fact.event_type if fact.event_type != fact.relation else ""
    exact = code.cameo if code.cameo != code.cameo_root else ""
    return (event.id, fact.relation, subtype, code.mode, code.context, quad, code.cameo_root, exact, code.goldstein)


def _actor_cells(words: str, entity_id: str, state: str, entities: dict[str, Entity]) -> tuple[Cell, ...]:
    """Name, id, kind, kind of organisation, and the state's codes: of the state itself or of the one it belongs to."""
    entity = entities.get(entity_id)
    kind = entity.kind.value if entity else ""
    sector = places().gazetteer.organization_kinds.get(entity_id, "")
    return words, entity_id, kind, sector, state, state_codes().get(state, StateCodes()).cow


def _place_cells(words: str) -> tuple[Cell, ...]:
    place = places().find(words)
    return words, place.state, place.latitude, place.longitude


def _first_published(facts: Sequence[Fact], articles: dict[str, Article]) -> str:
    dates = {articles[fact.article].published for fact in facts if fact.article in articles}
    return min(dates - {""}, default="")
