"""Attribution: who says what a predicate tells, where the article does not say it itself.

Read are complement clauses of verbs of saying, quotations beside one, and phrases such as "según X".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext, per_sentence
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.names import name_mention
from graph_builder.extract.qualify.complements import content_of
from graph_builder.extract.qualify.quotations import is_one_quotation, quoted_tokens
from graph_builder.extract.syntax.arguments import verb_arguments
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.voice import lemma_with_reflexive
from graph_builder.model import Attribution, Mention, MentionKind, Span, Status
from graph_builder.nlp.repairs.headline_speaker import CAPTION
from graph_builder.nlp.syntax import bounds, conjuncts, has, is_relative, lemma
from graph_builder.vocabulary.functions import Function
from graph_builder.vocabulary.lexicon import Lexicon, SpeechCue


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, how far that hedges the statement, and the word of saying."""

    attribution: Attribution
    status: Status
    cue: str


@per_sentence
def read_speaker(predicate: Token, context: SentenceContext) -> Speaker | None:
    """Find the speaker of the clause that holds a predicate; the nearest one wins."""
    for clause in (predicate, *predicate.ancestors):
        own = clause == predicate and _is_quoted_apart(predicate, context)
        found = _reported(clause, context) if own else _of_clause(clause, context)
        if found is not None:
            return found
        if is_relative(clause):
            return None
    return _quoted(predicate, context) or _captioned(context) or _going_on(context)


@per_sentence
def _of_clause(clause: Token, context: SentenceContext) -> Speaker | None:
    return _marked(clause, context) or _reported(clause, context)


def _captioned(context: SentenceContext) -> Speaker | None:
    """Who says a headline: "Hay que levantar el bloqueo: Cuba"."""
    for token in context.sentence.tokens.root.children:
        if token.dep_ == CAPTION:
            return _speaker([token], SpeechCue(":", "marker", Status.FACT), context)
    return None


def _going_on(context: SentenceContext) -> Speaker | None:
    """Who goes on speaking: '"A", dijo X. "B".' is all said by X, as if a subject had been left out."""
    if not is_one_quotation(context):
        return None
    start = Span(context.sentence.span.start, context.sentence.span.start)
    before = Mention(context.article, start, "", MentionKind.NULL, context.sentence.index, topic=True)
    return Speaker(Attribution("", before), Status.FACT, "")


@cache
def _begun_markers(lexicon: Lexicon) -> frozenset[str]:
    """Markers of several words, and what they begin with: "a juicio" of "a juicio de"."""
    markers = (text.split() for text in lexicon.speech.get("marker", {}))
    return frozenset(" ".join(words[:length]) for words in markers for length in range(1, len(words) + 1))


def _marked(clause: Token, context: SentenceContext) -> Speaker | None:
    """ "según X", "de acuerdo con X" under the clause."""
    lexicon = context.vocabulary.lexicon
    for child in clause.children:
        case = context.case_of(child)
        marker = lexicon.speech_cue("marker", case) if case else None
        source = child
        adverb = [child, *(c for c in child.children if c.dep_ == "fixed")]
        begun = " ".join([case, *(word.lower_ for word in adverb)]).strip()
        if marker is None and begun in _begun_markers(lexicon):
            for grandchild in (c for word in adverb for c in word.children):  # "a juicio de X": "a juicio" of its own
                inner = f"{begun} {context.case_of(grandchild)}".strip()
                marker = lexicon.speech_cue("marker", inner)
                if marker is not None:
                    source = grandchild
                    break
        if marker is not None and source.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "X"}:
            return _speaker([source], marker, context)
    return None


def _is_quoted_apart(verb: Token, context: SentenceContext) -> bool:
    """Whether a source is of what follows a quotation: 'X agradeció "su valor", en alusión al envío, según P'."""
    profile, markers = context.vocabulary.profile, context.vocabulary.lexicon.speech.get("marker", {})
    for source in verb.children:
        if source.i < verb.i or context.case_of(source) not in markers:
            continue
        between = verb.doc[verb.i + 1 : source.i]
        closed = max((token.i for token in between if token.text in profile.close_quotes), default=source.i)
        if sum(token.text == "," for token in verb.doc[closed : source.i]) > 1:
            return True
    return False


