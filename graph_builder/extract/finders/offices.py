"""Offices: who holds which, as a sentence tells it.

Read are titles before a name ("la canciller norcoreana Choe Son-hui"), appositions on either side ("Matthew
Miller, portavoz del Departamento de Estado"), the copula ("X es el presidente de Y") and titles with their state in
the place of a name ("el presidente ruso"), whose holder the article names elsewhere. A former office is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.mentions.modifiers import demonyms_beside, is_demonym
from graph_builder.extract.mentions.names import listed_names, name_mention, person_of
from graph_builder.extract.mentions.pronouns import possessives_of
from graph_builder.model import Mention
from graph_builder.nlp.parsed import Named
from graph_builder.nlp.syntax import bounds, has, is_definite, lemma

_BESIDE_NAME = {"appos", "flat", "nmod", "amod", "compound"}  # "su homólogo ruso Sergei Lavrov"


@dataclass(frozen=True, slots=True)
class Office:
    """A person, an office and whose office it is."""

    person: Mention
    title: Token
    of: Mention
    rule: str


def find_offices(context: SentenceContext) -> Iterator[Office]:
    """Offices that a sentence states, in order of their titles."""
    for token in context.tokens(attrgetter("is_title")):
        if context.is_name(token) or is_former(token, context):
            continue
        person = _holder(token, context)
        owners = list(dict.fromkeys(_owners(token, context)))
        if person is None:
            yield from _of_whom_it_stands_for(token, owners, context)
            continue
        for holder, owner in _paired(token, person, owners, context):
            mention = name_mention(holder, context)
            yield Office(mention, token, owner or mention, "office:title")


def _is_title(token: Token, context: SentenceContext) -> bool:
    return context.is_a(token, "office")


def _of_whom_it_stands_for(title: Token, owners: list[Mention], context: SentenceContext) -> Iterator[Office]:
    """ "El presidente ruso": whoever that is in this article."""
    if not owners or has(title, "Number", "Plur") or title.pos_ not in {"NOUN", "PROPN"}:
        return
    if not context.is_a(title, "leader") or not is_definite(title):
        return
    yield from (Office(actor, title, owners[0], "office:role") for actor in actors_of(title, context)[:1])


def _paired(
    title: Token, person: Named, owners: list[Mention], context: SentenceContext
) -> Iterator[tuple[Named, Mention | None]]:
    """Each holder with whose office it is: in order, where as many are listed of both.

    "Los presidentes de Rusia y EE.UU., A y B"; "el presidente y el primer ministro rusos, A y B".
    """
    listed = listed_names(person, context)
    titles = [t for t in _coordinated(title) if _is_title(t, context)]
    first = owners[0] if owners else None
    if len(titles) > 1 and len(listed) == len(titles):
        yield listed[titles.index(title)], first
    elif not has(title, "Number", "Plur"):
        yield person, first
    else:
        several = len(owners) == len(listed)
        yield from zip(listed, owners if several else [first] * len(listed), strict=True)


def _coordinated(token: Token) -> list[Token]:
    return sorted((token, *token.conjuncts), key=lambda t: t.i)


def is_former(title: Token, context: SentenceContext) -> bool:
    """ "exmandatario", "ex presidente", "el antiguo embajador"."""
    profile = context.vocabulary.profile
    before = title.doc[title.i - 1] if title.i else None
    if before is not None and before.text == "-" and title.i > 1:
        before = title.doc[title.i - 2]
    words = {child.lower_ for child in title.children if child.dep_ in {"amod", "advmod", "det"}}
    words |= {lemma(child) for child in title.children if child.dep_ == "amod"}
    if before is not None:
        words.add(before.lower_)
    return not words.isdisjoint(profile.former_words) or any(
        title.lower_.startswith(prefix) and context.vocabulary.lexicon.is_a(title.lower_.removeprefix(prefix), "office")
        for prefix in profile.former_prefixes
    )


def _holder(title: Token, context: SentenceContext) -> Named | None:
    found = person_of(title, context)
    if found is not None:
        return found
    head = title.head
    if title.dep_ in _BESIDE_NAME and not context.case_of(title) and _person(head, context) is not None:
        return _person(head, context)
    alone = any(child.dep_ == "det" for child in title.children)  # "X y su colega chino": another person
    if title.dep_ == "conj" and _is_title(head, context) and not alone:
        return _holder(head, context)  # "presidente y comandante": the first title's holder
    others = [other for other in title.conjuncts if _is_title(other, context)]
    for other in others:  # "el presidente y el primer ministro rusos, A y B"
        found = person_of(other, context) if other.i > title.i else None
        if found is not None and len(listed_names(found, context)) == len(others) + 1:
            return found
    if any(child.dep_ == "cop" for child in title.children):
        subject = next((c for c in title.children if c.dep_ == "nsubj"), None)
        return _person(subject, context) if subject is not None else None
    return _beside(title, context)


def _person(token: Token, context: SentenceContext) -> Named | None:
    named = context.names.get(token.i)
    return named if named is not None and named.label == "PER" else None


def _beside(title: Token, context: SentenceContext) -> Named | None:
    """The person set off by a comma, where the parser hung the apposition elsewhere.

    "Mauricio Montalvo, el canciller de Ecuador" and "el presidente ecuatoriano, Rafael Correa".
    """
    doc = title.doc
    first, last = bounds(title)
    start = first.i - 1 if first.i and doc[first.i - 1].pos_ == "DET" else first.i
    if start > 1 and doc[start - 1].text == ",":
        return _person(doc[start - 2], context)
    if last.i + 2 < len(doc) and doc[last.i + 1].text == ",":
        person = _person(doc[last.i + 2], context)
        runs_on = person is not None and doc[person.end - 1 : person.end + 1].text.replace(" ", "").isalpha()
        if person is not None and _subjects_of_one(title, person.tokens(doc).root):
            return person  # "El ministro de Bolivia, Rogelio Mayta destacó": the second comma was forgotten
        if not runs_on or (person is not None and person.end == len(doc)):
            return person  # "según la embajadora, Snowden miente": no apposition, which a mark would close
    return None


def _subjects_of_one(title: Token, name: Token) -> bool:
    """Whether both are the subject of the same verb in the singular."""
    return title.dep_ == name.dep_ == "nsubj" and title.head == name.head and not has(title.head, "Number", "Plur")


def _owners(title: Token, context: SentenceContext) -> Iterator[Mention]:
    """Whose office: a known actor after "de", an adjective of origin, else an organisation of that name.

    The nearest known one wins ("embajadora de Luxemburgo en la ONU"); "Economía" in "ministro de Economía" is a
    portfolio, no organisation.
    """
    lexicon = context.vocabulary.lexicon
    inside = list(_inside(title, context))
    for token in inside:
        named = context.names.get(token.i)
        if named is not None and named.known and _belongs(named.tokens(token.doc).root, context):
            several = listed_names(named, context) if has(title, "Number", "Plur") else (named,)
            yield from (name_mention(one, context) for one in several)
        elif named is None and is_demonym(token, context):
            yield from (m for m in demonyms_beside(token.head, context) if m.text == token.text)
        elif named is None and context.is_a(token, "organ", "polity") and _belongs(token, context):
            yield from (
                actor for actor in actors_of(token, context) if actor.modifiers
            )  # "del Gobierno": whose, unsaid
    for token in inside:
        named = context.names.get(token.i)
        if named is None or named.known or named.label != "ORG" or lexicon.is_a(token.lower_, "portfolio_name"):
            continue
        if name_mention(named, context).modifiers or not context.is_a(title, "portfolio"):
            yield name_mention(named, context)
    if not context.is_a(title, "counterpart"):
        yield from possessives_of(title, context)  # "su portavoz, X"


def _inside(title: Token, context: SentenceContext) -> Iterator[Token]:
    """The words of a title and of what is coordinated in it: "ministro de Minas y Energía de Brasil"."""
    first, last = bounds(title)
    below = {token.i for token in title.subtree}
    for token in title.doc[first.i :]:
        named = context.names.get(token.i)
        ends = token.i > last.i and (token.pos_ in {"PUNCT", "VERB", "AUX"} or (named and named.label == "PER"))
        if token.i not in below or ends:
            return
        if token != title:
            yield token


def _belongs(token: Token, context: SentenceContext) -> bool:
    """Under "de", or part of the name before it; "en la ONU" and "ante la UE" say where, not whose."""
    case = context.case_of(token)
    return case == context.vocabulary.profile.genitive or (not case and token.dep_ in {"flat", "conj", "compound"})
