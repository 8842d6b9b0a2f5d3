"""Who may take part in what a sentence tells: the actors that it refers to, those before it, and the main states."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.pronouns import personal_pronoun, possessives_of
from graph_builder.extract.syntax.null_arguments import null_subject
from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind
from graph_builder.nlp.syntax import is_finite, verb_has

_SUBJECTS = {"nsubj", "csubj", "expl:pass", "expl:impers", "expl"}
_NOMINAL = {"NOUN", "PROPN", "ADJ", "NUM"}
_REACH = 2  # sentences before
_MAIN = 2  # states that the article names most
_MOST = 12  # actors of one sentence; a list of more tells of none in particular


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """One who may take part, with the places in the sentence that refer to him or her."""

    entity: Entity
    links: tuple[Link, ...]  # in the sentence; of one that it does not name the nearest before
    words: tuple[Token, ...]  # the heads of the mentions in the sentence; empty where it names none
    distance: int  # in sentences: 0 here, 1 and 2 before, 3 the state named most, 4 the next
    topic: bool  # a subject here or shortly before
    rank: int  # 0 and 1 are the main states, 2 and 3 those who belong to them, 4 anybody else
    named: int  # times that the article refers to it by name

    @property
    def key(self) -> str:
        """What makes two actors one side of a fact: their state, else themselves."""
        return self.entity.state or self.entity.id


def more_mentions(context: SentenceContext) -> Iterator[Mention]:
    """Yield all mentions of a sentence, also of whom no rule finds taking part: "el mandatario", a null subject."""
    for token in context.sentence.tokens:
        if token.i in context.names:
            yield from possessives_of(token, context)
        elif token.pos_ in _NOMINAL:
            yield from actors_of(token, context)
            yield from actors_of(token, context, things=True)
            yield from demonyms_beside(token, context)
            yield from possessives_of(token, context)
        elif token.pos_ == "PRON":
            yield from personal_pronoun(token, context)
        elif _lacks_subject(token):
            yield null_subject(token, context)


def _lacks_subject(token: Token) -> bool:
    if token.pos_ != "VERB" or not is_finite(token) or not verb_has(token, "Person", "3"):
        return False
    return not any(child.dep_ in _SUBJECTS for child in token.children)


class Cast:
    """The actors of an article by sentence.

    Args:
        links: of the article's mentions.
        entities: by id.
    """

    def __init__(self, links: Iterable[Link], entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._links: dict[int, dict[str, list[Link]]] = {}
        self._named: Counter[str] = Counter()
        for link in sorted(links, key=lambda link: link.mention.reading_order):
            for identifier in link.entities:
                self._links.setdefault(link.mention.sentence, {}).setdefault(identifier, []).append(link)
                self._count(link.mention, entities[identifier])
        self._places: dict[str, list[int]] = {}  # the sentences that have an actor, in their order
        for place in sorted(self._links):
            for identifier in self._links[place]:
                self._places.setdefault(identifier, []).append(place)
        states = ((key, n) for key, n in self._named.items() if entities[key].kind is EntityKind.COUNTRY)
        self._main = [key for key, _ in sorted(states, key=lambda pair: (-pair[1], pair[0]))[:_MAIN]]

    def actors(self, context: SentenceContext) -> list[Actor]:
        """Return the actors of a sentence: those that it refers to first."""
        index = context.sentence.index
        here = {
            key: [link for link in links if link.mention.kind is not MentionKind.IMPLICIT]
            for key, links in self._links.get(index, {}).items()
        }
        found = [self._actor(key, links, 0, context) for key, links in here.items() if links][:_MOST]
        known = {actor.entity.id for actor in found}
        for distance in range(1, _REACH + 1):
            for key, links in self._links.get(index - distance, {}).items():
                if key not in known:
                    known.add(key)
                    found.append(self._actor(key, links[-1:], distance, context))
        for place, key in enumerate(self._main):
            if key not in known and (link := self._before(key, index)) is not None:
                found.append(self._actor(key, [link], _REACH + 1 + place, context))
        return found

    def _actor(self, key: str, links: list[Link], distance: int, context: SentenceContext) -> Actor:
        entity, index = self._entities[key], context.sentence.index
        near = (link for back in range(_REACH + 1) for link in self._links.get(index - back, {}).get(key, ()))
        words = tuple(_head(link.mention, context) for link in links) if not distance else ()
        rank = self._main.index(key) if key in self._main else 4
        if rank == 4 and entity.state in self._main:
            rank = _MAIN + self._main.index(entity.state)
        topic = any(link.mention.topic for link in near)
        return Actor(entity, tuple(links), words, distance, topic, rank, self._named[key])

    def _before(self, key: str, index: int) -> Link | None:
        """The last mention of an actor before a sentence, else its first."""
        places = self._places.get(key)
        return self._links[places[max(bisect_left(places, index) - 1, 0)]][key][-1] if places else None

    def _count(self, mention: Mention, entity: Entity) -> None:
        if mention.kind in {MentionKind.NAME, MentionKind.DEMONYM} or mention.modifiers:
            self._named.update({key for key in (entity.id, entity.state) if key in self._entities})


def _head(mention: Mention, context: SentenceContext) -> Token:
    """The head of a mention's words; of a null subject its verb."""
    sentence = context.sentence
    start, end = sentence.passage.within(mention.span)
    words = sentence.tokens.doc.char_span(start, max(end, start + 1), alignment_mode="expand")
    return words.root if words is not None else sentence.tokens.root
