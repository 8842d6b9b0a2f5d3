"""The state that one article is about (its focus), and the state that it is written from (its dateline).

"Focus" as in geographic information retrieval: Amitay et al. 2004, "Web-a-Where: geotagging web content".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph_builder.model import EntityKind, Mention, MentionKind
from graph_builder.resolve.article.wording import Wording
from graph_builder.vocabulary import Gazetteer

CITIES = frozenset({"capital", "metonym"})  # kinds of surface forms that are a city's name
_MUCH = 3  # times that the state must be named
_MORE = 2  # times that it must be named more often than the next one
_AFTER_DATELINE = (".", ",", "(", "-", "–", "—")


class Focus:
    """The states that one article speaks of.

    Args:
        wording: the article's text.
        mentions: all of the article.
        gazetteer: known actors.
    """

    def __init__(self, wording: Wording, mentions: Iterable[Mention], gazetteer: Gazetteer) -> None:
        self._wording, self._gazetteer = wording, gazetteer
        self._mentions = list(mentions)
        self._named = self._count()
        self._main: dict[frozenset[str], str] = {}
        self._dateline: str | None = None

    def times_named(self, identifier: str) -> int:
        """Return how often a known actor, or a state by its people, is named without doubt."""
        return self._named[identifier]

    def main_state(self, but: frozenset[str] = frozenset()) -> str:
        """Return the state that is named more often than any other but those given, or ""."""
        found = self._main.get(but)
        if found is None:
            found = self._main[but] = self._most_named(but)
        return found

    def dateline_state(self) -> str:
        """Return the state of the capital that a paragraph begins with, or "": "Varsovia. La policía detuvo ..."."""
        if self._dateline is None:
            self._dateline = next(filter(None, map(self._state_of_dateline, self._mentions)), "")
        return self._dateline

    def home(self) -> str:
        """Return the state that the article is about, else the one that it is written from, or ""."""
        return self.main_state() or self.dateline_state()

    def _most_named(self, but: frozenset[str]) -> str:
        entities = self._gazetteer.entities
        countries = {
            key: n
            for key, n in self._named.items()
            if key not in but and key in entities and entities[key].kind is EntityKind.COUNTRY
        }
        ranked = sorted(countries.items(), key=lambda item: (-item[1], item[0]))
        (first, most), (_, next_most) = [*ranked, ("", 0), ("", 0)][:2]
        return first if most >= _MUCH and most - next_most >= _MORE else ""

    def _state_of_dateline(self, mention: Mention) -> str:
        found = [name for name in self._gazetteer.readings(mention.text) if name.kind in CITIES]
        if len(found) != 1 or not self._wording.opens_paragraph(mention):
            return ""
        closed = self._wording.after(mention.span.end).startswith(_AFTER_DATELINE)
        return self._gazetteer.entities[found[0].entity].state if closed else ""

    def _count(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for mention in self._mentions:
            names = self._gazetteer.readings(mention.text) if mention.kind is MentionKind.NAME else ()
            if len(names) == 1 and not self._gazetteer.needs_context(mention.text):
                entity = self._gazetteer.entities.get(names[0].entity)
                counts.update({names[0].entity, entity.state} - {""} if entity is not None else ())
            for hint in mention.modifiers:
                peoples = self._gazetteer.demonyms.get(hint, ())
                if len(peoples) == 1 and not self._gazetteer.needs_context(hint):
                    counts[peoples[0].state] += 1
        return counts
