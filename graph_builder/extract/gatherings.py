"""Gatherings that a sentence describes, for "la cumbre" in a later one to go back to.

"La cumbre de la Alianza del Pacífico comenzó en Cali. Asistieron ...": the first sentence tells of no event, but the
second takes up what it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.descriptions import thing_of
from graph_builder.model import Mention


def find_gatherings(context: SentenceContext) -> Iterator[Mention]:
    """Yield descriptions of gatherings that tell which one is meant: by the name of a place or body."""
    for token in context.tokens(attrgetter("is_gathering")):
        inside = [context.names[part.i] for part in token.subtree if part.i in context.names]
        told = inside and not context.is_name(token) and not any(name.label == "PER" for name in inside)
        if told and not _has_sides(token, context):
            yield thing_of(token, context)


def _has_sides(noun: Token, context: SentenceContext) -> bool:
    """A meeting of somebody with somebody is no gathering that others take part in: "la cita con X"."""
    profile = context.vocabulary.profile
    return any(context.case_of(part) in {profile.comitative, profile.between} for part in noun.subtree)
