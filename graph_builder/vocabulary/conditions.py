"""Conditions of a trigger row (`direct:agreement;con:!actor;form:=Tense=Fut`) as types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph_builder.vocabulary.functions import parse_function, unknown_function
from graph_builder.vocabulary.morphology import check_feature
from graph_builder.vocabulary.tables import Problems

_FORM, _OWN, _THEME = "form", "direct", "theme"  # what conditions can be on besides functions, and the one of its own
_SLOTS = frozenset({"subject", "object", _THEME})


class ConditionTest(StrEnum):
    """What a condition asks of the phrase in a slot or function."""

    ACTOR = "actor"
    PARTY = "party"
    ORGANISATION = "organisation"
    SEVERAL = "several"
    NONE = "none"
    LEMMA = "=lemma"
    CLASS = "class"
    FEATURE = "=feature"


class Stage(StrEnum):
    """What must be known before a condition can be asked, in the order in which it comes to be known."""

    FORM = "form"  # the trigger's own inflection
    OWN = "own"  # what stands at the trigger itself: no other word lends it a direct object
    AROUND = "around"  # what stands around it, also where another word lends it
    FILLED = "filled"  # who and what fills the slots of the frame


_FILLED = frozenset(
    {
        ("subject", ConditionTest.ACTOR),
        ("object", ConditionTest.ACTOR),
        ("object", ConditionTest.NONE),
        ("subject", ConditionTest.SEVERAL),
    }
)
_WITH_VALUE = {ConditionTest.LEMMA, ConditionTest.CLASS, ConditionTest.FEATURE}
_KEYWORDS = {test.value: test for test in ConditionTest if test not in _WITH_VALUE}  # written as they are


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be true of a slot or function for a trigger row to hold."""

    slot: str  # a slot of the frame, a function (`parse_function`), or "form" for the trigger's inflection
    test: ConditionTest
    value: str = ""  # the lemma, class or feature
    negated: bool = False

    @property
    def stage(self) -> Stage:
        """When the condition can be asked."""
        if self.slot == _FORM:
            return Stage.FORM
        if self.slot == _OWN:
            return Stage.OWN
        return Stage.FILLED if self.slot == _THEME or (self.slot, self.test) in _FILLED else Stage.AROUND


def parse_conditions(
    cell: str, where: str, classes: frozenset[str], prepositions: frozenset[str], problems: Problems
) -> tuple[Condition, ...]:
    """Return the conditions of a `where` cell: `slot:test`, divided by semicolons, all of which must hold.

    Args:
        cell: such as `direct:weapon;a:!none`.
        where: file and line, for messages.
        classes: names of the classes there are.
        prepositions: that may be functions.
        problems: where conditions that cannot be read are noted; they are left out.
    """
    return tuple(_parsed(cell, where, classes, prepositions, problems))


def _parsed(
    cell: str, where: str, classes: frozenset[str], prepositions: frozenset[str], problems: Problems
) -> Iterator[Condition]:
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        name, _, test = part.partition(":")
        negated = test.startswith("!")
        test = test.removeprefix("!")
        slot = name if name in _SLOTS or name == _FORM else parse_function(name, prepositions)
        if not name or not test:
            problems.add(where, f"condition '{part}' must read slot:test")
        elif slot is None:
            problems.add(where, f"condition '{part}': {unknown_function(name)}")
        elif slot == _FORM and not test.startswith("="):
            problems.add(where, f"condition '{part}' must name a feature: form:=Tense=Fut")
        elif slot == _FORM and (wrong := check_feature(test[1:])):
            problems.add(where, f"condition '{part}': {wrong}")
        elif slot == _FORM:
            yield Condition(slot, ConditionTest.FEATURE, test[1:], negated)
        elif test.startswith("="):
            yield Condition(slot, ConditionTest.LEMMA, test[1:], negated)
        elif test == ConditionTest.SEVERAL and slot != "subject":
            problems.add(where, f"condition '{part}': only a subject can be several; write subject:several")
        elif test in _KEYWORDS:
            yield Condition(slot, _KEYWORDS[test], "", negated)
        elif test in classes:
            yield Condition(slot, ConditionTest.CLASS, test, negated)
        else:
            tests = ", ".join(_KEYWORDS)
            problems.add(where, f"condition '{part}': '{test}' is no class of classes.toml, and none of {tests}")
