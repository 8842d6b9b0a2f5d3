"""Candidates near a mention: the only one that fits, else the one that the sentences before say something of."""

from __future__ import annotations

from collections.abc import Callable

from graph_builder.model import EntityKind, Link, Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.rules import Referent

NEARBY = 1  # sentences that a description that fits many may go back
_INERT = frozenset({EntityKind.AGREEMENT, EntityKind.GATHERING})

Fits = Callable[[str], bool]  # whether an entity can be meant


def only_fitting(mention: Mention, context: ArticleContext, fits: Fits, reach: int = NEARBY) -> Referent | None:
    """Return the only actor nearby that fits."""
    found = _fitting(mention, context, fits, reach)
    if len({link.entities[0] for link in found}) == 1:
        return Referent(found[0].entities, found[0].mention.text)
    return None


def last_fitting_subject(mention: Mention, context: ArticleContext, fits: Fits, reach: int = NEARBY) -> Referent | None:
    """Return the only actor that fits among the subjects of the nearest sentence before that has such subjects."""
    found = _fitting(mention, context, fits, reach)
    subjects = [link for link in found if link.mention.topic and link.mention.sentence < mention.sentence]
    nearest = [link for link in subjects if link.mention.sentence == subjects[0].mention.sentence]
    if len({link.entities[0] for link in nearest}) == 1:
        return Referent(nearest[0].entities, nearest[0].mention.text)
    return None


def acts(link: Link, context: ArticleContext) -> bool:
    """Return whether an actor can be taken up without a word: no treaty, no gathering and no name of a thing."""
    entity = context.entities.get(link.entities[0])
    return entity is not None and entity.kind not in _INERT and link.mention.label != "MISC"


def _fitting(mention: Mention, context: ArticleContext, fits: Fits, reach: int) -> list[Link]:
    recent = context.discourse.recent(mention, reach=reach)
    return [link for link in recent if len(link.entities) == 1 and fits(link.entities[0])]
