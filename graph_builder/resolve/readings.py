"""A surface form and its article enter; which actor it means there leaves.

Words beside a name decide ("la ciudad de Granada", "San José, California"), then what else the article speaks of,
then what the name means by default. One name has one meaning in an article, unless the words beside it say otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.model import EntityKind, Mention, MentionKind, Span
from graph_builder.resolve.spelling import slug
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
_CITIES = {"capital", "metonym"}
_BY_CONTEXT, _BY_DEFAULT, _BY_KIND, _BESIDE = 0.7, 0.8, 0.6, 0.9
_MUCH, _MORE = 3, 2  # mentions of the state that an article is about, and how many more they are than the next one's
_AFTER_DATELINE = (".", ",", "(", "-", "–", "—")
_WINDOW = 60  # characters beside a name
_DEFAULT_WEIGHT = 1  # what a name means by default gives way to two words for something else


@dataclass(frozen=True, slots=True)
class Reading:
    """The actor that a name means, or none; how sure, and the words that decided."""

    name: Name | None
    score: float
    reason: str = ""


class Readings:
    """Reads the names of one article."""

    def __init__(self, text: str, mentions: Iterable[Mention], vocabulary: Vocabulary) -> None:
        self.text = text
        self._gazetteer = vocabulary.gazetteer
        self._clues = vocabulary.reference.clues
        self._mentions = list(mentions)
        self._context = self._count(self._mentions)
        self._known: dict[str, Reading] = {}

    def of(self, mention: Mention, acts: bool) -> Reading:
        """What a named mention means; `acts` where it takes part in an event, so that it is no mere place."""
        readings = self._gazetteer.readings(mention.text)
        if not readings:
            return Reading(None, 0.0)
        beside = self._beside(mention.span, readings, acts)
        return beside if beside is not None else self.of_words(mention.text)

    def of_words(self, words: str) -> Reading:
        """What a surface form means anywhere in the article."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = self._choose(words)
        return found

    def state_in(self, mention: Mention, hint: str, *, of_state: bool = False) -> str:
        """The state that a demonym or a name inside a description points to: "vecinos de San José de Mayo" to none.

        Of what only a state has (`of_state`: "Gobierno indio") every demonym tells the state.
        """
        if hint in self._gazetteer.demonyms:
            return self.state_of(hint, of_state=of_state)
        return self._state(self.within(mention, hint))

    def within(self, mention: Mention, words: str) -> Reading:
        """What a surface form means inside a description."""
        start, readings = self.text.find(words, mention.span.start), self._gazetteer.readings(words)
        beside = self._beside(Span(start, start + len(words)), readings, acts=True) if readings and start >= 0 else None
        return beside if beside is not None else self.of_words(words)

    def state_of(self, hint: str, *, of_state: bool = False) -> str:
        """The state that a demonym or a name after "de" points to, or ""."""
        peoples = self._gazetteer.demonyms.get(hint, ())
        if peoples:
            preferred = self._gazetteer.preference(hint)
            best = max(peoples, key=lambda d: (self._context[d.state], d.state == preferred)).state
            doubtful = self._gazetteer.needs_context(hint) and not self._context[best]  # "campesinos indios"
            return "" if doubtful and not of_state else best
        return self._state(self.of_words(hint))

    def main_state(self, but: frozenset[str] = frozenset()) -> str:
        """The state that the article is about: named more often than any other but those given; or ""."""
        entities = self._gazetteer.entities
        countries = {
            key: n
            for key, n in self._context.items()
            if key in entities and entities[key].kind is EntityKind.COUNTRY and key not in but
        }
        ranked = sorted(countries.items(), key=lambda item: (-item[1], item[0]))
        (first, most), (_, next_most) = [*ranked, ("", 0), ("", 0)][:2]
        return first if most >= _MUCH and most - next_most >= _MORE else ""

    def dateline_state(self) -> str:
        """The state of the capital that a paragraph begins with: "Varsovia. La policía detuvo ..."; or ""."""
        for mention in self._mentions:
            opens = self.text[: mention.span.start].rstrip(" ").endswith("\n") or not mention.span.start
            closed = self.text[mention.span.end : mention.span.end + _WINDOW].lstrip().startswith(_AFTER_DATELINE)
            readings = self._gazetteer.readings(mention.text) if opens and closed else ()
            found = [name for name in readings if name.kind in _CITIES]
            if len(found) == 1:
                return self._gazetteer.entities[found[0].entity].state
        return ""

    def _state(self, reading: Reading) -> str:
        entity = self._gazetteer.entities.get(reading.name.entity) if reading.name is not None else None
        return entity.state if entity is not None else ""

    def abbreviates(self, mention: Mention, name: Mention) -> bool:
        """Whether a name stands in parentheses after a longer one and is made of its letters, in order."""
        between = self.text[name.span.end : mention.span.start].strip()
        closed = self.text[mention.span.end : mention.span.end + 1] == ")"
        letters, long = slug(mention.text).replace("-", ""), iter(slug(name.text))
        shorter = " " in name.text and len(letters) < len(name.text)
        return between == "(" and closed and shorter and all(letter in long for letter in letters)

    def word_before(self, mention: Mention) -> str:
        """The word right before a mention, in lower case."""
        before = self.words_before(mention)
        return before[-1] if before else ""

    def words_before(self, mention: Mention) -> list[str]:
        """The words close before a mention, in lower case."""
        return self.text[max(0, mention.span.start - _WINDOW) : mention.span.start].lower().split()

    def is_city(self, mention: Mention) -> bool:
        """Whether the words right before a mention are those before a city's name: "el municipio de", "en"."""
        before = self.text[max(0, mention.span.start - _WINDOW) : mention.span.start].rstrip()
        clues = (clue for clue in self._clues.get(ANY_CITY, ()) if clue.where == "before")
        return any(_stands(words, clue.where, before, "") for clue in clues for words in clue.words)

    def word_after(self, mention: Mention) -> str:
        """The word right after a mention, in lower case; "" where punctuation stands there."""
        after = self.text[mention.span.end : mention.span.end + _WINDOW].lower().split()
        return after[0] if after else ""

    def _count(self, mentions: Iterable[Mention]) -> Counter[str]:
        """How often each actor, and each state by its people, is named without doubt."""
        counts: Counter[str] = Counter()
        for mention in mentions:
            names = self._gazetteer.readings(mention.text) if mention.kind is MentionKind.NAME else ()
            if len(names) == 1 and not self._gazetteer.needs_context(mention.text):
                entity = self._gazetteer.entities.get(names[0].entity)
                counts.update({names[0].entity, entity.state} - {""} if entity is not None else ())
            for hint in mention.modifiers:
                peoples = self._gazetteer.demonyms.get(hint, ())
                if len(peoples) == 1 and not self._gazetteer.needs_context(hint):
                    counts[peoples[0].state] += 1
        return counts

    def _beside(self, span: Span, readings: tuple[Name, ...], acts: bool) -> Reading | None:
        """What the words right before or after a name say."""
        surface = readings[0].surface
        if readings[0].kind == "alias":
            return None
        clues = list(self._clues.get(surface, ()))
        if not acts:
            clues += self._clues.get(ANY_NAME, ())
            clues += self._clues.get(ANY_CITY, ()) if any(name.kind in _CITIES for name in readings) else ()
        before = self.text[max(0, span.start - _WINDOW) : span.start].rstrip()
        after = self.text[span.end : span.end + _WINDOW].lstrip()
        for clue in clues:
            words = next((w for w in clue.words if _stands(w, clue.where, before, after)), "")
            if words:
                return Reading(_named(clue.reading, readings, surface), _BESIDE, words)
        return None

    def _choose(self, words: str) -> Reading:
        readings = self._gazetteer.readings(words)
        if not readings:
            return Reading(None, 0.0)
        surface = readings[0].surface
        own = readings[0].kind == "alias"
        clues = [c for c in self._clues.get(surface, ()) if c.where == "article" and not own]
        preferred, unsure = self._gazetteer.preference(words), self._gazetteer.needs_context(words)
        if len(readings) == 1 and not clues and not unsure:
            return Reading(readings[0], SCORES[readings[0].kind], surface)
        found = {clue.reading: [word for word in clue.words if _holds(self.text, word)] for clue in clues}
        weights = Counter({name.entity: self._context[name.entity] for name in readings})
        weights.update({reading: len(hits) for reading, hits in found.items()})
        if preferred:
            weights[preferred] += _DEFAULT_WEIGHT
        best, *others = weights.most_common()
        if best[1] and all(best[1] > other[1] for other in others):
            by_default = best[0] == preferred and best[1] == _DEFAULT_WEIGHT
            reason = ", ".join(found.get(best[0], ())) or surface
            score = _BY_DEFAULT if by_default or len(readings) == 1 else _BY_CONTEXT
            return Reading(_named(best[0], readings, surface), score, reason)
        return self._by_kind(readings, surface) if not unsure else Reading(None, 0.0)

    def _by_kind(self, readings: tuple[Name, ...], surface: str) -> Reading:
        """A state's own name before its capital's, where nothing else decides."""
        first, *others = sorted(readings, key=lambda name: (-SCORES[name.kind], name.entity))
        if any(SCORES[other.kind] == SCORES[first.kind] for other in others):
            return Reading(None, 0.0)
        return Reading(first, _BY_KIND if others else SCORES[first.kind], surface)


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


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word as a whole word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(word, start + 1)
    return False
