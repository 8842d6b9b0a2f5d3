"""What the rules found in an article, as far as the reader looks at it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations, product

from graph_builder.extract.context import SentenceContext
from graph_builder.model import Entity, Link, Mention, Statement


class Told:
    """The pairs, relations and triggers of statements.

    Args:
        statements: of one article.
        contexts: of its sentences.
        links: of its mentions.
        entities: by id.
        relations: that the reader knows.
    """

    def __init__(
        self,
        statements: Iterable[Statement],
        contexts: Sequence[SentenceContext],
        links: Mapping[Mention, Link],
        entities: Mapping[str, Entity],
        relations: Sequence[str],
    ) -> None:
        self.counts: Counter[int] = Counter()  # statements by sentence
        self.relations: dict[int, set[int]] = defaultdict(set)  # by sentence
        self.triggers: dict[tuple[int, int], set[int]] = defaultdict(set)  # sentence, token of the Doc -> relations
        self._pairs: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)  # -> relation, sentence
        self._links, self._entities = links, entities
        numbers = {name: number for number, name in enumerate(relations)}

        for statement in statements:
            relation = numbers.get(statement.relation)
            if relation is None:
                continue
            self.counts[statement.sentence] += 1
            self.relations[statement.sentence].add(relation)
            sentence = contexts[statement.sentence].sentence
            start, end = sentence.passage.within(statement.trigger)
            words = sentence.tokens.doc.char_span(start, end, alignment_mode="expand")
            for token in words if words is not None else ():
                self.triggers[statement.sentence, token.i].add(relation)
            subjects, objects = (
                {key for mention in side for key in self.keys(mention)}
                for side in (statement.subjects, statement.objects)
            )
            pairs = (
                permutations(subjects, 2) if statement.mutual and not objects else product(subjects, objects or {""})
            )
            for pair in pairs:
                self._pairs[pair].add((relation, statement.sentence))

    def keys(self, mention: Mention) -> tuple[str, ...]:
        """Return the keys of those whom a mention refers to: their states, else themselves."""
        link = self._links.get(mention)
        found = (self._entities[identifier] for identifier in link.entities) if link is not None else ()
        return tuple(entity.state or entity.id for entity in found)

    def of(self, one: str, other: str, either: bool) -> set[tuple[int, int]]:
        """Return relation and sentence of all that is told of two actors, by their keys.

        Args:
            one: who acts.
            other: on whom; "" is nobody.
            either: take what is told of the two in either order.
        """
        found = self._pairs.get((one, other), set())
        return found | self._pairs.get((other, one), set()) if either and other else found
