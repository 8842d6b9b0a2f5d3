"""Treaties, gatherings and organisations that a statement is about: one by its name, or by its description.

"El Tratado de Tlatelolco", "la III Conferencia sobre ...", "la operación Barkhane"; "en la reunión" takes up the
gathering that the article named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph_builder.model import Entity, EntityKind, ImplicitReason, Link, Mention, MentionKind, Statement
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.rules import NOBODY, Referent, Rule
from graph_builder.resolve.spelling import entity_id
from graph_builder.vocabulary import Vocabulary

_NUMBERS = re.compile(r"\b[IVXLC]+\b|\d+")
_TELLING = 2  # words that two names of one thing share at the least
_TITLE_WORDS = 3  # a gathering's name says in its first words what it is; an anaphor is shorter


@dataclass(frozen=True, slots=True)
class Thing:
    """A mention that is a treaty, a gathering or an organisation by the part that it plays."""

    mention: Mention
    kind: EntityKind

    @property
    def named(self) -> bool:
        return self.mention.kind is MentionKind.NAME


class NamedThings:
    """Which mentions of one article are things, by its statements."""

    def __init__(self, statements: Iterable[Statement], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._kinds = vocabulary.relations.object_kind
        self._relations = {
            mention: statement.relation
            for statement in statements
            if statement.relation in self._kinds
            for mention in statement.objects
            if statement.object_text or mention.kind is MentionKind.NULL or mention.reason is ImplicitReason.TAKEN_UP
        }

    def thing(self, mention: Mention) -> Thing | None:
        """Return a mention as a thing, or None where it is none."""
        relation = self._relations.get(mention)
        if relation is not None:
            return Thing(mention, self._kinds[relation])
        return Thing(mention, EntityKind.GATHERING) if self._is_gathering(mention) else None

    def _is_gathering(self, mention: Mention) -> bool:
        """Whether a mention says that it is a gathering: "III Conferencia ..."."""
        name = mention.kind is MentionKind.NAME
        words = mention.text.split()[:_TITLE_WORDS] if name and mention.label != "PER" else []
        if mention.kind is MentionKind.NOMINAL:
            words = [mention.head]
        lexicon = self._vocabulary.lexicon
        gathers = next((word for word in words if lexicon.is_a(word, "event_gathering")), "")
        organ = name and lexicon.is_a(gathers, "organ")
        return bool(gathers) and not (organ and self._is_assembly(mention.text))

    def _is_assembly(self, name: str) -> bool:
        """Whether a gathering's name is an organ's: "Congreso de la Unión", "Asamblea Nacional", "Congreso peruano"."""
        small, gazetteer = self._vocabulary.profile.trailing_words, self._vocabulary.gazetteer
        words = [word for word in name.split()[1:] if word.lower() not in small]
        is_a = self._vocabulary.lexicon.is_a
        return all(
            is_a(word, "assembly_of") or word.lower() in gazetteer.demonyms or gazetteer.readings(word)
            for word in words
        )


def gathering_named_last(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "En la reunión", "participaron ...": the last gathering with that noun in its words, else the last with a name.

    An object that no word names takes up any gathering.
    """
    mention = thing.mention
    null = not mention.is_expressed
    bare = mention.kind is MentionKind.NOMINAL and len(mention.text.split()) < _TITLE_WORDS and not mention.plural
    if thing.kind is not EntityKind.GATHERING or not (null or bare):
        return None
    entities = context.entities
    named = any_of_them = None
    for link in reversed(context.discourse.spoken_of):
        entity = entities.get(link.entities[0])
        if entity is None or entity.kind is not thing.kind or not link.mention.text:
            continue
        if mention.head and mention.head in link.mention.text.lower().split():
            return Referent(link.entities, link.mention.text)
        named = named or (link if link.mention.kind is MentionKind.NAME else None)
        any_of_them = any_of_them or link
    found = named or (any_of_them if null else None)
    return Referent(found.entities, found.mention.text) if found else None


