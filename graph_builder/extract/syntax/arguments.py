"""A verb or noun enters, its grammatical functions leave: who stands where around it, voice and control undone.

Functions follow Universal Dependencies, as AnCora uses them: `subject`, `direct`, `dative`, any preposition by its
words ("con", "por parte de"), `adj`, `poss`, `entre`, `appos`, `clause` and what is inside
it; `prefilter.py` lists them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext, per_sentence
from graph_builder.extract.mentions.actors import actors_of, whole_of
from graph_builder.extract.mentions.hyphens import joined_by_hyphen
from graph_builder.extract.mentions.modifiers import demonyms_beside
from graph_builder.extract.mentions.places import is_place, place_names
from graph_builder.extract.mentions.pronouns import both_sides_of
from graph_builder.extract.syntax.control import controls
from graph_builder.extract.syntax.null_arguments import enclitic, null_subject, owners
from graph_builder.extract.syntax.voice import is_passive, is_reflexive_passive
from graph_builder.model import Mention
from graph_builder.nlp.syntax import (
    conjuncts,
    has,
    is_doubled,
    is_finite,
    lemma,
    relative_antecedent,
    shared_with,
    verb_has,
)

_NOUN_CLAUSES = {"acl", "ccomp", "xcomp", "csubj"}
_NOUN_PHRASES = {"nmod", "obl", "obj", "appos", "acl", "flat"}  # under a noun
_NO_PHRASES = {"punct", "det", "case", "mark", "cc", "conj", "aux", "cop", "parataxis"}  # under a verb
_NOUN_LIKE = {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM"}


@dataclass
class Arguments:
    """Heads of phrases by function, and mentions that no token carries (null subjects, demonyms, possessives)."""

    tokens: dict[str, list[Token]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    nested: dict[str, list[Token]] = field(default_factory=dict)  # what the parser hung on a phrase inside

    def add(self, function: str, token: Token) -> None:
        found = self.tokens[function]
        for part in conjuncts(token):
            if part not in found:
                found.append(part)

    def has(self, function: str) -> bool:
        """Whether anything stands in a function."""
        return bool(self.tokens.get(function) or self.mentions.get(function) or self.nested.get(function))

    def copy(self) -> Arguments:
        """The same arguments, to be changed apart from these."""
        tokens = defaultdict(list, {function: list(found) for function, found in self.tokens.items()})
        nested = {case: list(found) for case, found in self.nested.items()}
        return Arguments(tokens, dict(self.mentions), nested)


@per_sentence
def verb_arguments(verb: Token, context: SentenceContext) -> Arguments:
    """Functions around a verb or a participle; all who ask share them, so that changes are made to a copy."""
    found = Arguments()
    passive = is_passive(verb, context)
    reflexive = is_reflexive_passive(verb, context)
    for child in verb.children:
        if child.dep_ not in _NO_PHRASES:
            _place(child, found, context, agentless=passive or reflexive)
    _stray_conjuncts(verb, found)
    if verb.dep_ in {"amod", "acl"} and has(verb, "VerbForm", "Part") and verb.head.pos_ in _NOUN_LIKE:
        outer = verb.head.head if verb.head.dep_ == "nmod" and verb.head.head.pos_ == "NOUN" else verb.head
        agreed = context.is_a(outer, "agreement")
        for noun in (outer, verb.head) if agreed else (verb.head, outer):  # "memorándum de entendimiento firmado"
            found.add("direct", noun)
    if passive:
        profile = context.vocabulary.profile
        for agent in found.tokens.pop(profile.passive_agent, []):
            found.add("subject", agent)
        _inherit_patient(verb, found, context)
    if not found.tokens.get("subject") and not passive and not reflexive:
        _inherit_subject(verb, found, context)
    _share_with_conjunct(verb, found)
    if not found.tokens.get("direct") and not passive and not reflexive:
        found.tokens["direct"] = list(found.tokens.get("dative", ()))
    _clause_functions(verb, found, context)
    for function, case in (("direct", "Acc"), ("dative", "Dat")):
        if not found.tokens.get(function) and not found.tokens.get("a"):
            found.mentions[function] = enclitic(verb, case, context)
    found.mentions["place"] = place_names(found.tokens.get("en", ()), context)
    addressed = (*found.tokens.get("direct", ()), *found.tokens.get("dative", ()))
    found.tokens["people"] = [token for token in addressed if not is_place(token, context)]
    return found


def _nested(heads: list[Token], context: SentenceContext, without: tuple[str, ...]) -> dict[str, list[Token]]:
    """Prepositional phrases that the parser hung one level too low ("el ataque de X contra Y"), nearest first."""
    nested: dict[str, list[Token]] = defaultdict(list)
    queue = list(heads)
    while queue:
        head = queue.pop(0)
        for child in head.children:
            case = context.case_of(child)
            if child.dep_ in {"nmod", "flat", "obl", "obj", "appos"} and child.i > head.i and child.pos_ in _NOUN_LIKE:
                if case and case not in without:
                    nested[case] += conjuncts(child)
                    for inner in child.children:  # "en apoyo a las tropas": "apoyo" a noun of its own
                        if inner.dep_ == "nmod" and context.case_of(inner):
                            nested[f"{case} {child.lower_} {context.case_of(inner)}"] += conjuncts(inner)
                if not context.is_name(child) or not case:
                    queue.append(child)
    return nested


def _place(child: Token, found: Arguments, context: SentenceContext, *, agentless: bool) -> None:
    """Put one dependent of a verb under its function."""
    head, case = child, context.case_of(child)
    if child.pos_ == "PRON":
        if child.lower_ == context.vocabulary.profile.reflexive or _is_complementizer(child, context):
            return
        head = _resolved(child, context)
    match child.dep_:
        case "nsubj" | "nsubj:pass" if not case:
            found.add("direct" if agentless else "subject", head)
        case "iobj" | "obj" if child.dep_ == "iobj" or (has(child, "Case", "Dat") and not has(child, "Case", "Acc")):
            found.tokens["dative"] += [] if is_doubled(child) else conjuncts(head)
        case "compound" if child.pos_ == "NOUN":
            found.add("direct", head)
        case "obj" if case in {"", "a"}:
            found.add("direct", head)
            if case:
                found.add(case, head)
        case "obj" | "obl" | "obl:agent" | "obl:arg" | "nmod" | "advcl" | "advmod" | "nsubj" if (
            case and child.pos_ in _NOUN_LIKE
        ):
            found.add(case, head)
            _compound_preposition(child, case, found, context)
            if case == "a" and child.dep_.startswith("obl"):
                found.add("dative", head)
        case "obl" | "obl:tmod" if not case:
            found.add("bare", head)
        case "ccomp" | "xcomp" if not _is_purpose(child, context):
            found.tokens["clause"].append(child)


def _stray_conjuncts(verb: Token, found: Arguments) -> None:
    """ "Participaron los ministros de X; y autoridades de Y": a noun that the parser coordinated with the verb."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"} and all(c.dep_ != "cop" for c in child.children):
            before = [(t.i, function) for function, ts in found.tokens.items() for t in ts if verb.i < t.i < child.i]
            if (function := max(before, default=(0, ""))[1]) in {"subject", "direct"}:
                found.add(function, child)


