"""The two states or office holders that a plural description takes up: "ambos países", "los dos presidentes"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from graph_builder.model import Link
from graph_builder.resolve.context import ArticleContext
from graph_builder.resolve.descriptions.described import Described
from graph_builder.resolve.descriptions.people import is_restricted
from graph_builder.resolve.rules import Referent

_PAIR = 2
_REACH = 3  # sentences that the two may be back


def two_office_holders(described: Described, context: ArticleContext) -> Referent | None:
    """ "Los dos presidentes": the persons nearby who can bear the title; of several the two that are named most."""
    mention = described.mention
    if not context.is_a(mention.head, "office") or not _takes_up_two(described, context):
        return None

    def bearers(link: Link) -> tuple[str, ...]:
        people = filter(context.is_person, link.entities)
        return tuple(person for person in people if not context.offices.holds_other(mention, person))

    return _two(described, context, bearers)


def two_states(described: Described, context: ArticleContext) -> Referent | None:
    """ "Ambos países": the two states spoken of nearby; of several the two that are named most."""
    return _two(described, context, context.states_of) if _takes_up_two(described, context) else None


def _takes_up_two(described: Described, context: ArticleContext) -> bool:
    mention = described.mention
    return mention.head in context.vocabulary.profile.both_heads and not is_restricted(mention, context)


def _two(described: Described, context: ArticleContext, of: Callable[[Link], tuple[str, ...]]) -> Referent | None:
    nearby: list[str] = []
    for link in context.discourse.recent(described.mention, reach=_REACH):
        nearby += [actor for actor in of(link) if actor not in nearby]
    if len(nearby) < _PAIR:
        return None
    named = Counter(actor for link in context.discourse.spoken_of for actor in of(link))
    chosen = sorted(nearby, key=lambda actor: (-named[actor], nearby.index(actor)))[:_PAIR]
    return Referent(tuple(sorted(chosen)), " ".join(chosen))
