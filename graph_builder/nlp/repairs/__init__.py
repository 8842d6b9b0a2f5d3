"""Mendings of a parsed paragraph, in their order: what the parser does, what the repair does, an example in each file.

A parser that does not know the names and the lexicon makes mistakes that these prove wrong. A repair changes lemmas,
parts of speech, heads and labels in place, and only where its proof holds; all else stays as parsed. Each is a function
of one signature (`Repair`).
"""

from __future__ import annotations

from collections.abc import Callable

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.gapping import set_gapped_apart
from graph_builder.nlp.repairs.headline_speaker import set_speaker_apart
from graph_builder.nlp.repairs.headline_subject import take_subject
from graph_builder.nlp.repairs.headline_verb import find_verb
from graph_builder.nlp.repairs.lemmas import correct_lemmas
from graph_builder.nlp.repairs.name_heads import attach_names
from graph_builder.nlp.repairs.name_lists import join_lists
from graph_builder.nlp.repairs.particles import take_particles
from graph_builder.nlp.repairs.torn_names import mend_torn_names
from graph_builder.nlp.repairs.words import mend_words

__all__ = ["NAME_REPAIRS", "REPAIRS", "WORD_REPAIRS", "Repair"]

Repair = Callable[[Paragraph], None]

# Before the names are found, as titles before names are known by their lemmas.
WORD_REPAIRS: tuple[Repair, ...] = (correct_lemmas, find_verb)

# After that: they take names for their proof.
NAME_REPAIRS: tuple[Repair, ...] = (
    take_particles,
    mend_torn_names,
    set_speaker_apart,
    take_subject,
    join_lists,
    attach_names,
    mend_words,
    set_gapped_apart,
)

REPAIRS = (*WORD_REPAIRS, *NAME_REPAIRS)