def _is_complementizer(token: Token, context: SentenceContext) -> bool:
    """ "Anunció que busca ...": a conjunction that the parser took for the subject of its clause."""
    relative = token.pos_ == "PRON" and lemma(token) in context.vocabulary.profile.relative_pronouns
    return relative and token.head.dep_ == "ccomp" and token.i < token.head.i and token.dep_ == "nsubj"


def _is_purpose(clause: Token, context: SentenceContext) -> bool:
    """ "Llamó a X para discutir": an adverbial clause that the parser took for what the verb is about."""
    marks = (child.lower_ for child in clause.children if child.dep_ == "mark")
    return has(clause, "VerbForm", "Inf") and any(context.vocabulary.lexicon.cue("subordinator", m) for m in marks)


def _resolved(token: Token, context: SentenceContext) -> Token:
    """A relative pronoun's antecedent, any other token itself."""
    if token.pos_ == "PRON" and lemma(token) in context.vocabulary.profile.relative_pronouns:
        return relative_antecedent(token) or token
    return token


def _compound_preposition(token: Token, case: str, found: Arguments, context: SentenceContext) -> None:
    """ "por parte de X" where the parser took "parte" for a noun of its own."""
    for child in token.children:
        inner = context.case_of(child)
        if child.dep_ in {"nmod", "obl"} and inner:
            found.add(f"{case} {token.lower_} {inner}", _resolved(child, context))


