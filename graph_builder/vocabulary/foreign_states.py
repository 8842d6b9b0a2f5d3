"""Which texts name a foreign state: asked before anything is parsed, as it takes a small part of the parse's time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from graph_builder.vocabulary.gazetteer import Gazetteer

_WORD = re.compile(r"\w+")


class ForeignStates:
    """Finds texts that name a state other than those at home: by its names, its people's, its cities', its persons'.

    Args:
        gazetteer: known names.
        home: states that do not count, by their ids.
    """

    def __init__(self, gazetteer: Gazetteer, home: Collection[str] = ()) -> None:
        foreign = {key for key, entity in gazetteer.entities.items() if entity.state and entity.state not in home}
        self._names: defaultdict[str, list[str]] = defaultdict(list)  # by the first word
        for spelling, surface in gazetteer.spellings.items():
            first = _WORD.search(spelling)
            if first is not None and any(name.entity in foreign for name in gazetteer.names[surface]):
                self._names[first[0]].append(spelling[first.start() :])
        self._peoples = frozenset(
            form for form, readings in gazetteer.demonyms.items() if any(one.state not in home for one in readings)
        )

    def are_named_in(self, text: str) -> bool:
        """Return whether a text names one, however it is written in the gazetteer."""
        return any(
            word[0].lower() in self._peoples
            or any(_stands_at(word.start(), surface, text) for surface in self._names.get(word[0], ()))
            for word in _WORD.finditer(text)
        )


def _stands_at(start: int, surface: str, text: str) -> bool:
    end = start + len(surface)
    return text.startswith(surface, start) and not text[end : end + 1].isalnum()
