"""A sentence's phrases enter; organisations leave with the members that a list gives.

"Los BRICS (Brasil, Rusia, India, China y Sudáfrica)", "el Grupo de Lima —Argentina, Brasil y Perú— condenó ...", "los
países miembros de la ALBA: Cuba, Bolivia y Venezuela".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.names import Named
from graph_builder.extract.phrases import Phrases
from graph_builder.model import EntityKind, Mention

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


def find_members(phrases: Phrases) -> Iterator[Membership]:
    """Lists of members that a sentence gives in brackets or after a colon, in order."""
    if not any(named.known and named.label == "ORG" for named in phrases.names.values()):
        return
    doc, end = phrases.sentence.tokens.doc, phrases.sentence.tokens.end
    brackets = phrases.vocabulary.profile.brackets
    last: Named | None = None
    for token in phrases.sentence.tokens:
        named = phrases.names.get(token.i)
        if named is not None and named != last and _is_body(named, phrases):
            last = named
        if last is None or token.i + 1 >= end or (token.text not in brackets and token.text != _COLON):
            continue
        told = _tells_members(last, token.i, phrases)
        if not told and (token.i != last.end or token.text == _COLON):
            continue
        members, after = _listed(token.i + 1, brackets.get(token.text, ""), phrases)
        if len(members) >= _FEWEST:
            yield Membership(phrases.name(last), tuple(map(phrases.name, members)), doc[last.start], doc[after])


def _is_body(named: Named, phrases: Phrases) -> bool:
    """Whether a name is that of a known organisation of no single state."""
    gazetteer = phrases.vocabulary.gazetteer
    if named.label != "ORG" or not named.known:
        return False
    readings = gazetteer.readings(str(named.tokens(phrases.sentence.tokens.doc).text))
    found = (gazetteer.entities[reading.entity] for reading in readings)
    return any(entity.kind is EntityKind.ORGANIZATION and not entity.state for entity in found)


def _tells_members(organisation: Named, end: int, phrases: Phrases) -> bool:
    """Whether the words around an organisation speak of its members: "las economías que lo conforman (A, B, C)"."""
    doc = phrases.sentence.tokens.doc
    start = max(phrases.sentence.tokens.start, organisation.start - _NEAR)
    around = (*doc[start : organisation.start], *doc[organisation.end : end])
    return any(phrases.is_a(token, "belonging") for token in around)


def _listed(start: int, closing: str, phrases: Phrases) -> tuple[list[Named], int]:
    """The states named up to a closing bracket, and where it stands; none where anything else is said.

    With no bracket to close them, those up to the first other word.
    """
    doc, profile = phrases.sentence.tokens.doc, phrases.vocabulary.profile
    members: list[Named] = []
    position = start
    while position < phrases.sentence.tokens.end and doc[position].text != closing:
        named = phrases.names.get(position)
        if named is not None and (named.label == "LOC" or not named.known):
            members.append(named)
            position = named.end
        elif doc[position].lower_ in profile.coordination | profile.name_words:
            position += 1
        else:
            return (members, position - 1) if not closing else ([], start)
    return members, min(position, len(doc) - 1)
