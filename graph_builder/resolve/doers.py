"""Statements and links of one article enter; who takes a part in an event that its sentence leaves open leaves.

An article tells one event several times: where "el ataque dejó dos muertos" names nobody, it is the attack of whom the
same article names once as doing such a thing; else the state that the article is about, beside the one it was done to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph_builder.model import Entity, EntityKind, Link, Mention, MentionKind, Polarity, Statement
from graph_builder.resolve.context import Additions, ArticleContext
from graph_builder.resolve.implied import IMPLIED

_Part = Callable[[Statement], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The statements of an article and what is known of those who take part in them."""

    statements: Sequence[Statement]
    links: dict[Mention, Link]
    entities: dict[str, Entity]
    main_state: Callable[[frozenset[str]], str]  # the state that the article is about, but none of these

    def open(self) -> Iterator[Link]:
        """Links of implied and left out participants; where several actors would do, none."""
        for statement in self.statements:
            parts: tuple[tuple[_Part, _Part], ...] = ((_subjects, _objects), (_objects, _subjects))
            for part, others in parts:
                mention = next(iter(part(statement)), None)
                if mention is not None and self._is_open(mention):
                    yield from self._fill(statement, mention, part, self._states_of(others(statement)))

    def _fill(self, statement: Statement, mention: Mention, part: _Part, taken: frozenset[str]) -> Iterator[Link]:
        found = [link for link in self._takers(statement.relation, part) if taken.isdisjoint(self._states(link))]
        if len({self._states(link) for link in found}) == 1:
            yield Link(mention, found[0].entities, "named elsewhere", 0.5, found[0].mention.text)
        elif not found and mention.kind is MentionKind.LEFT_OUT and any(map(self._is_state, taken)):
            said = statement.attribution.mention if statement.attribution is not None else None
            state = self.main_state(taken | self._states_of((said,) if said is not None else ()))
            if state:
                yield Link(mention, (state,), "state that the article is about", 0.4, state)

    def _takers(self, relation: str, part: _Part) -> Iterator[Link]:
        """Who alone takes a part in an event of a relation, as the article says."""
        for statement in self.statements:
            mentions = part(statement)
            if statement.relation == relation and statement.polarity is Polarity.POS and len(mentions) == 1:
                link = self.links.get(mentions[0])
                if link is not None and not self._is_open(mentions[0]):
                    yield link

    def _is_open(self, mention: Mention) -> bool:
        """Whether nobody is known who takes the part, or only people as the event implies them."""
        link = self.links.get(mention)
        implied = mention.kind is MentionKind.NULL and bool(mention.head) and not mention.topic
        unsaid = mention.kind in {MentionKind.LEFT_OUT, MentionKind.UNSAID}
        return (unsaid and link is None) or (implied and (link is None or link.rule == IMPLIED))

    def _is_state(self, identifier: str) -> bool:
        return identifier in self.entities and self.entities[identifier].kind is EntityKind.COUNTRY

    def _states(self, link: Link) -> frozenset[str]:
        return frozenset(self.entities[key].state or key for key in link.entities if key in self.entities)

    def _states_of(self, mentions: Sequence[Mention]) -> frozenset[str]:
        return frozenset(state for m in mentions if m in self.links for state in self._states(self.links[m]))


def link_open_parts(context: ArticleContext) -> Additions:
    """Return the links of participants that their sentence leaves open."""
    parts = Parts(context.statements, context.links, context.entities, context.focus.main_state)
    return Additions(links={link.mention: link for link in parts.open()})


def _subjects(statement: Statement) -> tuple[Mention, ...]:
    return statement.subjects


def _objects(statement: Statement) -> tuple[Mention, ...]:
    return statement.objects
