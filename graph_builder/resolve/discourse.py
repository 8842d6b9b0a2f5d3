"""The links of one article enter one by one, in reading order; what was spoken of around a mention leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from graph_builder.model import Link, Mention, MentionKind, Statement

_REACH = 2  # sentences that a pronoun or null subject may go back


@dataclass
class Discourse:
    """What was linked so far, and the names of the whole article."""

    names: tuple[Link, ...] = ()
    linked: list[Link] = field(default_factory=list)
    acting: dict[Mention, frozenset[Mention]] = field(default_factory=dict)  # pronoun -> who acts on whom it means

    def recent(self, mention: Mention, reach: int = _REACH) -> Iterable[Link]:
        """Links before a mention, the nearest first, not farther back than `reach` sentences."""
        acting = self.acting.get(mention, frozenset())
        others = {key for link in self.linked if link.mention in acting for key in link.entities}
        for link in reversed(self.linked):
            near = link.mention.span.start < mention.span.start and mention.sentence - link.mention.sentence <= reach
            if near and others.isdisjoint(link.entities):
                yield link

    def subject_after(self, mention: Mention) -> Link | None:
        """The named subject of the sentence that a mention opens: "En su visita a México, Barack Obama ..."."""
        here = [link for link in self.linked if link.mention.sentence == mention.sentence]
        if any(link.mention.topic and link.mention.span.start < mention.span.start for link in here):
            return None
        following = (n for n in self.names if n.mention.sentence == mention.sentence and n.mention.span > mention.span)
        return next((link for link in following if link.mention.topic and not link.mention.embedded), None)


def acting_on(statements: Iterable[Statement], possessives: Collection[str]) -> dict[Mention, frozenset[Mention]]:
    """Pronouns that are objects, and the subjects beside them: in "X le ofreció asilo" X is not meant by "le".

    Binding theory, principle B (Chomsky 1981, "Lectures on government and binding"); "su" may be of the subject.
    """
    return {
        mention: frozenset(statement.subjects)
        for statement in statements
        for mention in statement.objects
        if mention.kind is MentionKind.PRONOUN and mention.head not in possessives
    }
