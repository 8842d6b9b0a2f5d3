"""A parsed Doc enters, the same Doc leaves with the lemmas that `forms.tsv` knows better than the lemmatizer.

A trainable lemmatizer invents infinitives for verbs it has not seen ("sancionaron" -> "sancionaron"); the table holds
the inflected forms of the words that the lexicon names, and speaks only where the lemma is none of them.
"""

from __future__ import annotations

from spacy.attrs import LEMMA, MORPH, ORTH, POS, SENT_START
from spacy.tokens import Doc, MorphAnalysis, Token

from graph_builder.extract.wordbook import keys_of
from graph_builder.extract.words import has
from graph_builder.vocabulary import Vocabulary

_CLAUSES = {"xcomp", "ccomp"}
_DECISIVE = (ORTH, POS, LEMMA, MORPH, SENT_START)
_PLAIN = str.maketrans("áéíóú", "aeiou")


class LemmaCorrector:
    """Sets lemmas of verbs and nouns from the lexicon's table of forms; made once a run.

    What a word's form, lemma, features and place in front decide alone is decided once: most words need nothing.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._settled: set[bytes] = set()  # _DECISIVE of words that stay as they are

    def correct(self, doc: Doc) -> None:
        """Correct a Doc's lemmas, and what follows from them, in place; other tokens stay as they are."""
        for index, key in enumerate(keys_of(doc, *_DECISIVE)):
            if key in self._settled:
                continue
            token = doc[index]
            pos = _part_of_speech(token, self._vocabulary)
            changed = bool(pos) and self._correct(token, pos)
            if not changed and not _depends_on_context(token, self._vocabulary):
                self._settled.add(key)

    def _correct(self, token: Token, pos: str) -> bool:
        """Whether anything was corrected."""
        lexicon = self._vocabulary.lexicon
        before = token.lemma_, token.pos, token.morph
        word = token.lemma_.lower().split(" ")[0]  # "reunir él" for "reunirse"
        if (word, pos) not in lexicon.known_lemmas:
            forms = ((form, pos) for form in _forms(token, pos, self._vocabulary))
            known = next((lexicon.forms[form] for form in forms if form in lexicon.forms), "")
            word = known or (word if pos == "VERB" else "")
        if word and (pos == "VERB" or word != token.lemma_.lower()):
            token.lemma_ = word
        if pos == "VERB" and token.pos_ != "AUX":
            token.pos_ = "VERB"
        if pos == "VERB" and has(token, "Mood", "Ind") and has(token, "Tense", "Pres"):
            _correct_mood(token, self._vocabulary.profile.subjunctive)
        return before != (token.lemma_, token.pos, token.morph)


def _depends_on_context(token: Token, vocabulary: Vocabulary) -> bool:
    """Whether more than the word itself decides: what stands under it."""
    return token.pos_ in {"ADJ", "NOUN"} and (token.lower_, "VERB") in vocabulary.lexicon.forms


def _correct_mood(verb: Token, endings: dict[str, tuple[str, ...]]) -> None:
    """ "Espera que Rusia entregue": a present whose ending only the subjunctive of its infinitive has."""
    if verb.lower_.endswith(endings.get(verb.lemma_[-2:].lower(), ())):
        verb.morph = MorphAnalysis(verb.vocab, str(verb.morph).replace("Mood=Ind", "Mood=Sub"))


def _part_of_speech(token: Token, vocabulary: Vocabulary) -> str:
    if token.pos_ in {"VERB", "AUX"}:
        return "VERB"
    known_form = token.pos_ in {"ADJ", "NOUN"} and (token.lower_, "VERB") in vocabulary.lexicon.forms
    if known_form and not has(token, "VerbForm", "Part") and _is_built_as_verb(token):
        return "VERB"  # "planea comprar", "Obama saluda el acuerdo" read as an adjective
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and (token.is_lower or token.is_sent_start)):
        return "NOUN"
    return ""


def _is_built_as_verb(token: Token) -> bool:
    """It has a clause under it; or, with no article, an object and a subject, its own or that of a verb before it.

    Example: "niega su implicación y culpa a Moscú", where "culpa" was read as a noun.
    """
    roles = {child.dep_ for child in token.children}
    shares = token.dep_ == "conj" and token.head.pos_ == "VERB"
    bare = roles.isdisjoint({"det", "cop"})
    return not roles.isdisjoint(_CLAUSES) or (bare and "obj" in roles and ("nsubj" in roles or shares))


def _forms(token: Token, pos: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The word, then the word without an enclitic pronoun ("expulsarlos", "sumándose")."""
    word = token.lower_
    if pos != "VERB":
        return (word,)
    bare = next((word.removesuffix(e) for e in vocabulary.profile.enclitics if word.endswith(e)), word)
    return word, bare, bare.translate(_PLAIN)
