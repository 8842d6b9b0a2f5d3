"""Triggers: the words of a sentence that an event may begin at, with the rows of triggers.tsv that may hold there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Token

from graph_builder.extract.conditions import is_inflected
from graph_builder.extract.context import SentenceContext
from graph_builder.extract.prefilter import calls_for
from graph_builder.extract.syntax.light_verbs import infinitive
from graph_builder.extract.syntax.nonlocal_arguments import is_purpose
from graph_builder.extract.syntax.voice import lemma_with_reflexive
from graph_builder.nlp.syntax import has, head_of, lemma
from graph_builder.vocabulary.conditions import Stage
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import Trigger


@dataclass(frozen=True, slots=True)
class TriggerMatch:
    """A word read as a trigger: the head of its words, its part of speech in the table, and rows that may hold."""

    token: Token
    pos: str
    rows: tuple[Trigger, ...]


def find_triggers(context: SentenceContext) -> Iterator[Iterator[TriggerMatch]]:
    """Yield the readings of each word that may be a trigger, in order; the first that tells an event is meant.

    Example: "acusado" may be the verb "acusar" or the noun.
    """
    said = frozenset().union(*[word.says for word in context.words])
    inside: set[int] = set()
    for token in _candidates(context):
        inside.update(_rest_of_phrase(token, context))
        if token.i in inside and token.pos_ == "NOUN":
            continue  # "el cese de hostilidades" tells of no hostilities
        if not context.is_name(token) or _names_gathering(token, context):
            yield _readings(token, said, context)


def _rest_of_phrase(token: Token, context: SentenceContext) -> range:
    """The words after a token that make one trigger with it: "de hostilidades" of "cese de hostilidades"."""
    for words, _ in context.vocabulary.lexicon.phrases.get(token.lower_, ()):
        end = token.i + words.count(" ") + 1
        if token.doc[token.i : end].text.lower() == words:
            return range(token.i + 1, end)
    return range(0)


def _readings(token: Token, said: frozenset[str], context: SentenceContext) -> Iterator[TriggerMatch]:
    for words, pos in _keys(token, context):
        rows = tuple(_rows(token, words, pos, said, context))
        if rows and not is_purpose(token, context):
            yield TriggerMatch(head_of(token, words), pos, rows)


def _candidates(context: SentenceContext) -> list[Token]:
    """Tokens that a trigger may begin at: their word stands in triggers.tsv, or they are the root of a name."""
    doc = context.sentence.tokens.doc
    found = {token.i: token for token in context.tokens(attrgetter("may_trigger"))}
    named = {name for name in context.names.values() if name.label == "MISC"}
    found.update((root.i, root) for root in (name.tokens(doc).root for name in named))
    return [found[i] for i in sorted(found)]


def _names_gathering(token: Token, context: SentenceContext) -> bool:
    """Whether a token is the root of a gathering's name, which says what it is: "en la III Conferencia ..."."""
    named = context.names[token.i]
    return named.label == "MISC" and named.tokens(token.doc).root == token and bool(_gathering_word(token, context))


def _gathering_word(token: Token, context: SentenceContext) -> str:
    named, lexicon = context.names.get(token.i), context.vocabulary.lexicon
    parts = named.tokens(token.doc) if named is not None else ()
    return next((part.lower_ for part in parts if lexicon.is_a(part.lower_, "event_gathering")), "")


def _keys(token: Token, context: SentenceContext) -> Iterator[tuple[str, str]]:
    """Under which lemma and part of speech a token may stand in triggers.tsv; phrases before words."""
    if context.is_name(token):
        yield _gathering_word(token, context), "NOUN"
        return
    lexicon, word = context.vocabulary.lexicon, lemma(token)
    for words, pos in lexicon.phrases.get(token.lower_, ()):
        length = words.count(" ") + 1
        if " ".join(t.lower_ for t in token.doc[token.i : token.i + length]) == words:
            yield words, pos
    if token.pos_ in {"VERB", "AUX"}:
        yield lemma_with_reflexive(token, context), "VERB"  # "se niega a ..." is none of "niega"
        if (verb := infinitive(token, lexicon)) != word:
            yield verb, "VERB"
        if has(token, "VerbForm", "Part") and token.dep_ not in {"amod", "acl"}:
            yield lexicon.forms.get((token.lower_, "ADJ"), word), "ADJ"
            yield lexicon.forms.get((token.lower_, "NOUN"), word), "NOUN"  # "aliada": of "aliar", and a noun
    elif token.pos_ == "ADJ":
        yield word, "ADJ"
        yield infinitive(token, lexicon), "VERB"
        if token.dep_ not in {"amod", "flat"}:
            yield word, "NOUN"
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield word, "NOUN"


def _rows(token: Token, words: str, pos: str, said: frozenset[str], context: SentenceContext) -> Iterator[Trigger]:
    """The rows of a trigger whose conditions on its form are met, and the others can be."""
    helps = token.dep_ == "aux" and token.head.pos_ == "VERB"  # "vaya a enviar" tells of no journey
    for row in context.vocabulary.lexicon.triggers.get((words, pos), ()):
        if helps and context.vocabulary.lexicon.frames[row.frame].around(pos).subject != (Function.SPEAKER,):
            continue
        if calls_for(row) <= said and all(is_inflected(condition, token) for condition in row.at(Stage.FORM)):
            yield row
