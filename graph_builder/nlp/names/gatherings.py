"""Names of gatherings that say what they are: "XXI Reunión de cancilleres de la CELAC"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from graph_builder.nlp.names.openings import Opening

_NUMBER = re.compile(r"[IVXLC]+|\d+\.?[ªºa]")


def gathering_names(doc: Doc, openings: Sequence[Opening], small_words: frozenset[str]) -> Iterator[Tokens]:
    """Yield the names of gatherings in a paragraph, labelled MISC.

    Args:
        doc: the paragraph's.
        openings: what its tokens may begin.
        small_words: what stands inside names in small letters: "de", "la".
    """
    resume = 0
    for token in (doc[index] for index, opening in enumerate(openings) if opening.gathering):
        if token.i < resume or token.is_sent_start:
            continue
        numbered = token.i > 0 and bool(_NUMBER.fullmatch(doc[token.i - 1].text))
        end = _end_of_name(token, small_words)
        if end - token.i > 1:
            resume = end
            yield Tokens(doc, token.i - numbered, end, label="MISC")


def _end_of_name(token: Token, small_words: frozenset[str]) -> int:
    """Return where a name that begins here ends: at its last capital word; one small noun may stand before "de"."""
    doc, end, position = token.doc, token.i + 1, token.i + 1
    small = 0
    while position < token.sent.end:
        word = doc[position]
        if word.is_title or word.is_upper:
            end, small = position + 1, 0
        elif word.like_num and doc[position - 1].lower_ in small_words:
            end, small = position + 1, 0  # "Cumbre del Grupo de los 8"
        elif word.lower_ not in small_words:
            small += 1
            if small > 1 or word.pos_ not in {"NOUN", "ADJ"} or doc[position - 1].lower_ not in small_words:
                break
        position += 1
    return end
