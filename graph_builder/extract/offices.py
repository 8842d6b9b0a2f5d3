"""A sentence's phrases enter; who holds which office leaves, as drafts of HOLDS_OFFICE.

Read are titles before a name ("la canciller norcoreana Choe Son-hui"), appositions on either side ("Matthew
Miller, portavoz del Departamento de Estado") and the copula ("X es el presidente de Y"). A former office is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.names import Named
from graph_builder.extract.phrases import Phrases, conjuncts, lemma
from graph_builder.model import Mention


@dataclass(frozen=True, slots=True)
class Office:
    """A person, an office and whose office it is."""

    person: Mention
    holder_token: Token
    title: Token
    of: Mention


def find_offices(phrases: Phrases) -> Iterator[Office]:
    """Offices that a sentence states, in order of their titles."""
    lexicon = phrases.vocabulary.lexicon
    for token in phrases.sentence.tokens:
        if phrases.is_name(token) or not lexicon.is_a(lemma(token), "office") or is_former(token, phrases):
            continue
        person = _holder(token, phrases)
        if person is None:
            continue
        owner = next(_owners(token, phrases), None)
        mention = phrases.name(person)
        yield Office(mention, person.tokens(token.doc).root, token, owner or mention)


def is_former(title: Token, phrases: Phrases) -> bool:
    """ "exmandatario", "ex presidente", "el antiguo embajador"."""
    profile = phrases.vocabulary.profile
    before = title.doc[title.i - 1] if title.i else None
    if before is not None and before.text == "-" and title.i > 1:
        before = title.doc[title.i - 2]
    words = {child.lower_ for child in title.children if child.dep_ in {"amod", "advmod", "det"}}
    words |= {lemma(child) for child in title.children if child.dep_ == "amod"}
    if before is not None:
        words.add(before.lower_)
    return not words.isdisjoint(profile.former_words) or any(
        title.lower_.startswith(prefix) and phrases.vocabulary.lexicon.is_a(title.lower_.removeprefix(prefix), "office")
        for prefix in profile.former_prefixes
    )


def _holder(title: Token, phrases: Phrases) -> Named | None:
    found = phrases.person_of(title)
    if found is not None:
        return found
    head = title.head
    if title.dep_ in {"appos", "flat", "nmod"} and not phrases.case_of(title) and head != title:
        return _person(head, phrases)
    if title.dep_ == "conj":  # "presidente y comandante": the first title's holder
        return _holder(head, phrases) if phrases.vocabulary.lexicon.is_a(lemma(head), "office") else None
    if any(child.dep_ == "cop" for child in title.children):
        subject = next((c for c in title.children if c.dep_ == "nsubj"), None)
        return _person(subject, phrases) if subject is not None else None
    return None


def _person(token: Token, phrases: Phrases) -> Named | None:
    named = phrases.names.get(token.i)
    return named if named is not None and named.label == "PER" else None


def _owners(title: Token, phrases: Phrases) -> Iterator[Mention]:
    """Whose office: "de X", an adjective of origin, or the organ between ("ministro de Defensa de Rusia")."""
    lexicon = phrases.vocabulary.lexicon
    for child in sorted(title.children, key=lambda t: t.i):
        if child.dep_ in {"nmod", "flat", "obl"} and phrases.case_of(child) == "de":
            for part in conjuncts(child):
                named = phrases.names.get(part.i)
                if named is not None and (named.known or named.label == "ORG"):
                    yield phrases.name(named)
                elif named is None and lexicon.is_a(lemma(part), "organ", "polity"):
                    yield from phrases.actors(part)
    yield from phrases.demonym_adjectives(title)
    for child in title.children:
        if child.dep_ in {"nmod", "flat"}:
            yield from phrases.demonym_adjectives(child)
            for grandchild in child.children:
                named = phrases.names.get(grandchild.i)
                if named is not None and named.known and phrases.case_of(grandchild) == "de":
                    yield phrases.name(named)
