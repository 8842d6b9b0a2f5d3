"""Organisations of a sentence with the members that a list gives.

"Los BRICS (Brasil, Rusia, India, China y Sudáfrica)", "el Grupo de Lima —Argentina, Brasil y Perú— condenó ...", "los
países miembros de la ALBA: Cuba, Bolivia y Venezuela".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.names import name_mention
from graph_builder.model import EntityKind, Mention
from graph_builder.nlp.parsed import Named

_COLON = ":"
_NEAR = 4  # words before an organisation that may speak of its members
_FEWEST = 3  # names in brackets that are a list of members, and no place or explanation


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation, its members and the first and last token of the whole."""

    organisation: Mention
    members: tuple[Mention, ...]
    first: Token
    last: Token


def find_members(context: SentenceContext) -> Iterator[Membership]:
    """Lists of members that a sentence gives in brackets or after a colon, in order."""
    if not any(named.known and named.label == "ORG" for named in context.names.values()):
        return
    doc, end = context.sentence.tokens.doc, context.sentence.tokens.end
    brackets = context.vocabulary.profile.brackets
    last: Named | None = None
    for token in context.sentence.tokens:
        named = context.names.get(token.i)
        if named is not None and named != last and _is_body(named, context):
            last = named
        if last is None or token.i + 1 >= end or (token.text not in brackets and token.text != _COLON):
            continue
        told = _tells_members(last, token.i, context)
        if not told and (token.i != last.end or token.text == _COLON):
            continue
        members, after = _listed(token.i + 1, brackets.get(token.text, ""), context)
        if len(members) >= _FEWEST:
            yield Membership(
                name_mention(last, context),
                tuple(name_mention(member, context) for member in members),
                doc[last.start],
                doc[after],
            )


def _is_body(named: Named, context: SentenceContext) -> bool:
    """Whether a name is that of a known organisation of no single state."""
    gazetteer = context.vocabulary.gazetteer
    if named.label != "ORG" or not named.known:
        return False
    readings = gazetteer.readings(str(named.tokens(context.sentence.tokens.doc).text))
    found = (gazetteer.entities[reading.entity] for reading in readings)
    return any(entity.kind is EntityKind.ORGANIZATION and not entity.state for entity in found)


def _tells_members(organisation: Named, end: int, context: SentenceContext) -> bool:
    """Whether the words around an organisation speak of its members: "las economías que lo conforman (A, B, C)"."""
    doc = context.sentence.tokens.doc
    start = max(context.sentence.tokens.start, organisation.start - _NEAR)
    around = (*doc[start : organisation.start], *doc[organisation.end : end])
    return any(context.is_a(token, "belonging") for token in around)


def _listed(start: int, closing: str, context: SentenceContext) -> tuple[list[Named], int]:
    """The states named up to a closing bracket, and where it stands; none where anything else is said.

    With no bracket to close them, those up to the first other word.
    """
    doc, profile = context.sentence.tokens.doc, context.vocabulary.profile
    members: list[Named] = []
    position = start
    while position < context.sentence.tokens.end and doc[position].text != closing:
        named = context.names.get(position)
        if named is not None and (named.label == "LOC" or not named.known):
            members.append(named)
            position = named.end
        elif doc[position].lower_ in profile.coordination | profile.name_words:
            position += 1
        else:
            return (members, position - 1) if not closing else ([], start)
    return members, min(position, len(doc) - 1)
