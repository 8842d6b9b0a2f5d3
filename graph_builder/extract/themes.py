"""The words of a theme, whole: what is given, asked or done, with its quantities, its names and all that is listed."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.nlp.syntax import bounds

_LISTED = frozenset({"conj", "appos", "obj", "obl", "nmod", "dep"})  # what the parser makes of a further member
_LED_IN = frozenset({"DET", "NUM", "ADV", "ADP"})  # before its noun: "y más de 5 millones de proyectiles"
_NAME_PARTS = frozenset({"PROPN", "NUM", "X"})
_COMMA = ","


def theme_words(theme: Token, context: SentenceContext) -> tuple[Token, Token]:
    """Return the first and last word of a theme.

    Examples: "misiles balísticos, proyectiles de artillería y vehículos blindados", "31 tanques Abrams". Of a theme
    that is a verb or a name they are those of its phrase alone.
    """
    first, last = bounds(theme)
    if theme.pos_ != "NOUN" or theme.i in context.names:
        return first, last
    last = listed = _with_name(last, context)
    while (member := _next_member(listed, theme, context)) is not None:
        before, listed = listed, _with_name(bounds(member)[1], context)
        joined = any(token.dep_ == "cc" for token in theme.doc[before.i + 1 : listed.i])
        last = listed if joined else last  # a comma alone may begin an apposition: "el foro, un encuentro de ..."
    return first, last


def theme_text(theme: Token, context: SentenceContext) -> str:
    """Return the words of a theme."""
    first, last = theme_words(theme, context)
    return str(theme.doc[first.i : last.i + 1].text)


def _with_name(last: Token, context: SentenceContext) -> Token:
    """Return the last word of a noun phrase with the name of its kind after it: "drones Bayraktar TB2"."""
    end = context.sentence.tokens.end
    while last.i + 1 < end:
        following = last.nbor()
        named = context.names.get(following.i)
        if following.pos_ not in _NAME_PARTS or following.dep_ == "nsubj" or (named is not None and named.known):
            break
        if following.like_num and last.pos_ != "PROPN":
            break
        last = following
    return last


def _next_member(last: Token, theme: Token, context: SentenceContext) -> Token | None:
    """Return the noun that a list goes on with after its last word so far, or None where it ends."""
    end, doc = context.sentence.tokens.end, last.doc
    position = last.i + 1
    while position < end and (doc[position].text == _COMMA or doc[position].dep_ in {"cc", "fixed"}):
        position += 1
    if position == last.i + 1:
        return None
    start = position
    while position < end and doc[position].pos_ in _LED_IN:
        position += 1
    member = doc[position] if position < end else last
    led_in = {token.i for token in doc[start:position]}
    governed = any(child.dep_ == "case" and child.i in led_in for child in member.children)
    if member.pos_ != "NOUN" or member.dep_ not in _LISTED or governed or member.i in context.names:
        return None
    return member if theme.i <= member.head.i or member.head == theme.head else None
