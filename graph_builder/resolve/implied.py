"""Rules on participants whom no word names: people whom an event implies, a state that goes without saying."""

from __future__ import annotations

from graph_builder.model import Entity, EntityKind, Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.rules import Referent, Rule
from graph_builder.resolve.spelling import entity_id

IMPLIED = "implied by the event"  # the rule of who takes part where nobody is named


def state_of_article(mention: Mention, context: ArticleContext) -> Referent | None:
    """ "Protestaron en el país": the state that the article is about, but not that of the actor spoken of last."""
    actor = next(iter(context.discourse.recent(mention, reach=0)), None)
    own = context.states_of(actor) if actor is not None else ()
    state = context.focus.main_state(frozenset(own))
    return Referent((state,), mention.head) if state else None


def people_of_event(mention: Mention, context: ArticleContext) -> Referent | None:
    """People whom nobody names, by what the event makes of them: "manifestantes"."""
    identifier = entity_id(EntityKind.GROUP, f"{mention.head} {mention.article}")
    return Referent((identifier,), mention.head, new=Entity(identifier, EntityKind.GROUP, mention.head))


IMPLIED_STATE_RULES: tuple[Rule[Mention, ArticleContext], ...] = (
    Rule("state that the article is about", 0.5, state_of_article),
)
IMPLIED_PEOPLE_RULES: tuple[Rule[Mention, ArticleContext], ...] = (Rule(IMPLIED, 0.5, people_of_event),)
