"""Who acts in a clause whose verb has no subject of its own: an ordered list of rules, the first that answers decides.

Control and raising (Landau 2013, "Control in Generative Grammar"), coordination and null arguments in Spanish are
told apart here by what the verb hangs on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from graph_builder.extract.mentions.actors import actors_of
from graph_builder.extract.syntax.control import controls
from graph_builder.extract.syntax.null_arguments import null_subject
from graph_builder.extract.syntax.reading import Reading
from graph_builder.model import Mention
from graph_builder.nlp.syntax import has, is_finite, shared_with, verb_has
from graph_builder.vocabulary.functions import Function

_DEPENDENT = {"conj", "xcomp", "advcl", "ccomp", "acl"}  # clauses that may have their subject from above
_VERBAL = {"VERB", "AUX", "ADJ"}
_NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X", "SYM"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb without a subject of its own, and the word from which it may have one."""

    verb: Token
    governor: Token
    reading: Reading

    @property
    def shares(self) -> bool:
        """Whether the clause may have its subject from the governor: a finite clause only where it is coordinated."""
        verb, governor = self.verb, self.governor
        if verb.dep_ not in _DEPENDENT or governor == verb:
            return False
        return verb.dep_ == "conj" or not is_finite(verb) or (verb.dep_ == "acl" and governor.pos_ == "VERB")

    @property
    def shares_with_verb(self) -> bool:
        """Whether the clause has the subject of a verb above it, or of a predicative adjective."""
        return self.governor.pos_ in _VERBAL and self.shares

    @property
    def is_wanted(self) -> bool:
        """Whether the clause tells what a verb above it wants of somebody: "pidió a X que se retirara"."""
        return self.verb.dep_ == "ccomp" and has(self.verb, "Mood", "Sub") and self.governor.pos_ in _VERBAL


@dataclass(frozen=True, slots=True)
class Subject:
    """Who acts: phrases of the sentence, or mentions without a phrase; nobody where both are empty."""

    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] | None = None


SubjectRule = Callable[[Clause], Subject | None]


def addressee(clause: Clause) -> Subject | None:
    """Object control, "pidió a X retirarse", "que se retirara", "acusó a X de violar": X withdraws, X broke it."""
    if not (clause.shares_with_verb or clause.is_wanted) or not controls(
        clause.governor, clause.verb, clause.reading.context
    ):
        return None
    upper = clause.reading.around_verb(clause.governor)
    addressed = (
        *upper.tokens.get(Function.DATIVE, ()),
        *upper.tokens.get(clause.reading.context.vocabulary.profile.dative, ()),
    )
    controller = next((token for token in addressed if actors_of(token, clause.reading.context)), None)
    return Subject((controller,)) if controller is not None else None


def both_sides(clause: Clause) -> Subject | None:
    """A plural after a singular, "X se reunió con Y y acordaron una tregua", "X recibió a Y y firmaron": both did."""
    verb, governor, context = clause.verb, clause.governor, clause.reading.context
    if verb.dep_ != "conj" or not clause.shares_with_verb or not (is_finite(verb) and verb_has(verb, "Number", "Plur")):
        return None
    if not verb_has(governor, "Number", "Sing"):
        return None
    upper = clause.reading.around_verb(governor).tokens
    first = tuple(token for token in upper.get(Function.SUBJECT, ()) if actors_of(token, context))
    places = (context.vocabulary.profile.comitative, Function.DIRECT, Function.DATIVE)
    others = (token for place in places for token in upper.get(place, ()) if actors_of(token, context))
    second = next((token for token in others if token not in first), None)
    return Subject((*first, second)) if len(first) == 1 and second is not None else None


def coordinated(clause: Clause) -> Subject | None:
    """Coordination, "X viajó a Lima y firmó el acuerdo": X signed."""
    return _from_governor(clause) if clause.verb.dep_ == "conj" and clause.shares_with_verb else None


def raised(clause: Clause) -> Subject | None:
    """Raising and subject control, "X busca firmar", "X parece dispuesto a firmar": X would sign."""
    return _from_governor(clause) if clause.verb.dep_ == "xcomp" and clause.shares_with_verb else None


