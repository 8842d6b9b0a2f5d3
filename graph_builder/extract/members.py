"""A sentence's phrases enter; organisations with their members in brackets leave.

"Los BRICS (Brasil, Rusia, India, China y Sudáfrica)", "el Grupo de Lima —Argentina, Brasil y Perú— condenó ...".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.names import Named
from graph_builder.extract.phrases import Phrases
from graph_builder.model import Mention

_FEWEST = 3  # names in brackets that are a list of members, and no place or explanation


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation, its members and the first and last token of the whole."""

    organisation: Mention
    members: tuple[Mention, ...]
    first: Token
    last: Token


def find_members(phrases: Phrases) -> Iterator[Membership]:
    """Lists of members that a sentence gives in brackets, in order."""
    doc = phrases.sentence.tokens.doc
    brackets = phrases.vocabulary.profile.brackets
    for named in dict.fromkeys(phrases.names.values()):
        if named.label != "ORG" or not named.known or named.end + 1 >= phrases.sentence.tokens.end:
            continue
        closing = brackets.get(doc[named.end].text)
        if closing is None:
            continue
        members, end = _listed(named.end + 1, closing, phrases)
        if len(members) >= _FEWEST:
            organisation = phrases.name(named)
            yield Membership(organisation, tuple(map(phrases.name, members)), doc[named.start], doc[end])


def _listed(start: int, closing: str, phrases: Phrases) -> tuple[list[Named], int]:
    """The states named up to a closing bracket, and where it stands; none where anything else is said."""
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
            return [], start
    return members, min(position, len(doc) - 1)
