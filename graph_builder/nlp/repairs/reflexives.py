"""What "se" does to its verb.

The parser cannot always tell the passive ("se suministraron misiles") from the verb that has its "se" anyway ("Kerry se
reunió"). The repair decides by the subject: things do not act on themselves, and who has a name acts.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import ACTING_CLASSES
from graph_builder.nlp.syntax import has, lemma


def mend_reflexive(pronoun: Token, paragraph: Paragraph) -> None:
    """Correct the function of a reflexive pronoun under a verb; other pronouns stay."""
    if pronoun.lower_ == paragraph.vocabulary.profile.reflexive and pronoun.head.pos_ == "VERB":
        _passive(pronoun, paragraph)
        _of_an_actor(pronoun, paragraph.labels)


def _passive(pronoun: Token, paragraph: Paragraph) -> None:
    """ "Se suministraron a Irak 75 misiles": things do not act on themselves, so "se" makes a passive."""
    verb = pronoun.head
    if pronoun.dep_ == "expl:pass" or not has(verb, "VerbForm", "Fin"):
        return
    for child in verb.children:
        thing = child.dep_ == "nsubj" and child.i > verb.i and child.pos_ == "NOUN"
        if thing and not paragraph.vocabulary.lexicon.is_a(lemma(child), *ACTING_CLASSES):
            pronoun.dep_ = "expl:pass"


def _of_an_actor(pronoun: Token, labels: dict[int, str]) -> None:
    """ "Kerry se reunirá con X": who has a name before the verb acts, nobody acts on it."""
    subjects = (child for child in pronoun.head.children if child.dep_ == "nsubj" and child.i < pronoun.i)
    if pronoun.dep_ == "expl:pass" and any(child.i in labels for child in subjects):
        pronoun.dep_ = "expl:pv"
