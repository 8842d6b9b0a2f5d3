"""Marks around words: what stands in quotation marks, and what stands between question marks."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext


def is_quoted(context: SentenceContext) -> bool:
    """Return whether a sentence stands in quotation marks from its first word to its last."""
    profile, tokens = context.vocabulary.profile, context.sentence.tokens
    marks = [t.text for t in tokens.doc[: tokens.start + 1] if t.text in profile.open_quotes | profile.close_quotes]
    opened = 0
    for mark in marks:
        opened += -1 if mark in profile.close_quotes and (opened or mark not in profile.open_quotes) else 1
    return opened > 0


def is_one_quotation(context: SentenceContext) -> bool:
    """Return whether a sentence opens and closes a quotation of its own: '"A". "B".'; a lost mark opens none."""
    profile, tokens = context.vocabulary.profile, context.sentence.tokens
    first, before = tokens[0], tokens.doc[tokens.start - 1] if tokens.start else None
    if first.text not in profile.open_quotes and (before is None or before.text not in profile.open_quotes):
        return False
    after = tokens.doc[tokens.end] if tokens.end < len(tokens.doc) else None
    last = next((t for t in reversed(tokens) if t.pos_ != "PUNCT" or t.text in profile.close_quotes), None)
    return any(token is not None and token.text in profile.close_quotes for token in (last, after))


def quoted_tokens(context: SentenceContext) -> frozenset[int]:
    """Return the positions of the words of a sentence that stand in quotation marks."""
    profile, depth, inside = context.vocabulary.profile, 0, set()
    for token in context.sentence.tokens:
        if token.text in profile.open_quotes and not (depth and token.text in profile.close_quotes):
            depth += 1
        elif token.text in profile.close_quotes and depth:
            depth -= 1
        elif depth:
            inside.add(token.i)
    return frozenset(inside)


def is_asked(token: Token, context: SentenceContext) -> bool:
    """Return whether a word stands in a question: "¿Atacó X a Y?", also without its first mark.

    Example: in "X ¿enviará armas a Y?" the sending is asked; in '"¿Por qué?", dijo X tras atacar a Y' no attack is.
    """
    sentence, (opening, closing) = context.sentence.tokens, context.vocabulary.profile.question
    marks = {opening, closing}
    after = next((t for t in sentence.doc[token.i + 1 : sentence.end] if t.text[0] in marks), None)
    before = next((t for t in reversed(sentence.doc[sentence.start : token.i]) if t.text[-1] in marks), None)
    if before is not None and before.text[-1] == opening:
        return True
    return after is not None and after.text[0] == closing
