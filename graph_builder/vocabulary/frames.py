"""Frames: how an event's participants are said around a verb and around a noun (`frames.toml`)."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph_builder.model import ImplicitReason, Status
from graph_builder.vocabulary.functions import SLOTS, parse_function, unknown_function
from graph_builder.vocabulary.implicit import implicit_fillers, is_implicit, wrong_fillers
from graph_builder.vocabulary.schema import EventType, Schema
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import TomlFile, Word, read_tables


@dataclass(frozen=True, slots=True)
class Realisation:
    """Grammatical functions that may fill each slot, the best first (`functions.parse_function`)."""

    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    implicit_subject: tuple[ImplicitReason, ...] = ()  # tried where no function fills the slot
    implicit_object: tuple[ImplicitReason, ...] = ()

    @property
    def tells_home_state(self) -> bool:
        """Whether the object may be the state that the article is about."""
        return ImplicitReason.HOME_STATE in self.implicit_object


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How an event's participants are said around a verb and around a noun; `docs/engine.md` shows each key."""

    name: str
    mutual: bool
    required: tuple[str, ...]
    verb: Realisation
    noun: Realisation
    theme_is_object: bool = False
    refused: EventType | None = None  # what it is where it is denied ("no aceptó la oferta": a refusal)
    also: str = ""  # the frame of a second statement from the same trigger
    event_type: EventType | None = None  # of a frame that others name in `also`
    both_ways: bool = False  # mutual in form, yet each acts on the other: one statement a direction
    asserts: bool = False  # the speaker holds the clause for true: nothing comes of one denied or supposed
    words: tuple[str, ...] = ()  # of an evaluation: the classes of words that show it
    enacted: bool = False  # a clause of purpose with it is a fact ("desfilaron para protestar")
    spoken_of: bool = False  # named as a verb's object it is no fact yet ("apoya el ingreso de X")
    people: bool = False  # people of no named state may take part ("detuvo a los manifestantes")
    content: Status | None = None  # what the statements inside its clause become

    def around(self, pos: str) -> Realisation:
        """Return the functions of its slots around a trigger of this part of speech ("VERB", "NOUN" or "ADJ")."""
        return self.verb if pos == "VERB" else self.noun


Slot = Literal["subject", "object", "theme"]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _RealisationTable(_Table):
    subject: list[Word] = []
    object: list[Word] = []
    theme: list[Word] = []


class FrameTable(_Table):
    """The keys of a frame in frames.toml."""

    example: Word
    required: Annotated[list[Slot], Field(min_length=1)]
    verb: _RealisationTable = _RealisationTable()
    noun: _RealisationTable = _RealisationTable()
    mutual: bool = False
    both_ways: bool = False
    also: Word | None = None
    event_type: Word | None = None
    refused: Word | None = None
    theme_is_object: bool = False
    people: bool = False
    enacted: bool = False
    spoken_of: bool = False
    asserts: bool = False
    content: Literal["fact", "hedged", "planned", "hypothetical"] | None = None
    words: list[Word] = []


def read_frames(
    path: Path, schema: Schema, prepositions: frozenset[str], classes: frozenset[str], problems: Problems
) -> tuple[dict[str, Frame], TomlFile]:
    """Return the frames of frames.toml by name, and the file, which tells where each stands.

    Args:
        path: of frames.toml.
        schema: the event types there are.
        prepositions: that may be functions.
        classes: names of the classes there are.
        problems: where wrong keys and values are noted; a frame with one is left out.
    """
    file, tables = read_tables(path, FrameTable, problems)
    for name, table in tables.items():
        wrong = (*_wrong_functions(table, prepositions), *_wrong_names(table, file.content, schema, classes))
        for keys, message in wrong:
            problems.add(file.where(name, *keys), message)
    return {name: _frame(name, table, schema, prepositions) for name, table in tables.items()}, file


def _wrong_functions(table: FrameTable, prepositions: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield functions that do not exist and slots that nothing can fill, each with the key where it stands."""
    for part, realisation in (("verb", table.verb), ("noun", table.noun)):
        for slot in SLOTS:
            for function in getattr(realisation, slot):
                if not is_implicit(function) and parse_function(function, prepositions) is None:
                    yield (part, slot), unknown_function(function)
            for message in wrong_fillers(slot, getattr(realisation, slot)):
                yield (part, slot), message
        for slot in table.required:
            if part in table.model_fields_set and not getattr(realisation, slot):
                yield (part,), f"slot '{slot}' is required, and no function may fill it: add {part}.{slot}"
    if not table.model_fields_set & {"verb", "noun"}:
        yield (), "neither verb nor noun says how its slots are filled"


def _wrong_names(
    table: FrameTable, frames: Container[str], schema: Schema, classes: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield event types, frames and classes that do not exist, each with the key where it stands."""
    for key in ("event_type", "refused"):
        if (event_type := getattr(table, key)) is not None and event_type not in schema.event_types:
            yield (key,), f"event type '{event_type}' is not in event-types.ttl"
    if table.also is not None and table.also not in frames:
        yield ("also",), f"frame '{table.also}' is not in frames.toml"
    for name in table.words:
        if name not in classes:
            yield ("words",), f"class '{name}' is not in classes.toml"
    if table.words and table.event_type is None:
        yield ("words",), "a frame with words is of an evaluation: it needs an event_type"


def _frame(name: str, table: FrameTable, schema: Schema, prepositions: frozenset[str]) -> Frame:
    return Frame(
        name=name,
        mutual=table.mutual,
        required=tuple(table.required),
        verb=_realisation(table.verb, prepositions),
        noun=_realisation(table.noun, prepositions),
        theme_is_object=table.theme_is_object,
        refused=schema.event_types.get(table.refused or ""),
        also=table.also or "",
        event_type=schema.event_types.get(table.event_type or ""),
        both_ways=table.both_ways,
        asserts=table.asserts,
        words=tuple(table.words),
        enacted=table.enacted,
        spoken_of=table.spoken_of,
        people=table.people,
        content=Status(table.content) if table.content is not None else None,
    )


def _realisation(table: _RealisationTable, prepositions: frozenset[str]) -> Realisation:
    subject, object_, theme = (_functions(getattr(table, slot), prepositions) for slot in SLOTS)
    return Realisation(subject, object_, theme, implicit_fillers(table.subject), implicit_fillers(table.object))


def _functions(names: list[str], prepositions: frozenset[str]) -> tuple[str, ...]:
    return tuple(filter(None, (parse_function(name, prepositions) for name in names)))
