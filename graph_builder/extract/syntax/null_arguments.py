"""A place in a sentence enters; a mention of somebody or something that has no word of its own there leaves."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.pronouns import possessives_of
from graph_builder.model import Mention, MentionKind, Span
from graph_builder.nlp.syntax import has, is_embedded


def null_subject(verb: Token, context: SentenceContext) -> Mention:
    """The unexpressed subject of a finite verb, before it."""
    finite = next((c for c in verb.children if c.dep_ in {"aux", "cop"} and has(c, "VerbForm", "Fin")), verb)
    saying = context.vocabulary.lexicon.speech.get("verb", {})
    start = context.span(verb, verb).start
    return Mention(
        context.article,
        Span(start, start),
        "",
        MentionKind.NULL,
        context.sentence.index,
        plural=has(finite, "Number", "Plur"),
        topic=True,
        embedded=is_embedded(verb, saying),
    )


def owners(noun: Token, context: SentenceContext) -> tuple[Mention, ...]:
    """Whose a noun is by its possessive: in an answer to a deed that of who is answered, else what "su" goes back to.

    Example: "X agradeció a Y su apoyo" and "la gratitud de X hacia Y por su apoyo" speak of the support of Y.
    """
    possessive, profile = possessives_of(noun, context), context.vocabulary.profile
    answer = noun.head
    is_deed = noun.i > answer.i and context.case_of(noun) in profile.answered_deed
    if not possessive or not is_deed or not context.is_a(answer, "answer_to_deed"):
        return possessive
    addressed = (c for c in answer.children if c != noun and context.case_of(c) in profile.answered_party)
    return next(filter(None, (actors_of(one, context) for one in addressed)), possessive)


def enclitic(verb: Token, case: str, context: SentenceContext) -> tuple[Mention, ...]:
    """The pronoun at the end of an infinitive or gerund, in a case of UD: "pedirle (Dat) misiles", "verlo (Acc)"."""
    if not (has(verb, "Case", case) and has(verb, "Person", "3")) or has(verb, "VerbForm", "Fin"):
        return ()
    ending = next((word for word in context.vocabulary.profile.enclitics if verb.lower_.endswith(word)), "")
    end = context.span(verb, verb).end
    span, plural = Span(end - len(ending), end), has(verb, "Number", "Plur")
    found = Mention(context.article, span, ending, MentionKind.PRONOUN, context.sentence.index, head=ending)
    return (replace(found, plural=plural),) if ending not in {"", context.vocabulary.profile.reflexive} else ()


def named_or_implied(
    subjects: tuple[Mention, ...], trigger: Token, people: str, context: SentenceContext
) -> tuple[Mention, ...]:
    """Who acts, else those whom an event implies without a word ("hubo protestas"), before it.

    An unexpressed subject ("protestaron") falls back on them where nobody was spoken of.
    """
    if subjects:
        return tuple(replace(m, head=people) if m.kind is MentionKind.NULL else m for m in subjects)
    return (_empty(context.span(trigger, trigger).start, MentionKind.NULL, context, people),)


def taken_up(verb: Token, context: SentenceContext) -> Mention:
    """What a verb takes up without a word ("participaron ..."), after it."""
    return _empty(context.span(verb, verb).end, MentionKind.NULL, context)


def accuser(context: SentenceContext) -> Mention:
    """Whom a denial answers where it does not say so, at the end of the sentence."""
    return _empty(context.sentence.span.end, MentionKind.UNSAID, context)


def other(trigger: Token, context: SentenceContext) -> Mention:
    """The other state that a sentence speaks of, at its end; the trigger tells whose event it takes part in."""
    return replace(_empty(context.sentence.span.end, MentionKind.OTHER, context), modifiers=(str(trigger.i),))


def speaker_before(context: SentenceContext) -> Mention:
    """Who goes on speaking in a quotation, before its sentence."""
    found = _empty(context.sentence.span.start, MentionKind.NULL, context)
    return replace(found, topic=True)


def left_out(trigger: Token, context: SentenceContext) -> Mention:
    """Who takes part in an event and is named elsewhere in the article, after its word."""
    return _empty(context.span(trigger, trigger).end, MentionKind.LEFT_OUT, context)


def here(actor: Mention, place: str, context: SentenceContext) -> Mention:
    """Where an event is without a word ("la visita de X": to this country), after who acts."""
    return replace(_empty(actor.span.end, MentionKind.NULL, context, place), plural=False)


def _empty(position: int, kind: MentionKind, context: SentenceContext, noun: str = "") -> Mention:
    span, sentence = Span(position, position), context.sentence.index
    return Mention(context.article, span, "", kind, sentence, head=noun, plural=bool(noun))
