"""What a named-entity recogniser found, without what is no part of a name."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from graph_builder.nlp.syntax import lemma
from graph_builder.vocabulary import Vocabulary, WordClass

_TITLE_ALONE = 2  # capital words of a title that names nobody
_NEAR = 5  # words before a portfolio that may say so


class EntityReader:
    """Reads entities with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lexicon = vocabulary.lexicon
        self._profile = vocabulary.profile
        self._gazetteer = vocabulary.gazetteer

    def bare(self, ent: Tokens) -> Tokens | None:
        """Return an entity without the title before it ("Presidente Mulino"); None for a mere kind ("el Gobierno").

        One that the recogniser drew over the end of a sentence ends there: "U.E. China" of "la U.E. China apoyó ...".
        """
        if ent.end > (over := ent[0].sent.end):
            ent = Tokens(ent.doc, ent.start, over, label=ent.label_)
        start, doc = ent.start, ent.doc
        if any(token.is_lower and token.pos_ == "VERB" and token.head == token for token in ent):
            return None  # "Irán visita Siria"
        titled = len(ent) > 1 and not doc[start + 1].is_title and self._is_office(doc[start])
        if titled and (ent.label_ != "PER" or sum(token.is_title for token in ent) <= _TITLE_ALONE):
            return None  # "Ministro sirio de Asuntos Exteriores", "Secretario de Estado"
        while start < ent.end - 1 and doc[start + 1].is_title and self._is_office(doc[start]):
            start += 1
        label = "PER" if start > ent.start or self._names_holder(ent) else ent.label_
        end = self._end_of_person(ent) if label == "PER" else ent.end
        same = label == ent.label_ and (start, end) == (ent.start, ent.end)
        bare = ent if same else Tokens(doc, start, max(end, start + 1), label=label)
        if self._is_part_of_title(bare):
            return None
        return None if len(bare) == 1 and bare[0].is_title and self._is_kind(bare[0]) else self._whole_title(bare)

    def _whole_title(self, ent: Tokens) -> Tokens:
        """Return a treaty's name to its end: "Tratado de Paz y Amistad", where the recogniser stops before "y"."""
        doc, joining = ent.doc, ent.doc[ent.end : ent.end + 2]
        goes_on = len(joining) > 1 and joining[0].lower_ in self._profile.list_words and joining[1].is_title
        if not goes_on or not self._lexicon.is_a(ent[0].lower_, "agreement") or joining[1].sent != ent.sent:
            return ent
        another = self._gazetteer.readings(joining[1].text)  # "Acuerdo de París y Londres ..."
        return ent if another else Tokens(doc, ent.start, ent.end + 2, label=ent.label_)

    def is_one_name(self, ent: Tokens) -> bool:
        """Return whether a span with a known name inside is one name.

        It is none where the recogniser took two names ("Rusia y China") or a portfolio with its state ("Defensa de
        Paraguay") for one.
        """
        apart = ent.label_ == "LOC" or any(token.text in self._profile.name_separators for token in ent)
        return not apart and not self._is_portfolio(ent)

    def goes_on(self, token: Token) -> bool:
        """Return whether a preposition that stands in no name follows a known one: "Estados Unidos contra Irán"."""
        return token.pos_ == "ADP" and token.lower_ not in self._profile.name_words

    def _is_part_of_title(self, ent: Tokens) -> bool:
        """Return whether an entity is the rest of an office: "el Secretario Legal y Técnico de la Presidencia"."""
        if not self._lexicon.is_a(ent[0].lower_, "office_adjective"):
            return False
        joining = self._profile.list_words
        before = reversed(ent.doc[ent[0].sent.start : ent.start])
        rest = (t for t in before if t.lower_ not in joining and not self._lexicon.is_a(t.lower_, "office_adjective"))
        first = next(rest, None)
        return first is not None and self._is_office(first)

    def _end_of_person(self, ent: Tokens) -> int:
        """Return where a person's name ends that caught the place after it: "Peña Nieto en Los Pinos"."""
        return next((t.i for t in ent if t.i > ent.start and t.lower_ in self._profile.locatives), ent.end)

    def _is_office(self, token: Token) -> bool:
        return self._lexicon.is_a(token.lower_, "office")

    def _names_holder(self, ent: Tokens) -> bool:
        """Return whether several words name an office holder: "el canciller de Paraguay, Euclides Acevedo"."""
        if len(ent) == 1 or not ent[0].is_title:
            return False
        root = ent.root
        if root.dep_ != "appos" or not self._lexicon.is_a(lemma(root.head), "office"):
            return False
        kinds: tuple[WordClass, ...] = ("organ", "polity", "collective", "document", "event_gathering")
        return not any(t.is_upper or self._lexicon.is_a(t.lower_, *kinds) for t in ent)

    def _is_kind(self, token: Token) -> bool:
        """Return whether a word alone names a kind of actor ("Gobierno"), or is a noun that begins a headline."""
        if token.is_sent_start and (token.lower_, "NOUN") in self._lexicon.forms:
            return True
        kinds: tuple[WordClass, ...] = ("organ", "polity", "office", "collective", "former_office")
        return any(self._lexicon.is_a(word, *kinds) for word in (token.lower_, token.lemma_))

    def _is_portfolio(self, ent: Tokens) -> bool:
        """Return whether a span after "ministro de" says what the office is about, and whose: "Defensa de Paraguay"."""
        before = [token.lower_ for token in ent.doc[max(0, ent.start - _NEAR) : ent.start]]
        last = before[-1] if before else ""
        listed = last in self._profile.list_words and self._lexicon.is_a(ent[0].lower_, "portfolio_name")
        direct = last == self._profile.genitive and any(self._lexicon.is_a(word, "portfolio") for word in before[-3:])
        return direct or (listed and any(self._lexicon.is_a(word, "portfolio") for word in before))  # "Minas y Energía"
