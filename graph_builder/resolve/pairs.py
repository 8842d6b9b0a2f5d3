"""A plural description enters; the two states or office holders that it takes up leave: "ambos países"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.resolve.discourse import Discourse
from graph_builder.resolve.offices import Offices
from graph_builder.resolve.readings import Readings
from graph_builder.vocabulary import Vocabulary

_PAIR = 2
_REACH = 3  # sentences that the two may be back


class Pairs:
    """The two that one article speaks of together.

    Args:
        vocabulary: the closed classes of words.
        entities: of the article; may grow.
        readings: knows the words around a mention.
        offices: who holds which.
    """

    def __init__(
        self, vocabulary: Vocabulary, entities: dict[str, Entity], readings: Readings, offices: Offices
    ) -> None:
        self._vocabulary, self._entities, self._readings, self._offices = vocabulary, entities, readings, offices

    def is_told_apart(self, mention: Mention) -> bool:
        """ "Países europeos", "los países miembros de X" are not the two spoken of, "las dos potencias" are."""
        profile, words = self._vocabulary.profile, mention.text.lower().split()
        *_, article, before = ("", "", *self._readings.words_before(mention))
        if not profile.both_determiners.isdisjoint((*words, before, article)):
            return False
        if not self._vocabulary.lexicon.is_a(mention.head, "polity", "office"):
            return len(words) > 1  # "bilateral", "las partes"
        definite = before in profile.name_words | profile.possessives | profile.demonstratives
        after = self._readings.word_after(mention)
        restricted = after in profile.relative_pronouns or self._vocabulary.lexicon.is_a(after, "restricting")
        return len(words) > 1 or not definite or restricted or self._vocabulary.lexicon.is_a(article, "quantifier")

    def both(self, mention: Mention, discourse: Discourse, office: bool) -> Link | None:
        """Two states spoken of nearby, or two holders of an office: of several, the two that are named most."""
        if office:
            people = self._two(mention, discourse, lambda link: self._persons_of(link, mention))
            if people is not None:
                return people
        return self._two(mention, discourse, self.states_of)

    def _two(self, mention: Mention, discourse: Discourse, of: Callable[[Link], tuple[str, ...]]) -> Link | None:
        nearby: list[str] = []
        for link in discourse.recent(mention, reach=_REACH):
            nearby += [actor for actor in of(link) if actor not in nearby]
        if len(nearby) < _PAIR:
            return None
        named = Counter(actor for link in discourse.linked for actor in of(link))
        chosen = sorted(nearby, key=lambda actor: (-named[actor], nearby.index(actor)))[:_PAIR]
        return Link(mention, tuple(sorted(chosen)), "the two spoken of most", 0.8, " ".join(chosen))

    def _persons_of(self, link: Link, title: Mention) -> tuple[str, ...]:
        """The persons of a link who can bear a title."""
        people = filter(self._is_person, link.entities)
        return tuple(person for person in people if not self._offices.holds_other(title, person))

    def states_of(self, link: Link) -> tuple[str, ...]:
        """The states of a link's actors."""
        states = (self._entities[identifier].state for identifier in link.entities if identifier in self._entities)
        return tuple(dict.fromkeys(state for state in states if state in self._entities))

    def _is_person(self, identifier: str) -> bool:
        entity = self._entities.get(identifier)
        return entity is not None and entity.kind is EntityKind.PERSON
