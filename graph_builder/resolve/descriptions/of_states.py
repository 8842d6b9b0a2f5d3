"""Rules on descriptions that name a state or an organisation: "el Gobierno de Chile", "una misión de la ONU"."""

from __future__ import annotations

from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described, organisation_named
from graph_builder.resolve.rules import Referent

_REACH = 4  # sentences that a person may go back whom a demonym takes up


def several_states(described: Described, context: ArticleContext) -> Referent | None:
    """ "Los presidentes de Kenia y Uganda": the states."""
    several = described.mention.plural and len(described.states) > 1
    return Referent(described.states, described.reason) if several else None


def organ_or_territory(described: Described, context: ArticleContext) -> Referent | None:
    """ "El Gobierno de Chile", "la isla de Cuba", "tropas rusas": the state."""
    speaks = context.is_a(described.mention.head, "organ", "polity", "troops")
    return Referent(described.states[:1], described.reason) if speaks else None


def last_person_by_demonym(described: Described, context: ArticleContext) -> Referent | None:
    """ "El estadunidense": the last person of that state."""
    vocabulary, mention = context.vocabulary, described.mention
    articles = vocabulary.profile.name_words | vocabulary.profile.contractions.keys()
    if mention.head not in vocabulary.gazetteer.demonyms or mention.plural:
        return None
    for link in context.discourse.recent(mention, reach=_REACH) if _follows(articles, described, context) else ():
        person = link.entities[0]
        if context.is_person(person) and context.entities[person].state == described.states[0]:
            return Referent((person,), link.mention.text)
    return None


def thing_of_actor(described: Described, context: ArticleContext) -> Referent | None:
    """ "Planes de la OTAN en Siria": the organisation, where another actor than the state is named."""
    owner = organisation_named(described.mention, context)
    return Referent((owner,), described.reason) if owner and owner not in described.states else None


def thing_of_state(described: Described, context: ArticleContext) -> Referent | None:
    """ "Misiles norcoreanos": the state."""
    return Referent(described.states[:1], described.reason)


def of_organisation(described: Described, context: ArticleContext) -> Referent | None:
    """ "Una misión de la ONU": the organisation."""
    return Referent((described.organisation,), described.reason)


def _follows(words: frozenset[str], described: Described, context: ArticleContext) -> bool:
    return context.wording.word_before(described.mention) in words
