"""Who does what is said in the passive, hung too low.

The parser hangs the agent of a passive on the infinitive before it: "fue acusado de mentir por X".
"""

from __future__ import annotations

from spacy.tokens import Token

from graph_builder.nlp.paragraph import Paragraph
from graph_builder.nlp.repairs.tree import attach
from graph_builder.nlp.syntax import has


def agent_of_passive(agent: Token, paragraph: Paragraph) -> None:
    """ "Fue acusado de mentir por X": the infinitive before it has no agent, the participle above has."""
    by = paragraph.vocabulary.profile.passive_agent
    if agent.i not in paragraph.labels or not any(c.dep_ == "case" and c.lower_ == by for c in agent.children):
        return
    infinitive = agent.head if agent.head.pos_ == "VERB" else agent.head.head  # "de ocultar datos por X"
    participle = infinitive.head
    if not has(infinitive, "VerbForm", "Inf") or not has(participle, "VerbForm", "Part") or agent.i < infinitive.i:
        return
    if infinitive.dep_ in {"xcomp", "ccomp", "advcl", "obl"} and any(c.dep_ == "aux" for c in participle.children):
        attach(agent, participle, "obl")
