"""What the judge looks at besides the fact: its article, who is spoken of there, and the other facts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_builder.model import Article, Entity, Fact, Link
from graph_builder.reader.learned import is_learned

_WORD = re.compile(r"\w+")
_SHORT = 80  # words; of so short a text, how many states and facts it has tells nothing of what it is about
_QUOTES = re.compile(r"[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Side:
    """One participant of a fact: who it is, and how the engine came to it."""

    name: str
    state: str
    path: str  # from the trigger
    entity: Entity | None
    link: Link | None


class Scene:
    """One article with all facts that are found in it, those of low probability included."""

    def __init__(
        self, article: Article, facts: Sequence[Fact], links: Iterable[Link], entities: Mapping[str, Entity]
    ) -> None:
        self.article = article
        self.facts = facts
        # What is counted: few of the others are right.
        self.by_rule = [fact for fact in facts if not is_learned(fact.rule)]
        self._entities = entities
        self._links = {link.mention.id: link for link in links}

    @cached_property
    def words(self) -> int:
        """How many words the article has."""
        return len(_WORD.findall(self.article.text))

    @property
    def is_short(self) -> bool:
        """Whether the text is too short for counts over it to tell what kind of article it is."""
        return self.words < _SHORT

    @cached_property
    def states(self) -> Counter[str]:
        """How often each state is referred to, by itself or by somebody who belongs to it."""
        of = (self._entities[e].state for link in self._links.values() for e in link.entities if e in self._entities)
        return Counter(state for state in of if state)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """States by how often they are referred to: the main one has rank 0."""
        ordered = sorted(self.states, key=lambda state: (-self.states[state], state))
        return {state: rank for rank, state in enumerate(ordered)}

    @property
    def share_of_main(self) -> float:
        """The share of the state referred to most often among all references to states."""
        return max(self.states.values()) / self.states.total() if self.states else 0.0

    @cached_property
    def by_sentence(self) -> Counter[int]:
        """How many facts each sentence has."""
        return Counter(fact.sentence for fact in self.by_rule)

    @cached_property
    def by_evidence(self) -> Counter[tuple[int, str]]:
        """How many facts each trigger gave: one that gives many rows gives them all wrong or all right."""
        return Counter((fact.sentence, fact.rule) for fact in self.by_rule)

    @cached_property
    def by_pair(self) -> Counter[tuple[str, ...]]:
        """How many facts tell of each pair of actors, whatever they tell."""
        return Counter(pair_of(fact) for fact in self.by_rule)

    @cached_property
    def by_dyad(self) -> Counter[tuple[str, ...]]:
        """How many facts tell of each pair of actors one relation."""
        return Counter((fact.relation, *pair_of(fact)) for fact in self.by_rule)

    @cached_property
    def finders(self) -> dict[tuple[str, ...], set[str]]:
        """By relation and pair of actors, what found it: kinds of trigger, or the reader."""
        found: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for fact in self.facts:
            found[(fact.relation, *pair_of(fact))].add(fact.rule.partition(":")[0])
        return found

    def sentence(self, fact: Fact) -> str:
        """The words of the sentence that a fact is read from."""
        return fact.sentence_span.of(self.article.text) or fact.evidence

    def is_quoted(self, fact: Fact) -> bool:
        """Whether a fact's evidence begins inside quotation marks that its sentence opens."""
        before = self.article.text[fact.sentence_span.start : fact.start]
        return len(_QUOTES.findall(before)) % 2 == 1

    def subject(self, fact: Fact) -> Side:
        return self._side(fact.subject, fact.subject_id, fact.subject_state, fact.subject_mention, fact.subject_path)

    def object(self, fact: Fact) -> Side | None:
        """The fact's object; None where it has none."""
        if not fact.object_id:
            return None
        return self._side(fact.object, fact.object_id, fact.object_state, fact.object_mention, fact.object_path)

    def _side(self, name: str, identifier: str, state: str, mention: str, path: str) -> Side:
        return Side(name, state, path, self._entities.get(identifier), self._links.get(mention))


def pair_of(fact: Fact) -> tuple[str, ...]:
    """The two actors of a fact in one order, each by state, or where it has none by id."""
    return tuple(sorted((fact.subject_state or fact.subject_id, fact.object_state or fact.object_id)))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case."""
    return (word.lower() for word in _WORD.findall(text))


def scenes(
    articles: Iterable[Article], facts: Iterable[Fact], links: Iterable[Link], entities: Mapping[str, Entity]
) -> Iterator[Scene]:
    """Yield the scene of each article that has facts, in the order of the articles."""
    facts_of: defaultdict[str, list[Fact]] = defaultdict(list)
    links_of: defaultdict[str, list[Link]] = defaultdict(list)
    for fact in facts:
        facts_of[fact.article].append(fact)
    for link in links:
        links_of[link.mention.article].append(link)
    for article in articles:
        if article.id in facts_of:
            yield Scene(article, facts_of[article.id], links_of[article.id], entities)
