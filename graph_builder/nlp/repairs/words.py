"""Repairs that begin at one word: which of them are asked of which part of speech, and in which order."""

from __future__ import annotations

from collections.abc import Callable

from spacy import symbols
from spacy.attrs import DEP, POS
from spacy.strings import get_string_id
from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.asides import last_of_list, object_after_aside
from graph_builder.nlp.repairs.coordination import listed_official, second_side, title_before_demonym
from graph_builder.nlp.repairs.dates import date_is_no_subject, date_off_the_actor, thing_off_the_calendar
from graph_builder.nlp.repairs.obligation import mend_obligation
from graph_builder.nlp.repairs.reflexives import mend_reflexive
from graph_builder.nlp.repairs.subjects_objects import (
    mend_subject,
    relative_object,
    subject_after_dislocated,
    torn_phrase,
)
from graph_builder.nlp.repairs.voice import agent_of_passive

WordRule = Callable[[Token, Paragraph], None]

# By part of speech; each says by its docstring what it mends.
WORD_RULES: dict[str, tuple[WordRule, ...]] = {
    "VERB": (torn_phrase, date_is_no_subject, mend_subject, subject_after_dislocated, mend_obligation),
    "AUX": (mend_obligation,),
    "PRON": (mend_reflexive, relative_object),
    "NOUN": (title_before_demonym, second_side, listed_official),
    "PROPN": (second_side,),
}
# Of words that the parser hung on the word before them by guess.
LOOSE_RULES: tuple[WordRule, ...] = (
    thing_off_the_calendar,
    date_off_the_actor,
    object_after_aside,
    last_of_list,
    agent_of_passive,
)

_LOOSE = {"appos", "flat", "nmod", "compound", "conj", "amod", "obl"}
_CANDIDATE_POS = {symbols.VERB, symbols.AUX, symbols.PRON}  # others are asked only where they hang loosely
_CANDIDATE_DEP = frozenset(map(get_string_id, (*_LOOSE, "obj", "nsubj")))


def mend_words(paragraph: Paragraph) -> None:
    """Ask the rules of each word in turn."""
    doc = paragraph.doc
    labels = enumerate(doc.to_array([POS, DEP]).tolist())
    for index in [index for index, (pos, dep) in labels if pos in _CANDIDATE_POS or dep in _CANDIDATE_DEP]:
        token = doc[index]
        for rule in WORD_RULES.get(token.pos_, ()):
            rule(token, paragraph)
        if token.dep_ in _LOOSE:
            for rule in LOOSE_RULES:
                rule(token, paragraph)
