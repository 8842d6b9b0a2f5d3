"""The functions around a verb or participle, found step by step; `VERB_STEPS` tells the order."""

from __future__ import annotations

from graph_builder.extract.mentions.places import is_place, place_names
from graph_builder.extract.syntax.dependents import NOUN_LIKE, place_around_verb, place_inside_clauses
from graph_builder.extract.syntax.null_arguments import enclitic
from graph_builder.extract.syntax.reading import Reading, Step
from graph_builder.extract.syntax.subjects import add_companions, add_subject
from graph_builder.extract.syntax.voice import is_passive
from graph_builder.nlp.syntax import has
from graph_builder.vocabulary.functions import Function

_CLAUSAL = {"cop", "orphan"}  # under a noun that a clause of its own is said with


def dependents_of_verb(reading: Reading) -> None:
    """What hangs on the verb: "X envió armas a Y"."""
    place_around_verb(reading.word, reading.found, reading.context, agentless=reading.agentless)


def stray_conjuncts(reading: Reading) -> None:
    """A noun that the parser coordinated with the verb: "participaron los ministros de X; y autoridades de Y"."""
    verb, found = reading.word, reading.found
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.pos_ in {"NOUN", "PROPN"}
            and all(c.dep_ not in _CLAUSAL for c in child.children)
        ):
            before = [(t.i, function) for function, ts in found.tokens.items() for t in ts if verb.i < t.i < child.i]
            if (function := max(before, default=(0, ""))[1]) in {Function.SUBJECT, Function.DIRECT}:
                found.add(function, child)


def described_by_participle(reading: Reading) -> None:
    """What a participle describes is its object: "las armas enviadas", "el memorándum de entendimiento firmado"."""
    verb = reading.word
    if verb.dep_ not in {"amod", "acl"} or not has(verb, "VerbForm", "Part") or verb.head.pos_ not in NOUN_LIKE:
        return
    outer = verb.head.head if verb.head.dep_ == "nmod" and verb.head.head.pos_ == "NOUN" else verb.head
    agreed = reading.context.is_a(outer, "agreement")
    for noun in (outer, verb.head) if agreed else (verb.head, outer):
        reading.found.add(Function.DIRECT, noun)


def passive_agent(reading: Reading) -> None:
    """Who does what is said in the passive: "Y fue atacado por X"."""
    if reading.passive:
        for agent in reading.found.tokens.pop(reading.context.vocabulary.profile.passive_agent, []):
            reading.found.add(Function.SUBJECT, agent)


def shared_patient(reading: Reading) -> None:
    """Whom coordinated verbs befall, said once: "viajaron a Lima y fueron detenidos"."""
    verb, governor, found = reading.word, reading.word.head, reading.found
    known = found.tokens.get(Function.DIRECT)
    if not reading.passive or known or verb.dep_ != "conj" or governor.pos_ not in {"VERB", "AUX"}:
        return
    upper = reading.around_verb(governor)
    for token in upper.tokens.get(Function.DIRECT if is_passive(governor, reading.context) else Function.SUBJECT, ()):
        found.add(Function.DIRECT, token)


def subject_from_elsewhere(reading: Reading) -> None:
    """Who acts in a clause without a subject of its own: see `SUBJECT_RULES`."""
    if not reading.found.tokens.get(Function.SUBJECT) and not reading.agentless:
        add_subject(reading.word, reading)


def companions(reading: Reading) -> None:
    """Whoever acts together with the subject: "X condenó, junto a Y, el ataque"; "junto a la embajada" is a place."""
    if not reading.agentless:
        add_companions(reading)


def shared_object(reading: Reading) -> None:
    """An object said once for coordinated verbs is the earlier verb's too: "condenó y sancionó a Irán"."""
    verb, found = reading.word, reading.found
    if found.tokens.get(Function.DIRECT) or verb.dep_ == "conj":
        return
    for other in verb.conjuncts:
        adjacent = other.dep_ == "conj" and other.i - verb.i <= 2
        for child in other.children if adjacent else ():
            if child.dep_ == "obj":
                found.add(Function.DIRECT, child)


def dative_as_direct(reading: Reading) -> None:
    """Where no direct object is said, the indirect one may be it: "le atacó"."""
    found = reading.found
    if not found.tokens.get(Function.DIRECT) and not reading.agentless:
        found.tokens[Function.DIRECT] = list(found.tokens.get(Function.DATIVE, ()))


def inside_clauses(reading: Reading) -> None:
    """Who is named inside the complement clauses: "pidió que X retire tropas de Y"."""
    place_inside_clauses(reading.found, reading.context)


def enclitics(reading: Reading) -> None:
    """Pronouns at the end of the verb: "pedirle misiles", "verlo"."""
    found, marked = reading.found, reading.context.vocabulary.profile.dative
    for function, case in ((Function.DIRECT, "Acc"), (Function.DATIVE, "Dat")):
        if not found.tokens.get(function) and not found.tokens.get(marked):
            found.mentions[function] = enclitic(reading.word, case, reading.context)


def place_and_people(reading: Reading) -> None:
    """The state where it happens, and who of the objects is no place: "deportó a P a Z"."""
    found = reading.found
    found.mentions[Function.PLACE] = place_names(
        found.tokens.get(reading.context.vocabulary.profile.locative, ()), reading.context
    )
    addressed = (*found.tokens.get(Function.DIRECT, ()), *found.tokens.get(Function.DATIVE, ()))
    found.tokens[Function.PEOPLE] = [token for token in addressed if not is_place(token, reading.context)]


VERB_STEPS: tuple[Step, ...] = (
    dependents_of_verb,
    stray_conjuncts,
    described_by_participle,
    passive_agent,
    shared_patient,
    subject_from_elsewhere,
    companions,
    shared_object,
    dative_as_direct,
    inside_clauses,
    enclitics,
    place_and_people,
)
