"""Subjects read as objects, and objects read as subjects.

Spanish puts the subject before or after its verb, and the parser guesses: it gives a verb two subjects or two objects,
or the only noun after it the wrong function. The repair decides by what else the verb has.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach
from graph_builder.nlp.syntax import has, lemma, relative_antecedent

_PAIR = 2


def mend_subject(verb: Token, paragraph: Paragraph) -> None:
    """A subject read as an object, or the other way round."""
    subjects, objects = [], []
    for child in verb.children:
        role = child.dep_
        if role == "nsubj":
            subjects.append(child)
        elif role == "obj":
            objects.append(child)
    if len(subjects) == _PAIR or len(objects) == _PAIR:
        _second_subject(verb, subjects, objects)
    if objects:
        _subject_after(verb, paragraph)


def _second_subject(verb: Token, subjects: list[Token], objects: list[Token]) -> None:
    """ "Rusia invadió Ucrania" read with two subjects: the one after the verb is its object."""
    if not subjects and len(objects) == _PAIR and objects[0].pos_ == "PRON" and objects[0].i < verb.i:
        if objects[1].pos_ == "PROPN" and not any(child.dep_ == "case" for child in objects[1].children):
            objects[1].dep_ = "nsubj"  # "el ataque que lanzó Israel"
        return
    if len(subjects) != _PAIR or _after_its_clause(verb, *subjects):
        return
    if any(c.dep_ in {"obj", "ccomp", "cop", "expl:pass"} and not has(c, "Case", "Dat") for c in verb.children):
        return
    first, second = subjects
    if first.i < verb.i < second.i and second.pos_ in {"PROPN", "NOUN"}:
        second.dep_ = "obj"


def _after_its_clause(verb: Token, first: Token, second: Token) -> bool:
    """ "El acuerdo que firmaron X e Y preocupa a Z": the second subject is that of the relative clause before it."""
    clause = verb.doc[max(0, second.left_edge.i - 1)]
    told = any(child.dep_ == "nsubj" for child in clause.children)
    if not first.i < clause.i < second.i < verb.i or clause.pos_ != "VERB" or told or not first.is_ancestor(clause):
        return False
    attach(second, clause, "nsubj")
    return True


def _subject_after(verb: Token, paragraph: Paragraph) -> None:
    """The subject that follows its verb, read as an object.

    "A la cumbre asistieron los presidentes": the verb takes none. "La misión la completa Ana Paz": it has one.
    Not so in "X le ofreció asilo": to whom is no object that stands twice.
    """
    parts: dict[str, list[Token]] = {"nsubj": [], "obj": []}
    for child in verb.children:
        if child.dep_ in parts:
            parts[child.dep_].append(child)
    after = [c for c in parts["obj"] if c.i > verb.i and not any(part.dep_ == "case" for part in c.children)]
    if len(after) != 1:
        return
    clitics = [c for c in parts["obj"] if c.i < verb.i and c.pos_ == "PRON" and not has(c, "Case", "Dat")]
    before = [c for c in parts["nsubj"] if c.i < verb.i]
    if not parts["nsubj"] and not clitics and paragraph.vocabulary.lexicon.is_a(lemma(verb), "intransitive"):
        after[0].dep_ = "nsubj"
    elif len(before) == len(clitics) == 1 and before[0].i < clitics[0].i:
        before[0].dep_, after[0].dep_, clitics[0].dep_ = "obj", "nsubj", "expl"


def subject_after_dislocated(verb: Token, paragraph: Paragraph) -> None:
    """ "A Y la acusó X": where the object stands before its verb, and again as a pronoun, the bare name after acts."""
    roles = [child for child in verb.children if child.dep_ in {"obj", "iobj", "nsubj"}]
    after = [child for child in roles if child.i > verb.i and child.pos_ == "PROPN" and not _is_marked(child)]
    before = [child for child in roles if child.i < verb.i and child.pos_ in {"NOUN", "PROPN"} and _is_marked(child)]
    clitics = [child for child in roles if child.i < verb.i and child.pos_ == "PRON"]
    told = any(child.dep_ == "nsubj" for child in roles)
    if before and clitics and len(after) == 1 and not told:
        after[0].dep_ = "nsubj"


def _is_marked(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def torn_phrase(verb: Token, paragraph: Paragraph) -> None:
    """ "Celebró el alto el fuego": two objects that are one phrase of the lexicon."""
    objects = [child for child in verb.children if child.dep_ == "obj" and child.i > verb.i]
    if len(objects) != _PAIR:
        return
    first, last = objects
    phrase = verb.doc[first.i : last.i + 1].text.lower()
    if any(words == phrase for words, _ in paragraph.vocabulary.lexicon.phrases.get(first.lower_, ())):
        attach(first, last, "amod")


def relative_object(pronoun: Token, paragraph: Paragraph) -> None:
    """ "El acuerdo que China renovó": of two subjects the relative pronoun is the object."""
    if pronoun.dep_ != "nsubj" or pronoun.lower_ not in paragraph.vocabulary.profile.relative_pronouns:
        return
    verb, labels = pronoun.head, paragraph.labels
    others = {child.dep_: child for child in verb.children if child != pronoun and child.i > pronoun.i}
    if "nsubj" not in others or "obj" in others or verb.pos_ != "VERB":
        return
    other, antecedent = others["nsubj"], relative_antecedent(pronoun)
    if other.i > verb.i and other.i in labels and antecedent is not None and antecedent.i in labels:
        other.dep_ = "obj"  # "X, que bombardeó Y"
    else:
        pronoun.dep_ = "obj"