def _inherit_subject(verb: Token, found: Arguments, context: SentenceContext, depth: int = 4) -> None:
    """Subjects that are not said at the verb: shared, controlled, of the main clause, or null."""
    finite = is_finite(verb)
    governor = verb.head.head if verb.head.dep_ == "advmod" else shared_with(verb)  # "antes de pedir asilo, X viajó"
    if depth and verb.dep_ in {"conj", "xcomp", "advcl", "ccomp", "acl"} and governor != verb:
        shares = verb.dep_ == "conj" or not finite or (verb.dep_ == "acl" and governor.pos_ == "VERB")
        if shares and governor.pos_ in {"VERB", "AUX", "ADJ"}:
            upper = verb_arguments(governor, context)
            addressed = (*upper.tokens.get("dative", ()), *upper.tokens.get("a", ()))  # "acusó a X de violar"
            controller = [t for t in addressed if controls(governor, verb, context) and actors_of(t, context)]
            for token in controller[:1] or upper.tokens.get("subject", []):
                found.add("subject", token)
            if not found.tokens.get("subject") and "subject" in upper.mentions:
                found.mentions["subject"] = upper.mentions["subject"]
            return
        if shares and governor.pos_ in _NOUN_LIKE and verb.dep_ == "acl" and has(verb, "VerbForm", "Ger"):
            found.add("subject", governor)
            return
        if shares and governor.pos_ == "NOUN" and has(verb, "VerbForm", "Inf"):
            owner = noun_arguments(governor, context)  # "la negativa de Hungría a enviar armas"
            for token in owner.tokens.get("de", [])[:1]:
                found.add("subject", token)
            if not found.tokens.get("subject"):
                found.mentions["subject"] = owner.mentions.get("adj") or owner.mentions.get("poss") or ()
            return
    impersonal = any(c.dep_ == "expl:impers" for c in verb.children)
    if finite and verb_has(verb, "Person", "3") and not impersonal:
        found.mentions["subject"] = (null_subject(verb, context),)


def _inherit_patient(verb: Token, found: Arguments, context: SentenceContext) -> None:
    """The subject said once for coordinated verbs: "viajaron a Lima y fueron detenidos"."""
    governor = verb.head
    if found.tokens.get("direct") or verb.dep_ != "conj" or governor.pos_ not in {"VERB", "AUX"}:
        return
    upper = verb_arguments(governor, context)
    for token in upper.tokens.get("direct" if is_passive(governor, context) else "subject", []):
        found.add("direct", token)


def _share_with_conjunct(verb: Token, found: Arguments) -> None:
    """An object said once for coordinated verbs ("condenó y sancionó a Irán") goes to the earlier verb too."""
    if found.tokens.get("direct") or verb.dep_ == "conj":
        return
    for other in verb.conjuncts:
        adjacent = other.dep_ == "conj" and other.i - verb.i <= 2
        for child in other.children if adjacent else ():
            if child.dep_ == "obj":
                found.add("direct", child)


def _clause_functions(verb: Token, found: Arguments, context: SentenceContext) -> None:
    for clause in found.tokens.get("clause", []):
        for child in clause.children:
            if child.dep_ == "nsubj":
                found.add("clause_subject", _resolved(child, context))
                if verb_has(clause, "Mood", "Sub"):
                    found.add("wished", _resolved(child, context))
            elif child.dep_ in {"obj", "iobj", "obl"}:
                found.add("clause_object", _resolved(child, context))
                for tokens in _nested([child], context, without=("de", "por")).values():
                    found.tokens["clause_object"] += tokens


@per_sentence
def noun_arguments(noun: Token, context: SentenceContext) -> Arguments:
    """Functions around a noun that names an event; those of a light verb above it are merged by the caller.

    All who ask share them, so that changes are made to a copy.
    """
    found = Arguments()
    _place_around_noun(noun, found, context)
    parts = found.tokens.get("de", [])
    found.tokens["first de"] = parts[:1] and conjuncts(parts[0])
    found.tokens["second de"] = [part for part in parts if part not in found.tokens["first de"]]
    found.tokens["de de"] = [
        c for part in parts if not context.is_name(part) for c in part.children if context.case_of(c) == "de"
    ]
    found.nested = _nested([t for c in ("de", "a", "en") for t in found.tokens.get(c, ())], context, without=("de",))
    if noun.dep_ in {"nsubj", "obj"} and noun.head.pos_ == "VERB":
        for child in noun.head.children:  # "la reunión de X con Y terminó": "con Y" under the verb
            if child.dep_ in {"obl", "nmod"} and context.case_of(child) == "con" and child.i > noun.i:
                found.nested.setdefault("con", []).extend(conjuncts(child))
    _governor(noun, found, context)
    found.mentions["adj"] = demonyms_beside(noun, context)
    found.mentions["poss"] = owners(noun, context)
    found.mentions["entre"] = joined_by_hyphen(noun, context) or both_sides_of(noun, context)
    found.tokens["self"].append(noun)
    if noun.dep_ == "nmod" and context.case_of(noun) == "de" and actors_of(noun.head, context):
        found.tokens["bearer"].append(noun.head)  # "X, de visita en Y"
    _clause_functions(noun, found, context)
    return found


