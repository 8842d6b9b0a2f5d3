"""How what the learned reader found is told from what the rules found: by the name of its rule."""

from __future__ import annotations

PREFIX = "reader:"  # the relation follows


def rule_of(relation: str) -> str:
    """Return the name of the rule of a learned statement."""
    return PREFIX + relation


def is_learned(rule: str) -> bool:
    """Return whether the learned reader made what has this rule: its confidence is a probability already."""
    return rule.startswith(PREFIX)
