"""The path from a trigger to a participant in the dependency tree."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.model import Mention
from graph_builder.nlp.parsed import Sentence


def path_to(mention: Mention, trigger: Token, sentence: Sentence) -> str:
    """Return the path in UD relations, written like a SPARQL property path: "/" goes on, "^" goes up.

    "suministró armas a Rusia": suministró -> Rusia is "obl"; "armas enviadas por Rusia": enviadas -> armas is "^acl".
    Empty where the participant is not expressed in the sentence, or is part of the trigger.
    """
    if not mention.text or not sentence.span.covers(mention.span):
        return ""
    doc = sentence.tokens.doc
    start, end = sentence.passage.within(mention.span)
    words = doc.char_span(start, end, alignment_mode="expand")
    return _path(trigger, words.root) if words is not None else ""


def _path(start: Token, end: Token) -> str:
    up = [start, *start.ancestors]
    down = [end, *end.ancestors]
    meeting = next((token for token in up if token in down), None)
    if meeting is None:
        return ""
    steps = [f"^{token.dep_}" for token in up[: up.index(meeting)]]
    steps += [token.dep_ for token in reversed(down[: down.index(meeting)])]
    return "/".join(steps)
