"""The maker of mentions of what words name, describe or point to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.model import Mention, MentionKind
from graph_builder.nlp.syntax import bounds, has, is_embedded, is_plural, is_subject, lemma

Mentions = tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What may stand for an actor besides names, offices, organs and their like."""

    things: bool = False
    people: bool = False


# The head of a phrase, its sentence, what is accepted -> whom the phrase refers to; None where the rule does not apply.
ActorRule = Callable[[Token, SentenceContext, Accepted], Mentions | None]


def mention_of(
    token: Token,
    context: SentenceContext,
    kind: MentionKind,
    modifiers: tuple[str, ...] = (),
    words: tuple[Token, Token] | None = None,
) -> Mention:
    """Return a mention by a phrase.

    Args:
        token: head of the phrase.
        context: of its sentence.
        kind: how the phrase refers.
        modifiers: what says to whom the phrase belongs, see `modifiers.modifiers_of`.
        words: the first and last word of the mention; the head alone where they are not told.
    """
    first, last = words or (token, token)
    return Mention(
        context.article,
        context.span(first, last),
        str(token.doc[first.i : last.i + 1].text),
        kind,
        context.sentence.index,
        head=lemma(token),
        modifiers=modifiers,
        plural=is_plural(token),
        feminine=has(token, "Gender", "Fem"),
        topic=is_subject(token),
        embedded=is_embedded(token, context.vocabulary.lexicon.speech.get("verb", {})),
    )


def text_of(token: Token) -> str:
    """Return the words of a noun phrase, without its determiner, clauses and appositions."""
    first, last = bounds(token)
    return str(token.doc[first.i : last.i + 1].text)
