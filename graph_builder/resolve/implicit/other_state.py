"""The rule on whom a stance is at where its sentence does not say so: the other state that is spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile

from graph_builder.model import EntityKind, Link, Mention, MentionKind, Statement
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.implicit.part import ImplicitPart
from graph_builder.resolve.rules import Referent

_ACTING = {EntityKind.COUNTRY, EntityKind.PERSON, EntityKind.GROUP}
_REACH = 2  # sentences that the other state may go back
_MUCH = 3  # times that a state of a sentence before must be named


def other_state(part: ImplicitPart, context: ArticleContext) -> Referent | None:
    """ "«Es una agresión», dijo el canciller sobre los vuelos de X": X, the state besides the speaker's own.

    Of several in the sentence a subject is meant before the nearest to the word that shows the stance; in a sentence
    before it is the only one, and none is named more in the article. Where another statement of the sentence tells of
    the two, nothing is added to it, unless the relation holds without an object too.
    """
    mention, stance, links = part.mention, part.statement, context.discourse.links
    own = _states(stance.subjects, context)
    two_sided = stance.relation not in context.vocabulary.relations.one_sided

    def others(mentions: Iterable[Mention]) -> dict[Mention, set[str]]:
        eligible = (m for m in mentions if not (two_sided and _is_in_theme(m, stance)))
        return {m: found for m in eligible if (found := _states((m,), context) - own)}

    back = takewhile(lambda m: mention.sentence - m.sentence <= _REACH, reversed(links))
    near = others(m for m in back if m.sentence <= mention.sentence)
    if not own or not near:
        return None
    nearest = max(m.sentence for m in near)
    spoken_of = {m: found for m, found in near.items() if m.sentence == nearest}
    if nearest < mention.sentence:
        only = set.union(*spoken_of.values())
        if len(only) > 1 or not _is_main(only.pop(), others(m for m in links if m.kind is MentionKind.NAME)):
            return None
    meant = _meant(spoken_of, stance, links)
    if meant is None or (two_sided and _is_told(own, near[meant], stance, context)):
        return None
    return Referent(links[meant].entities, meant.text)


def _is_main(state: str, names: Mapping[Mention, set[str]]) -> bool:
    """Whether no state is named more in the article, and this one often enough."""
    named = Counter(state for found in names.values() for state in found)
    return named[state] >= max((_MUCH, *named.values()))


def _meant(spoken_of: Iterable[Mention], stance: Statement, links: Mapping[Mention, Link]) -> Mention | None:
    single = [m for m in spoken_of if len(links[m].entities) == 1]
    return min(single, key=lambda m: (not m.topic, abs(m.span.start - stance.trigger.start), m.span), default=None)


def _is_told(own: set[str], other: set[str], stance: Statement, context: ArticleContext) -> bool:
    """Whether another statement of the sentence tells of the two states."""
    rest = (s for s in context.statements if s is not stance and s.sentence == stance.sentence)
    told = (_states((*s.subjects, *s.objects), context) for s in rest)
    return any(found & own and found & other for found in told)


def _states(mentions: Iterable[Mention], context: ArticleContext) -> set[str]:
    """The states that some mentions act for."""
    links, entities = context.discourse.links, context.entities
    keys = (key for mention in mentions if mention in links for key in links[mention].entities)
    linked = (entities[key] for key in keys if key in entities)
    return {one.state for one in linked if one.state and one.kind in _ACTING}


def _is_in_theme(mention: Mention, statement: Statement) -> bool:
    """ "Exige la liberación de un marino de X": of whom something is asked is not named in what is asked."""
    inside = statement.evidence.covers(mention.span) and mention.span.start > statement.trigger.start
    return inside and bool(mention.text) and mention.text in statement.theme
