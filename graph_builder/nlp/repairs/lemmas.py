"""Lemmas that `forms.tsv` knows better than the lemmatizer.

A trainable lemmatizer invents infinitives for verbs it has not seen ("sancionaron" -> "sancionaron"); the table holds
the inflected forms of the words that the lexicon names, and speaks only where the lemma is none of them.
"""

from __future__ import annotations

from spacy.attrs import LEMMA, MORPH, ORTH, POS, SENT_START
from spacy.tokens import MorphAnalysis, Token

from graph_builder.nlp.memo import keys_of
from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.syntax import has
from graph_builder.vocabulary import Vocabulary

_CLAUSES = {"xcomp", "ccomp"}
_DECISIVE = (ORTH, POS, LEMMA, MORPH, SENT_START)
_PLAIN = str.maketrans("áéíóú", "aeiou")


def correct_lemmas(paragraph: Paragraph) -> None:
    """Correct the lemmas of verbs and nouns, and what follows from them; other tokens stay as they are.

    What a word's form, lemma, features and place in front decide alone is decided once a run: most words need nothing.
    """
    doc, vocabulary = paragraph.doc, paragraph.vocabulary
    for index, key in enumerate(keys_of(doc, *_DECISIVE)):
        if key in paragraph.settled:
            continue
        token = doc[index]
        pos = _part_of_speech(token, vocabulary)
        changed = bool(pos) and _correct(token, pos, vocabulary)
        if not changed and not _depends_on_context(token, vocabulary):
            paragraph.settled[key] = True


def _correct(token: Token, pos: str, vocabulary: Vocabulary) -> bool:
    """Correct one token as a verb or noun; return whether anything was changed."""
    lexicon = vocabulary.lexicon
    before = token.lemma_, token.pos, token.morph
    word = token.lemma_.lower().split(" ")[0]  # "reunir él" for "reunirse"
    if (word, pos) not in lexicon.known_lemmas:
        forms = ((form, pos) for form in _forms(token, pos, vocabulary))
        known = next((lexicon.forms[form] for form in forms if form in lexicon.forms), "")
        word = known or (word if pos == "VERB" else "")
    if word and (pos == "VERB" or word != token.lemma_.lower()):
        token.lemma_ = word
    if pos == "VERB" and token.pos_ != "AUX":
        token.pos_ = "VERB"
    if pos == "VERB" and has(token, "Mood", "Ind") and has(token, "Tense", "Pres"):
        _correct_mood(token, vocabulary.profile.subjunctive)
    return before != (token.lemma_, token.pos, token.morph)


def _depends_on_context(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether more than the word itself decides: what stands under it."""
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