def _reported(clause: Token, context: SentenceContext) -> Speaker | None:
    """ "X aseguró que ..." above the clause, or a verb of saying set beside it."""
    lexicon = context.vocabulary.lexicon
    if clause.dep_ in {"ccomp", "xcomp", "csubj", "obj", "parataxis"}:
        cue = lexicon.speech_cue("verb", lemma_with_reflexive(clause.head, context))
        if clause.dep_ == "obj" and _takes_for_granted(clause.head, context):  # "celebró el ataque": it is not X's word
            cue = None
        if cue is None and clause.dep_ != "parataxis":
            cue = _charge(clause.head, context)
        if cue is not None:
            return _speaker_of(clause.head, cue, context)
    for child in clause.children:
        if child.dep_ in {"parataxis", "advcl", "conj"}:
            cue = lexicon.speech_cue("verb", lemma(child))
            if cue is not None and _beside_quotation(child, context):
                return _speaker_of(child, cue, context)
    return None


def _charge(verb: Token, context: SentenceContext) -> SpeechCue | None:
    """A verb whose own event makes its content hearsay: "acusó a X de enviar armas", not "criticó su viaje"."""
    hearsay = not _takes_for_granted(verb, context) and content_of(verb, lemma(verb), context) is Status.HEDGED
    return SpeechCue(verb.text, "verb", Status.HEDGED) if hearsay else None


def _takes_for_granted(verb: Token, context: SentenceContext) -> bool:
    """Whether what a verb is about is a fact by itself: "criticó el viaje"."""
    cue = context.vocabulary.lexicon.cue("governor", lemma(verb))
    return cue is not None and cue.status is Status.FACT


def _beside_quotation(verb: Token, context: SentenceContext) -> bool:
    """The verb of saying follows a closing quotation mark or a comma, and says nothing of its own."""
    before = verb.doc[verb.i - 1] if verb.i else None
    marks = context.vocabulary.profile.close_quotes | {","}
    return before is not None and before.text in marks and not any(c.dep_ in {"ccomp", "obj"} for c in verb.children)


def _quoted(predicate: Token, context: SentenceContext) -> Speaker | None:
    """The sentence is a quotation with a verb of saying outside the marks that the parser hung elsewhere."""
    if not any(word.is_quote for word in context.words):
        return None
    inside = quoted_tokens(context)
    if predicate.i not in inside:
        return None
    for token in context.sentence.tokens:
        cue = context.vocabulary.lexicon.speech_cue("verb", lemma(token))
        if token.i not in inside and cue is not None and token.pos_ == "VERB":
            return _speaker_of(token, cue, context)
    return None


def _speaker_of(verb: Token, cue: SpeechCue, context: SentenceContext) -> Speaker | None:
    arguments = verb_arguments(verb, context)
    tokens = list(_subjects(arguments))
    if tokens:
        return _speaker(tokens, cue, context)
    null = arguments.mentions.get(Function.SUBJECT, ())
    return Speaker(Attribution("", null[0], hedges=_hedges(cue)), cue.status, cue.text) if null else None


def _hedges(cue: SpeechCue) -> bool:
    """Whether a verb of saying leaves it to its subject that something is true."""
    return cue.kind == "verb" and cue.status is Status.HEDGED


def _subjects(arguments: Arguments) -> Iterator[Token]:
    yield from arguments.tokens.get(Function.SUBJECT, ())


def _speaker(tokens: list[Token], cue: SpeechCue, context: SentenceContext) -> Speaker:
    head = tokens[0]
    words = " y ".join(dict.fromkeys(_words(token, context) for token in tokens[:3]))
    if len(tokens) == 1 and len(conjuncts(head)) > 1:
        words = " y ".join(dict.fromkeys(_words(token, context) for token in conjuncts(head)[:3]))
    mentions = actors_of(head, context)
    hedges = context.is_a(head, "source")
    return Speaker(
        Attribution(words, mentions[0] if len(mentions) == 1 and not hedges else None, not hedges and _hedges(cue)),
        Status.HEDGED if hedges else cue.status,
        cue.text,
    )


def _words(token: Token, context: SentenceContext) -> str:
    """A speaker's words, with a participle after it ("fuentes citadas por Reuters")."""
    if context.is_name(token):
        return name_mention(context.names[token.i], context).text
    first, last = bounds(token)
    for child in token.children:
        if child.dep_ in {"acl", "amod"} and child.i == last.i + 1 and has(child, "VerbForm", "Part"):
            last = max(child.subtree, key=lambda t: t.i)
        if child.dep_ in {"appos", "flat"} and child.i == last.i + 1 and context.is_name(child):
            last = context.names[child.i].tokens(token.doc)[-1]  # "la revista Der Spiegel"
    return str(token.doc[first.i : last.i + 1].text)
