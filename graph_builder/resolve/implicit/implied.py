"""Rules on implicit participants: the state that an article is about, an accuser, a speaker."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from graph_builder.model import Mention
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.implicit.part import ImplicitPart
from graph_builder.resolve.rules import Referent, Rule


def home_state(part: ImplicitPart, context: ArticleContext) -> Referent | None:
    """ "La visita de X": to the state that the article is about, but not that of the actor spoken of last."""
    actor = next(iter(context.discourse.recent(part.mention, reach=0)), None)
    own = context.states_of(actor) if actor is not None else ()
    state = context.focus.main_state(frozenset(own))
    return Referent((state,), context.entities[state].label) if state else None


def accuser(part: ImplicitPart, context: ArticleContext) -> Referent | None:
    """ "X negó los cargos": of those who accused X's state before, the last."""
    links, denial = context.discourse.links, part.statement
    denier = _parties(denial.subjects, context)
    for charge in reversed(context.statements):
        if charge.relation != context.vocabulary.relations.answered or charge.sentence > denial.sentence:
            continue
        found = links.get(charge.subjects[0])
        charged, accusing = _parties(charge.objects, context), _parties(charge.subjects, context)
        if found is not None and denier & charged and not denier & accusing:
            return Referent(found.entities, found.mention.text)
    return None


def speaker_before(
    anaphora: Iterable[Rule[Mention, ArticleContext]],
) -> tuple[Rule[ImplicitPart, ArticleContext], ...]:
    """Return the rules for who goes on speaking in a quotation: those of anaphora, as for a null subject."""
    return tuple(Rule(rule.name, rule.score, partial(_of_mention, rule)) for rule in anaphora)


def _of_mention(rule: Rule[Mention, ArticleContext], part: ImplicitPart, context: ArticleContext) -> Referent | None:
    return rule.find(part.mention, context)


def _parties(mentions: Iterable[Mention], context: ArticleContext) -> set[str]:
    """The states of some mentions, and the actors of none."""
    links, entities = context.discourse.links, context.entities
    keys = (key for mention in mentions if mention in links for key in links[mention].entities)
    return {entities[key].state or key for key in keys if key in entities}
