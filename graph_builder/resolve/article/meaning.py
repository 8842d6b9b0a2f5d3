"""Which known actor a surface form means in one article.

Words beside a name decide ("la ciudad de Granada", "San José, California"), then what else the article speaks of,
then what the name means by default. One name has one meaning in an article, unless the words beside it say otherwise
(Gale, Church and Yarowsky 1992, "One sense per discourse").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graph_builder.model import Mention, Span
from graph_builder.resolve.article.focus import CITIES, Focus
from graph_builder.resolve.article.wording import Wording
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.gazetteer import Name
from graph_builder.vocabulary.reference import ANY_CITY, ANY_NAME, NOBODY

# How sure a surface form makes us of its actor, by what the form is.
SCORES = {
    "alias": 1.0,  # a user's own
    "name": 1.0,
    "abbreviation": 1.0,
    "metonym": 0.95,
    "capital": 0.9,
    "armed forces": 0.95,
    "historical name": 0.8,
    "family name": 0.9,
}
_BY_CONTEXT, _BY_DEFAULT, _BY_KIND, _BESIDE = 0.7, 0.8, 0.6, 0.9
_DEFAULT_WEIGHT = 1  # what a name means by default gives way to two words for something else


@dataclass(frozen=True, slots=True)
class Meaning:
    """The actor that a surface form means, or none; how sure, and the words that decided."""

    name: Name | None
    score: float
    reason: str = ""


_UNKNOWN = Meaning(None, 0.0)


class Meanings:
    """What the names of one article mean.

    Args:
        wording: the article's text.
        focus: how often each actor is named.
        vocabulary: the gazetteer and the words that tell meanings apart.
    """

    def __init__(self, wording: Wording, focus: Focus, vocabulary: Vocabulary) -> None:
        self._wording, self._focus = wording, focus
        self._gazetteer = vocabulary.gazetteer
        self._clues = vocabulary.reference.clues
        self._known: dict[str, Meaning] = {}

    def of(self, mention: Mention, acts: bool) -> Meaning:
        """Return what a named mention means; `acts` where it takes part in an event, so that it is no mere place."""
        readings = self._gazetteer.readings(mention.text)
        if not readings:
            return _UNKNOWN
        beside = self._beside(mention.span, readings, acts)
        return beside if beside is not None else self.of_words(mention.text)

    def of_words(self, words: str) -> Meaning:
        """Return what a surface form means anywhere in the article."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = self._choose(words)
        return found

    def within(self, mention: Mention, words: str) -> Meaning:
        """Return what a surface form means inside a description."""
        start, readings = self._wording.text.find(words, mention.span.start), self._gazetteer.readings(words)
        beside = self._beside(Span(start, start + len(words)), readings, acts=True) if readings and start >= 0 else None
        return beside if beside is not None else self.of_words(words)

    def state_in(self, mention: Mention, hint: str, *, of_state: bool = False) -> str:
        """Return the state that a demonym or name inside a description tells: "vecinos de San José de Mayo" none.

        Of what only a state has (`of_state`: "Gobierno indio") every demonym tells the state.
        """
        if hint in self._gazetteer.demonyms:
            return self.state_of(hint, of_state=of_state)
        return self._state(self.within(mention, hint))

    def state_of(self, hint: str, *, of_state: bool = False) -> str:
        """Return the state that a demonym or a name after "de" tells, or ""."""
        peoples = self._gazetteer.demonyms.get(hint, ())
        if peoples:
            preferred = self._gazetteer.preference(hint)
            best = max(peoples, key=lambda d: (self._focus.times_named(d.state), d.state == preferred)).state
            doubtful = self._gazetteer.needs_context(hint) and not self._focus.times_named(best)  # "campesinos indios"
            return "" if doubtful and not of_state else best
        return self._state(self.of_words(hint))

    def is_city(self, mention: Mention) -> bool:
        """Return whether the words right before a mention are those before a city's name: "el municipio de", "en"."""
        before = self._wording.before(mention.span.start)
        clues = (clue for clue in self._clues.get(ANY_CITY, ()) if clue.where == "before")
        return any(_stands(words, clue.where, before, "") for clue in clues for words in clue.words)

    def _state(self, meaning: Meaning) -> str:
        entity = self._gazetteer.entities.get(meaning.name.entity) if meaning.name is not None else None
        return entity.state if entity is not None else ""

    def _beside(self, span: Span, readings: tuple[Name, ...], acts: bool) -> Meaning | None:
        """What the words right before or after a name say."""
        surface = readings[0].surface
        if readings[0].kind == "alias":
            return None
        clues = list(self._clues.get(surface, ()))
        if not acts:
            clues += self._clues.get(ANY_NAME, ())
            clues += self._clues.get(ANY_CITY, ()) if any(name.kind in CITIES for name in readings) else ()
        before, after = self._wording.before(span.start), self._wording.after(span.end)
        for clue in clues:
            words = next((w for w in clue.words if _stands(w, clue.where, before, after)), "")
            if words:
                return Meaning(_named(clue.reading, readings, surface), _BESIDE, words)
        return None

    def _choose(self, words: str) -> Meaning:
        """What the rest of the article, else the default, says; of several equally likely actors none."""
        readings = self._gazetteer.readings(words)
        if not readings:
            return _UNKNOWN
        surface = readings[0].surface
        own = readings[0].kind == "alias"
        clues = [c for c in self._clues.get(surface, ()) if c.where == "article" and not own]
        preferred, unsure = self._gazetteer.preference(words), self._gazetteer.needs_context(words)
        if len(readings) == 1 and not clues and not unsure:
            return Meaning(readings[0], SCORES[readings[0].kind], surface)
        found = {clue.reading: [word for word in clue.words if self._wording.holds(word)] for clue in clues}
        weights = Counter({name.entity: self._focus.times_named(name.entity) for name in readings})
        weights.update({reading: len(hits) for reading, hits in found.items()})
        if preferred:
            weights[preferred] += _DEFAULT_WEIGHT
        best, *others = weights.most_common()
        if best[1] and all(best[1] > other[1] for other in others):
            by_default = best[0] == preferred and best[1] == _DEFAULT_WEIGHT
            reason = ", ".join(found.get(best[0], ())) or surface
            score = _BY_DEFAULT if by_default or len(readings) == 1 else _BY_CONTEXT
            return Meaning(_named(best[0], readings, surface), score, reason)
        return self._by_kind(readings, surface) if not unsure else _UNKNOWN

    def _by_kind(self, readings: tuple[Name, ...], surface: str) -> Meaning:
        """A state's own name before its capital's, where nothing else decides."""
        first, *others = sorted(readings, key=lambda name: (-SCORES[name.kind], name.entity))
        if any(SCORES[other.kind] == SCORES[first.kind] for other in others):
            return _UNKNOWN
        return Meaning(first, _BY_KIND if others else SCORES[first.kind], surface)


def _named(reading: str, readings: tuple[Name, ...], surface: str) -> Name | None:
    if reading == NOBODY:
        return None
    return next((name for name in readings if name.entity == reading), Name(surface, reading, "name"))


def _stands(words: str, where: str, before: str, after: str) -> bool:
    """Whether words stand right before or right after a name, as whole words."""
    if where == "before":
        return before.endswith(words) and not before[: -len(words)][-1:].isalnum()
    if where == "after":
        return after.startswith(words) and not (words[-1:].isalpha() and after[len(words) :][:1].isalnum())
    return False
