"""Rules on offices: "la canciller norcoreana" is who holds that office, "el presidente" whom the article calls so."""

from __future__ import annotations

from collections.abc import Callable

from graph_builder.model import Link
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.nearby import last_fitting_subject, only_fitting
from graph_builder.resolve.rules import Referent

_REACH = 4  # sentences that an office with its state may go back


def holder(described: Described, context: ArticleContext) -> Referent | None:
    """ "La canciller norcoreana": whom the article says to hold that office of that state or organisation."""
    return _holder(described, described.owner, context) if _is_singular(described) else None


def last_of_owner(described: Described, context: ArticleContext) -> Referent | None:
    """ "La canciller norcoreana": the last person of that state or organisation who can hold the office."""
    return _last_of(described, described.owner, context) if _is_singular(described) else None


def office_itself(described: Described, context: ArticleContext) -> Referent | None:
    """ "La canciller norcoreana", of whom nothing is known: the state."""
    return Referent(described.states[:1], described.mention.head) if described.office else None


def only_holder(described: Described, context: ArticleContext) -> Referent | None:
    """ "El mandatario": the only one whom the article gives that office."""
    found = _holders(described, context)
    if len({link.entities[0] for link in found}) != 1:
        return None
    return Referent(found[0].entities, found[0].mention.text)


def last_holder(described: Described, context: ArticleContext) -> Referent | None:
    """ "El mandatario", in an article with several: the one who was a subject last."""
    for link in _holders(described, context):
        if link.mention.topic and link.mention.sentence < described.mention.sentence:
            return Referent(link.entities, link.mention.text)
    return None


def only_untitled(described: Described, context: ArticleContext) -> Referent | None:
    """ "El ministro": the only person nearby who has no other office."""
    return only_fitting(described.mention, context, _untitled(described, context))


def last_untitled(described: Described, context: ArticleContext) -> Referent | None:
    """ "El ministro", with several persons near: of those of no other office the one who was a subject last."""
    return last_fitting_subject(described.mention, context, _untitled(described, context))


def holder_at_home(described: Described, context: ArticleContext) -> Referent | None:
    """ "El canciller", in an article about Chile: who holds that office of Chile."""
    state = _home(described, context)
    return _holder(described, state, context) if state else None


def last_of_home(described: Described, context: ArticleContext) -> Referent | None:
    """ "El canciller", in an article about Chile: the last person of Chile who can hold the office."""
    state = _home(described, context)
    return _last_of(described, state, context) if state else None


def office_at_home(described: Described, context: ArticleContext) -> Referent | None:
    """ "El canciller", in an article about Chile, where nobody is known who holds the office: Chile."""
    state = _home(described, context)
    return Referent((state,), described.mention.head) if state else None


def _is_singular(described: Described) -> bool:
    return described.office and not described.mention.plural


def _holder(described: Described, owner: str, context: ArticleContext) -> Referent | None:
    person = context.offices.holder(described.mention, owner)
    return Referent((person,), described.mention.head) if person else None


def _last_of(described: Described, owner: str, context: ArticleContext) -> Referent | None:
    mention = described.mention
    if context.is_a(mention.head, "one_of_many"):
        return None  # "el senador": nobody is it for being of that state
    for link in context.discourse.recent(mention, reach=_REACH):
        if len(link.entities) == 1 and context.offices.may_hold(mention, link.entities[0], owner):
            return Referent(link.entities, link.mention.text)
    return None


def _holders(described: Described, context: ArticleContext) -> list[Link]:
    """Whom the article gives the office before the description, the nearest first."""
    mention, offices = described.mention, context.offices
    if not offices.is_title(mention):
        return []
    return list(context.discourse.all_of(mention, offices.holders(offices.named_by(mention))))


def _untitled(described: Described, context: ArticleContext) -> Callable[[str], bool]:
    """Whether an actor is a person of no other office than the one that a description names."""
    return lambda key: context.is_person(key) and not context.offices.holds_other(described.mention, key)


def _home(described: Described, context: ArticleContext) -> str:
    """The state that the article is about, for an office that a state has; or ""."""
    return context.focus.main_state() if context.is_a(described.mention.head, "portfolio", "public_office") else ""