def _governor(noun: Token, found: Arguments, context: SentenceContext) -> None:
    """ "Durante el encuentro con Y, X pidió ...": the subject of the clause in whose adverbial the noun stands.

    It is placed under `governor`, and under `governor` and the noun's preposition.
    """
    outer = noun
    while outer.dep_ == "nmod" and context.is_a(outer.head, "frame_noun"):
        outer = outer.head  # "en el marco de la reunión"
    verb, case = outer.head, context.case_of(outer)
    if noun.dep_ == "obj" and context.is_a(verb, "receiving"):
        found.tokens["receiver"] = list(verb_arguments(verb, context).tokens.get("subject", ()))
    if not case or outer.dep_ not in {"obl", "nmod", "advcl", "obj"} or verb.pos_ not in {"VERB", "AUX"}:
        return
    above = verb_arguments(verb, context)
    for function in ("governor", f"governor {case}"):
        found.tokens[function] = list(above.tokens.get("subject", ()))
        if "subject" in above.mentions:
            found.mentions[function] = above.mentions["subject"]


def _place_around_noun(noun: Token, found: Arguments, context: SentenceContext) -> None:
    """Put the dependents of a noun, and what it is said of, under their functions."""
    for child in noun.children:
        role = child.dep_
        case = context.case_of(child) if role in _NOUN_PHRASES else ""
        if case and child.pos_ in _NOUN_LIKE:
            found.add(case, _resolved(child, context))
            _compound_preposition(child, case, found, context)
        elif role == "appos":
            found.add("appos", child)
        elif role in {"amod", "flat"}:
            found.add("amod", child)
            _hung_on_adjective(child, found, context)
        elif _is_clause_of(noun, child):
            found.tokens["clause"].append(child)
    _predication(noun, found, context)


def _is_clause_of(noun: Token, child: Token) -> bool:
    """A complement of a noun or adjective: "el deseo de que vuelva", "dispuesto a negociar", "abierto a hablar"."""
    adverbial = noun.pos_ == "ADJ" and child.dep_ == "advcl" and has(child, "VerbForm", "Inf")
    return child.pos_ in {"VERB", "AUX"} and (adverbial or child.dep_ in _NOUN_CLAUSES)


def _predication(noun: Token, found: Arguments, context: SentenceContext) -> None:
    """What a noun or adjective is said of: the subject of its copula, or what it stands beside."""
    outer = noun  # "X, uno de los aliados de Y": the partitive stands where the noun would
    while outer.dep_ in {"nmod", "obl"} and whole_of(outer.head, context) == outer:
        outer = outer.head
    beside = outer.dep_ == "nmod" and not context.case_of(outer)  # "los países miembros de la OTAN"
    if outer.dep_ == "appos" or beside or (noun.pos_ in {"ADJ", "VERB"} and noun.dep_ in {"amod", "acl"}):
        of = outer.head  # "X, país miembro de la OTAN"
        found.add("appos", of.head if of.dep_ == "appos" and not actors_of(of, context) else of)
    said = outer.head if outer.dep_ == "amod" else outer  # "es un país amigo", "es una propuesta constructiva"
    copulas = [child for child in said.children if child.dep_ == "cop"]
    for holder in (said, *copulas) if copulas else ():  # the parser may hang the subject on the copula
        for child in holder.children:
            if child.dep_ == "nsubj":
                found.add("subject", _resolved(child, context))
    if copulas and noun.pos_ == "ADJ" and not found.tokens.get("subject"):
        _inherit_subject(said, found, context)


def _hung_on_adjective(adjective: Token, found: Arguments, context: SentenceContext) -> None:
    """ "El conflicto armado entre X e Y": what the parser read as the adjective's own."""
    for inner in adjective.children:
        if inner.dep_ in {"nmod", "obl", "obj"} and context.case_of(inner):
            found.add(context.case_of(inner), inner)
