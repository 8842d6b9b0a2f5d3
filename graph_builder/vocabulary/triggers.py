"""Triggers: words that an event may be told with, and under which conditions (`triggers.tsv`)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.conditions import Condition, ConditionTest, Stage, parse_conditions
from graph_builder.vocabulary.frames import Frame
from graph_builder.vocabulary.groups import Groups
from graph_builder.vocabulary.schema import EventType, Schema
from graph_builder.vocabulary.tables import Problems, read_rows

_POS = ("VERB", "NOUN", "ADJ")
COLUMNS = ("words", "pos", "event_type", "frame", "where")

Triggers = dict[tuple[str, str], "tuple[Trigger, ...]"]  # lemma and part of speech -> rows, the most conditions first


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """One word of a row of triggers.tsv."""

    lemma: str
    pos: str
    event_type: EventType
    frame: str
    conditions: tuple[Condition, ...]

    def at(self, *stages: Stage) -> tuple[Condition, ...]:
        """Return the conditions that can be asked at these stages."""
        return tuple(condition for condition in self.conditions if condition.stage in stages)


def read_triggers(
    path: Path,
    schema: Schema,
    frames: dict[str, Frame],
    groups: Groups,
    classes: frozenset[str],
    prepositions: frozenset[str],
    problems: Problems,
) -> Triggers:
    """Return the triggers by lemma and part of speech.

    Args:
        path: of triggers.tsv.
        schema: the event types there are.
        frames: the frames there are, by name.
        groups: that rows may name.
        classes: names of the classes there are.
        prepositions: that may be functions.
        problems: where wrong rows are noted, those too that another row before them makes useless.
    """
    found: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    read: dict[tuple[str, str, str, frozenset[Condition]], str] = {}
    for row in read_rows(path, COLUMNS, problems, required=("words", "pos", "event_type", "frame")):
        event_type = schema.event_types.get(row["event_type"])
        if event_type is None:
            problems.add(row.where, f"event type '{row['event_type']}' is not in event-types.ttl")
        if row["pos"] not in _POS:
            problems.add(row.where, f"pos '{row['pos']}' must be one of {', '.join(_POS)}")
        conditions = parse_conditions(row["where"], row.where, classes, prepositions, problems)
        frame = frames.get(row["frame"])
        if frame is None:
            problems.add(row.where, f"frame '{row['frame']}' is not in frames.toml")
        else:
            _check_frame(row["pos"], frame, conditions, row.where, problems)
        for word in groups.expand(row["words"], row.where, problems):
            identity = (word, row["pos"], row["frame"], frozenset(conditions))
            if read.setdefault(identity, row.where) != row.where:
                problems.add(row.where, f"never used for '{word}': {read[identity]} has its frame and conditions")
            if event_type is not None:
                trigger = Trigger(word.lower(), row["pos"], event_type, row["frame"], conditions)
                found[(trigger.lemma, trigger.pos)].append(trigger)
    groups.check_use(problems)
    return {key: tuple(sorted(rows, key=lambda t: -len(t.conditions))) for key, rows in found.items()}


def _check_frame(pos: str, frame: Frame, conditions: tuple[Condition, ...], where: str, problems: Problems) -> None:
    """Note what a row asks of a frame that it cannot give around a word of this part of speech."""
    part, realisation = ("verb" if pos == "VERB" else "noun"), frame.around(pos)
    if not (realisation.subject or realisation.object or realisation.theme):
        problems.add(where, f"frame '{frame.name}' does not say how its slots are filled around a {part}")
    elif not realisation.theme and any(c.slot == "theme" and not c.negated for c in conditions):
        problems.add(where, f"a condition on the theme never holds: frame '{frame.name}' has no {part}.theme")


def phrases_of(triggers: Triggers) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the triggers of several words by their first word, the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for phrase, pos in sorted(triggers, key=lambda key: (-len(key[0]), key)):
        if " " in phrase:
            found[phrase.split(" ", 1)[0]].append((phrase, pos))
    return {first: tuple(keys) for first, keys in found.items()}


def tested_classes(triggers: Triggers) -> frozenset[str]:
    """Return the classes that conditions test."""
    tests = (condition for rows in triggers.values() for row in rows for condition in row.conditions)
    return frozenset(test.value for test in tests if test.test is ConditionTest.CLASS)


def check_use(frames: dict[str, Frame], triggers: Triggers, where: dict[str, str], problems: Problems) -> None:
    """Note frames that no trigger, no other frame and no stance uses."""
    used = {row.frame for rows in triggers.values() for row in rows} | {frame.also for frame in frames.values()}
    for name, frame in frames.items():
        if name not in used and not frame.words:
            problems.add(where[name], f"frame '{name}' is used by no trigger and no other frame; delete it")
