"""Headlines that begin with their verb.

The press of Mexico puts the verb first ("Pide ONU a Venezuela investigar ..."). Its capital makes a tagger of running
text take it for a name. Read with a small letter it is the verb that it is; the text keeps its length, so every offset
stays true.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph_builder.nlp.pipeline import Pipeline
from graph_builder.vocabulary import Vocabulary

_SHORTEST, _LONGEST = 3, 30  # tokens of a headline
_FINAL = frozenset({".", "?", "!", "...", "…", ":", ";", ","})
_VERBS = frozenset({"VERB", "AUX"})


class VerbFirstReader:
    """Reads headlines that begin with their verb, by one vocabulary: a name that it holds is no verb."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = frozenset(
            word for spelling in vocabulary.gazetteer.spellings for word in spelling.split(maxsplit=1)[:1]
        )

    def reread(self, doc: Doc, pipeline: Pipeline) -> Doc:
        """Parse a headline again with its first letter small; keep that only where it shows a verb at the root.

        Example: "Condena México violencia en Siria" -> "condena" is the root, "México" its subject; "Irán condena el
        ataque" stays, though "irán" is a form of a verb.
        """
        if not _may_begin_with_verb(doc) or self._is_name(doc[0]):
            return doc
        small = doc.text[0].lower() + doc.text[1:]
        again = next(pipeline.docs([small]))
        first = again[0]
        third = {"VerbForm=Fin", "Person=3"} <= set(str(first.morph).split("|"))
        verb = first.pos_ in _VERBS and third
        either = first.pos_ == "NOUN" and again[1].pos_ == "PROPN"  # "condena México": the words beside it will tell
        return again if (verb or either) and first.head == first and len(first.sent) >= _SHORTEST else doc

    def _is_name(self, first: Token) -> bool:
        """Return whether a name that the gazetteer holds begins here: "Irán", "Arabia"."""
        return first.text in self._names


def _may_begin_with_verb(doc: Doc) -> bool:
    """A short paragraph without a full stop whose first word has a capital (one that stays one letter: not "İ")."""
    if not _SHORTEST <= len(doc) <= _LONGEST or doc[-1].text in _FINAL:
        return False
    return doc[0].is_alpha and doc[0].is_title and len(doc[0].text[0].lower()) == 1
