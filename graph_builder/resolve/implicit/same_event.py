"""Rules for a participant that a sentence leaves open: who takes that part in the article's other events of the kind.

An article tells one event several times: where "el ataque dejó dos muertos" names nobody, it is the attack of whom the
same article names once as doing such a thing; else the state that the article is about, beside the one it was done to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_builder.model import EntityKind, Link, Mention, Polarity
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.implicit.part import ImplicitPart
from graph_builder.resolve.rules import NOBODY, Referent


def named_elsewhere(part: ImplicitPart, context: ArticleContext) -> Referent | None:
    """ "X lanzó el ataque ... El ataque dejó dos muertos": X's; where several actors would do, nobody's."""
    taken = _states_of(part.others, context)
    found = [link for link in _takers(part, context) if taken.isdisjoint(_states(link, context))]
    if not found:
        return None
    several = len({_states(link, context) for link in found}) > 1
    return NOBODY if several else Referent(found[0].entities, found[0].mention.text)


def state_beside(part: ImplicitPart, context: ArticleContext) -> Referent | None:
    """ "La guerra contra Y": of the state that the article is about, where Y is one and is not the speaker's."""
    taken = _states_of(part.others, context)
    if not any(_is_state(key, context) for key in taken):
        return None
    attribution = part.statement.attribution
    speaker = attribution.mention if attribution is not None else None
    state = context.focus.main_state(taken | _states_of((speaker,) if speaker is not None else (), context))
    return Referent((state,), state) if state else None


def _takers(part: ImplicitPart, context: ArticleContext) -> Iterator[Link]:
    """Who alone takes the part in an event of the same relation, as the article says."""
    for statement in context.statements:
        mentions = part.same_in(statement)
        if statement.relation == part.statement.relation and statement.polarity is Polarity.POS and len(mentions) == 1:
            link = context.links.get(mentions[0])
            if link is not None:
                yield link


def _is_state(identifier: str, context: ArticleContext) -> bool:
    entity = context.entities.get(identifier)
    return entity is not None and entity.kind is EntityKind.COUNTRY


def _states(link: Link, context: ArticleContext) -> frozenset[str]:
    return frozenset(context.entities[key].state or key for key in link.entities if key in context.entities)


def _states_of(mentions: Iterable[Mention], context: ArticleContext) -> frozenset[str]:
    links = (context.links[mention] for mention in mentions if mention in context.links)
    return frozenset(state for link in links for state in _states(link, context))
