"""A headline in the present whose verb is a noun too: "El papa visita Cuba".

The parser takes such a word for a noun in apposition, or makes a name of all three. Where the sentence has no other
finite verb, and the word stands bare between a nominal and what it may act on, it is the verb.
"""

from __future__ import annotations

from spacy.tokens import MorphAnalysis, Token
from spacy.tokens import Span as Tokens

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.syntax import has
from graph_builder.vocabulary import Vocabulary

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_LOOSE = frozenset({"flat", "appos", "nmod", "obl", "obj", "iobj", "compound", "dep", "conj", "amod"})
_BEFORE_NOUN = frozenset({"det", "case", "nummod", "amod", "cc"})
_THIRD_PERSON = ("a", "e", "an", "en")
_PRESENT = "Mood=Ind|Number={}|Person=3|Tense=Pres|VerbForm=Fin"


def find_verb(paragraph: Paragraph) -> None:
    """Make a noun of each sentence without a verb its verb, what stands before it its subject, after it its object."""
    for sentence in list(paragraph.doc.sents):
        if has(sentence.root, "VerbForm", "Fin") or any(
            token.dep_ not in _LOOSE and has(token, "VerbForm", "Fin") for token in sentence
        ):
            continue
        found = [token for token in sentence[1:-1] if _may_be_verb(token, paragraph.vocabulary)]
        if len(found) == 1:
            _make_verb(found[0], sentence, paragraph.vocabulary)


def _may_be_verb(token: Token, vocabulary: Vocabulary) -> bool:
    """Return whether a bare word in the third person stands between a nominal and a name, an article, or "a"."""
    if (token.lower_, "VERB") not in vocabulary.lexicon.forms or not token.lower_.endswith(_THIRD_PERSON):
        return False
    if not token.is_lower or any(child.dep_ in _BEFORE_NOUN and child.i < token.i for child in token.children):
        return False
    before, after = token.nbor(-1), token.nbor()
    to = after.lower_ == vocabulary.profile.dative or vocabulary.profile.contractions.get(after.lower_) == "a"
    return before.pos_ in _NOMINAL and (after.pos_ in {"PROPN", "DET"} or to)


def _make_verb(verb: Token, sentence: Tokens, vocabulary: Vocabulary) -> None:
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    top = sentence.root
    if top != verb:
        if top.i > verb.i or top.pos_ not in _NOMINAL or (verb.head != top and not top.is_ancestor(verb)):
            return
        verb.head = verb
        top.head = verb
        subject = top
    if subject is None:
        return
    several = any(child.dep_ == "conj" and child.i < verb.i for child in subject.children) or has(
        subject, "Number", "Plur"
    )
    if several != verb.lower_.endswith("n"):
        return
    verb.pos_, verb.lemma_, verb.dep_ = "VERB", vocabulary.lexicon.forms[verb.lower_, "VERB"], "ROOT"
    verb.morph = MorphAnalysis(verb.vocab, _PRESENT.format("Plur" if several else "Sing"))
    subject.dep_ = "nsubj"
    loose = [token for token in sentence if token.i > verb.i and token.head.i <= verb.i and token.dep_ in _LOOSE]
    for token in loose:
        token.head = verb
    if loose and not any(child.dep_ in {"obj", "ccomp"} for child in verb.children):
        loose[0].dep_ = "obj"
