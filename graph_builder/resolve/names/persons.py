"""Rules on the names of persons: short forms, other spellings, persons whom no list holds."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.model import Entity, EntityKind, Mention
from graph_builder.resolve.names.article_names import ArticleNames, NamedMention
from graph_builder.resolve.names.labels import NEW_KINDS
from graph_builder.resolve.rules import NOBODY, Referent
from graph_builder.resolve.spelling import entity_id, same_first_name


def person_named_in_full(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Medvedev", where the article also says "Dmitri Medvedev"."""
    fuller = _fuller(name.mention, names) if not name.listed or name.only_family else None
    return _person(fuller.text, fuller.text, names) if fuller is not None else None


def stands_as_place(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "En Homs": what the pipeline took for a person stands where a place does, and is no actor."""
    before = names.context.wording.word_before(name.mention)
    return NOBODY if before in names.vocabulary.profile.locatives else None


def listed_person_spelt_otherwise(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Vladímir Zelenskyy" for "Volodímir Zelenski"; surer where the whole name is spelt alike."""
    match = names.spelling.person(name.text)
    return Referent((match.entity,), match.reason, score=match.score) if match is not None else None


def new_person(name: NamedMention, names: ArticleNames) -> Referent | None:
    """ "Fiona Hill": a person whom no list holds."""
    return _person(name.text, name.label, names)


def _fuller(mention: Mention, names: ArticleNames) -> Mention | None:
    """The longer name that a short one takes up: the last one before it, else the only one of the article."""
    if names.labels[mention] not in NEW_KINDS and not names.gazetteer.readings(mention.text):
        return None
    short = names.words(mention.text)
    longer = [(m, words) for m, words in names.persons_with(short[0]) if _is_part(short, words)]
    before = [(m, words) for m, words in longer if m.span.start < mention.span.start]
    if before:
        _, nearest = before[-1]
        return _longest([m for m, words in before if _may_be_one(words, nearest)])
    if longer and all(_may_be_one(words, longer[0][1]) for _, words in longer):
        return _longest([m for m, _ in longer])
    return None


def _longest(mentions: list[Mention]) -> Mention:
    return max(mentions, key=lambda mention: (len(mention.text), -mention.span.start))


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two long names can be one person's: one holds the other, or their first names are alike."""
    holds = one == other or _is_part(one, other) or _is_part(other, one)
    return holds or (one[1:] == other[1:] and same_first_name(one[0], other[0]))


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "Medvedev" or "Choe Son-hui" inside a longer name, as words in the same order."""
    words = iter(full)
    return len(short) < len(full) and all(word in words for word in short)


def _person(text: str, reason: str, names: ArticleNames) -> Referent:
    """The person of a full name: of the gazetteer, else of the article, else a new one; with the state that is told."""
    meant = names.meanings.of_words(text).name
    if meant is not None and names.context.is_person(meant.entity):
        return Referent((meant.entity,), reason)
    match = names.spelling.person(text)
    if match is not None:
        return Referent((match.entity,), reason)
    identifier = names.new_person(text) or entity_id(EntityKind.PERSON, text)
    if identifier in names.gazetteer.entities:
        return Referent((identifier,), reason)
    person = names.entities.get(identifier) or Entity(identifier, EntityKind.PERSON, text)
    if not person.state:
        person = replace(person, state=_state_of(text, names))
    return Referent((identifier,), reason, new=person)


def _state_of(text: str, names: ArticleNames) -> str:
    """The state beside any mention of a person, else that of a demonym, else of "de STATE"."""
    own = names.words(text)
    sharing = {person for word in own for person in names.persons_with(word)}
    alike = [person for person in sharing if person[1] == own or _is_part(person[1], own)]
    mentions = [mention for mention, _ in sorted(alike, key=lambda person: person[0].reading_order)]
    beside = next(filter(None, map(names.adjacent.state_of, mentions)), "")
    if beside:
        return beside
    hints = [hint for mention in mentions for hint in mention.modifiers]
    peoples = [hint for hint in hints if hint in names.gazetteer.demonyms]
    owners = [hint for hint in hints if not names.is_known_person(hint)]
    return next(filter(None, map(names.meanings.state_of, (*peoples, *owners))), "")
