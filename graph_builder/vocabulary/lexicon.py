"""What extraction knows about one language: the tables under `ontology/lang/xx/` as one typed lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph_builder.vocabulary.classes import WordClass, read_classes
from graph_builder.vocabulary.conditions import Condition
from graph_builder.vocabulary.cues import (
    Cue,
    CueKind,
    LightVerb,
    SpeechCue,
    SpeechKind,
    read_cues,
    read_light_verbs,
    read_speech,
)
from graph_builder.vocabulary.frames import Frame, Realisation, read_frames
from graph_builder.vocabulary.functions import read_prepositions
from graph_builder.vocabulary.groups import read_groups
from graph_builder.vocabulary.schema import Schema
from graph_builder.vocabulary.tables import Problems, read_rows
from graph_builder.vocabulary.triggers import Trigger, Triggers, check_use, phrases_of, read_triggers, tested_classes

__all__ = [
    "Condition", "Cue", "CueKind", "Frame", "Lexicon", "LightVerb", "Realisation", "SpeechCue", "SpeechKind",
    "Trigger", "WordClass", "read_lexicon",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything that extraction knows about one language."""

    triggers: Triggers
    forms: dict[tuple[str, str], str]  # (inflected form, VERB or NOUN) -> lemma
    known_lemmas: frozenset[tuple[str, str]]  # the lemmas of `forms`
    phrases: dict[str, tuple[tuple[str, str], ...]]  # first word -> triggers of several words, the longest first
    frames: dict[str, Frame]
    stances: tuple[Frame, ...]  # the frames that the words of a whole sentence show
    light_verbs: dict[str, tuple[LightVerb, ...]]
    cues: dict[str, dict[str, Cue]]  # kind -> text -> cue
    speech: dict[str, dict[str, SpeechCue]]  # kind -> text -> cue
    classes: dict[str, frozenset[str]]  # lemma -> classes

    def is_a(self, lemma: str, *names: WordClass) -> bool:
        """Return whether a lemma is in one of the classes."""
        return not self.classes.get(lemma.lower(), frozenset()).isdisjoint(names)

    def is_in(self, lemma: str, names: Iterable[str]) -> bool:
        """Return whether a lemma is in one of some classes that a table names."""
        return not self.classes.get(lemma.lower(), frozenset()).isdisjoint(names)

    def cue(self, kind: CueKind, text: str) -> Cue | None:
        """Return the cue of a kind that a text is, if it is one."""
        return self.cues[kind].get(text)

    def speech_cue(self, kind: SpeechKind, text: str) -> SpeechCue | None:
        """Return the word of saying of a kind that a text is, if it is one."""
        return self.speech[kind].get(text)


def read_lexicon(folder: Path, schema: Schema) -> Lexicon:
    """Read `ontology/lang/xx/`.

    Raises:
        VocabularyError: wrong rows, all of them with file and line.
    """
    problems = Problems()
    prepositions = read_prepositions(folder / "prepositions.tsv", problems)
    classes = read_classes(folder / "classes.toml", problems)
    frames, file = read_frames(folder / "frames.toml", schema, prepositions, classes.names, problems)
    groups = read_groups(folder / "groups.toml", problems)
    forms = _read_forms(folder / "forms.tsv", problems)
    triggers = read_triggers(folder / "triggers.tsv", schema, frames, groups, classes.names, prepositions, problems)
    check_use(frames, triggers, {name: file.where(name) for name in frames}, problems)
    words = prepositions | classes.of_word.keys() | {form for form, _ in forms}
    light_verbs = read_light_verbs(folder / "light_verbs.tsv", words, classes.names, problems)
    asked = {row.but for rows in light_verbs.values() for row in rows if row.but}
    shown = (frame.words for frame in frames.values())
    classes.check_use(tested_classes(triggers).union(asked, *shown), problems)
    lexicon = Lexicon(
        triggers=triggers,
        forms=forms,
        known_lemmas=frozenset((word, pos) for (_, pos), word in forms.items()),
        phrases=phrases_of(triggers),
        frames=frames,
        stances=tuple(frame for frame in frames.values() if frame.words),
        light_verbs=light_verbs,
        cues=read_cues(folder / "factuality.tsv", problems),
        speech=read_speech(folder / "speech.tsv", problems),
        classes=classes.of_word,
    )
    problems.raise_all()
    return lexicon


def _read_forms(path: Path, problems: Problems) -> dict[tuple[str, str], str]:
    columns = ("lemma", "pos", "forms")
    rows = read_rows(path, columns, problems, key=("lemma", "pos"), required=columns)
    return {(form, row["pos"]): row["lemma"] for row in rows for form in row["forms"].split()}
