"""Places the dependents of a verb or noun under their grammatical functions, one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.functions import ArgumentsBuilder
from graph_builder.nlp.syntax import conjuncts, has, is_doubled, lemma, relative_antecedent, verb_has
from graph_builder.vocabulary.functions import Function

_NOUN_CLAUSES = {"acl", "ccomp", "xcomp", "csubj"}
_NOUN_PHRASES = {"nmod", "obl", "obj", "appos", "acl", "flat"}  # under a noun
_NO_PHRASES = {"punct", "det", "case", "mark", "cc", "conj", "aux", "cop", "parataxis"}  # under a verb
NOUN_LIKE = {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM"}


def place_around_verb(verb: Token, found: ArgumentsBuilder, context: SentenceContext, *, agentless: bool) -> None:
    """Put the dependents of a verb under their functions.

    Args:
        verb: whose dependents they are.
        found: gets them.
        context: of the sentence.
        agentless: the verb's subject undergoes what it says: "Y fue atacado", "se firmó Y".
    """
    for child in verb.children:
        if child.dep_ not in _NO_PHRASES and not _is_predicative(child):
            _place(child, found, context, agentless=agentless)


def place_around_noun(noun: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """Put the dependents of a noun under their functions."""
    for child in noun.children:
        role = child.dep_
        case = context.case_of(child) if role in _NOUN_PHRASES else ""
        if case and child.pos_ in NOUN_LIKE:
            found.add(case, antecedent_or_self(child, context))
            _compound_preposition(child, case, found, context)
        elif role == "appos":
            found.add(Function.APPOSITION, child)
        elif role in {"amod", "flat"}:
            found.add(Function.ADJECTIVE, child)
            _hung_on_adjective(child, found, context)
        elif _is_clause_of(noun, child):
            found.tokens[Function.CLAUSE].append(child)


def _place(child: Token, found: ArgumentsBuilder, context: SentenceContext, *, agentless: bool) -> None:
    """Put one dependent of a verb under its function."""
    head, case, profile = child, context.case_of(child), context.vocabulary.profile
    if child.pos_ == "PRON":
        if child.lower_ == profile.reflexive or _is_complementizer(child, context) or _takes_up(child):
            return
        head = antecedent_or_self(child, context)
    match child.dep_:
        case "nsubj" | "nsubj:pass" if not case:
            found.add(Function.DIRECT if agentless else Function.SUBJECT, head)
        case "iobj" | "obj" if case in {"", profile.dative} and (
            child.dep_ == "iobj" or (has(child, "Case", "Dat") and not has(child, "Case", "Acc"))
        ):
            found.tokens[Function.DATIVE] += [] if is_doubled(child) else conjuncts(head)
        case "compound" if child.pos_ == "NOUN":
            found.add(Function.DIRECT, head)
        case "obj" if case in {"", profile.dative}:
            if case:
                found.add(case, head)
            found.add(Function.DATIVE if case and _has_bare_object(child) else Function.DIRECT, head)
        case "obj" | "iobj" | "obl" | "obl:agent" | "obl:arg" | "nmod" | "advcl" | "advmod" | "nsubj" if (
            case and child.pos_ in NOUN_LIKE
        ):
            found.add(case, head)
            _compound_preposition(child, case, found, context)
            if case == profile.dative and child.dep_.startswith("obl"):
                found.add(Function.DATIVE, head)
        case "obl" | "obl:tmod" if not case:
            found.add(Function.BARE, head)
        case "ccomp" | "xcomp" if not _is_purpose(child, context):
            found.tokens[Function.CLAUSE].append(child)


def _has_bare_object(addressed: Token) -> bool:
    """ "Respaldó la candidatura de X a Y": beside an object without preposition, "a Y" is not the object too."""
    others = (
        c for c in addressed.head.children if c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN", "ADJ"} and c != addressed
    )
    return any(c.i < addressed.i and not any(part.dep_ == "case" for part in c.children) for c in others)


def _is_predicative(word: Token) -> bool:
    """ "Tienen VIGENTE un tratado": what is said of the object, which the parser took for a second one."""
    return (
        word.dep_ == "obj"
        and word.pos_ == "ADJ"
        and next(word.children, None) is None
        and any(
            other.dep_ == "obj"
            and other.pos_ in {"NOUN", "PROPN"}
            and all(part.dep_ != "case" for part in other.children)
            for other in word.head.children
        )
    )


def _takes_up(clitic: Token) -> bool:
    """ "A los rebeldes los armó X": a pronoun that stands for the object before it."""
    before = (c for c in clitic.head.children if c.i < clitic.i and c.dep_ in {"obj", "iobj"} and c.pos_ in NOUN_LIKE)
    marked = any(part.dep_ == "case" for other in before for part in other.children)
    return has(clitic, "PronType", "Prs") and clitic.dep_ == "obj" and marked and not has(clitic, "Case", "Dat")


def _is_complementizer(token: Token, context: SentenceContext) -> bool:
    """ "Anunció que busca ...": a conjunction that the parser took for the subject of its clause."""
    relative = token.pos_ == "PRON" and lemma(token) in context.vocabulary.profile.relative_pronouns
    return relative and token.head.dep_ == "ccomp" and token.i < token.head.i and token.dep_ == "nsubj"


def _is_purpose(clause: Token, context: SentenceContext) -> bool:
    """ "Llamó a X para discutir": an adverbial clause that the parser took for what the verb is about."""
    marks = (child.lower_ for child in clause.children if child.dep_ == "mark")
    return has(clause, "VerbForm", "Inf") and any(context.vocabulary.lexicon.cue("subordinator", m) for m in marks)


def antecedent_or_self(token: Token, context: SentenceContext) -> Token:
    """A relative pronoun's antecedent, any other token itself."""
    if token.pos_ == "PRON" and lemma(token) in context.vocabulary.profile.relative_pronouns:
        return relative_antecedent(token) or token
    return token


