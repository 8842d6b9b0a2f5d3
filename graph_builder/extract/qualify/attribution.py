"""An event's predicate enters; who says it, where the article does not say it itself, leaves.

Read are complement clauses of verbs of saying, quotations beside one, and phrases such as "según X".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from graph_builder.extract.captions import CAPTION
from graph_builder.extract.phrases import Phrases
from graph_builder.extract.qualify.complements import content_of
from graph_builder.extract.syntax.arguments import Arguments, verb_arguments
from graph_builder.extract.syntax.voice import lemma_with_reflexive
from graph_builder.extract.words import bounds, conjuncts, has, is_relative, lemma
from graph_builder.model import Attribution, Status
from graph_builder.vocabulary.lexicon import Lexicon, SpeechCue

_REMEMBERED = 256  # predicates whose speaker is kept: each trigger row may ask


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, how far that hedges the statement, and the word of saying."""

    attribution: Attribution
    status: Status
    cue: str


@lru_cache(_REMEMBERED)
def read_speaker(predicate: Token, phrases: Phrases) -> Speaker | None:
    """Find the speaker of the clause that holds a predicate; the nearest one wins."""
    for clause in (predicate, *predicate.ancestors):
        found = _of_clause(clause, phrases)
        if found is not None:
            return found
        if is_relative(clause):
            return None
    return _quoted(predicate, phrases) or _captioned(phrases)


@lru_cache(_REMEMBERED)
def _of_clause(clause: Token, phrases: Phrases) -> Speaker | None:
    return _marked(clause, phrases) or _reported(clause, phrases)


def _captioned(phrases: Phrases) -> Speaker | None:
    """Who says a headline: "Hay que levantar el bloqueo: Cuba"."""
    for token in phrases.sentence.tokens.root.children:
        if token.dep_ == CAPTION:
            return _speaker([token], SpeechCue(":", "marker", Status.FACT), phrases)
    return None


@cache
def _begun_markers(lexicon: Lexicon) -> frozenset[str]:
    """Markers of several words, and what they begin with: "a juicio" of "a juicio de"."""
    markers = (text.split() for text in lexicon.speech.get("marker", {}))
    return frozenset(" ".join(words[:length]) for words in markers for length in range(1, len(words) + 1))


def _marked(clause: Token, phrases: Phrases) -> Speaker | None:
    """ "según X", "de acuerdo con X" under the clause."""
    lexicon = phrases.vocabulary.lexicon
    for child in clause.children:
        case = phrases.case_of(child)
        marker = lexicon.speech_cue("marker", case) if case else None
        source = child
        adverb = [child, *(c for c in child.children if c.dep_ == "fixed")]
        begun = " ".join([case, *(word.lower_ for word in adverb)]).strip()
        if marker is None and begun in _begun_markers(lexicon):
            for grandchild in (c for word in adverb for c in word.children):  # "a juicio de X": "a juicio" of its own
                inner = f"{begun} {phrases.case_of(grandchild)}".strip()
                marker = lexicon.speech_cue("marker", inner)
                if marker is not None:
                    source = grandchild
                    break
        if marker is not None and source.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "X"}:
            return _speaker([source], marker, phrases)
    return None


def _reported(clause: Token, phrases: Phrases) -> Speaker | None:
    """ "X aseguró que ..." above the clause, or a verb of saying set beside it."""
    lexicon = phrases.vocabulary.lexicon
    if clause.dep_ in {"ccomp", "xcomp", "csubj", "obj", "parataxis"}:
        cue = lexicon.speech_cue("verb", lemma_with_reflexive(clause.head, phrases))
        if cue is None and clause.dep_ != "parataxis":
            cue = _charge(clause.head, phrases)
        if cue is not None:
            return _speaker_of(clause.head, cue, phrases)
    for child in clause.children:
        if child.dep_ in {"parataxis", "advcl", "conj"}:
            cue = lexicon.speech_cue("verb", lemma(child))
            if cue is not None and _beside_quotation(child, phrases):
                return _speaker_of(child, cue, phrases)
    return None


def _charge(verb: Token, phrases: Phrases) -> SpeechCue | None:
    """A verb whose own event makes its content hearsay: "acusó a X de enviar armas", not "criticó su viaje"."""
    cue = phrases.vocabulary.lexicon.cue("governor", lemma(verb))
    taken_for_granted = cue is not None and cue.status is Status.FACT
    hearsay = not taken_for_granted and content_of(verb, lemma(verb), phrases) is Status.HEDGED
    return SpeechCue(verb.text, "verb", Status.HEDGED) if hearsay else None


def _beside_quotation(verb: Token, phrases: Phrases) -> bool:
    """The verb of saying follows a closing quotation mark or a comma, and says nothing of its own."""
    before = verb.doc[verb.i - 1] if verb.i else None
    marks = phrases.vocabulary.profile.close_quotes | {","}
    return before is not None and before.text in marks and not any(c.dep_ in {"ccomp", "obj"} for c in verb.children)


def _quoted(predicate: Token, phrases: Phrases) -> Speaker | None:
    """The sentence is a quotation with a verb of saying outside the marks that the parser hung elsewhere."""
    if not any(word.is_quote for word in phrases.words):
        return None
    profile = phrases.vocabulary.profile
    tokens = list(phrases.sentence.tokens)
    depth, inside = 0, set()
    for token in tokens:
        if token.text in profile.open_quotes and not (depth and token.text in profile.close_quotes):
            depth += 1
        elif token.text in profile.close_quotes and depth:
            depth -= 1
        elif depth:
            inside.add(token.i)
    if predicate.i not in inside:
        return None
    for token in tokens:
        cue = phrases.vocabulary.lexicon.speech_cue("verb", lemma(token))
        if token.i not in inside and cue is not None and token.pos_ == "VERB":
            return _speaker_of(token, cue, phrases)
    return None


def _speaker_of(verb: Token, cue: SpeechCue, phrases: Phrases) -> Speaker | None:
    arguments = verb_arguments(verb, phrases)
    tokens = list(_subjects(arguments))
    if tokens:
        return _speaker(tokens, cue, phrases)
    null = arguments.mentions.get("subject", ())
    return Speaker(Attribution("", null[0]), cue.status, cue.text) if null else None


def _subjects(arguments: Arguments) -> Iterator[Token]:
    yield from arguments.tokens.get("subject", ())


def _speaker(tokens: list[Token], cue: SpeechCue, phrases: Phrases) -> Speaker:
    head = tokens[0]
    words = " y ".join(dict.fromkeys(_words(token, phrases) for token in tokens[:3]))
    if len(tokens) == 1 and len(conjuncts(head)) > 1:
        words = " y ".join(dict.fromkeys(_words(token, phrases) for token in conjuncts(head)[:3]))
    mentions = phrases.actors(head)
    hedges = phrases.is_a(head, "source")
    return Speaker(
        Attribution(words, mentions[0] if len(mentions) == 1 and not hedges else None),
        Status.HEDGED if hedges else cue.status,
        cue.text,
    )


def _words(token: Token, phrases: Phrases) -> str:
    """A speaker's words, with a participle after it ("fuentes citadas por Reuters")."""
    if phrases.is_name(token):
        return phrases.name(phrases.names[token.i]).text
    first, last = bounds(token)
    for child in token.children:
        if child.dep_ in {"acl", "amod"} and child.i == last.i + 1 and has(child, "VerbForm", "Part"):
            last = max(child.subtree, key=lambda t: t.i)
    return str(token.doc[first.i : last.i + 1].text)
