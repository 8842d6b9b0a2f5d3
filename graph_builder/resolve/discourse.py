"""The links of one article enter one by one, in reading order; what was spoken of around a mention leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_builder.model import Link, Mention

_REACH = 2  # sentences that a pronoun or null subject may go back


@dataclass
class Discourse:
    """What was linked so far, and the names of the whole article."""

    names: tuple[Link, ...] = ()
    linked: list[Link] = field(default_factory=list)

    def recent(self, mention: Mention, reach: int = _REACH) -> Iterable[Link]:
        """Links before a mention, the nearest first, not farther back than `reach` sentences."""
        for link in reversed(self.linked):
            if link.mention.span.start < mention.span.start and mention.sentence - link.mention.sentence <= reach:
                yield link

    def subject_after(self, mention: Mention) -> Link | None:
        """The named subject of the sentence that a mention opens: "En su visita a México, Barack Obama ..."."""
        here = [link for link in self.linked if link.mention.sentence == mention.sentence]
        if any(link.mention.topic and link.mention.span.start < mention.span.start for link in here):
            return None
        following = (n for n in self.names if n.mention.sentence == mention.sentence and n.mention.span > mention.span)
        return next((link for link in following if link.mention.topic and not link.mention.embedded), None)
