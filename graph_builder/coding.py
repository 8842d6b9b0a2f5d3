"""Events of sentences as event data code them: from articles to coded events, whoever takes part.

A fact needs two actors, one of them of a state; an event coder codes "Hubo disturbios en la capital" too. What is coded
here is no fact: nothing is resolved, judged or put into a graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_builder.extract import Extractor
from graph_builder.model import Article, Mention, MentionKind, Polarity, Statement, Status
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.pipeline import Pipeline
from graph_builder.nlp.prepare import Preparer
from graph_builder.spreadsheets import to_table
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.event_codes import EventCode, event_codes

CODED_COLUMNS: tuple[str, ...] = (
    "article", "sentence", "start", "end", "text", "event_type", "event_subtype", "mode", "context", "cameo_root",
    "cameo_code", "goldstein", "source", "target", "status", "attributed_to", "date", "date_precision", "sentence_text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One event that a sentence tells, with the words that take part; they are not resolved."""

    article: str
    sentence: int
    start: int  # of the trigger, in code points of the article's text
    end: int
    text: str  # the trigger
    event_type: str  # one of PLOVER's 16
    event_subtype: str  # the concept of event-types.ttl
    code: EventCode
    source: str  # the words for who acts, empty where the sentence names nobody; several are divided by "; "
    target: str
    status: Status
    attributed_to: str  # who says it
    date: str
    date_precision: str
    sentence_text: str


def code_articles(articles: Iterable[Article], pipeline: Pipeline, vocabulary: Vocabulary) -> Iterator[CodedEvent]:
    """Yield the coded events of articles, in the order of their sentences.

    What is denied or only supposed is no event. A protest or an attack that is announced is a threat, as event
    data have it: "los sindicatos harán una huelga" is THREATEN (`announced` in `relations.toml`).

    Args:
        articles: of one sentence or many.
        pipeline: that parses them.
        vocabulary: read once.
    """
    extractor = Extractor(vocabulary)
    announced = vocabulary.relations.announced
    types = {relation.notation for relation in vocabulary.schema.relations if relation.quad}

    def coded(parsed: ParsedArticle) -> tuple[CodedEvent, ...]:
        told = (statement for statement in extractor.events(parsed) if statement.relation in types)
        events = (_coded(one, parsed.article.text, announced) for one in told if _is_told(one))
        return tuple({(one.start, one.event_type, one.source, one.target): one for one in events}.values())

    for events in Preparer(vocabulary).each(articles, pipeline, coded):
        yield from events


def to_coded_csv(events: Iterable[CodedEvent]) -> str:
    """Return coded events as CSV under `CODED_COLUMNS`; what is not known is empty."""
    return to_table([CODED_COLUMNS, *map(_row, events)])


def _is_told(statement: Statement) -> bool:
    """Whether a word tells of the event, as one that happens: neither denied nor supposed."""
    return statement.polarity is Polarity.POS and statement.status is not Status.HYPOTHETICAL


def _coded(statement: Statement, text: str, announced: Mapping[str, str]) -> CodedEvent:
    relation, subtype = statement.relation, statement.event_type
    if statement.status is Status.PLANNED and relation in announced:
        relation = subtype = announced[relation]
    return CodedEvent(
        article=statement.article,
        sentence=statement.sentence,
        start=statement.trigger.start,
        end=statement.trigger.end,
        text=statement.trigger.of(text),
        event_type=relation,
        event_subtype=subtype if subtype != relation else "",
        code=event_codes().of(subtype, relation),
        source=_words(statement.subjects),
        target=_words(statement.objects),
        status=statement.status,
        attributed_to=statement.attribution.text if statement.attribution is not None else "",
        date=statement.date.value if statement.date is not None else "",
        date_precision=statement.date.precision if statement.date is not None else "",
        sentence_text=statement.sentence_span.of(text),
    )


def _words(mentions: Iterable[Mention]) -> str:
    named = (m.text for m in mentions if m.kind not in {MentionKind.NULL, MentionKind.IMPLICIT})
    return "; ".join(dict.fromkeys(named))


def _row(event: CodedEvent) -> tuple[object, ...]:
    code = event.code
    exact = code.cameo if code.cameo != code.cameo_root else ""
    goldstein = "" if code.goldstein is None else code.goldstein
    return (
        event.article, event.sentence, event.start, event.end, event.text, event.event_type, event.event_subtype,
        code.mode, code.context, code.cameo_root, exact, goldstein, event.source, event.target, event.status.value,
        event.attributed_to, event.date, event.date_precision, event.sentence_text,
    )  # fmt: skip
