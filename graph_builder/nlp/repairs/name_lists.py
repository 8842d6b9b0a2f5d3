"""Names that are enumerated hang on the first of them.

The parser, which does not know which words are names, hangs "Costa Rica" in "Bahamas, Costa Rica, Haití y Uruguay" on
the word before it as an apposition, and each member after the last "y" on another head. The repair makes all members
conjuncts of the first, as Universal Dependencies ask.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.repairs.tree import attach

_LONG_LIST = 4  # names between commas that are a list even without a last "y"


def join_lists(paragraph: Paragraph) -> None:
    """Hang the names of each enumeration on its first name."""
    if len(paragraph.names) < 2:
        return
    for members in (*_pairs(paragraph), *_lists(paragraph)):
        first = members[0]
        for other in members[1:]:
            if other not in first.conjuncts or first.dep_ == "conj":
                attach(other, first, "conj")


def _pairs(paragraph: Paragraph) -> Iterator[list[Token]]:
    """States and persons by turns: "los presidentes de Chile, Ana Paz; de Perú, Luis Mora; y de Cuba, ...".

    The states are one list and the persons another.
    """
    doc, begun = paragraph.doc, list[Named]()
    glue = paragraph.vocabulary.profile.list_words | paragraph.vocabulary.profile.name_words
    for named in (*paragraph.names, None):
        turn = "PER" if len(begun) % 2 else "LOC"
        if named is not None and named.label == turn and (not begun or _separate(begun[-1], named, doc, glue)):
            begun.append(named)
            continue
        if len(begun) >= _LONG_LIST and len(begun) % 2 == 0:
            yield from ([one.tokens(doc).root for one in begun[side::2]] for side in (0, 1))
        begun = [named] if named is not None and named.label == "LOC" else []


def _separate(first: Named, second: Named, doc: Doc, glue: Container[str]) -> bool:
    """Return whether a comma or semicolon and nothing but small words stand between two names."""
    apart = False
    for token in doc[first.end : second.start]:
        mark = token.text in {",", ";"}
        if not mark and token.text not in glue:
            return False
        apart = apart or mark
    return apart


def _lists(paragraph: Paragraph) -> Iterator[list[Token]]:
    """Roots of names that stand in one enumeration: "Bahamas, Costa Rica, Haití y Uruguay"."""
    members: list[Named] = []
    closed = False
    for named in (*paragraph.names, None):
        between = _between(members[-1], named, paragraph) if members and named is not None else None
        joined = between is not None and _joins(between, paragraph)
        if named is not None and joined and not closed:
            closed = between is not None and between.strip() != ","
            members.append(named)
            continue
        goes_on = between is not None and _goes_on(between, paragraph)
        if len(members) >= _LONG_LIST or (len(members) > 1 and (closed or goes_on)):
            yield [member.tokens(paragraph.doc).root for member in members]
        members, closed = ([named] if named is not None else []), False


def _between(first: Named, second: Named, paragraph: Paragraph) -> str | None:
    """The words between two names where a list may go on there: after a comma or "y"."""
    doc, list_words = paragraph.doc, paragraph.vocabulary.profile.list_words
    after = doc[first.end]
    may_go_on = first.end < second.start and (after.text == "," or after.lower_ in list_words)
    return str(doc[first.end : second.start].text) if may_go_on else None


def _goes_on(words: str, paragraph: Paragraph) -> bool:
    """Return whether the last of a list comes with a title of its own: "A, B y el primer ministro C"."""
    first, *rest = words.lower().split() or [""]
    vocabulary = paragraph.vocabulary
    return first in vocabulary.profile.list_words and any(vocabulary.lexicon.is_a(word, "office") for word in rest)


def _joins(words: str, paragraph: Paragraph) -> bool:
    """Return whether the words between two names are a comma, or "y" with articles and prepositions of names."""
    bare, profile = words.replace(",", " ").split(), paragraph.vocabulary.profile
    last = bare[:1] and bare[0] in profile.list_words
    return words.strip() == "," or bool(last and all(word in profile.name_words for word in bare[1:]))
