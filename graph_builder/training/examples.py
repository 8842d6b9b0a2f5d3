"""Facts that the engine finds in annotated articles and in cases: what the judge sees of each, and if it is right."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.tables import ScoredFact, read_gold
from graph_builder.judge.features import look_at
from graph_builder.judge.scene import scenes
from graph_builder.model import Article, Fact, Polarity, Status
from graph_builder.reader import Reader
from graph_builder.resolve import Resolver
from graph_builder.sources import Metadata, read_articles
from graph_builder.tools import Tools
from graph_builder.vocabulary.gazetteer import Gazetteer
from graph_builder.vocabulary.scoring import load_scoring_rules

Seen = tuple[tuple[str, str], ...]  # feature and value


@dataclass(frozen=True, slots=True)
class Example:
    """One fact that the engine found."""

    article: str
    fact: Fact
    seen: Seen
    right: bool
    is_case: bool  # of a case's short text, not of an article


@dataclass(frozen=True, slots=True)
class Annotated:
    """Examples, and how many facts each article was annotated with, by relation: what recall is counted by."""

    examples: tuple[Example, ...]
    gold: Mapping[str, tuple[str, ...]]

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which of the examples are right."""
        return np.array([example.right for example in self.examples], dtype=bool)

    def others(self, relation: str) -> NDArray[np.bool_]:
        """Which of the examples are of other relations than one."""
        return np.array([example.fact.relation != relation for example in self.examples], dtype=bool)

    def count(self, without: str = "") -> int:
        """How many facts there are to be found, but for those of a relation."""
        return sum(relation != without for relations in self.gold.values() for relation in relations)

    def only(self, articles: Collection[str]) -> Annotated:
        """Return what is of some articles."""
        return Annotated(
            tuple(example for example in self.examples if example.article in articles),
            {article: relations for article, relations in self.gold.items() if article in articles},
        )

    def without(self, articles: Collection[str]) -> Annotated:
        """Return what is not of some articles."""
        return self.only(self.gold.keys() - articles)


ReaderOf = Callable[[str], Reader]  # by the article's id


def of_articles(folder: Path, tools: Tools, reader_of: ReaderOf, jobs: int = 1) -> Annotated:
    """Read the articles of a folder and compare their facts with the annotation beside them (`NAME.gold.tsv`).

    Args:
        folder: of the articles.
        tools: what they are read with.
        reader_of: the learned reader of each article, one that did not learn from it.
        jobs: processes.

    Raises:
        ConfigurationError: the folder holds no annotation, or wrong rows.
    """
    rules = load_scoring_rules()
    gold = read_gold(folder, rules.quads)
    articles = [one for one in read_articles([str(folder)], Metadata(), ()).articles if one.id in gold]
    comparison = Comparison(rules)
    by_reader: dict[Reader, list[Article]] = {}
    for article in articles:
        by_reader.setdefault(reader_of(article.id), []).append(article)
    records = [
        record for reader, some in by_reader.items() for record in replace(tools, reader=reader).read(some, jobs)
    ]
    found = tools.found(records)
    examples = []
    for scene in scenes(found.articles, found.facts, found.links, {entity.id: entity for entity in found.entities}):
        right = _right(scene.facts, gold[scene.article.id], comparison)
        examples += [
            Example(scene.article.id, fact, tuple(look_at(fact, scene)), fact.id in right, is_case=False)
            for fact in scene.facts
        ]
    return Annotated(tuple(examples), {name: tuple(row.relation for row in rows) for name, rows in gold.items()})


def of_cases(folder: Path, tools: Tools) -> Annotated:
    """Read the texts of the cases that list all their facts (`expected`), each by itself, and compare.

    Raises:
        ConfigurationError: the scoring rules cannot be read.
    """
    comparison, resolver = Comparison(load_scoring_rules()), Resolver(tools.vocabulary)
    cases = dict(_cases(folder))
    articles = [
        Article(name, case["text"], case.get("title", ""), published=case.get("published", ""))
        for name, case in cases.items()
    ]
    examples, gold = [], {}
    for record in tools.read(articles):
        name, found = record.article.id, tools.found([record], resolver)
        rows = [_row(wanted, tools.vocabulary.gazetteer) for wanted in cases[name]["expected"]]
        gold[name] = tuple(row.relation for row in rows)
        for scene in scenes(found.articles, found.facts, found.links, {entity.id: entity for entity in found.entities}):
            right = _right(scene.facts, rows, comparison)
            examples += [
                Example(name, fact, tuple(look_at(fact, scene)), fact.id in right, is_case=True) for fact in scene.facts
            ]
    return Annotated(tuple(examples), gold)


def _right(facts: Sequence[Fact], gold: Sequence[ScoredFact], comparison: Comparison) -> set[str]:
    """Ids of the facts that agree with an annotated one, each with one of its own, in relation and actors."""
    rows = [_scored(fact) for fact in facts]
    return {fact.id for fact, _ in comparison.match(rows, gold, Level.DYAD)}


def _scored(fact: Fact) -> ScoredFact:
    return ScoredFact(
        where=fact.article,
        evidence=fact.evidence,
        relation=fact.relation,
        subject=fact.subject,
        subject_state=fact.subject_state,
        object=fact.object,
        object_state=fact.object_state,
        polarity=fact.polarity,
        status=fact.status,
        attributed_to=fact.attributed_to,
        date=fact.date,
        id=fact.id,
    )


def _cases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], start=1):
            if "expected" in case:
                yield f"{path.stem}-{number}", case


def _row(wanted: Mapping[str, str], gazetteer: Gazetteer) -> ScoredFact:
    """What a case asks for; it names an actor by a state's code or by words."""
    subject, other = _actor(wanted["subject"], gazetteer), _actor(wanted.get("object", ""), gazetteer)
    return ScoredFact(
        where="",
        evidence="",
        relation=wanted["relation"],
        subject=subject[0],
        subject_state=subject[1],
        object=other[0],
        object_state=other[1],
        polarity=wanted.get("polarity", Polarity.POS),
        status=wanted.get("status", Status.FACT),
        attributed_to=wanted.get("by", ""),
        date=wanted.get("date", ""),
    )


def _actor(word: str, gazetteer: Gazetteer) -> tuple[str, str]:
    entity = gazetteer.entities.get(word)
    return (entity.name, entity.state) if entity is not None else (word, "")
