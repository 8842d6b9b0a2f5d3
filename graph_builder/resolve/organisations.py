"""The name of an organisation that no list holds enters; the state that it belongs to, and its entity, leave.

"Ejército sirio" and "Administración Trump" are states, "Banco Central" is one of its article, "ONG" and "Guerra de las
Malvinas" are no actors.
"""

from __future__ import annotations

from graph_builder.model import Entity, EntityKind, Link, Mention
from graph_builder.resolve.readings import Readings
from graph_builder.resolve.spelling import entity_id
from graph_builder.vocabulary import Vocabulary

_LONGEST_STATE = 5  # words of a state's name


class Organisations:
    """Reads names of organisations of one article.

    Args:
        readings: what the article's names mean.
        vocabulary: the gazetteer and the classes of words.
    """

    def __init__(self, readings: Readings, vocabulary: Vocabulary) -> None:
        self._readings, self._vocabulary = readings, vocabulary
        self._gazetteer = vocabulary.gazetteer

    def names_nobody(self, text: str) -> bool:
        """A war, a plan, a portfolio, a tax, a common noun with a capital, "ONG": names of no actor."""
        lexicon, words = self._vocabulary.lexicon, text.lower().split()
        if len(words) == 1 and lexicon.is_a(words[0], "no_name"):
            return True
        thing = lexicon.is_a(words[0], "portfolio_name", "thing_name")
        common = len(words) == 1 and not text.isupper() and words[0] in lexicon.classes
        return thing or common or any(lexicon.is_a(word, "no_actor", "agreement") for word in words[:2])

    def organ(self, text: str, mention: Mention) -> Link | None:
        """The state whose government or army a name is: by what it says, else the one that the article is about."""
        state = self._organ_of(text, mention)
        if state:
            return Link(mention, (state,), "organ of a state", 0.85, text)
        words = text.split()
        common = self._vocabulary.lexicon.is_a(words[0], "state_organ") and self._is_common_organ(words)
        home = self._home() if common else ""
        return Link(mention, (home,), "organ of the state that the article is about", 0.5, text) if home else None

    def _home(self) -> str:
        return self._readings.main_state() or self._readings.dateline_state()

    def _organ_of(self, text: str, mention: Mention) -> str:
        """The state whose government or army a name is: "Gobierno de Colombia", "Ejército sirio", "Defensa" of one."""
        words = text.split()
        if not self._vocabulary.lexicon.is_a(words[0], "state_organ", "portfolio_name"):
            return ""
        hints = (self._readings.state_of(hint) for hint in mention.modifiers if hint != mention.text)
        said = self.state_said(words[1:]) or next(filter(None, hints), "")
        return said or self._state_of_person_said(words[1:])

    def _state_of_person_said(self, words: list[str]) -> str:
        """The state of whom a government is named after: "Gobierno de Zapatero", "Administración Trump"."""
        small = words[:1] and words[0] in self._vocabulary.profile.contractions.values()
        person = " ".join(words[1:] if small else words)
        named = self._readings.of_words(person).name if person else None
        holder = self._gazetteer.entities.get(named.entity) if named is not None else None
        return holder.state if holder is not None and holder.kind is EntityKind.PERSON else ""

    def state_said(self, words: list[str]) -> str:
        """The state that ends a name: by its own name, or by a demonym."""
        for size in range(min(len(words), _LONGEST_STATE), 0, -1):
            ending = " ".join(words[-size:])
            name = self._readings.of_words(ending).name
            entity = self._gazetteer.entities.get(name.entity) if name is not None else None
            if entity is not None and entity.kind is EntityKind.COUNTRY:
                return entity.state
        return self._people_of(words[-1]) if words else ""

    def _people_of(self, word: str) -> str:
        """The one state whose demonym a word is."""
        peoples = self._gazetteer.demonyms.get(word.lower(), ())
        sure = len(peoples) == 1 and not self._gazetteer.needs_context(word.lower())
        return peoples[0].state if sure else ""

    def entity_of(self, text: str, mention: Mention) -> Entity:
        """A new organisation; its state is the one that its name or an adjective beside it says.

        An organ of no state said ("Banco Central") is one within its article only, of the state that this is about.
        """
        words = text.split()
        state = self.state_said(words[1:])
        state = state or next(filter(None, map(self._people_of, (*mention.modifiers, *words))), "")
        kind = EntityKind.ORGANIZATION
        local = not state and self._is_common_organ(words)
        if local:
            state = self._home()
        return Entity(entity_id(kind, f"{text} {mention.article}" if local else text), kind, text, state=state)

    def _is_common_organ(self, words: list[str]) -> bool:
        """Whether many states have an organ of a name: nothing but a kind, and a portfolio or one word more."""
        lexicon, small = self._vocabulary.lexicon, self._vocabulary.profile.trailing_words
        first, *rest = [word.lower() for word in words if word not in small]
        portfolio = all(lexicon.is_a(word, "portfolio_name") for word in rest)
        return lexicon.is_a(first, "organ", "state_organ") and (len(rest) <= 1 or portfolio)
