"""Complement status: what a word above a clause or noun makes of it by its frame ("pidió sanciones" supposes them)."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.conditions import is_inflected, is_said
from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.arguments import noun_arguments, verb_arguments
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.model import Status
from graph_builder.vocabulary.conditions import Stage
from graph_builder.vocabulary.lexicon import Trigger

ORDER = (Status.HYPOTHETICAL, Status.PLANNED, Status.HEDGED, Status.FACT)


def content_of(governor: Token, word: str, context: SentenceContext) -> Status | None:
    """The least certain status among the frames of a governor that its surroundings allow.

    Example: "pidió sanciones" supposes the sanctions, "pidió" with no frame for what is asked supposes nothing.

    Args:
        governor: the word above.
        word: the lemma under which its triggers stand.
        context: of its sentence.
    """
    lexicon = context.vocabulary.lexicon
    pos = "VERB" if governor.pos_ in {"VERB", "AUX", "ADJ"} else "NOUN"
    rows = [row for row in lexicon.triggers.get((word, pos), ()) if lexicon.frames[row.frame].content is not None]
    if not rows:
        return None
    arguments = verb_arguments(governor, context) if pos == "VERB" else noun_arguments(governor, context)
    contents = {lexicon.frames[row.frame].content for row in rows if _is_met(row, governor, arguments, context)}
    return next((status for status in ORDER if status in contents), None)


def _is_met(row: Trigger, governor: Token, arguments: Arguments, context: SentenceContext) -> bool:
    """Whether the conditions of a row hold that can be asked before its slots are filled."""
    realisation = context.vocabulary.lexicon.frames[row.frame].around(row.pos)
    inflected = all(is_inflected(condition, governor) for condition in row.at(Stage.FORM))
    asked = row.at(Stage.OWN, Stage.AROUND)
    return inflected and all(is_said(condition, realisation, arguments, context) for condition in asked)
