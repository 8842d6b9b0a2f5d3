"""Headlines that begin with their verb.

The press of Mexico puts the verb first ("Pide ONU a Venezuela investigar ..."). Its capital makes a tagger of running
text take it for a name. Read with a small letter it is the verb that it is; the text keeps its length, so every offset
stays true.
"""

from __future__ import annotations

from spacy.tokens import Doc

from graph_builder.nlp.pipeline import Pipeline

_SHORTEST, _LONGEST = 3, 30  # tokens of a headline
_FINAL = frozenset({".", "?", "!", "...", "…", ":", ";", ","})
_VERBS = frozenset({"VERB", "AUX"})


def reread_verb_first(doc: Doc, pipeline: Pipeline) -> Doc:
    """Parse a headline again with its first letter small; keep that only where it shows a verb at the root.

    Example: "Condena México violencia en Siria" -> "condena" is the root, "México" its subject.
    """
    if not _may_begin_with_verb(doc):
        return doc
    small = doc.text[0].lower() + doc.text[1:]
    again = next(pipeline.docs([small]))
    first = again[0]
    third = {"VerbForm=Fin", "Person=3"} <= set(str(first.morph).split("|"))
    verb = first.pos_ in _VERBS and third
    either = first.pos_ == "NOUN" and again[1].pos_ == "PROPN"  # "condena México": the words beside it will tell
    return again if (verb or either) and first.head == first and len(first.sent) >= _SHORTEST else doc


def _may_begin_with_verb(doc: Doc) -> bool:
    """A short paragraph without a full stop whose first word has a capital (one that stays one letter: not "İ")."""
    if not _SHORTEST <= len(doc) <= _LONGEST or doc[-1].text in _FINAL:
        return False
    return doc[0].is_alpha and doc[0].is_title and len(doc[0].text[0].lower()) == 1
