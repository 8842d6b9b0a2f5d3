"""The tables under `ontology/lang/xx/` enter, a typed lexicon leaves: triggers, frames, cues, word classes."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from graph_builder.model import Polarity, Status
from graph_builder.vocabulary.schema import EventType, Schema
from graph_builder.vocabulary.tables import Problems, Row, read_rows

SLOTS = ("subject", "object", "theme")

E = TypeVar("E", Status, Polarity)


@dataclass(frozen=True, slots=True)
class Condition:
    """What an argument must be for a trigger row to hold, e.g. `direct:agreement`, `theme:=fin`."""

    slot: str
    # "actor", "party" (no organisation), "organisation", "none", "several" (participants), a class or a lemma
    test: str
    lemma: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Trigger:
    """One row of triggers.tsv."""

    lemma: str
    pos: str
    event_type: EventType
    frame: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Realisation:
    """Grammatical functions that may fill each slot, the best first."""

    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How an event's participants are said around a verb and around a noun."""

    name: str
    mutual: bool
    required: tuple[str, ...]
    verb: Realisation
    noun: Realisation
    theme_is_object: bool = False
    theme_may_be_unsaid: bool = False  # "participaron ...": the gathering spoken of
    implied: str = ""  # who acts where nobody is named ("hubo protestas": demonstrators)
    announced: EventType | None = None  # what it is besides where it is only to come ("convocó una huelga": a threat)
    refused: EventType | None = None  # what it is where it is denied ("no aceptó la oferta": a refusal)
    unsaid: tuple[str, ...] = ()  # a slot of these may be left to the article ("la guerra contra Y", by whom)
    implied_object: str = ""  # at whom a definite noun is where nobody is named ("la visita de X": to this country)
    implied_object_of_many: str = ""  # the same where many people act ("miles exigen justicia": of the authorities)
    also: str = ""  # the frame of a second statement from the same trigger
    event_type: EventType | None = None  # of a frame that others name in `also`
    both_ways: bool = False  # mutual in form, yet each acts on the other: one statement a direction
    answers: bool = False  # a denial: where no object is said, it is who accused its subject
    asserts: bool = False  # the speaker holds the clause for true: nothing comes of one denied or supposed
    at_other: bool = False  # where no object is said, it is the other state spoken of
    words: tuple[str, ...] = ()  # of a stance: the classes of words that show it
    enacted: bool = False  # a clause of purpose with it is a fact ("desfilaron para protestar")
    people: bool = False  # people of no named state may take part ("detuvo a los manifestantes")
    content: Status | None = None  # what the statements inside its clause become

    def around(self, pos: str) -> Realisation:
        """The functions of its slots around a trigger of this part of speech ("VERB", "NOUN" or "ADJ")."""
        return self.verb if pos == "VERB" else self.noun


