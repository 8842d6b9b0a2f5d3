"""The state that stands right beside a person's name.

"Los cancilleres de Bolivia, X; de Paraguay, Y", "X (Uruguay)", "X, de Chile": in lists the parser loses whose is whose.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import EntityKind, Mention
from graph_builder.resolve.article.meaning import Meanings
from graph_builder.resolve.article.wording import Wording
from graph_builder.vocabulary import Vocabulary

_PREPOSITION_WITH_ARTICLE = 2  # "de la"
_PREPOSITION_AND_ARTICLE = (2, 3)  # words between a name and its state, with the comma: ", de", ", de la"
_BOUNDARIES = frozenset({"", ",", ";", ".", ")", ":"})


class AdjacentStates:
    """States beside the names of one article.

    Args:
        mentions: the named ones, in reading order.
        wording: the article's text.
        meanings: what its names mean.
        vocabulary: the gazetteer and the closed classes of words.
    """

    def __init__(
        self, mentions: Sequence[Mention], wording: Wording, meanings: Meanings, vocabulary: Vocabulary
    ) -> None:
        self._mentions = tuple(mentions)
        self._place = {mention: n for n, mention in enumerate(self._mentions)}
        self._wording, self._meanings, self._entities = wording, meanings, vocabulary.gazetteer.entities
        self._of = frozenset(vocabulary.profile.contractions.values()) | vocabulary.profile.contractions.keys()
        self._small = vocabulary.profile.name_words
        self._joining = vocabulary.profile.list_words

    def state_of(self, mention: Mention) -> str:
        """Return the state of a person by what stands beside the name, or ""."""
        return self._before(mention) or self._after(mention)

    def _before(self, mention: Mention) -> str:
        """ "De Bolivia, X"."""
        n = self._place.get(mention, 0)
        owner = self._mentions[n - 1] if n else None
        if owner is None or self._wording.between(owner, mention) != ",":
            return ""
        article, small = self._wording.before(owner.span.start).split()[-_PREPOSITION_WITH_ARTICLE:], self._small
        said = article[-1:] and (article[-1] in self._of or (article[-1] in small and article[0] in self._of))
        return self._state(owner) if said else ""

    def _after(self, mention: Mention) -> str:
        """ "X (Uruguay)", "X, de Chile"."""
        n = self._place.get(mention, len(self._mentions))
        owner = self._mentions[n + 1] if n + 1 < len(self._mentions) else None
        if owner is None:
            return ""
        between = self._wording.between(mention, owner).split()
        closes = self._wording.text[owner.span.end : owner.span.end + 2].split()
        following = closes[0] if closes else ""
        bracketed = between == ["("] and following.startswith(")")
        listed = len(between) in _PREPOSITION_AND_ARTICLE and between[0] == "," and between[1] in self._of
        ends = following[:1] in _BOUNDARIES or following in self._joining
        return self._state(owner) if bracketed or (listed and ends) else ""

    def _state(self, owner: Mention) -> str:
        name = self._meanings.of_words(owner.text).name
        entity = self._entities.get(name.entity) if name is not None else None
        return entity.state if entity is not None and entity.kind is EntityKind.COUNTRY else ""
