"""A second noun that is no part of the first stands beside it.

The parser takes the second official of a list for an apposition to the first ("el presidente Paz, el canciller Mora"),
and the second side of a meeting for a second meeting ("un almuerzo entre el embajador de X y el ministro de Y").
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach
from graph_builder.nlp.syntax import has, lemma


def second_side(noun: Token, paragraph: Paragraph) -> None:
    """ "Un almuerzo entre el embajador de X y el ministro de Y": the second side is no second lunch."""
    if noun.dep_ != "conj":
        return
    between = [child for child in noun.head.children if _is_between(child, paragraph) and child.i < noun.i]
    if between and not has(between[-1], "Number", "Plur") and not between[-1].conjuncts:
        attach(noun, between[-1], "conj")


def _is_between(token: Token, paragraph: Paragraph) -> bool:
    between = paragraph.vocabulary.profile.between
    return any(child.dep_ == "case" and child.lower_ == between for child in token.children)


def listed_official(title: Token, paragraph: Paragraph) -> None:
    """ "El presidente Paz, el canciller Mora y ...": a second title with its own name is of another person."""
    if title.pos_ != "NOUN" or title.dep_ != "appos":
        return
    lexicon, labels = paragraph.vocabulary.lexicon, paragraph.labels
    named = all(
        lexicon.is_a(lemma(noun), "office", "person", "source")
        and any(labels.get(child.i) == "PER" and child.dep_ in {"appos", "flat"} for child in noun.children)
        for noun in (title, title.head)
    )
    if named and any(child.dep_ == "det" for child in title.children):
        title.dep_ = "conj"


def title_before_demonym(people: Token, paragraph: Paragraph) -> None:
    """ "Su homólogo congoleño": of a title and an adjective of origin the title is the noun."""
    vocabulary = paragraph.vocabulary
    if not vocabulary.gazetteer.peoples(people.lower_, vocabulary.profile.compounds):
        return
    titles = [child for child in people.children if child.dep_ == "amod" and child.i == people.i - 1]
    if not titles or not vocabulary.lexicon.is_a(lemma(titles[0]), "office"):
        return
    title, above, function = titles[0], people.head, people.dep_
    title.head, title.dep_, title.pos_ = (title if above == people else above), function, "NOUN"
    for child in [child for child in people.children if child != title]:
        child.head = title
    people.head, people.dep_, people.pos_ = title, "amod", "ADJ"
