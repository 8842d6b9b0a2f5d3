"""The named mentions of one article enter; which known or new entity each one is leaves.

Gazetteer first; persons and organisations that no list holds become entities of their own, a short form going
to the full name of the same article ("Medvedev" -> "Dmitri Medvedev").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.resolve.appositions import Appositions
from graph_builder.resolve.labels import agreed_labels
from graph_builder.resolve.organisations import Organisations
from graph_builder.resolve.readings import Readings
from graph_builder.resolve.spelling import Match, Spelling, entity_id, same_first_name, slug
from graph_builder.vocabulary import Vocabulary

NEW_KINDS = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANIZATION, "MISC": EntityKind.ORGANIZATION}
PLACE = "LOC"
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class NameLinks:
    """Links of named mentions, and the entities that no list holds."""

    links: dict[Mention, Link]
    new: dict[str, Entity]
    introduced: dict[str, str]  # abbreviation that the article explains -> the actor
    votes: Counter[tuple[str, str]]  # name that no list holds, and its label; a city's where it stands as one


def link_names(
    mentions: list[Mention], acting: set[Mention], readings: Readings, spelling: Spelling, vocabulary: Vocabulary
) -> NameLinks:
    """Link every named mention of one article that can be linked.

    Args:
        mentions: the named mentions, in reading order.
        acting: mentions that take part in an event.
        readings: what the article's names mean.
        spelling: knows the persons of the gazetteer.
        vocabulary: the gazetteer and the classes of words.
    """
    return _Linker(mentions, acting, readings, spelling, vocabulary).links()


class _Linker:
    def __init__(
        self, mentions: list[Mention], acting: set[Mention], readings: Readings, spelling: Spelling, v: Vocabulary
    ) -> None:
        self._mentions, self._acting, self._readings, self._spelling = mentions, acting, readings, spelling
        self._vocabulary, self._gazetteer = v, v.gazetteer
        self._organisations = Organisations(readings, v)
        self._appositions = Appositions(mentions, readings, v)
        self._new: dict[str, Entity] = {}
        known = frozenset(m.text for m in mentions if v.gazetteer.readings(m.text))
        self._labels = agreed_labels(mentions, readings.text, v.profile.list_words, known, spelling)
        pairs = [(one, other) for one, other in pairwise(mentions) if readings.abbreviates(other, one)]
        pairs = [(one, other) for one, other in pairs if self._labels[one] != "PER"]
        self._pairs = [(other, one) for one, other in pairs]
        self._full = {other.text: one for one, other in pairs}
        self._short = {one.text: other for one, other in pairs}
        self._own = {other.text for one, other in pairs if self._is_namesake(one.text, other.text)}
        self._persons = [m for m in mentions if self._labels[m] == "PER" or self._known_person(m.text)]

    def links(self) -> NameLinks:
        found = {mention: self._link(mention) for mention in self._mentions}
        links = {mention: link for mention, link in found.items() if link is not None}
        introduced = {other.text: links[one].entities[0] for other, one in self._pairs if one in links}
        return NameLinks(links, self._new, introduced, self._votes())

    def _votes(self) -> Counter[tuple[str, str]]:
        unlisted = (mention for mention in self._mentions if not self._gazetteer.readings(mention.text))
        return Counter((slug(mention.text), self._vote(mention)) for mention in unlisted)

    def _vote(self, mention: Mention) -> str:
        label = self._labels[mention]
        return PLACE if label == "PER" and self._readings.is_city(mention) else label

    def _link(self, mention: Mention) -> Link | None:
        known = self._gazetteer.readings(mention.text) if mention.text not in self._own else ()
        family = bool(known) and all(name.kind == "family name" for name in known)
        if not known or family:
            fuller = self._fuller(mention)
            if fuller is not None:
                person = self._person(fuller.text)
                return Link(mention, (person.id,), "partial name", 0.9, fuller.text)
        if known and not (family and self._labels[mention] != "PER"):
            reading = self._readings.of(mention, mention in self._acting)
            if reading.name is None:
                return None
            return Link(mention, (reading.name.entity,), reading.name.kind, reading.score, reading.reason)
        return self._unlisted(mention)

    def _unlisted(self, mention: Mention) -> Link | None:
        """A name that the gazetteer does not hold as it is written."""
        text, label = self._trimmed(mention.text), self._labels[mention]
        if label not in NEW_KINDS or not _looks_like_name(text):
            return None
        inner = self._known_inside(text, label) if mention.text not in self._own else ""
        if inner:
            return Link(mention, (inner,), "name inside a name", 0.7, text)
        if label == "PER":
            if self._is_place(mention):
                return None
            match = self._spelling.person(text)
            if match is not None:
                return Link(mention, (match.entity,), "spelling of a name", match.score, match.reason)
            return Link(mention, (self._person(text).id,), "new name", 0.8, label)
        organ = self._organisations.organ(text, mention)
        if organ is not None:
            return organ
        short, full = self._short.get(mention.text), self._full.get(mention.text)
        own = short is not None and short.text in self._own
        known = self._readings.of_words(short.text).name if short is not None and not own else None
        if known is not None:
            return Link(mention, (known.entity,), "its abbreviation", 0.9, short.text if short is not None else "")
        match = self._spelling.organisation(text) or self._with_its_state(text)
        if match is not None:
            return Link(mention, (match.entity,), "spelling of a name", match.score, match.reason)
        if full is not None:
            link = self._link(full)
            return replace(link, mention=mention, rule="abbreviation of a name") if link is not None else None
        if self._organisations.names_nobody(text):
            return None
        longer = self._longer(mention, text)
        if longer is not None:
            return replace(longer, mention=mention, rule="partial name", reason=longer.mention.text)
        entity = self._organisations.entity_of(text, mention)
        self._new.setdefault(entity.id, entity)
        return Link(mention, (entity.id,), "new name", 0.8, label)

    def _is_namesake(self, full: str, short: str) -> bool:
        """Whether a full name has no word in common with what its abbreviation means elsewhere."""
        if self._gazetteer.readings(full) or self._spelling.organisation(full) is not None:
            return False
        name = self._readings.of_words(short).name
        entity = self._gazetteer.entities.get(name.entity) if name is not None else None
        if entity is None:
            return False
        elsewhere = [self._spelling.telling_words(known) for known in (entity.label, entity.label_en, *entity.aliases)]
        return not any(self._spelling.telling_words(full) & words for words in elsewhere)

    def _longer(self, mention: Mention, text: str) -> Link | None:
        """The organisation that a kind alone takes up, the one named last: "el Observatorio"."""
        if " " in text or text.isupper():
            return None
        before = [m for m in self._mentions if m.span.start < mention.span.start and m.text.startswith(f"{text} ")]
        return self._link(before[-1]) if before else None

    def _trimmed(self, text: str) -> str:
        """A name without the punctuation and the small words that it may have caught at its end."""
        words = _EDGES.sub("", text).split()
        while words and words[-1] in self._vocabulary.profile.trailing_words:
            words.pop()
        return _EDGES.sub("", " ".join(words))

    def _known_inside(self, text: str, label: str) -> str:
        """The known actor of a name that caught a word before it: "Rechaza Ecuador", "Defensa Pete Hegseth"."""
        lexicon = self._vocabulary.lexicon
        first, _, rest = text.partition(" ")
        caught = (first.lower(), "VERB") in lexicon.forms or lexicon.is_a(first, "portfolio_name")
        found = (self._readings.of_words(words).name for words in (text, rest if caught else ""))
        names = (name for name in found if name is not None)
        return next((name.entity for name in names if label == "PER" or name.kind != "family name"), "")

    def _is_place(self, mention: Mention) -> bool:
        """Whether a name that the pipeline took for a person stands where a place does: "en Homs"."""
        return self._readings.word_before(mention) in self._vocabulary.profile.locatives

    def _known_person(self, text: str) -> bool:
        return any(self._is_person(name.entity) for name in self._gazetteer.named(text))

    def _is_person(self, identifier: str) -> bool:
        entity = self._gazetteer.entities.get(identifier)
        return entity is not None and entity.kind is EntityKind.PERSON

    def _fuller(self, mention: Mention) -> Mention | None:
        """The longer name that a short one takes up: the last one before it, else the only one of the article."""
        if self._labels[mention] not in NEW_KINDS and not self._gazetteer.readings(mention.text):
            return None
        parts = self._spelling.key(mention.text).split("-")
        longer = [m for m in self._persons if _is_part(parts, self._spelling.key(m.text).split("-"))]
        before = [m for m in longer if m.span.start < mention.span.start]
        if before:
            nearest = before[-1]
            return max((m for m in before if self._spell_one(m, nearest)), key=lambda m: (len(m.text), -m.span.start))
        if longer and all(self._spell_one(m, longer[0]) for m in longer):
            return max(longer, key=lambda m: (len(m.text), -m.span.start))
        return None

    def _spell_one(self, one: Mention, other: Mention) -> bool:
        """Whether two long names can be one person's: one holds the other, or their first names are alike."""
        first, second = self._spelling.key(one.text).split("-"), self._spelling.key(other.text).split("-")
        return first == second or _is_part(first, second) or _is_part(second, first) or (
            first[1:] == second[1:] and same_first_name(first[0], second[0])
        )  # fmt: skip

    def _person(self, text: str) -> Entity:
        named = self._readings.of_words(text).name
        if named is not None and self._is_person(named.entity):
            return self._gazetteer.entities[named.entity]
        match = self._spelling.person(text)
        if match is not None:
            return self._gazetteer.entities[match.entity]
        same = next((e for e in self._new.values() if self._same_person(e, text)), None)
        identifier = same.id if same is not None else entity_id(EntityKind.PERSON, text)
        if identifier in self._gazetteer.entities:
            return self._gazetteer.entities[identifier]
        entity = self._new.get(identifier) or Entity(identifier, EntityKind.PERSON, text)
        if not entity.state:
            entity = replace(entity, state=self._state_of_person(text))
        self._new[identifier] = entity
        return entity

    def _same_person(self, entity: Entity, text: str) -> bool:
        return entity.kind is EntityKind.PERSON and self._spelling.key(entity.label) == self._spelling.key(text)

    def _state_of_person(self, text: str) -> str:
        """The state beside any mention of the person, else that of a demonym, else of "de STATE"."""
        parts = self._spelling.key(text).split("-")
        keys = ((mention, self._spelling.key(mention.text).split("-")) for mention in self._persons)
        mentions = [m for m, key in keys if key == parts or _is_part(key, parts)]
        beside = next(filter(None, map(self._appositions.state_of, mentions)), "")
        if beside:
            return beside
        hints = [hint for m in mentions for hint in m.modifiers]
        peoples = [hint for hint in hints if hint in self._gazetteer.demonyms]
        owners = [hint for hint in hints if not self._known_person(hint)]
        return next(filter(None, map(self._readings.state_of, (*peoples, *owners))), "")

    def _with_its_state(self, text: str) -> Match | None:
        """A known organisation with its state's name after it: "Agencia de Seguridad Nacional de Estados Unidos"."""
        words = text.split()
        state = self._organisations.state_said(words[1:])
        for size in range(len(words) - 1, 1, -1) if state else ():
            name = self._readings.of_words(self._trimmed(" ".join(words[:size]))).name
            if name is not None and self._gazetteer.entities[name.entity].state == state:
                return Match(name.entity, 0.9, name.surface)
        return None


def _looks_like_name(text: str) -> bool:
    return (text[:1].isupper() and any(c.islower() for c in text)) or (text.isupper() and 2 <= len(text) <= 12)


def _is_part(short: list[str], full: list[str]) -> bool:
    """ "Medvedev" or "Choe Son-hui" inside a longer name, as words in the same order."""
    words = iter(full)
    return len(short) < len(full) and all(word in words for word in short)
