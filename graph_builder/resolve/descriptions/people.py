"""People who are known by their description alone: "médicos cubanos", "los extremistas"."""

from __future__ import annotations

from graph_builder.model import Entity, EntityKind, Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.rules import Referent
from graph_builder.resolve.spelling import entity_id


def group(mention: Mention, state: str = "") -> Referent:
    """Return people as an actor: of a state one across articles, of none one within their article."""
    own = mention.text if state else f"{mention.text} {mention.article}"
    identifier = entity_id(EntityKind.GROUP, own)
    return Referent((identifier,), mention.text, new=Entity(identifier, EntityKind.GROUP, mention.text, state=state))


def several_of_an_office(described: Described, context: ArticleContext) -> Referent | None:
    """ "Los ministros chilenos": a group of the state."""
    plural = described.office and described.mention.plural
    return group(described.mention, described.states[0]) if plural else None


def people_of_state(described: Described, context: ArticleContext) -> Referent | None:
    """ "Médicos cubanos", "fuentes de inteligencia surcoreanas", "los rusos": a group of the state."""
    head = described.mention.head
    people = context.is_a(head, "person", "source") or head in context.vocabulary.gazetteer.demonyms
    return group(described.mention, described.states[0]) if people else None


def people_of_no_state(described: Described, context: ArticleContext) -> Referent | None:
    """ "Los extremistas", "los países europeos": a group of this article."""
    mention = described.mention
    people = context.is_a(mention.head, "crowd", "person", "troops")
    parties = mention.plural and " " in mention.text and mention.head in context.vocabulary.profile.both_heads
    restricted = parties and is_restricted(mention, context)
    return group(mention) if people or restricted else None


def known_by_words(described: Described, context: ArticleContext) -> Referent | None:
    """ "El gobierno", "los dirigentes": a group of this article, where it is about no one state."""
    mention = described.original
    acts = context.is_a(mention.head, "organ", "office", "person", "crowd")
    whose = mention.modifiers or described.possessed or context.focus.main_state()
    return group(mention) if acts and not whose else None


def is_restricted(mention: Mention, context: ArticleContext) -> bool:
    """Return whether a plural means others than the two spoken of.

    "Países europeos", "los países miembros de X" do; "las dos potencias", "ambos países", "las partes" do not.
    """
    profile, words = context.vocabulary.profile, mention.text.lower().split()
    *_, article, before = ("", "", *context.wording.words_before(mention))
    if not profile.both_determiners.isdisjoint((*words, before, article)):
        return False
    if not context.is_a(mention.head, "polity", "office"):
        return len(words) > 1  # "bilateral", "las partes"
    definite = before in profile.name_words | profile.possessives | profile.demonstratives
    after = context.wording.word_after(mention)
    restricted = after in profile.relative_pronouns or context.is_a(after, "restricting")
    return len(words) > 1 or not definite or restricted or context.is_a(article, "quantifier")
