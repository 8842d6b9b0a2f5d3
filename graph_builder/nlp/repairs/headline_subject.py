"""A headline that begins with its verb has its subject right after it.

"Condena México violencia en Siria": a parser of running text takes the verb for a noun, or the name for its object. The
repair makes the word a verb, the name its subject, and the bare noun after that its object.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.syntax import conjuncts, has
from graph_builder.vocabulary import Vocabulary

_FINAL = frozenset({".", "?", "!", "...", "…"})
_THINGS = {"NOUN", "ADJ", "VERB"}
_LOOSE = {"amod", "appos", "flat", "nmod", "obl", "dep"}


def take_subject(paragraph: Paragraph) -> None:
    """Make the name right after a headline's first verb its subject, and the bare noun after that its object."""
    doc, vocabulary = paragraph.doc, paragraph.vocabulary
    verb = doc[0]
    subject = _name_after(paragraph) if _is_verb(verb, vocabulary) and doc[-1].text not in _FINAL else None
    if subject is None:
        return
    taken = [child for child in verb.children if child.dep_ == "nsubj" and child != subject]
    plural = has(verb, "Number", "Plur")
    if subject.head != verb or taken or plural != (len(conjuncts(subject)) > 1):
        return
    verb.pos_ = "VERB"
    verb.lemma_ = vocabulary.lexicon.forms[verb.lower_, "VERB"]
    subject.dep_ = "nsubj"
    if not any(child.dep_ in {"obj", "ccomp", "xcomp"} for child in verb.children):
        _take_object(verb, subject)


def _name_after(paragraph: Paragraph) -> Token | None:
    """The root of a name that stands right after the first word, or after its article."""
    doc = paragraph.doc
    for named in paragraph.names:
        if named.start == 1 or (named.start == 2 and doc[1].dep_ == "det"):
            root = named.tokens(doc).root
            if all(child.dep_ != "case" for child in root.children):
                return root
    return None


def _is_verb(first: Token, vocabulary: Vocabulary) -> bool:
    return (first.lower_, "VERB") in vocabulary.lexicon.forms and first.pos_ in _THINGS and first.head == first


def _take_object(verb: Token, subject: Token) -> None:
    """The first bare noun after the subject, wherever below them the parser hung it."""
    for token in verb.doc[subject.i + 1 :]:
        if token.dep_ in {"case", "punct", "mark", "cc"}:
            return
        if token.pos_ in _THINGS and token.dep_ in _LOOSE and token.head in {verb, subject}:
            token.head, token.dep_ = verb, "obj"
            token.pos_ = "NOUN" if token.pos_ == "ADJ" else token.pos_
            return
