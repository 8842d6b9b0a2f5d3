"""The named mentions of one article enter; which known or new entity each one is leaves.

Gazetteer first; persons and organisations that no list holds become entities of their own, a short form going
to the full name of the same article ("Medvedev" -> "Dmitri Medvedev").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.vocabulary import Gazetteer
from graph_builder.vocabulary.gazetteer import Name

_SCORES = {
    "name": 1.0,
    "abbreviation": 1.0,
    "metonym": 0.95,
    "capital": 0.9,
    "armed forces": 0.95,
    "historical name": 0.8,
    "family name": 0.9,
}
_NEW_KINDS = {"PER": EntityKind.PERSON, "ORG": EntityKind.ORGANIZATION, "MISC": EntityKind.ORGANIZATION}
_PREFIXES = {
    EntityKind.PERSON: "per",
    EntityKind.ORGANIZATION: "org",
    EntityKind.AGREEMENT: "agr",
    EntityKind.GATHERING: "gat",
    EntityKind.GROUP: "grp",
    EntityKind.COUNTRY: "state",
}


@dataclass(frozen=True, slots=True)
class NameLinks:
    """Links of named mentions, and the entities that no list holds."""

    links: dict[Mention, Link]
    new: dict[str, Entity]


def slug(text: str) -> str:
    """A flat local name: lower case, ASCII, hyphens.

    >>> slug("Vladímir Putin")
    'vladimir-putin'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:80] or "x" + text.encode().hex()[:16]


def entity_id(kind: EntityKind, text: str) -> str:
    """Local name of an entity that no list holds, e.g. `per-fiona-hill`."""
    return f"{_PREFIXES[kind]}-{slug(text)}"


def link_names(mentions: list[Mention], gazetteer: Gazetteer) -> NameLinks:
    """Link every named mention of one article that can be linked."""
    links: dict[Mention, Link] = {}
    new: dict[str, Entity] = {}
    persons = _full_names(mentions, gazetteer)
    context = context_of(mentions, gazetteer)
    for mention in mentions:
        known = gazetteer.named(mention.text)
        full = persons.get(mention.text)
        if full and (not known or all(name.kind == "family name" for name in known)) and full != mention.text:
            entity = _person(full, mentions, gazetteer, new)
            links[mention] = Link(mention, (entity.id,), "partial name", 0.9, full)
        elif known:
            name, score = _choose(known, context, needs_context=gazetteer.needs_context(mention.text))
            if name is not None:
                links[mention] = Link(mention, (name.entity,), name.kind, score, name.surface)
        elif mention.label in _NEW_KINDS and _looks_like_name(mention.text):
            if mention.label == "PER":
                entity = _person(mention.text, mentions, gazetteer, new)
            else:
                entity = _organisation(mention, gazetteer)
                new.setdefault(entity.id, entity)
            links[mention] = Link(mention, (entity.id,), "new name", 0.8, mention.label)
    return NameLinks(links, new)


def state_of_hint(hint: str, gazetteer: Gazetteer, context: Counter[str]) -> str:
    """The state that a demonym or a name after "de" points to, or ""."""
    readings = gazetteer.demonyms.get(hint, ())
    if readings:
        best = max(readings, key=lambda d: (context[d.state], d.state == readings[0].state))
        doubtful = gazetteer.needs_context(hint) and not context[best.state]  # "campesinos indios"
        return "" if doubtful else best.state
    name, _ = _choose(gazetteer.named(hint), context, needs_context=gazetteer.needs_context(hint))
    return gazetteer.entities[name.entity].state if name is not None and name.entity in gazetteer.entities else ""


def _looks_like_name(text: str) -> bool:
    return (text[:1].isupper() and any(c.islower() for c in text)) or (text.isupper() and 2 <= len(text) <= 12)


def context_of(mentions: list[Mention], gazetteer: Gazetteer) -> Counter[str]:
    """How often each state is named without doubt: what decides between the readings of an ambiguous name."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        names = gazetteer.named(mention.text)
        if len(names) == 1 and names[0].entity in gazetteer.entities:
            counts[gazetteer.entities[names[0].entity].state] += 1
        for hint in mention.modifiers:
            readings = gazetteer.demonyms.get(hint, ())
            if len(readings) == 1 and not gazetteer.needs_context(hint):
                counts[readings[0].state] += 1
    return counts


def _choose(
    names: tuple[Name, ...], context: Counter[str], *, needs_context: bool = False
) -> tuple[Name | None, float]:
    if needs_context and not any(context[name.entity] for name in names):
        return None, 0.0
    if len(names) == 1:
        return names[0], _SCORES[names[0].kind]
    ranked = sorted(names, key=lambda n: (-context[n.entity], -_SCORES[n.kind], n.entity))
    if len(ranked) > 1 and context[ranked[0].entity] > context[ranked[1].entity]:
        return ranked[0], 0.7
    if len(ranked) > 1 and _SCORES[ranked[0].kind] > _SCORES[ranked[1].kind]:
        return ranked[0], 0.6
    return None, 0.0


def _full_names(mentions: list[Mention], gazetteer: Gazetteer) -> dict[str, str]:
    """Short person names -> the one longer name of the article that ends or begins with them."""
    texts = Counter(m.text for m in mentions if m.label == "PER")
    known = {m.text for m in mentions for n in gazetteer.named(m.text) if n.entity.startswith("per-")}
    longest = sorted(set(texts) | known, key=lambda t: (-len(t.split()), t))
    found: dict[str, str] = {}
    for short in longest:
        parts = slug(short).split("-")
        fuller = [
            full
            for full in longest
            if len(slug(full).split("-")) > len(parts) and _is_part(parts, slug(full).split("-"))
        ]
        identities = {slug(full).split("-")[-1] for full in fuller}
        if fuller and len(identities) == 1:
            found[short] = fuller[0]
    return found


def _is_part(short: list[str], full: list[str]) -> bool:
    """ "Medvedev" or "Choe Son-hui" inside a longer name, as words in the same order."""
    words = iter(full)
    return all(word in words for word in short)


def _person(text: str, mentions: list[Mention], gazetteer: Gazetteer, new: dict[str, Entity]) -> Entity:
    known = [n for n in gazetteer.named(text) if n.entity.startswith("per-")]
    if len(known) == 1:
        return gazetteer.entities[known[0].entity]
    identifier = entity_id(EntityKind.PERSON, text)
    if identifier in gazetteer.entities:
        return gazetteer.entities[identifier]
    entity = new.get(identifier)
    if entity is None:
        entity = Entity(identifier, EntityKind.PERSON, text)
    if not entity.state:
        context = context_of(mentions, gazetteer)
        parts = slug(text).split("-")
        for mention in mentions:
            if mention.label == "PER" and _is_part(slug(mention.text).split("-"), parts):
                state = next(filter(None, (state_of_hint(h, gazetteer, context) for h in mention.modifiers)), "")
                if state:
                    entity = replace(entity, state=state)
                    break
    new[identifier] = entity
    return entity


def _organisation(mention: Mention, gazetteer: Gazetteer) -> Entity:
    """A new organisation; its state is the one that its name or an adjective in it says."""
    state = ""
    for hint in (*mention.modifiers, *mention.text.split()):
        readings = gazetteer.demonyms.get(hint.lower(), ())
        if len(readings) == 1:
            state = readings[0].state
            break
    return Entity(entity_id(EntityKind.ORGANIZATION, mention.text), EntityKind.ORGANIZATION, mention.text, state=state)
