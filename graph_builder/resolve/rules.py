"""Ordered tables of rules: the first rule that answers decides who a mention is.

A sieve in the sense of Raghunathan et al. 2010 ("A multi-pass sieve for coreference resolution"): a table holds its
most precise rules first. A rule is a function of a subject (a mention, or what is known of it) and its surroundings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph_builder.model import Entity, Link, Mention

S = TypeVar("S")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a mention refers to, as one rule finds it.

    `rule` and `score` are set only where they depend on what was found, and then stand for those of the table.
    """

    entities: tuple[str, ...]
    reason: str = ""
    new: Entity | None = None  # the actor, where no list holds it
    rule: str = ""
    score: float | None = None


NOBODY = Referent(())  # the answer of a rule that knows that a mention is no actor: later rules are not asked


@dataclass(frozen=True, slots=True)
class Rule(Generic[S, C]):
    """One row of a table: the rule's name and score as links show them, and its function."""

    name: str
    score: float
    find: Callable[[S, C], Referent | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a table says of a mention: its link, or None where it is no actor; and the actor that the link adds."""

    link: Link | None
    new: Entity | None = None


def decide(mention: Mention, rules: Iterable[Rule[S, C]], subject: S, surroundings: C) -> Decision | None:
    """Ask the rules in their order, and take the answer of the first that has one.

    Args:
        mention: the mention to link.
        rules: the table.
        subject: what the rules are asked about, mostly the mention itself.
        surroundings: what the rules may look at.

    Returns:
        None where no rule answers.
    """
    for rule in rules:
        found = rule.find(subject, surroundings)
        if found is None:
            continue
        if not found.entities:
            return Decision(None)
        score = rule.score if found.score is None else found.score
        return Decision(Link(mention, found.entities, found.rule or rule.name, score, found.reason), found.new)
    return None
