"""Annotated articles as the reader sees them: words with their relations, and candidates, right and wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.evaluate.matching import Comparison
from graph_builder.evaluate.places import find_place
from graph_builder.evaluate.tables import ScoredFact, read_gold
from graph_builder.extract import Extractor
from graph_builder.extract.context import SentenceContext
from graph_builder.graph.facts import make_facts
from graph_builder.model import Article, Entity, Extraction, Fact, Span
from graph_builder.nlp.parsed import ParsedArticle
from graph_builder.nlp.prepare import Preparer
from graph_builder.reader.candidates import Candidate
from graph_builder.reader.looking import Looker, Seen, WordJudge
from graph_builder.resolve import Resolver
from graph_builder.sources import Metadata, read_articles
from graph_builder.tools import Tools


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedArticle:
    """An article as parsed, what the rules make of it, and its annotation without the relations left out."""

    article: Article
    contexts: tuple[SentenceContext, ...]
    extraction: Extraction
    facts: tuple[Fact, ...]
    gold: tuple[ScoredFact, ...]
    places: tuple[tuple[int, Span] | None, ...]  # of each annotated fact: sentence and trigger


@dataclass(frozen=True, slots=True, eq=False)
class WordExamples:
    """The words of an article: rows of the table of weights, and which relations each is annotated to tell of."""

    features: tuple[tuple[int, ...], ...]
    relations: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A candidate, and whether it is annotated: in its own sentence, or elsewhere in the article."""

    candidate: Candidate
    here: bool
    elsewhere: bool

    @property
    def right(self) -> bool:
        """Whether the article states the fact."""
        return self.here or self.elsewhere


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The candidates of an article, each held against its annotation."""

    seen: Seen
    each: tuple[Example, ...]


def read_annotated(folder: Path, tools: Tools, relations: Sequence[str]) -> Iterator[AnnotatedArticle]:
    """Yield the articles of a folder that have an annotation.

    Raises:
        ConfigurationError: the folder holds no annotation, or wrong rows.
    """
    vocabulary = tools.vocabulary
    gold = read_gold(folder, (relation.notation for relation in vocabulary.schema.relations))
    articles = [article for article in read_articles([str(folder)], Metadata(), ()).articles if article.id in gold]
    extractor, resolver = Extractor(vocabulary), Resolver(vocabulary)

    def annotated(parsed: ParsedArticle) -> AnnotatedArticle:
        article, contexts = parsed.article, extractor.contexts(parsed)
        extraction = extractor.extract(parsed, contexts)
        found = resolver.resolve([extraction])
        facts = make_facts((article,), extraction.statements, found.entities, found.links, vocabulary)
        rows = tuple(row for row in gold[article.id] if row.relation in relations)
        places = tuple(_place(row, article.text, contexts) for row in rows)
        kept = tuple(fact for fact in facts if fact.relation in relations)
        return AnnotatedArticle(article, contexts, extraction, kept, rows, places)

    preparer = Preparer(vocabulary)
    for article in articles:  # one by one, as their parses are kept
        yield annotated(preparer.prepare(article, tools.pipeline))


def word_examples(one: AnnotatedArticle, looker: Looker, relations: Sequence[str]) -> WordExamples | None:
    """Return the words of an article, or None where its annotation does not name the words."""
    if one.gold and not any(fact.trigger for fact in one.gold):
        return None
    features, labels = [], []
    for context in one.contexts:
        told = [
            (place[1], relations.index(fact.relation))
            for fact, place in zip(one.gold, one.places, strict=True)
            if place is not None and place[0] == context.sentence.index
        ]
        for token in looker.words.telling(context):
            span = context.span(token, token)
            label = np.zeros(len(relations), dtype=np.float32)
            label[[relation for trigger, relation in told if _overlap(trigger, span)]] = 1
            features.append(looker.words.features(token, context))
            labels.append(label)
    return WordExamples(tuple(features), np.array(labels, dtype=np.float32).reshape(-1, len(relations)))


def examples(
    one: AnnotatedArticle, looker: Looker, judge: WordJudge, relations: Sequence[str], comparison: Comparison
) -> Examples:
    """Return the candidates of an article, each held against its annotation."""
    seen = looker.look(one.contexts, one.extraction, judge)
    numbered: dict[int, list[tuple[ScoredFact, int]]] = {}
    for fact, place in zip(one.gold, one.places, strict=True):
        where = place[0] if place is not None else -1
        numbered.setdefault(relations.index(fact.relation), []).append((fact, where))
    is_same = _remembering(comparison)

    def example(candidate: Candidate) -> Example:
        sentences = [
            where
            for fact, where in numbered.get(candidate.relation, ())
            if _says(candidate, fact, is_same, either=candidate.relation in looker.unordered)
        ]
        here = candidate.sentence in sentences
        return Example(candidate, here, bool(sentences) and not here)

    return Examples(seen, tuple(map(example, seen.candidates)))


Same = Callable[[Entity, str, str], bool]


def _remembering(comparison: Comparison) -> Same:
    known: dict[tuple[str, str, str], bool] = {}

    def same(entity: Entity, name: str, state: str) -> bool:
        key = (entity.id, name, state)
        if key not in known:
            both = bool(entity.state and state)
            known[key] = entity.state == state if both else comparison.same_name(entity.name, name)
        return known[key]

    return same


def _says(candidate: Candidate, fact: ScoredFact, same: Same, *, either: bool) -> bool:
    one, other = candidate.subject.entity, candidate.object.entity if candidate.object is not None else None
    if other is None or not fact.object:
        return other is None and not fact.object and same(one, fact.subject, fact.subject_state)
    if same(one, fact.subject, fact.subject_state) and same(other, fact.object, fact.object_state):
        return True
    return either and same(one, fact.object, fact.object_state) and same(other, fact.subject, fact.subject_state)


def _place(fact: ScoredFact, text: str, contexts: Iterable[SentenceContext]) -> tuple[int, Span] | None:
    """The sentence that a fact is annotated in, and its trigger."""
    found = find_place(text, fact.evidence, fact.trigger)
    if found is None:
        return None
    return next(((c.sentence.index, found.trigger) for c in contexts if _overlap(c.sentence.span, found.trigger)), None)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
