"""What the vocabulary says of each word of a Doc, taken alone.

Each word is read once a run: most tokens of a text are words read before, and most words mean nothing to extraction.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy import symbols
from spacy.attrs import LEMMA, LOWER, MORPH, POS
from spacy.tokens import Doc, Token

from graph_builder.extract.prefilter import said_by
from graph_builder.nlp.memo import MANY, Remembered, keys_of
from graph_builder.nlp.syntax import lemma
from graph_builder.vocabulary.lexicon import Lexicon
from graph_builder.vocabulary.profile import Profile

_TRIGGER_POS = {symbols.VERB, symbols.AUX, symbols.ADJ, symbols.NOUN, symbols.PROPN}
_TITLE_POS = {symbols.NOUN, symbols.PROPN, symbols.ADJ, symbols.VERB, symbols.X, symbols.DET, symbols.PRON}
_EVALUATING_POS = {symbols.NOUN, symbols.ADJ, symbols.VERB}


@dataclass(frozen=True, slots=True, eq=False)
class LexicalFeatures:
    """What a token's lemma, form, part of speech and inflection tell by themselves."""

    classes: frozenset[str]  # of its lemma
    says: frozenset[str]  # of what the rows of triggers.tsv call for
    may_trigger: bool  # a trigger may begin at it
    is_title: bool  # it may name an office
    is_evaluating: bool  # it may show a stance
    is_saying: bool  # a verb of saying
    is_gathering: bool  # a noun that names one
    is_quote: bool  # a quotation mark


class FeatureReader:
    """Reads Docs with one vocabulary; made once a run."""

    def __init__(self, lexicon: Lexicon, profile: Profile) -> None:
        self._lexicon = lexicon
        self._profile = profile
        self._triggers = {word for word, _ in lexicon.triggers}
        self._evaluating = [name for frame in lexicon.stances for name in frame.words]
        self._read: Remembered[bytes, LexicalFeatures] = Remembered(MANY)

    def read(self, doc: Doc) -> list[LexicalFeatures]:
        """Return the features of a Doc's tokens, in order; its lemmas must not change afterwards."""
        found = []
        for index, key in enumerate(keys_of(doc, LEMMA, LOWER, POS, MORPH)):
            word = self._read.get(key)
            if word is None:
                word = self._read[key] = self._word(doc[index])
            found.append(word)
        return found

    def _word(self, token: Token) -> LexicalFeatures:
        lexicon, word, pos = self._lexicon, lemma(token), token.pos
        known = word in self._triggers or lexicon.forms.get((word, "VERB")) in self._triggers
        return LexicalFeatures(
            classes=lexicon.classes.get(word, frozenset()),
            says=said_by(token, lexicon, self._profile),
            may_trigger=(known and pos in _TRIGGER_POS) or token.lower_ in lexicon.phrases,
            is_title=pos in _TITLE_POS and lexicon.is_a(word, "office"),
            is_evaluating=pos in _EVALUATING_POS and lexicon.is_in(word, self._evaluating),
            is_saying=pos == symbols.VERB and lexicon.speech_cue("verb", word) is not None,
            is_gathering=pos == symbols.NOUN and lexicon.is_a(word, "event_gathering"),
            is_quote=token.text in self._profile.open_quotes | self._profile.close_quotes,
        )
