"""Gapped clauses: "X envió tanques a Y y Z, cañones" says of Z what it does not say again.

The parser takes the second subject for a member of a list in the first clause and what follows for an apposition. As
Universal Dependencies ask, the repair hangs the subject on the verb as its conjunct, and the rest on that as orphans.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.repairs.tree import ACTING_CLASSES, attach
from graph_builder.nlp.syntax import is_finite, lemma

ORPHAN = "orphan"
_LONGEST = 12  # words that are left of a gapped clause at most
_NOMINAL = {"NOUN", "PROPN", "NUM"}
_PARALLEL = {"obj", "obl", "iobj", "nmod"}


def set_gapped_apart(paragraph: Paragraph) -> None:
    """Hang the subject of each gapped clause on the verb that it lacks, and the rest of the clause on the subject."""
    doc, names = paragraph.doc, {named.start: named for named in paragraph.names}
    for named in paragraph.names:
        if not _begins_clause(named, paragraph):
            continue
        subject = named.tokens(doc).root
        verb = _verb_before(subject)
        rest = list(_rest(named, names, paragraph))
        if verb is None or not rest or not all(_is_parallel(part, verb, subject, paragraph) for part in rest):
            continue
        attach(subject, verb, "conj")
        for part in rest:
            attach(part, subject, ORPHAN)


def _begins_clause(named: Named, paragraph: Paragraph) -> bool:
    """Whether a name stands between "y" or a semicolon and a comma."""
    doc = paragraph.doc
    if named.start == 0 or named.end + 1 >= len(doc) or doc[named.end].text != ",":
        return False
    before = doc[named.start - 1]
    return before.text == ";" or before.lower_ in paragraph.vocabulary.profile.list_words


def _verb_before(subject: Token) -> Token | None:
    """The last finite verb before, where it has a subject of its own before it."""
    words = list(subject.doc[subject.sent.start : subject.i])
    verb = next((word for word in reversed(words) if word.pos_ == "VERB" and is_finite(word)), None)
    if verb is None or verb == subject or not any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
        return None
    return verb


def _rest(subject: Named, names: dict[int, Named], paragraph: Paragraph) -> Iterator[Token]:
    """Heads of the phrases that are left of a clause, up to its end; none where a verb stands among them."""
    doc, words = paragraph.doc, list[Token]()
    for token in doc[subject.end + 1 : doc[subject.start].sent.end]:
        after = names.get(token.i + 1)
        next_clause = token.lower_ in paragraph.vocabulary.profile.list_words and after is not None
        if token.text in {";", "."} or (next_clause and after is not None and _begins_clause(after, paragraph)):
            break
        words.append(token)
    if not words or len(words) > _LONGEST or any(word.pos_ in {"VERB", "AUX", "PRON", "SCONJ"} for word in words):
        return
    inside: Span = doc[words[0].i : words[-1].i + 1]
    for word in inside:
        if word.pos_ in _NOMINAL and (word.head not in inside or word.head == word) and word.dep_ != "punct":
            yield word
        elif word.head not in inside and word.pos_ not in {"PUNCT", "ADP", "DET", "CCONJ", "NUM", "ADJ", "ADV"}:
            return


def _is_parallel(part: Token, verb: Token, subject: Token, paragraph: Paragraph) -> bool:
    """Whether the first clause has such a phrase too: a thing as object, or one under the same preposition."""
    case = _case(part)
    if not case:
        acting = part.pos_ != "NOUN" or paragraph.vocabulary.lexicon.is_a(lemma(part), *ACTING_CLASSES)
        things = (c for c in verb.children if c.dep_ == "obj" and c.pos_ == "NOUN" and not _case(c))
        return not acting and any(thing.i < subject.i for thing in things)
    before = (token for token in verb.subtree if verb.i < token.i < subject.i and token.dep_ in _PARALLEL)
    return any(_case(token) == case for token in before)


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
