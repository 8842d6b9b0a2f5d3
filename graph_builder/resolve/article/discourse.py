"""What one article has spoken of up to a mention: the links so far, in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from graph_builder.model import Link, Mention, MentionKind, Statement

REACH = 2  # sentences that a pronoun or null subject may go back


@dataclass(slots=True)
class Discourse:
    """The links of the mentions read so far, and the names of the whole article."""

    names: tuple[Link, ...] = ()  # in reading order
    subjects_beside: Mapping[Mention, frozenset[Mention]] = field(default_factory=dict)  # of pronouns that are objects
    links: dict[Mention, Link] = field(default_factory=dict)  # of all mentions read so far
    spoken_of: list[Link] = field(default_factory=list)  # of those that a later mention may go back to
    _places: dict[str, list[int]] = field(default_factory=dict)  # in `spoken_of`, of each who is meant alone

    def add(self, link: Link, *, recalled: bool = True) -> None:
        """Remember a link; `recalled` where later mentions may go back to it."""
        self.links[link.mention] = link
        if recalled:
            if len(link.entities) == 1:
                self._places.setdefault(link.entities[0], []).append(len(self.spoken_of))
            self.spoken_of.append(link)

    def recent(self, mention: Mention, reach: int = REACH) -> Iterator[Link]:
        """Return the links before a mention, the nearest first, not farther back than `reach` sentences."""
        others = self._beside(mention) if mention.kind is MentionKind.PRONOUN else frozenset()
        for link in reversed(self.spoken_of):
            if mention.sentence - link.mention.sentence > reach:
                return  # mentions come in reading order
            if link.mention.span.start < mention.span.start and others.isdisjoint(link.entities):
                yield link

    def all_of(self, mention: Mention, actors: Iterable[str]) -> Iterator[Link]:
        """Return the links before a mention that mean one of some actors alone, as far back as the article begins.

        The nearest come first.
        """
        places = sorted((place for actor in actors for place in self._places.get(actor, ())), reverse=True)
        links = (self.spoken_of[place] for place in places)
        return (link for link in links if link.mention.span.start < mention.span.start)

    def subject_after(self, mention: Mention) -> Link | None:
        """Return the named subject of the sentence that a mention opens: "En su visita a México, Barack Obama ..."."""
        here = takewhile(lambda link: link.mention.sentence == mention.sentence, reversed(self.spoken_of))
        if any(link.mention.topic and link.mention.span.start < mention.span.start for link in here):
            return None
        following = (n for n in self.names if n.mention.sentence == mention.sentence and n.mention.span > mention.span)
        return next((link for link in following if link.mention.topic and not link.mention.embedded), None)

    def _beside(self, mention: Mention) -> frozenset[str]:
        """The actors that a pronoun cannot mean, as they are subjects beside it."""
        subjects = self.subjects_beside.get(mention, frozenset())
        return frozenset(key for subject in subjects if subject in self.links for key in self.links[subject].entities)


def subjects_beside_pronouns(
    statements: Iterable[Statement], possessives: Collection[str]
) -> dict[Mention, frozenset[Mention]]:
    """Return the subjects beside each pronoun that is an object: in "X le ofreció asilo" X is not meant by "le".

    Binding theory, principle B (Chomsky 1981, "Lectures on government and binding"); "su" may be of the subject.
    """
    return {
        mention: frozenset(statement.subjects)
        for statement in statements
        for mention in statement.objects
        if mention.kind is MentionKind.PRONOUN and mention.head not in possessives
    }
