"""Fits readers on annotated articles, and finds what rules and reader together find.

What is measured, calibrated and chosen by is found by models that did not see the article (cross-fitting): words and
forest are fitted on the other folds, then once more on everything for the weights to ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph_builder.errors import ConfigurationError
from graph_builder.evaluate.matching import Comparison, Level
from graph_builder.evaluate.scores import Score
from graph_builder.evaluate.tables import ScoredFact
from graph_builder.model import Fact
from graph_builder.reader.forest import Forest
from graph_builder.reader.looking import Looker
from graph_builder.reader.reading import best_of, rows_of
from graph_builder.reader.weights import Weights
from graph_builder.reader.words import TriggerModel
from graph_builder.tools import Tools
from graph_builder.training.reader.examples import (
    AnnotatedArticle,
    Example,
    Examples,
    WordExamples,
    examples,
    read_annotated,
    word_examples,
)
from graph_builder.training.reader.fitting import Habits, fit_forest, fit_habits, fit_words, fold_of
from graph_builder.training.stages import LOGGER
from graph_builder.vocabulary.scoring import load_scoring_rules

FOLDS = 4

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Guess:
    """The best candidate of a relation and pair of one article that no rule found."""

    article: str
    fact: ScoredFact
    odds: float
    right: bool


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """Annotated articles, and their words."""

    articles: tuple[AnnotatedArticle, ...]
    words: tuple[WordExamples | None, ...]

    def only(self, chosen: Iterable[int]) -> Data:
        """Return the articles of these numbers."""
        numbers = tuple(chosen)
        return Data(tuple(self.articles[i] for i in numbers), tuple(self.words[i] for i in numbers))

    def split(self, fold: int) -> tuple[Data, Data]:
        """Return the articles outside a fold, and those in it."""
        inside = [fold_of(one.article.id, FOLDS) == fold for one in self.articles]
        return (
            self.only(i for i, is_in in enumerate(inside) if not is_in),
            self.only(i for i, is_in in enumerate(inside) if is_in),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A reader; and those of cross-fitting, each fitted on all folds but one, with what they make of that one."""

    weights: Weights
    folds: tuple[Weights, ...]
    guesses: tuple[Guess, ...]


