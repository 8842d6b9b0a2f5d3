"""Candidates: a word that may tell of a relation, and two actors who may take part; what each looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.nlp.syntax import lemma
from graph_builder.reader.actors import Actor
from graph_builder.reader.told import Told
from graph_builder.vocabulary import Vocabulary

LEAST = 0.14  # probability of a word's relation below which nothing is tried
_WORDS = 2  # of a sentence that are tried for one relation
_SECOND = 0.4  # of the best word's probability, which the second must have
_FAR = 40  # words; farther is as far
_STEPS = 4  # of a path that is a habit; longer ones are all alike

# What a candidate looks like in numbers, and how `explain` names it. The habits follow: what candidates of a
# relation that look alike were, as log odds.
NUMBERS = (
    "word tells of it", "another word tells of it", "word tells of anything", "words tell much", "second word",
    "word in the tables", "word of a rule", "found by a rule here", "found by a rule", "rules find the pair",
    "rules find others here",
    *(
        f"{side}: {what}"
        for side in ("subject", "object")
        for what in ("has a state", "distance", "topic", "main state", "times named", "link is sure", "steps up",
                     "steps down", "side", "words away")
    ),
    "order", "words between", "actors here", "words here", "sentence number", "quoted", "candidates here",
    "unordered", "nobody acted on", "one kind",
)  # fmt: skip
HABITS = (
    "relation", "word", "role of the word", "path to the subject", "path to the object", "both paths",
    "kind of subject", "kind of object", "link of the subject", "link of the object", "both kinds",
)  # fmt: skip
COLUMNS = NUMBERS + HABITS
_TAGS = ("", "w", "r", "s", "o", "p", "sk", "ok", "sl", "ol", "b")  # keep the habits of one relation apart
_KIND = re.compile(r"\b([a-z]+)([01])(?:([a-z]+)(\d))?\b")  # "country1demonym0": see `_Reach`


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A possible fact of one sentence."""

    sentence: int
    relation: int
    trigger: Token
    subject: Actor
    object: Actor | None
    numbers: tuple[float, ...]
    habits: tuple[str, ...]

    def looks(self, column: int) -> str:
        """Return what a column shows, as `explain` tells it."""
        if column < len(self.numbers):
            return f"{self.numbers[column]:.2g}"
        habit = column - len(self.numbers)
        told = self.habits[habit].partition("|")[2].removeprefix(_TAGS[habit])
        return _KIND.sub(_kind_in_words, told) or "usual"


