"""Rules on descriptions with a possessive: "su país" is the state of the last subject, "su homólogo" another person."""

from __future__ import annotations

from graph_builder.model import Link
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.nearby import Fits, acts, last_fitting_subject, only_fitting
from graph_builder.resolve.rules import Referent


def only_counterpart(described: Described, context: ArticleContext) -> Referent | None:
    """ "Lavrov recibió a su homólogo": the only other person nearby."""
    fits = _other_person(described, context)
    return only_fitting(described.mention, context, fits) if fits is not None else None


def last_counterpart(described: Described, context: ArticleContext) -> Referent | None:
    """ "Su homólogo", with several others near: the one who was a subject last."""
    fits = _other_person(described, context)
    return last_fitting_subject(described.mention, context, fits) if fits is not None else None


def state_of_last_subject(described: Described, context: ArticleContext) -> Referent | None:
    """ "Su país", "su gobierno": the state of the last subject."""
    owner = _owner(described, context)
    states = context.states_of(owner) if owner is not None else ()
    speaks = context.is_a(described.mention.head, "polity", "organ") and not _is_counterpart(described, context)
    if owner is None or len(states) != 1 or not speaks:
        return None
    return Referent(states, owner.mention.text)


def _other_person(described: Described, context: ArticleContext) -> Fits | None:
    owner = _owner(described, context) if _is_counterpart(described, context) else None
    if owner is None:
        return None
    own = owner.entities
    return lambda key: context.is_person(key) and key not in own


def _is_counterpart(described: Described, context: ArticleContext) -> bool:
    return context.is_a(described.mention.head, "counterpart")


def _owner(described: Described, context: ArticleContext) -> Link | None:
    recent = context.discourse.recent(described.mention)
    return next((link for link in recent if link.mention.topic and acts(link, context)), None)