_FRAME_KEYS = {"example", "comment", *(field.name for field in fields(Frame))} - {"name"}


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its arguments to the noun that carries the meaning ("hizo un llamado")."""

    lemma: str
    particle: str
    inverse: bool
    status: Status | None
    polarity: Polarity | None


@dataclass(frozen=True, slots=True)
class Cue:
    """What makes a statement negated or less than certain."""

    text: str
    kind: str
    polarity: Polarity | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A word of saying, and how sure what is said becomes by it."""

    text: str
    kind: str
    status: Status


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything that extraction knows about one language."""

    triggers: dict[tuple[str, str], tuple[Trigger, ...]]
    forms: dict[tuple[str, str], str]  # (inflected form, VERB or NOUN) -> lemma
    known_lemmas: frozenset[tuple[str, str]]  # the lemmas of `forms`
    phrases: dict[str, tuple[tuple[str, str], ...]]  # first word -> triggers of several words, the longest first
    frames: dict[str, Frame]
    stances: tuple[Frame, ...]  # the frames that the words of a whole sentence show
    light_verbs: dict[str, tuple[LightVerb, ...]]
    cues: dict[str, dict[str, Cue]]  # kind -> text -> cue
    speech: dict[str, dict[str, SpeechCue]]  # kind -> text -> cue
    classes: dict[str, frozenset[str]]  # lemma -> classes

    def is_a(self, lemma: str, *names: str) -> bool:
        """Whether a lemma is in one of the classes."""
        return not self.classes.get(lemma.lower(), frozenset()).isdisjoint(names)

    def cue(self, kind: str, text: str) -> Cue | None:
        return self.cues.get(kind, {}).get(text)

    def speech_cue(self, kind: str, text: str) -> SpeechCue | None:
        return self.speech.get(kind, {}).get(text)


def read_lexicon(folder: Path, schema: Schema) -> Lexicon:
    """Read `ontology/lang/xx/`.

    Raises:
        VocabularyError: wrong rows, all of them with file and line.
    """
    problems = Problems()
    frames = _read_frames(folder / "frames.toml", schema, problems)
    classes = _read_classes(folder / "classes.tsv", problems)
    known = frozenset(name for names in classes.values() for name in names)
    forms = _read_forms(folder / "forms.tsv", problems)
    triggers = _read_triggers(folder / "triggers.tsv", schema, frames, known, problems)
    lexicon = Lexicon(
        triggers=triggers,
        forms=forms,
        known_lemmas=frozenset((word, pos) for (_, pos), word in forms.items()),
        phrases=_phrases(triggers),
        frames=frames,
        stances=tuple(frame for frame in frames.values() if frame.words),
        light_verbs=_read_light_verbs(folder / "light_verbs.tsv", problems),
        cues=_read_cues(folder / "factuality.tsv", problems),
        speech=_read_speech(folder / "speech.tsv", problems),
        classes=classes,
    )
    problems.raise_all()
    return lexicon


def _read_forms(path: Path, problems: Problems) -> dict[tuple[str, str], str]:
    rows = read_rows(
        path, ("lemma", "pos", "forms"), problems, key=("lemma", "pos"), required=("lemma", "pos", "forms")
    )
    return {(form, row["pos"]): row["lemma"] for row in rows for form in row["forms"].split()}


def _read_classes(path: Path, problems: Problems) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(path, ("class", "lemma"), problems, key=("class", "lemma")):
        found[row["lemma"].lower()].add(row["class"])
    return {lemma: frozenset(names) for lemma, names in found.items()}


def _read_frames(path: Path, schema: Schema, problems: Problems) -> dict[str, Frame]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        problems.add(str(path), f"{error}; correct the TOML")
        return {}
    frames = {}
    for name, table in tables.items():
        unknown = set(table) - _FRAME_KEYS
        unknown |= {slot for part in ("verb", "noun") for slot in table.get(part, {}) if slot not in SLOTS}
        if unknown:
            problems.add(f"{path}: [{name}]", f"unknown key: {', '.join(sorted(unknown))}")
        content = table.get("content", "")
        for key in ("event_type", "announced", "refused"):
            if table.get(key, "") and table[key] not in schema.event_types:
                problems.add(f"{path}: [{name}]", f"event type '{table[key]}' is not in event-types.ttl")
        frames[name] = Frame(
            name=name,
            mutual=bool(table.get("mutual", False)),
            required=tuple(table.get("required", ("subject",))),
            verb=_realisation(table.get("verb", {})),
            noun=_realisation(table.get("noun", {})),
            theme_is_object=bool(table.get("theme_is_object", False)),
            theme_may_be_unsaid=bool(table.get("theme_may_be_unsaid", False)),
            implied=str(table.get("implied", "")),
            unsaid=tuple(table.get("unsaid", ())),
            implied_object=str(table.get("implied_object", "")),
            implied_object_of_many=str(table.get("implied_object_of_many", "")),
            also=str(table.get("also", "")),
            event_type=schema.event_types.get(table.get("event_type", "")),
            announced=schema.event_types.get(table.get("announced", "")),
            refused=schema.event_types.get(table.get("refused", "")),
            answers=bool(table.get("answers", False)),
            at_other=bool(table.get("at_other", False)),
            words=tuple(table.get("words", ())),
            enacted=bool(table.get("enacted", False)),
            asserts=bool(table.get("asserts", False)),
            people=bool(table.get("people", False)),
            both_ways=bool(table.get("both_ways", False)),
            content=_member(Status, content, f"{path}: [{name}] content", problems),
        )
    return frames


def _realisation(table: dict[str, Any]) -> Realisation:
    return Realisation(*(tuple(table.get(slot, ())) for slot in SLOTS))


def _read_triggers(
    path: Path, schema: Schema, frames: dict[str, Frame], classes: frozenset[str], problems: Problems
) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    columns = ("lemma", "pos", "event_type", "frame", "where")
    found: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    key = ("lemma", "pos", "where", "event_type")
    for row in read_rows(path, columns, problems, key=key, required=("lemma", "pos", "event_type", "frame")):
        event_type = schema.event_types.get(row["event_type"])
        if event_type is None:
            problems.add(row.where, f"event type '{row['event_type']}' is not in event-types.ttl")
        if row["frame"] not in frames:
            problems.add(row.where, f"frame '{row['frame']}' is not in frames.toml")
        if row["pos"] not in {"VERB", "NOUN", "ADJ"}:
            problems.add(row.where, f"pos '{row['pos']}' must be VERB, NOUN or ADJ")
        conditions = _conditions(row, classes, problems)
        if event_type is not None:
            trigger = Trigger(row["lemma"].lower(), row["pos"], event_type, row["frame"], conditions)
            found[(trigger.lemma, trigger.pos)].append(trigger)
    return {key: tuple(sorted(rows, key=lambda t: -len(t.conditions))) for key, rows in found.items()}


def _phrases(triggers: dict[tuple[str, str], tuple[Trigger, ...]]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for phrase, pos in sorted(triggers, key=lambda key: (-len(key[0]), key)):
        if " " in phrase:
            found[phrase.split(" ", 1)[0]].append((phrase, pos))
    return {first: tuple(keys) for first, keys in found.items()}


def _conditions(row: Row, classes: frozenset[str], problems: Problems) -> tuple[Condition, ...]:
    found = []
    for part in filter(None, (part.strip() for part in row["where"].split(";"))):
        slot, _, test = part.partition(":")
        negated = test.startswith("!")
        test = test.removeprefix("!")
        lemma = test.startswith("=")
        test = test.removeprefix("=")
        if not slot or not test:
            problems.add(row.where, f"condition '{part}' must read slot:test")
        elif not lemma and test not in classes | {"actor", "none", "several", "party", "organisation"}:
            problems.add(row.where, f"class '{test}' is not in classes.tsv")
        found.append(Condition(slot, test, lemma, negated))
    return tuple(found)


def _read_light_verbs(path: Path, problems: Problems) -> dict[str, tuple[LightVerb, ...]]:
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for row in read_rows(
        path,
        ("lemma", "particle", "inverse", "status"),
        problems,
        key=("lemma", "particle"),
        required=("lemma",),
    ):
        polarity = Polarity.NEG if row["status"] == "neg" else None
        status = None if polarity else _member(Status, row["status"], row.where, problems)
        verb = LightVerb(row["lemma"].lower(), row["particle"], row["inverse"] == "yes", status, polarity)
        found[verb.lemma].append(verb)
    return {lemma: tuple(sorted(rows, key=lambda v: not v.particle)) for lemma, rows in found.items()}


_CUE_KINDS = frozenset(
    {"negator", "governor", "verb governor", "modifier", "subordinator", "morph", "embedded morph", "time"}
)
_SPEECH_KINDS = frozenset({"verb", "noun", "marker", "passive-source"})


def _read_cues(path: Path, problems: Problems) -> dict[str, dict[str, Cue]]:
    found: dict[str, dict[str, Cue]] = defaultdict(dict)
    columns = ("cue", "kind", "polarity", "status")
    for row in read_rows(path, columns, problems, key=("cue", "kind")):
        if row["kind"] not in _CUE_KINDS:
            problems.add(row.where, f"kind '{row['kind']}' must be one of {', '.join(sorted(_CUE_KINDS))}")
        polarity = _member(Polarity, row["polarity"], row.where, problems)
        status = _member(Status, row["status"], row.where, problems)
        found[row["kind"]][row["cue"]] = Cue(row["cue"], row["kind"], polarity, status)
    return dict(found)


def _read_speech(path: Path, problems: Problems) -> dict[str, dict[str, SpeechCue]]:
    found: dict[str, dict[str, SpeechCue]] = defaultdict(dict)
    for row in read_rows(path, ("cue", "kind", "status"), problems, key=("cue", "kind")):
        if row["kind"] not in _SPEECH_KINDS:
            problems.add(row.where, f"kind '{row['kind']}' must be one of {', '.join(sorted(_SPEECH_KINDS))}")
        status = _member(Status, row["status"], row.where, problems) or Status.FACT
        found[row["kind"]][row["cue"]] = SpeechCue(row["cue"], row["kind"], status)
    return dict(found)


def _member(kind: type[E], value: str, where: str, problems: Problems) -> E | None:
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        problems.add(where, f"'{value}' must be one of {', '.join(kind)} or empty")
        return None