class Trainer:
    """Fits readers on annotated articles."""

    def __init__(self, tools: Tools) -> None:
        vocabulary = tools.vocabulary
        names = (relation.notation for relation in vocabulary.schema.relations)
        self.relations = tuple(name for name in names if name != vocabulary.relations.office)
        self.tools, self.comparison = tools, Comparison(load_scoring_rules())
        self.looker = Looker(vocabulary, self.relations, tools.pipeline.nlp.vocab)

    def read(self, folders: Iterable[Path]) -> Data:
        """Read folders of annotated articles.

        Raises:
            ConfigurationError: a folder holds no annotation, or wrong rows, or two hold an article of one id.
        """
        articles = tuple(one for folder in folders for one in read_annotated(folder, self.tools, self.relations))
        check_ids(one.article.id for one in articles)
        return Data(articles, tuple(word_examples(one, self.looker, self.relations) for one in articles))

    def fit(self, data: Data) -> Fitted:
        """Fit readers; their calibration and threshold are open yet.

        Raises:
            ConfigurationError: there are too few articles, or nothing in them to learn from.
        """
        check_enough(one.article.id for one in data.articles)
        words = [self._words(data.split(fold)[0]) for fold in range(FOLDS)]
        seen = self._cross_looked(data, words)
        if not any(example.right for one in seen for example in one.each):
            raise ConfigurationError("no annotated fact is about actors that the text names near it; check the folders")
        LOGGER.info("reader: %d candidates", sum(len(one.each) for one in seen))
        folds = np.array([fold_of(one.article.id, FOLDS) for one in data.articles])
        habits = [self._habits(seen, np.flatnonzero(folds != fold)) for fold in range(FOLDS)]
        rows = [habits[fold].rows(one.each) for fold, one in zip(folds.tolist(), seen, strict=True)]
        guesses: list[Guess] = []
        others: list[Weights] = []
        for fold in range(FOLDS):
            forest = self._forest(rows, seen, np.flatnonzero(folds != fold))
            others.append(self._weights(words[fold], habits[fold], forest))
            for i in np.flatnonzero(folds == fold).tolist():
                guesses += self.guesses_of(data.articles[i].article.id, seen[i], forest.odds(rows[i]))
        everything = np.arange(len(seen))
        forest = self._forest(rows, seen, everything)
        weights = self._weights(self._words(data), self._habits(seen, everything), forest)
        return Fitted(weights, tuple(others), tuple(guesses))

    def guesses(self, weights: Weights, data: Data) -> tuple[Guess, ...]:
        """Return what a reader makes of articles, with the log odds that it gives."""
        found: list[Guess] = []
        for one in data.articles:
            seen = examples(one, self.looker, weights.triggers.probabilities, self.relations, self.comparison)
            odds = weights.forest.odds(rows_of(seen.seen.candidates, weights))
            found += self.guesses_of(one.article.id, seen, odds)
        return tuple(found)

    def joined(self, data: Data, guesses: Iterable[Guess], least: float = float("inf")) -> Score:
        """Return how well rules and reader together find the annotated facts, at dyad level.

        Args:
            data: the articles.
            guesses: the reader's; those of log odds below `least` are left out.
            least: infinite for the rules alone.
        """
        more: dict[str, list[ScoredFact]] = {}
        for guess in guesses:
            if guess.odds >= least:
                more.setdefault(guess.article, []).append(guess.fact)
        hits = predicted = wanted = 0
        for one in data.articles:
            facts = [*map(_scored, one.facts), *more.get(one.article.id, ())]
            hits += len(self.comparison.match(facts, one.gold, Level.DYAD))
            predicted, wanted = predicted + len(facts), wanted + len(one.gold)
        return Score(hits, predicted, wanted)

    def _words(self, data: Data) -> TriggerModel:
        known = [words for words in data.words if words is not None and words.features]
        if not known:
            raise ConfigurationError("no annotation has a column trigger: it names the word that tells of each fact")
        return fit_words(known, len(self.relations))

    def _cross_looked(self, data: Data, words: Sequence[TriggerModel]) -> tuple[Examples, ...]:
        """The candidates of each article, by words that were learned from the other folds."""
        found: dict[str, Examples] = {}
        for fold in range(FOLDS):
            for one in data.split(fold)[1].articles:
                judge = words[fold].probabilities
                found[one.article.id] = examples(one, self.looker, judge, self.relations, self.comparison)
            LOGGER.info("reader: fold %d of %d", fold + 1, FOLDS)
        return tuple(found[one.article.id] for one in data.articles)

    def _habits(self, seen: Sequence[Examples], chosen: NDArray[np.intp]) -> Habits:
        return fit_habits((e for i in chosen for e in seen[i].each), len(self.relations))

    def _weights(self, words: TriggerModel, habits: Habits, forest: Forest) -> Weights:
        return Weights(self.relations, words, habits.odds, habits.usual, forest, 0.5, ((0.0, 0.5),))

    def _forest(self, rows: Sequence[Numbers], seen: Sequence[Examples], chosen: NDArray[np.intp]) -> Forest:
        return fit_forest(np.concatenate([rows[i] for i in chosen]), [e for i in chosen for e in seen[i].each])

    def guesses_of(self, article: str, found: Examples, odds: Numbers) -> Iterator[Guess]:
        """Yield the best candidate of each relation and pair of an article that no rule found."""
        for number in best_of(found.seen, odds, self.looker.unordered):
            example = found.each[number]
            yield Guess(article, self._fact(example), float(odds[number]), example.right)

    def _fact(self, example: Example) -> ScoredFact:
        candidate = example.candidate
        one, other = candidate.subject.entity, candidate.object.entity if candidate.object is not None else None
        sides = (one.name, one.state, other.name if other is not None else "", other.state if other is not None else "")
        return ScoredFact("", "", self.relations[candidate.relation], *sides, "pos", "fact", "", "")


def check_ids(ids: Iterable[str]) -> None:
    """Refuse two articles of one id.

    Raises:
        ConfigurationError: there are some; all are named.
    """
    if twice := sorted(one for one, times in Counter(ids).items() if times > 1):
        raise ConfigurationError(f"articles of one name in two folders: {', '.join(twice)}; rename those of one folder")


def check_enough(ids: Iterable[str]) -> None:
    """Refuse so few articles that a fold of the cross-fitting has none.

    Raises:
        ConfigurationError: there are too few.
    """
    folds = [fold_of(one, FOLDS) for one in ids]
    if len(set(folds)) < FOLDS:
        raise ConfigurationError(f"{len(folds)} annotated articles are too few to learn from; give some twenty or more")


def _scored(fact: Fact) -> ScoredFact:
    sides = (fact.subject, fact.subject_state, fact.object, fact.object_state)
    return ScoredFact(
        "", fact.evidence, fact.relation, *sides, fact.polarity, fact.status, fact.attributed_to, fact.date
    )