class CandidateMaker:
    """Puts the words and the actors of a sentence together; made once a run."""

    def __init__(self, vocabulary: Vocabulary, relations: Sequence[str], unordered: Collection[int]) -> None:
        self._one_sided = {i for i, name in enumerate(relations) if name in vocabulary.relations.one_sided}
        self._mutual = frozenset(unordered)
        self._quotes = vocabulary.profile.open_quotes | vocabulary.profile.close_quotes

    def make(
        self,
        context: SentenceContext,
        words: Sequence[tuple[Token, NDArray[np.float32], tuple[int, ...]]],
        actors: Sequence[Actor],
        told: Told,
        *,
        told_alone: bool = False,
    ) -> Iterator[Candidate]:
        """Yield the candidates of a sentence.

        Args:
            context: of the sentence.
            words: that may tell of something, with the probability of each relation, and what the tables know them for.
            actors: who may take part; at least one of two must be in the sentence.
            told: what the rules found in the article.
            told_alone: leave out all but what the rules found in the sentence.
        """
        pairs = list(_pairs(actors))
        scene = _Scene(context, words, actors, told, len(pairs), self._quotes)
        relations = range(len(words[0][1])) if words else ()
        for relation in sorted(told.relations[context.sentence.index]) if words and told_alone else relations:
            asked = [pair for pair in pairs if self._is_told(scene, relation, actors, pair)] if told_alone else pairs
            taking_part = sorted({i for pair in asked for i in pair if i is not None})
            for second, (token, chances, known) in enumerate(_tried(relation, words, scene) if asked else ()):
                around = {i: _Reach(token, actors[i], context) for i in taking_part}
                word = scene.of_word(relation, token, chances, known, second)
                for one, other in asked:
                    if other is None and (second or relation not in self._one_sided):
                        continue
                    yield self._candidate(
                        scene, relation, token, word, around[one], around[other] if other is not None else None
                    )

    def _is_told(self, scene: _Scene, relation: int, actors: Sequence[Actor], pair: tuple[int, int | None]) -> bool:
        """Whether the rules found a relation of two actors in the sentence."""
        one, other = actors[pair[0]].key, actors[pair[1]].key if pair[1] is not None else ""
        return (relation, scene.context.sentence.index) in scene.told.of(one, other, relation in self._mutual)

    def _candidate(
        self, scene: _Scene, relation: int, token: Token, word: tuple[float, ...], one: _Reach, other: _Reach | None
    ) -> Candidate:
        subject, target = one.actor, other.actor if other is not None else None
        numbers = (
            *word,
            *scene.of_pair(relation, subject, target, relation in self._mutual),
            *one.numbers, *(other.numbers if other is not None else _NOBODY),
            *_between(one, other), *scene.numbers,
            float(relation in self._mutual), float(other is None),
            float(target is not None and target.entity.kind is subject.entity.kind),
        )  # fmt: skip
        to, toward = one.path, other.path if other is not None else "-"
        kind, towards = one.kind, other.kind if other is not None else "-"
        habits = (
            f"{relation}", f"{relation}|w{lemma(token)}", f"{relation}|r{token.pos_}{token.dep_}",
            f"{relation}|s{to}", f"{relation}|o{toward}", f"{relation}|p{to}|{toward}",
            f"{relation}|sk{kind}", f"{relation}|ok{towards}",
            f"{relation}|sl{one.rule}", f"{relation}|ol{other.rule if other is not None else '-'}",
            f"{relation}|b{one.sort}|{other.sort if other is not None else '-'}",
        )  # fmt: skip
        return Candidate(scene.context.sentence.index, relation, token, subject, target, numbers, habits)


class _Scene:
    """What all candidates of a sentence share."""

    def __init__(
        self,
        context: SentenceContext,
        words: Sequence[tuple[Token, NDArray[np.float32], tuple[int, ...]]],
        actors: Sequence[Actor],
        told: Told,
        pairs: int,
        quotes: frozenset[str],
    ) -> None:
        self.context, self.told = context, told
        self.best = np.sort(np.stack([chances for _, chances, _ in words]), axis=0) if words else np.zeros((1, 1))
        self._sum = float(self.best.sum())
        index, tokens = context.sentence.index, context.sentence.tokens
        here = sum(not actor.distance for actor in actors)
        quoted = any(token.text in quotes for token in tokens)
        self.numbers = (float(here), float(len(tokens)), float(min(index, 30)), float(quoted), float(pairs))

    def of_word(
        self, relation: int, token: Token, chances: NDArray[np.float32], known: tuple[int, ...], second: int
    ) -> tuple[float, ...]:
        """What a word looks like."""
        other = float(self.best[-2, relation]) if len(self.best) > 1 else 0.0
        by_rule = relation in self.told.triggers.get((self.context.sentence.index, token.i), ())
        return (
            float(chances[relation]), other, float(chances.max()), self._sum, float(second), float(relation in known),
            float(by_rule),
        )  # fmt: skip

    def of_pair(self, relation: int, one: Actor, other: Actor | None, mutual: bool) -> tuple[float, ...]:
        """What the rules say of two actors."""
        index = self.context.sentence.index
        found = self.told.of(one.key, other.key if other is not None else "", mutual)
        sentences = [place for name, place in found if name == relation]
        return (float(index in sentences), float(bool(sentences)), float(len(found)), float(self.told.counts[index]))


