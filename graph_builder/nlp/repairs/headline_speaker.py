"""Who says a headline, named beside a colon, stands outside its clause.

"Hay que levantar el bloqueo: Cuba" and "Cuba: hay que levantar el bloqueo" are two ways of the press to say that Cuba
says so. A parser that has read no headlines takes the name for a part of the clause. The repair hangs the name on the
head of the clause under a label of its own.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.syntax import lemma
from graph_builder.vocabulary import WordClass

CAPTION = "dislocated"  # the label, after Universal Dependencies, of what stands outside the clause it belongs to
_LENGTH = 7  # words that name a speaker, at the most
_SPEAKING: tuple[WordClass, ...] = ("office", "organ", "source")
_VERBS = {"VERB", "AUX"}


def set_speaker_apart(paragraph: Paragraph) -> None:
    """Hang the speaker of a headline on the head of its clause as `dislocated`; other texts stay."""
    doc, lexicon = paragraph.doc, paragraph.vocabulary.lexicon
    if not len(doc) or doc[-1].text in {".", "?", "!"} or next(doc.sents).end != len(doc):
        return
    colons = [token.i for token in doc if token.text == ":"]
    if len(colons) != 1:
        return
    sides = doc[: colons[0]], doc[colons[0] + 1 :]
    for caption, clause in (sides, sides[::-1]):
        speaks = any(t.i in paragraph.labels or lexicon.is_a(lemma(t), *_SPEAKING) for t in caption)
        told = any(token.pos_ in _VERBS for token in clause) and all(token.pos_ not in _VERBS for token in caption)
        if 0 < len(caption) <= _LENGTH and speaks and told:
            _set_apart(list(caption), list(clause))
            return


def _set_apart(caption: list[Token], clause: list[Token]) -> None:
    speaker = _head(caption)
    head = _head(clause)
    heads = {token.i for token in clause}
    if head.head.i not in heads or head.head == head:
        head.dep_, head.head = "ROOT", head
    for token in clause:
        if token != head and token.head.i not in heads:
            token.head = head
    for token in caption:
        if token != speaker and token.head.i in heads:
            token.head = speaker
    speaker.head, speaker.dep_ = head, CAPTION


def _head(tokens: list[Token]) -> Token:
    """The first of some tokens that depends on none of them; of a clause its verb, where it has one."""
    inside = {token.i for token in tokens}
    free = [token for token in tokens if token.head == token or token.head.i not in inside]
    return next((token for token in free if token.pos_ in _VERBS), free[0])
