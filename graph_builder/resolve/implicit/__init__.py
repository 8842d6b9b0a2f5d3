"""Who implicit participants are: for each reason that they take part, an ordered table of rules.

Most are found while the article is read in order (`IMPLICIT_RULES`); who takes part in the same event elsewhere in the
article is known once all of it is linked (`LATE_IMPLICIT_RULES`).
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_builder.model import ImplicitReason
from graph_builder.resolve.anaphora import ANAPHORA_RULES
from graph_builder.resolve.context import Additions, ArticleContext
from graph_builder.resolve.implicit.implied import (
    accuser,
    home_state,
    speaker_before,
)
from graph_builder.resolve.implicit.other_state import other_state
from graph_builder.resolve.implicit.part import ImplicitPart, parts_of
from graph_builder.resolve.implicit.same_event import named_elsewhere, state_beside
from graph_builder.resolve.rules import Decision, Rule, decide

__all__ = ["IMPLICIT_RULES", "LATE_IMPLICIT_RULES", "decide_implicit", "link_open_parts"]

Rules = tuple[Rule[ImplicitPart, ArticleContext], ...]

IMPLICIT_RULES: Mapping[ImplicitReason, Rules] = {
    # "la visita de X": to the state that the article is about, but not that of the actor spoken of last
    ImplicitReason.HOME_STATE: (Rule("state that the article is about", 0.5, home_state),),
    # "negó los cargos": whoever accused the denier's state before, the last
    ImplicitReason.ACCUSER: (Rule("who made the accusation", 0.6, accuser),),
    # "rechazó la propuesta": the state besides the subject's own that the sentence, or one before, speaks of
    ImplicitReason.OTHER_STATE: (Rule("the other state spoken of", 0.5, other_state),),
    # a sentence in quotation marks: as a null subject
    ImplicitReason.SPEAKER: speaker_before(ANAPHORA_RULES),
    # found late, below
    ImplicitReason.SAME_EVENT: (),
    # "participaron los ministros": it is a thing, see `named_things`
    ImplicitReason.TAKEN_UP: (),
}
LATE_IMPLICIT_RULES: Mapping[ImplicitReason, Rules] = {
    ImplicitReason.SAME_EVENT: (
        Rule("named elsewhere", 0.5, named_elsewhere),  # who alone does such a thing in the article
        Rule("state that the article is about", 0.4, state_beside),  # beside the state that takes the other part
    ),
    ImplicitReason.HOME_STATE: (Rule("named elsewhere", 0.5, named_elsewhere),),
    ImplicitReason.ACCUSER: (Rule("named elsewhere", 0.5, named_elsewhere),),
}


def decide_implicit(part: ImplicitPart, context: ArticleContext) -> Decision | None:
    """Return who an implicit participant is, as far as the article has been read."""
    return decide(part.mention, IMPLICIT_RULES[part.reason], part, context)


def link_open_parts(context: ArticleContext) -> Additions:
    """Return the links of implicit participants that are still open once all mentions are linked.

    Example: "el ataque dejó dos muertos" names nobody: whose attack it was, another sentence tells.
    """
    links = {}
    for part in parts_of(context.statements):
        rules = LATE_IMPLICIT_RULES.get(part.reason, ())
        if part.mention not in context.links:
            decision = decide(part.mention, rules, part, context)
            if decision is not None and decision.link is not None:
                links[part.mention] = decision.link
    return Additions(links=links)
