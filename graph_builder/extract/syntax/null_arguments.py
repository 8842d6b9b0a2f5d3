"""Null arguments and clitics: who acts without a word ("agradeció"), whose a noun is ("su"), "pedirLE"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.pronouns import possessives_of
from graph_builder.model import Mention, MentionKind, Span
from graph_builder.nlp.syntax import has, is_embedded


def null_subject(verb: Token, context: SentenceContext) -> Mention:
    """Return the null subject of a finite verb, as an empty span before it."""
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
    """Return whose a noun is by its possessive; in an answer to a deed it is the deed of who is answered.

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
    """Return the pronoun at the end of an infinitive or gerund, by its case in UD: "pedirle" (Dat), "verlo" (Acc)."""
    if not (has(verb, "Case", case) and has(verb, "Person", "3")) or has(verb, "VerbForm", "Fin"):
        return ()
    ending = next((word for word in context.vocabulary.profile.enclitics if verb.lower_.endswith(word)), "")
    end = context.span(verb, verb).end
    span, plural = Span(end - len(ending), end), has(verb, "Number", "Plur")
    found = Mention(context.article, span, ending, MentionKind.PRONOUN, context.sentence.index, head=ending)
    return (replace(found, plural=plural),) if ending not in {"", context.vocabulary.profile.reflexive} else ()
