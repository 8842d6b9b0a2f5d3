"""A description of a state or of one of its organs enters; the state that it means where no name says it leaves.

"El régimen" after "el régimen de Corea del Norte", "ese país" after Singapur, and, where nothing nearer is found, "la
policía" of the state that the article is about or is written from.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.resolve.readings import Readings
from graph_builder.vocabulary import Vocabulary, WordClass

_AT_HAND = 1  # sentences that "ese país" may go back


class Organs:
    """The states that one article speaks of without a name."""

    def __init__(self, vocabulary: Vocabulary, entities: dict[str, Entity], readings: Readings) -> None:
        self._vocabulary = vocabulary
        self._entities = entities
        self._readings = readings

    def named_before(self, mention: Mention, links: Iterable[Link]) -> Link | None:
        """ "El ministerio", after "el ministerio de Exteriores norcoreano": the organ of that kind named last.

        Args:
            mention: a description without a name.
            links: those before it, the nearest first.
        """
        for link in links if self._is_bare_organ(mention) else ():
            if link.mention.head == mention.head and link.rule == "organ of a state":
                return Link(mention, link.entities, "organ of that kind named last", 0.6, link.mention.text)
        return None

    def pointed_at(self, mention: Mention, links: Iterable[Link]) -> Link | None:
        """ "Ese país": the state named last that is not the subject of the same sentence."""
        pointing = self._readings.word_before(mention) in self._vocabulary.profile.demonstratives
        if not pointing or not self._vocabulary.lexicon.is_a(mention.head, "polity") or " " in mention.text:
            return None
        for link in links:
            here = link.mention.sentence == mention.sentence
            entity = self._entities.get(link.entities[0]) if len(link.entities) == 1 else None
            state = entity is not None and entity.kind is EntityKind.COUNTRY
            if state and mention.sentence - link.mention.sentence <= _AT_HAND and not (here and link.mention.topic):
                return Link(mention, link.entities, "state named last", 0.6, link.mention.text)
        return None

    def of_article(self, mention: Mention) -> Link | None:
        """ "Las autoridades", "la policía", "el Ejército": of the state that the article is about or written from."""
        organs: WordClass = "common_organs" if mention.plural else "common_organ"
        if not self._is_bare_organ(mention) or not self._vocabulary.lexicon.is_a(mention.head, organs):
            return None
        about = self._readings.main_state()
        if about:
            return Link(mention, (about,), "organ of the state that the article is about", 0.5, about)
        written_from = self._readings.dateline_state()
        return (
            Link(mention, (written_from,), "organ of the dateline's state", 0.4, written_from) if written_from else None
        )

    def _is_bare_organ(self, mention: Mention) -> bool:
        return self._vocabulary.lexicon.is_a(mention.head, "organ") and " " not in mention.text
