"""Links every mention of one article in reading order, so that each can go back to what was spoken of before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph_builder.model import ImplicitReason, Mention, MentionKind
from graph_builder.resolve.anaphora import ANAPHORA_RULES
from graph_builder.resolve.context import Additions, ArticleContext
from graph_builder.resolve.descriptions import decide_demonym, decide_description
from graph_builder.resolve.implicit import decide_implicit
from graph_builder.resolve.implicit.part import parts_of
from graph_builder.resolve.named_things import THING_RULES, NamedThings
from graph_builder.resolve.rules import Decision, decide

Decide = Callable[[Mention, ArticleContext], Decision | None]
_NEW_NAME = "new name"  # the rule of a name that may be a thing's


def link_in_reading_order(context: ArticleContext) -> Additions:
    """Return the links of all mentions; the context's discourse and its entities grow while the article is read.

    Of a mention the first that knows it decides: whether it is a treaty or gathering, whether it stands for somebody
    whom no word names, how it was linked as a name, and the rules for its kind.
    """
    discourse = context.begin_reading()
    things = NamedThings(context.statements, context.vocabulary)
    parts = {part.mention: part for part in parts_of(context.statements)}

    def as_thing(mention: Mention, context: ArticleContext) -> Decision | None:
        thing = things.thing(mention)
        name = context.links.get(mention) if thing is not None else None
        if thing is None or (name is not None and name.rule != _NEW_NAME):
            return None
        return decide(mention, THING_RULES, thing, context) or Decision(None)

    def as_implicit(mention: Mention, context: ArticleContext) -> Decision | None:
        part = parts.get(mention)
        return (decide_implicit(part, context) or Decision(None)) if part is not None else None

    deciders: tuple[Decide, ...] = (as_thing, as_implicit, as_name, by_kind)
    for mention in sorted((*context.mentions, *context.topics), key=lambda mention: mention.reading_order):
        decision = _first(deciders, mention, context)
        if decision is None or decision.link is None:
            continue
        discourse.add(decision.link, recalled=mention.reason is not ImplicitReason.OTHER_STATE)
        if decision.new is not None and context.entities.get(decision.new.id) != decision.new:
            context.add(Additions(entities={decision.new.id: decision.new}))
    links = {mention: discourse.links[mention] for mention in context.mentions if mention in discourse.links}
    return Additions(links=links, unlinked=frozenset(context.links.keys() - links.keys()))


def as_name(mention: Mention, context: ArticleContext) -> Decision | None:
    """Return the link that the pass over the names gave a mention."""
    link = context.links.get(mention) if mention.kind is MentionKind.NAME else None
    return Decision(link) if link is not None else None


def by_kind(mention: Mention, context: ArticleContext) -> Decision | None:
    """Return what the rules for the kind of a mention say; names are linked before."""
    found = RULES_BY_KIND.get(mention.kind)
    return found(mention, context) if found is not None else None


def decide_anaphor(mention: Mention, context: ArticleContext) -> Decision | None:
    """Return whom a pronoun, possessive or null subject takes up."""
    return decide(mention, ANAPHORA_RULES, mention, context)


RULES_BY_KIND: Mapping[MentionKind, Decide] = {
    MentionKind.DEMONYM: decide_demonym,
    MentionKind.NOMINAL: decide_description,
    MentionKind.NULL: decide_anaphor,
    MentionKind.PRONOUN: decide_anaphor,
}


def _first(deciders: Sequence[Decide], mention: Mention, context: ArticleContext) -> Decision | None:
    return next((found for decide_one in deciders if (found := decide_one(mention, context)) is not None), None)
