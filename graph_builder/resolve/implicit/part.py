"""An implicit participant with the statement that it takes part in, and which part it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph_builder.model import ImplicitReason, Mention, MentionKind, Statement


@dataclass(frozen=True, slots=True)
class ImplicitPart:
    """A part in an event that no word names anybody for."""

    mention: Mention
    reason: ImplicitReason
    statement: Statement
    acts: bool  # takes the subject's part, else the object's

    @property
    def others(self) -> tuple[Mention, ...]:
        """Who takes the other part."""
        return self.statement.objects if self.acts else self.statement.subjects

    def same_in(self, statement: Statement) -> tuple[Mention, ...]:
        """Return who takes the same part in another event."""
        return statement.subjects if self.acts else statement.objects


def parts_of(statements: Iterable[Statement]) -> Iterator[ImplicitPart]:
    """Yield the implicit participants of some statements."""
    for statement in statements:
        for acts, mentions in ((True, statement.subjects), (False, statement.objects)):
            mention = next(iter(mentions), None)
            if mention is not None and mention.kind is MentionKind.IMPLICIT and mention.reason is not None:
                yield ImplicitPart(mention, mention.reason, statement, acts)
