"""Rules on nouns that can mean an actor nearby: "el régimen", "la nación africana", "la isla", "la alianza"."""

from __future__ import annotations

from graph_builder.model import EntityKind
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.nearby import NEARBY, Fits, last_fitting_subject, only_fitting
from graph_builder.resolve.rules import Referent
from graph_builder.vocabulary.reference import STATE, Description

_FEW = 3  # sentences that a description that fits few actors may go back


def one_state(described: Described, context: ArticleContext) -> Referent | None:
    """ "El gigante asiático", "el bloque comunitario": the only state or organisation that it can mean."""
    meant = _meant(described, context)
    one = meant is not None and len(meant.states) == 1
    return Referent(tuple(meant.states), described.mention.text) if meant is not None and one else None


def only_actor(described: Described, context: ArticleContext) -> Referent | None:
    """ "La nación africana": the only actor nearby that it can mean."""
    meant = _meant(described, context)
    if meant is None:
        return None
    return only_fitting(described.mention, context, _fits(described, meant, context), _reach(meant))


def last_actor(described: Described, context: ArticleContext) -> Referent | None:
    """ "La isla", of several that it can mean: the one that was a subject last."""
    meant = _meant(described, context)
    if meant is None:
        return None
    return last_fitting_subject(described.mention, context, _fits(described, meant, context), _reach(meant))


def only_actor_named_after(described: Described, context: ArticleContext) -> Referent | None:
    """ "La isla pidió ayuda, dijo el canciller de Cuba": the only actor that the sentence names later and that fits."""
    mention, meant = described.mention, _meant(described, context)
    if meant is None or not meant.states:
        return None
    fits = _fits(described, meant, context)
    later = (
        n for n in context.discourse.names if n.mention.sentence == mention.sentence and n.mention.span > mention.span
    )
    found = [link for link in later if len(link.entities) == 1 and fits(link.entities[0])]
    one = len({link.entities[0] for link in found}) == 1
    return Referent(found[0].entities, found[0].mention.text) if one else None


def _meant(described: Described, context: ArticleContext) -> Description | None:
    """What a description can mean; an adjective of a region leaves the region's states only."""
    head, words = described.mention.head, frozenset(described.mention.text.lower().split())
    reference = context.vocabulary.reference
    row = next((row for row in reference.descriptions.get(head, ()) if not row.words or row.words & words), None)
    if row is None:
        bare_organ = len(words) == 1 and context.is_a(head, "organ")
        if not bare_organ and not context.is_a(head, "polity"):
            return None
        row = Description(frozenset(), frozenset({STATE}), frozenset())
    regions = [reference.regions[word] for word in sorted(words & reference.regions.keys())]
    if not regions or row.words:
        return row
    states = frozenset.intersection(*regions)
    return Description(frozenset(), row.kinds, states & row.states if row.states else states)


def _fits(described: Described, meant: Description, context: ArticleContext) -> Fits:
    kinds, head = context.vocabulary.gazetteer.organization_kinds, described.mention.head

    def fits(identifier: str) -> bool:
        entity = context.entities.get(identifier)
        if entity is None:
            return False
        if entity.kind is EntityKind.COUNTRY:
            return STATE in meant.kinds and (not meant.states or entity.state in meant.states)
        if entity.kind is not EntityKind.ORGANIZATION:
            return False
        kind = kinds.get(identifier)
        return kind in meant.kinds or (kind is None and head in entity.label.lower().split())

    return fits


def _reach(meant: Description) -> int:
    return _FEW if meant.states or STATE not in meant.kinds else NEARBY