def _compound_preposition(token: Token, case: str, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """ "por parte de X" where the parser took "parte" for a noun of its own."""
    for child in token.children:
        inner = context.case_of(child)
        if child.dep_ in {"nmod", "obl"} and inner:
            found.add(f"{case} {token.lower_} {inner}", antecedent_or_self(child, context))


def _is_clause_of(noun: Token, child: Token) -> bool:
    """A complement of a noun or adjective: "el deseo de que vuelva", "dispuesto a negociar", "abierto a hablar"."""
    adverbial = noun.pos_ == "ADJ" and child.dep_ == "advcl" and has(child, "VerbForm", "Inf")
    return child.pos_ in {"VERB", "AUX"} and (adverbial or child.dep_ in _NOUN_CLAUSES)


def _hung_on_adjective(adjective: Token, found: ArgumentsBuilder, context: SentenceContext) -> None:
    """ "El conflicto armado entre X e Y": what the parser read as the adjective's own."""
    for inner in adjective.children:
        if inner.dep_ in {"nmod", "obl", "obj"} and context.case_of(inner):
            found.add(context.case_of(inner), inner)


def place_inside_clauses(found: ArgumentsBuilder, context: SentenceContext) -> None:
    """Put the actors inside complement clauses under functions of their own: "pidió que X retire tropas de Y"."""
    profile = context.vocabulary.profile
    of_others = (profile.genitive, profile.passive_agent)
    for clause in found.tokens.get(Function.CLAUSE, []):
        for child in clause.children:
            if child.dep_ == "nsubj":
                found.add(Function.CLAUSE_SUBJECT, antecedent_or_self(child, context))
                if verb_has(clause, "Mood", "Sub"):
                    found.add(Function.WISHED, antecedent_or_self(child, context))
            elif child.dep_ in {"obj", "iobj", "obl"}:
                found.add(Function.CLAUSE_OBJECT, antecedent_or_self(child, context))
                for tokens in nested_phrases([child], context, without=of_others).values():
                    found.tokens[Function.CLAUSE_OBJECT] += tokens


def nested_phrases(
    heads: Iterable[Token], context: SentenceContext, without: tuple[str, ...]
) -> dict[str, list[Token]]:
    """Prepositional phrases that the parser hung one level too low ("el ataque de X contra Y"), nearest first."""
    nested: dict[str, list[Token]] = defaultdict(list)
    queue = list(heads)
    while queue:
        head = queue.pop(0)
        for child in head.children:
            case = context.case_of(child)
            if child.dep_ in {"nmod", "flat", "obl", "obj", "appos"} and child.i > head.i and child.pos_ in NOUN_LIKE:
                if case and case not in without:
                    nested[case] += conjuncts(child)
                    for inner in child.children:  # "en apoyo a las tropas": "apoyo" a noun of its own
                        if inner.dep_ == "nmod" and context.case_of(inner):
                            nested[f"{case} {child.lower_} {context.case_of(inner)}"] += conjuncts(inner)
                if not context.is_name(child) or not case:
                    queue.append(child)
    return nested
