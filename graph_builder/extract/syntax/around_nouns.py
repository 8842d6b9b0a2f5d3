"""The functions around a noun or adjective that names an event, found step by step; `NOUN_STEPS` tells the order."""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.extract.mentions.actors import actors_of, whole_of
from graph_builder.extract.mentions.hyphens import joined_by_hyphen
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.pronouns import both_sides_of
from graph_builder.extract.syntax.dependents import (
    antecedent_or_self,
    nested_phrases,
    place_around_noun,
    place_inside_clauses,
)
from graph_builder.extract.syntax.functions import Arguments
from graph_builder.extract.syntax.null_arguments import owners
from graph_builder.extract.syntax.reading import Reading, Step
from graph_builder.extract.syntax.subjects import add_companions, add_subject
from graph_builder.nlp.syntax import conjuncts, has, is_circumstance
from graph_builder.vocabulary.functions import Function

_BESIDE_ADVERBIAL = {"obl", "obj", "iobj", "nmod", "obl:agent", "obl:arg"}


def dependents_of_noun(reading: Reading) -> None:
    """What hangs on the noun: "el ataque de X contra Y"."""
    place_around_noun(reading.word, reading.found, reading.context)


def said_of(reading: Reading) -> None:
    """What a noun or adjective is said of: the subject of its copula, or what it stands beside."""
    noun, found, context = reading.word, reading.found, reading.context
    outer = noun  # "X, uno de los aliados de Y": the partitive stands where the noun would
    while outer.dep_ in {"nmod", "obl"} and whole_of(outer.head, context) == outer:
        outer = outer.head
    beside = outer.dep_ == "nmod" and not context.case_of(outer)  # "los países miembros de la OTAN"
    if outer.dep_ == "appos" or beside or (noun.pos_ in {"ADJ", "VERB"} and noun.dep_ in {"amod", "acl"}):
        of = outer.head  # "X, país miembro de la OTAN"
        found.add(Function.APPOSITION, of.head if of.dep_ == "appos" and not actors_of(of, context) else of)
    said = outer.head if outer.dep_ == "amod" else outer  # "es un país amigo", "es una propuesta constructiva"
    copulas = [child for child in said.children if child.dep_ == "cop"]
    for holder in (said, *copulas) if copulas else ():  # the parser may hang the subject on the copula
        for child in holder.children:
            if child.dep_ == "nsubj":
                found.add(Function.SUBJECT, antecedent_or_self(child, context))
    if copulas:
        add_companions(reading)  # "X, junto a Y, es aliado de Z"
    if copulas and noun.pos_ == "ADJ" and not found.tokens.get(Function.SUBJECT):
        add_subject(said, reading)


def genitives(reading: Reading) -> None:
    """The phrases with "de" one by one: "el envío de armas de X", "la retirada de las tropas de X"."""
    found, context = reading.found, reading.context
    genitive = context.vocabulary.profile.genitive
    parts = found.tokens.get(genitive, [])
    first = parts[:1] and conjuncts(parts[0])
    found.tokens[Function.FIRST_GENITIVE] = first
    found.tokens[Function.SECOND_GENITIVE] = [part for part in parts if part not in first]
    found.tokens[Function.INNER_GENITIVE] = [
        c for part in parts if not context.is_name(part) for c in part.children if context.case_of(c) == genitive
    ]


def hung_too_low(reading: Reading) -> None:
    """Phrases that the parser hung on a phrase inside, or on the verb above: "la reunión de X con Y terminó"."""
    noun, found, context = reading.word, reading.found, reading.context
    profile = context.vocabulary.profile
    holders = (profile.genitive, profile.dative, profile.locative)
    inner = [token for case in holders for token in found.tokens.get(case, ())]
    found.nested = nested_phrases(inner, context, without=(profile.genitive,))
    if noun.dep_ in {"nsubj", "obj"} and noun.head.pos_ == "VERB":
        for child in noun.head.children:
            if child.dep_ in {"obl", "nmod"} and context.case_of(child) == profile.comitative and child.i > noun.i:
                found.nested.setdefault(profile.comitative, []).extend(conjuncts(child))


def hung_beside_adverbial(reading: Reading) -> None:
    """What follows a noun in an adverbial at once, hung on the verb above: "el dólar cayó tras el ataque de X a Y"."""
    noun, found, context = reading.word, reading.found, reading.context
    verb, profile = noun.head, context.vocabulary.profile
    if noun.dep_ not in {"obl", "obj"} or verb.pos_ != "VERB" or verb.i > noun.i:
        return
    if context.case_of(noun) in {"", profile.dative}:
        return
    end = noun.right_edge.i
    for child in verb.children:
        beside = child.left_edge.i == end + 1 and noun.doc[end].pos_ != "PUNCT"
        if child.i > noun.i and child.dep_ in _BESIDE_ADVERBIAL and beside:
            case = context.case_of(child)
            if case and case != profile.locative and not found.tokens.get(case):
                found.add(case, child)
            end = child.right_edge.i


