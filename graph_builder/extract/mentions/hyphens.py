"""Two known names joined by a hyphen beside a noun: "cumbre India-Japón"."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.model import EntityKind, Mention, MentionKind, Span
from graph_builder.vocabulary.gazetteer import Gazetteer

_HYPHEN = "-"


def joined_by_hyphen(noun: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Return the two actors of one word beside a noun; none where either side is no known name."""
    for child in noun.children:
        first, hyphen, second = child.text.partition(_HYPHEN) if child.pos_ == "PROPN" else ("", "", "")
        labels = [_label(name, context.vocabulary.gazetteer) for name in (first, second)] if hyphen else [""]
        if all(labels):
            span = context.span(child, child)
            spans = Span(span.start, span.start + len(first)), Span(span.end - len(second), span.end)
            return tuple(
                Mention(context.article, where, name, MentionKind.NAME, context.sentence.index, label=label)
                for where, name, label in zip(spans, (first, second), labels, strict=True)
            )
    return ()


def _label(name: str, gazetteer: Gazetteer) -> str:
    """The label of the name of a person or state, or ""."""
    kinds = {gazetteer.entities[reading.entity].kind for reading in gazetteer.readings(name)}
    if kinds == {EntityKind.PERSON}:
        return "PER"
    return "LOC" if EntityKind.COUNTRY in kinds else ""