def too_little_to_be_one(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "La reunión", "ejercicios militares", or no word at all: no one thing."""
    mention = thing.mention
    if not mention.is_expressed:
        return NOBODY
    words = mention.text.split()
    named = thing.named or any(not word.islower() for word in words[1:])  # "la operación Barkhane"
    told = named or mention.modifiers or len(words) > _TITLE_WORDS
    return None if told or thing.kind is not EntityKind.GATHERING else NOBODY


def agreement_named_last(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "Firmaron el acuerdo": the last agreement of that noun, where an article or a demonstrative points back."""
    mention, profile = thing.mention, context.vocabulary.profile
    articles = profile.name_words - profile.list_words - set(profile.contractions.values())
    pointing = context.wording.word_before(mention) in articles | profile.demonstratives | profile.contractions.keys()
    if thing.kind is not EntityKind.AGREEMENT or thing.named or " " in mention.text or not pointing:
        return None
    for link, entity in _spoken_of(thing, context):
        if mention.head in entity.label.lower().split():
            return Referent(link.entities, link.mention.text)
    return None


def told_in_other_words(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "La Cumbre de las Américas" after "la IX Cumbre de las Américas": one has all telling words of the other.

    What the longer wording has besides may be a number or a description, but no other actor: "el tratado con Chile".
    """
    words = context.spelling.telling_words(thing.mention.text)
    for link, entity in _spoken_of(thing, context):
        others = context.spelling.telling_words(entity.label)
        common, more = words & others, words ^ others
        if len(common) < _TELLING or common not in (words, others):
            continue
        longer = thing.mention.text if words > others else entity.label
        numbers = [set(_NUMBERS.findall(text)) for text in (thing.mention.text, entity.label)]
        if not _names_actor(longer, more, context) and (numbers[0] == numbers[1] or not all(numbers)):
            listed = entity.id in context.vocabulary.gazetteer.entities
            new = None if listed or words < others else replace(entity, label=longer)
            return Referent(link.entities, link.mention.text, new=new)
    return None


def _spoken_of(thing: Thing, context: ArticleContext) -> Iterator[tuple[Link, Entity]]:
    """The things of one kind that the article has spoken of, the last first."""
    for link in reversed(context.discourse.spoken_of):
        entity = context.entities.get(link.entities[0])
        if entity is not None and entity.kind is thing.kind:
            yield link, entity


def _names_actor(text: str, words: frozenset[str], context: ArticleContext) -> bool:
    """Whether any of some words of a name means a known actor."""
    known = context.vocabulary.gazetteer
    telling = context.spelling.telling_words
    return any(known.readings(word) for word in text.split() if telling(word) & words)


def thing_by_name(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "Tratado de Tlatelolco": one across articles where the name has three words or is an organisation's."""
    return _thing(thing) if thing.named else None


def thing_by_description(thing: Thing, context: ArticleContext) -> Referent | None:
    """ "Un acuerdo de libre comercio con Chile": one within its article."""
    return _thing(thing) if not thing.named else None


# A row without a name decides that a mention is no actor.
THING_RULES: tuple[Rule[Thing, ArticleContext], ...] = (
    Rule("gathering named last", 0.7, gathering_named_last),
    Rule("", 0.0, too_little_to_be_one),
    Rule("agreement named last", 0.7, agreement_named_last),
    Rule("same thing in other words", 0.7, told_in_other_words),
    Rule("named thing", 0.8, thing_by_name),
    Rule("described thing", 0.8, thing_by_description),
)


def _thing(thing: Thing) -> Referent:
    text = thing.mention.text
    everywhere = thing.kind is EntityKind.ORGANIZATION or (thing.named and len(text.split()) >= _TITLE_WORDS)
    identifier = entity_id(thing.kind, text if everywhere else f"{text} {thing.mention.article}")
    return Referent((identifier,), new=Entity(identifier, thing.kind, text))
