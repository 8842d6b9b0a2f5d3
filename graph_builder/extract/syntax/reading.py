"""A verb or noun while its arguments are being found: what the steps and rules of finding them are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph_builder.extract.context import SentenceContext
from graph_builder.extract.syntax.functions import Arguments, ArgumentsBuilder

ArgumentsOf = Callable[[Token, SentenceContext], Arguments]


@dataclass(frozen=True, slots=True)
class Reading:
    """A verb or noun, and what was found around it so far; the steps add to that, one after the other."""

    word: Token
    context: SentenceContext
    verb_arguments: ArgumentsOf  # of words above it; given in, since those are found by the same steps
    noun_arguments: ArgumentsOf
    passive: bool = False
    reflexive: bool = False
    found: ArgumentsBuilder = field(default_factory=ArgumentsBuilder)

    @property
    def agentless(self) -> bool:
        """Whether the subject undergoes what the verb says."""
        return self.passive or self.reflexive

    def around_verb(self, verb: Token) -> Arguments:
        """Return the arguments of another verb of the sentence."""
        return self.verb_arguments(verb, self.context)

    def around_noun(self, noun: Token) -> Arguments:
        """Return the arguments of another noun of the sentence."""
        return self.noun_arguments(noun, self.context)


Step = Callable[[Reading], None]
