"""A person's name in its text enters; the state that stands right beside it as his or hers leaves.

"Los cancilleres de Bolivia, X; de Paraguay, Y", "X (Uruguay)", "X, de Chile": in lists the parser loses whose is whose.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import EntityKind, Mention, MentionKind
from graph_builder.resolve.readings import Readings
from graph_builder.vocabulary import Vocabulary

_PREPOSITION_WITH_ARTICLE = 2  # "de la"
_PREPOSITION_AND_ARTICLE = (2, 3)  # words between a name and its state, with the comma: ", de", ", de la"
_BOUNDARIES = frozenset({"", ",", ";", ".", ")", ":"})


class Appositions:
    """States beside the names of one article.

    Args:
        mentions: the named ones, in reading order.
        readings: what the article's names mean.
        vocabulary: the gazetteer and the closed classes of words.
    """

    def __init__(self, mentions: Sequence[Mention], readings: Readings, vocabulary: Vocabulary) -> None:
        self._mentions = [m for m in mentions if m.kind is MentionKind.NAME]
        self._place = {mention: n for n, mention in enumerate(self._mentions)}
        self._readings, self._entities = readings, vocabulary.gazetteer.entities
        self._of = frozenset(vocabulary.profile.contractions.values()) | vocabulary.profile.contractions.keys()
        self._small = vocabulary.profile.name_words
        self._joining = vocabulary.profile.list_words

    def state_of(self, mention: Mention) -> str:
        """The state of a person by what stands beside the name, or ""."""
        return self._before(mention) or self._after(mention)

    def _before(self, mention: Mention) -> str:
        """ "De Bolivia, X"."""
        n = self._place.get(mention, 0)
        owner = self._mentions[n - 1] if n else None
        if owner is None or self._between(owner, mention) != ",":
            return ""
        article, small = self._readings.text[: owner.span.start].split()[-_PREPOSITION_WITH_ARTICLE:], self._small
        said = article[-1:] and (article[-1] in self._of or (article[-1] in small and article[0] in self._of))
        return self._state(owner) if said else ""

    def _after(self, mention: Mention) -> str:
        """ "X (Uruguay)", "X, de Chile"."""
        n = self._place.get(mention, len(self._mentions))
        owner = self._mentions[n + 1] if n + 1 < len(self._mentions) else None
        if owner is None:
            return ""
        between = self._between(mention, owner).split()
        closes = self._readings.text[owner.span.end : owner.span.end + 2].split()
        following = closes[0] if closes else ""
        bracketed = between == ["("] and following.startswith(")")
        listed = len(between) in _PREPOSITION_AND_ARTICLE and between[0] == "," and between[1] in self._of
        ends = following[:1] in _BOUNDARIES or following in self._joining
        return self._state(owner) if bracketed or (listed and ends) else ""

    def _between(self, one: Mention, other: Mention) -> str:
        return self._readings.text[one.span.end : other.span.start].strip()

    def _state(self, owner: Mention) -> str:
        name = self._readings.of_words(owner.text).name
        entity = self._entities.get(name.entity) if name is not None else None
        return entity.state if entity is not None and entity.kind is EntityKind.COUNTRY else ""