def circumstance(clause: Clause) -> Subject | None:
    """A relative clause that tells what went on beside, "X envió un mensaje en el que pide la paz": X asks for it."""
    return _from_governor(clause) if clause.verb.dep_ == "acl" and clause.shares_with_verb else None


def adjunct(clause: Clause) -> Subject | None:
    """A clause that is not finite, beside or inside another, "antes de pedir asilo, X viajó": X asked for it."""
    return _from_governor(clause) if clause.verb.dep_ in {"advcl", "ccomp"} and clause.shares_with_verb else None


def described_noun(clause: Clause) -> Subject | None:
    """A gerund that describes a noun, "soldados de X combatiendo en Y": the soldiers fight."""
    gerund = clause.verb.dep_ == "acl" and has(clause.verb, "VerbForm", "Ger")
    return Subject((clause.governor,)) if gerund and clause.governor.pos_ in _NOMINAL and clause.shares else None


def owner_of_noun(clause: Clause) -> Subject | None:
    """Control by a noun's owner, "la negativa de X a enviar armas", "la promesa rusa de retirarse"."""
    if clause.governor.pos_ != "NOUN" or not has(clause.verb, "VerbForm", "Inf") or not clause.shares:
        return None
    owner = clause.reading.around_noun(clause.governor)
    tokens = owner.tokens.get(clause.reading.context.vocabulary.profile.genitive, ())[:1]
    return Subject(
        tokens,
        None if tokens else owner.mentions.get(Function.DEMONYM) or owner.mentions.get(Function.POSSESSIVE) or (),
    )


def null(clause: Clause) -> Subject | None:
    """A null subject, "agradeció la ayuda": whoever is spoken of; none of "se habla de", which is impersonal."""
    verb = clause.verb
    impersonal = any(child.dep_ == "expl:impers" for child in verb.children)
    if impersonal or not is_finite(verb) or not verb_has(verb, "Person", "3"):
        return None
    return Subject(mentions=(null_subject(verb, clause.reading.context),))


SUBJECT_RULES: tuple[SubjectRule, ...] = (
    addressee,
    both_sides,
    coordinated,
    raised,
    circumstance,
    adjunct,
    described_noun,
    owner_of_noun,
    null,
)


def find_subject(verb: Token, reading: Reading) -> Subject:
    """Return who acts in a clause by the first rule of `SUBJECT_RULES` that answers; nobody where none does.

    Args:
        verb: without a subject of its own; it or a predicative adjective is the word that is read.
        reading: in which the arguments of words above are asked for.
    """
    governor = verb.head.head if verb.head.dep_ == "advmod" else shared_with(verb)  # "antes de pedir asilo, X viajó"
    clause = Clause(verb, governor, reading)
    found = (rule(clause) for rule in SUBJECT_RULES)
    return next((subject for subject in found if subject is not None), Subject())


def _from_governor(clause: Clause) -> Subject:
    upper = clause.reading.around_verb(clause.governor)
    tokens = upper.tokens.get(Function.SUBJECT, ())
    return Subject(tokens, None if tokens else upper.mentions.get(Function.SUBJECT))


def add_subject(verb: Token, reading: Reading) -> None:
    """Put who acts under `subject`, by the rules of `SUBJECT_RULES`."""
    subject = find_subject(verb, reading)
    for token in subject.tokens:
        reading.found.add(Function.SUBJECT, token)
    if subject.mentions is not None:
        reading.found.mentions[Function.SUBJECT] = subject.mentions


def add_companions(reading: Reading) -> None:
    """Put whoever acts together with the subject there too: "X condenó, junto a Y, el ataque"."""
    found, context = reading.found, reading.context
    subjects = tuple(found.tokens.get(Function.SUBJECT, ()))
    beside = [child for subject in subjects for child in subject.children]  # "X, al igual que Y, condenó"
    for case in context.vocabulary.profile.companions if subjects else ():
        for token in (*found.tokens.get(case, ()), *(child for child in beside if context.case_of(child) == case)):
            if context.is_name(token) or context.is_a(token, "polity", "office", "leader"):
                found.add(Function.SUBJECT, token)