_NOBODY = (0.0, 7.0, 0.0, 5.0, 0.0, 0.0, 9.0, 9.0, 3.0, 50.0)


class _Reach:
    """An actor as seen from a word: the nearest mention, and the way there."""

    def __init__(self, token: Token, actor: Actor, context: SentenceContext) -> None:
        self.actor = actor
        entity, link = actor.entity, actor.links[0]
        up = [token, *token.ancestors]
        ways = []
        for word, found in zip(actor.words, actor.links, strict=False):
            down = [word, *word.ancestors]
            meeting = next((other for other in up if other in down), None)
            if meeting is not None:
                rising, falling = up[: up.index(meeting)], down[: down.index(meeting)]
                distance = abs(word.i - token.i)
                ways.append((1.5 * len(rising) + len(falling) + 0.02 * distance, rising, falling, word, found))
        self.path, steps, side, away, self.word = f"~{actor.distance}", (9.0, 9.0), 2.0, _FAR + 1.0, None
        if ways:
            _, rising, falling, word, link = min(ways, key=lambda way: (way[0], way[3].i))
            self.path = _habit(rising, falling, word, context)
            steps, self.word = (float(len(rising)), float(len(falling))), word
            side, away = float(np.sign(word.i - token.i)), float(min(abs(word.i - token.i), _FAR))
        self.rule, self.link = link.rule, link
        self.sort = f"{entity.kind}{bool(entity.state):d}"
        self.kind = f"{self.sort}{link.mention.kind}{actor.distance}"
        self.numbers = (
            float(bool(entity.state)), float(actor.distance), float(actor.topic), float(actor.rank),
            float(min(actor.named, 12)), link.score, *steps, side, away,
        )  # fmt: skip


def _habit(rising: list[Token], falling: list[Token], word: Token, context: SentenceContext) -> str:
    if len(rising) + len(falling) > _STEPS:
        return f"far{len(rising) > len(falling):d}"
    case = context.case_of(word) if falling else ""
    return "/".join((*(f"^{t.dep_}" for t in rising), *(t.dep_ for t in reversed(falling)), case))


def _kind_in_words(found: re.Match[str]) -> str:
    kind, state, mention, distance = found.groups()
    words = f"{kind} {'of a' if state == '1' else 'without'} state"
    if not mention:
        return words
    place = {"0": "here", "1": "in the sentence before", "2": "two sentences before"}.get(distance, "elsewhere")
    return f"{words}, by {mention}, {place}"


def _between(one: _Reach, other: _Reach | None) -> tuple[float, float]:
    if other is None or one.word is None or other.word is None:
        return 0.0, _FAR + 1.0
    apart = one.word.i - other.word.i
    return float(np.sign(apart)), float(min(abs(apart), _FAR))


def _pairs(actors: Sequence[Actor]) -> Iterator[tuple[int, int | None]]:
    """Ordered pairs of two who are not of one state, one of them in the sentence; and each in it alone."""
    for i, one in enumerate(actors):
        for j, other in enumerate(actors):
            if i != j and not (one.distance and other.distance) and one.key != other.key:
                yield i, j
        if not one.distance:
            yield i, None


def _tried(
    relation: int, words: Sequence[tuple[Token, NDArray[np.float32], tuple[int, ...]]], scene: _Scene
) -> list[tuple[Token, NDArray[np.float32], tuple[int, ...]]]:
    """The words that may tell of a relation, the likeliest first, and those that a rule took for it."""
    ranked = sorted(words, key=lambda word: (-word[1][relation], word[0].i))[:_WORDS]
    least = max(LEAST, _SECOND * float(ranked[0][1][relation]))
    found = [word for word in ranked if word[1][relation] >= least]
    index = scene.context.sentence.index
    by_rule = (w for w in words if relation in scene.told.triggers.get((index, w[0].i), ()))
    return found + [word for word in by_rule if word not in found][:_WORDS]