def hung_too_high(reading: Reading) -> None:
    """A phrase with a preposition of several words, hung beside: "en alusión al envío de tropas en apoyo a X"."""
    noun, found, context = reading.word, reading.found, reading.context
    for beside in noun.head.children if noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" else ():
        if beside.i > noun.i and beside.dep_ == "nmod":
            for child in beside.children:
                case = f"{context.case_of(beside)} {beside.lower_} {context.case_of(child)}"
                if context.case_of(child) and not found.tokens.get(case):
                    found.add(case, child)


def subject_of_clause_above(reading: Reading) -> None:
    """The subject of the clause in whose adverbial the noun stands: "durante el encuentro con Y, X pidió ...".

    It is placed under `governor`, and under `governor` and the noun's preposition; that of "agradeció a Y la ayuda"
    under `receiver`, and whom it thanks under `giver`.
    """
    noun, found, context = reading.word, reading.found, reading.context
    outer = noun
    while outer.dep_ == "nmod" and context.is_a(outer.head, "frame_noun"):
        outer = outer.head  # "en el marco de la reunión"
    verb, case = outer.head, context.case_of(outer)
    if noun.dep_ == "obj" and context.is_a(verb, "receiving"):
        upper = reading.around_verb(verb).tokens
        found.tokens[Function.RECEIVER] = list(upper.get(Function.SUBJECT, ()))
        found.tokens[Function.GIVER] = [
            token for token in upper.get(context.vocabulary.profile.dative, ()) if token != noun
        ]
    if not case or outer.dep_ not in {"obl", "nmod", "advcl", "obj"} or verb.pos_ not in {"VERB", "AUX"}:
        return
    above = reading.around_verb(verb)
    at = context.vocabulary.profile.locative if outer != noun else case  # "al margen de la cumbre": at it
    for function in (Function.GOVERNOR, f"{Function.GOVERNOR} {at}"):
        found.tokens[function] = _acting(verb, above)
        if Function.SUBJECT in above.mentions:
            found.mentions[function] = above.mentions[Function.SUBJECT]


def subject_of_clause_below(reading: Reading) -> None:
    """Who acts at an event, in a clause that describes it: "una cumbre en la que X pidió ayuda"."""
    noun, found, locative = reading.word, reading.found, reading.context.vocabulary.profile.locative
    for clause in noun.children:
        if is_circumstance(clause) and clause.i > noun.i:
            at = any(has(c, "PronType", "Rel") and reading.context.case_of(c) == locative for c in clause.children)
            own = any(c.dep_ == "nsubj" for c in clause.children)
            for token in reading.around_verb(clause).tokens.get(Function.SUBJECT, ()) if at and own else ():
                found.add(f"{Function.GOVERNOR} {locative}", token)


def _acting(verb: Token, above: Arguments) -> list[Token]:
    """Subjects; in a relative clause either side may be: "el impulso que tomó la cooperación tras la firma"."""
    subjects = list(above.tokens.get(Function.SUBJECT, ()))
    relative = verb.dep_ in {"acl", "acl:relcl"} and subjects == [verb.head]
    return [*subjects, *above.tokens.get(Function.DIRECT, ())] if relative else subjects


def modifiers(reading: Reading) -> None:
    """Demonyms, possessives, and who stands on both sides: "el ataque ruso", "su visita", "relaciones ruso-chinas"."""
    noun, mentions, context = reading.word, reading.found.mentions, reading.context
    mentions[Function.DEMONYM] = demonyms_beside(noun, context)
    mentions[Function.POSSESSIVE] = owners(noun, context)
    mentions[context.vocabulary.profile.between] = joined_by_hyphen(noun, context) or both_sides_of(noun, context)


def itself_and_bearer(reading: Reading) -> None:
    """The noun's own phrase, and whom it describes after "de": "X, de visita en Y"."""
    noun, found, context = reading.word, reading.found, reading.context
    found.tokens[Function.SELF].append(noun)
    genitive = noun.dep_ == "nmod" and context.case_of(noun) == context.vocabulary.profile.genitive
    if genitive and actors_of(noun.head, context):
        found.tokens[Function.BEARER].append(noun.head)


def clauses_of_noun(reading: Reading) -> None:
    """Who is named inside the noun's clauses: "el deseo de que X vuelva"."""
    place_inside_clauses(reading.found, reading.context)


NOUN_STEPS: tuple[Step, ...] = (
    dependents_of_noun,
    said_of,
    genitives,
    hung_too_low,
    hung_beside_adverbial,
    hung_too_high,
    subject_of_clause_above,
    subject_of_clause_below,
    modifiers,
    itself_and_bearer,
    clauses_of_noun,
)
