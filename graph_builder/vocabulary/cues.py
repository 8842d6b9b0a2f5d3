"""Small tables of words by function: light verbs, cues of polarity and status, words of saying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from graph_builder.model import Polarity, Status
from graph_builder.vocabulary.morphology import check_feature
from graph_builder.vocabulary.tables import Problems, read_rows

E = TypeVar("E", Status, Polarity)

CueKind = Literal[
    "negator",
    "governor",
    "verb governor",
    "refusal",
    "modifier",
    "subordinator",
    "morph",
    "main morph",
    "embedded morph",
    "time",
]
SpeechKind = Literal["verb", "marker"]
LIGHT_VERB_COLUMNS = ("lemma", "particle", "inverse", "status", "but")
_MORPH = {"morph", "main morph", "embedded morph"}  # kinds of cues that are features, no words


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its arguments to the noun that carries the meaning ("hizo un llamado")."""

    lemma: str
    particle: str
    inverse: bool
    status: Status | None
    polarity: Polarity | None
    but: str = ""  # the class of nouns that it lends nothing to: whoever celebrates an attack does not attack


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


def read_light_verbs(
    path: Path, words: frozenset[str], classes: Container[str], problems: Problems
) -> dict[str, tuple[LightVerb, ...]]:
    """Return the light verbs by lemma, those with a particle first.

    Args:
        path: of light_verbs.tsv.
        words: that may be a particle: those that other tables hold.
        classes: of classes.toml.
        problems: where wrong rows are noted.
    """
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for row in read_rows(path, LIGHT_VERB_COLUMNS, problems, key=("lemma", "particle"), required=("lemma",)):
        if row["particle"] and row["particle"] not in words:
            problems.add(row.where, f"particle '{row['particle']}' is no word of prepositions, forms or classes.toml")
        if row["inverse"] not in {"", "yes"}:
            problems.add(row.where, f"inverse '{row['inverse']}' must be yes or empty")
        if row["but"] and row["but"] not in classes:
            problems.add(row.where, f"class '{row['but']}' is not in classes.toml")
        polarity = Polarity.NEG if row["status"] == Polarity.NEG else None
        status = None
        if polarity is None and row["status"]:
            status = _member(Status, row["status"], row.where, problems, also=f", {Polarity.NEG}")
        verb = LightVerb(row["lemma"].lower(), row["particle"], row["inverse"] == "yes", status, polarity, row["but"])
        found[verb.lemma].append(verb)
    return {lemma: tuple(sorted(rows, key=lambda v: not v.particle)) for lemma, rows in found.items()}


def read_cues(path: Path, problems: Problems) -> dict[str, dict[str, Cue]]:
    """Return the cues of factuality.tsv by kind and text."""
    found: dict[str, dict[str, Cue]] = {kind: {} for kind in get_args(CueKind)}
    columns = ("cue", "kind", "polarity", "status")
    for row in read_rows(path, columns, problems, key=("cue", "kind")):
        polarity = _member(Polarity, row["polarity"], row.where, problems)
        status = _member(Status, row["status"], row.where, problems)
        if row["kind"] not in found:
            problems.add(row.where, f"kind '{row['kind']}' must be one of {', '.join(found)}")
            continue
        if row["kind"] in _MORPH and (wrong := check_feature(row["cue"])):
            problems.add(row.where, wrong)
        if not row["polarity"] and not row["status"]:
            problems.add(row.where, "a cue must change polarity or status; fill one of them")
        found[row["kind"]][row["cue"]] = Cue(row["cue"], row["kind"], polarity, status)
    return found


def read_speech(path: Path, problems: Problems) -> dict[str, dict[str, SpeechCue]]:
    """Return the words of saying of speech.tsv by kind and text."""
    found: dict[str, dict[str, SpeechCue]] = {kind: {} for kind in get_args(SpeechKind)}
    columns = ("cue", "kind", "status")
    for row in read_rows(path, columns, problems, key=("cue", "kind"), required=columns):
        status = _member(Status, row["status"], row.where, problems)
        if row["kind"] not in found:
            problems.add(row.where, f"kind '{row['kind']}' must be one of {', '.join(found)}")
        elif status is not None:
            found[row["kind"]][row["cue"]] = SpeechCue(row["cue"], row["kind"], status)
    return found


def _member(kind: type[E], value: str, where: str, problems: Problems, also: str = "") -> E | None:
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        problems.add(where, f"'{value}' must be one of {', '.join(kind)}{also} or empty")
        return None
