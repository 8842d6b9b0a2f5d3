"""A user's own names and pairs: a vocabulary that heeds `aliases.tsv` and `forbidden.tsv`.

`aliases.tsv` (name, actor): the name means that actor, whatever the gazetteer says. The actor is an id of the gazetteer
or a name that it holds; `per-...` or `org-...` makes an actor of the user's own.
`forbidden.tsv` (one, other): the two are never the same. Each is an id or a name; a name never means an actor it is
paired with.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.model import Entity, EntityKind
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.gazetteer import Gazetteer, Name
from graph_builder.vocabulary.tables import Problems, read_rows

ALIASES, FORBIDDEN = "aliases.tsv", "forbidden.tsv"
_OWN = {"per-": EntityKind.PERSON, "org-": EntityKind.ORGANIZATION}


@dataclass
class _Wishes:
    """What the files ask for."""

    names: dict[str, str] = field(default_factory=dict)  # name -> actor
    own: dict[str, Entity] = field(default_factory=dict)  # actors of the user's own
    apart: set[frozenset[str]] = field(default_factory=set)  # pairs of ids or names
    never: set[tuple[str, str]] = field(default_factory=set)  # a name, and the actor that it does not mean


def alias_files(path: Path) -> tuple[Path, ...]:
    """Return the files that `--aliases` means: a file, or those of the two that a folder holds.

    Raises:
        ConfigurationError: there is none.
    """
    found = [path / name for name in (ALIASES, FORBIDDEN)] if path.is_dir() else [path]
    files = tuple(file for file in found if file.is_file())
    if not files:
        raise ConfigurationError(f"--aliases: '{path}' is no file, nor a folder with {ALIASES} or {FORBIDDEN}")
    return files


def with_aliases(vocabulary: Vocabulary, path: Path) -> Vocabulary:
    """Return the vocabulary after a user's own names and pairs.

    Args:
        vocabulary: as it ships.
        path: a folder that holds one of the files or both, or one of them; any other file is read as aliases.

    Raises:
        ConfigurationError: there is no such file.
        VocabularyError: rows that cannot be used, all with file and line.
    """
    problems = Problems()
    wishes = _Wishes()
    for file in alias_files(path):
        try:
            if file.name == FORBIDDEN:
                _read_forbidden(file, vocabulary.gazetteer, wishes, problems)
            else:
                _read_aliases(file, vocabulary.gazetteer, wishes, problems)
        except (OSError, UnicodeDecodeError) as error:
            problems.add(str(file), f"cannot be read ({error}); write UTF-8 text")
    problems.raise_all()
    gazetteer = _changed(vocabulary.gazetteer, wishes)
    return replace(vocabulary, gazetteer=gazetteer, forbidden=vocabulary.forbidden | wishes.apart)


def _read_aliases(path: Path, gazetteer: Gazetteer, wishes: _Wishes, problems: Problems) -> None:
    for row in read_rows(path, ("name", "actor"), problems, key=("name",), required=("name", "actor")):
        actor = _actor(row["actor"], gazetteer)
        kind = _OWN.get(row["actor"][:4])
        if not actor and kind is not None:
            actor = row["actor"]
            wishes.own.setdefault(actor, Entity(actor, kind, row["name"]))
        if actor:
            wishes.names[row["name"]] = actor
        else:
            problems.add(row.where, f"actor '{row['actor']}' is neither an id nor one actor's name; {_REMEDY}")


def _read_forbidden(path: Path, gazetteer: Gazetteer, wishes: _Wishes, problems: Problems) -> None:
    columns = ("one", "other")
    for row in read_rows(path, columns, problems, key=columns):
        if row["one"] == row["other"]:
            problems.add(row.where, f"'{row['one']}' stands on both sides; name two actors")
        wishes.apart.add(frozenset(_actor(row[side], gazetteer) or row[side] for side in columns))
        for name, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            actor = _actor(other, gazetteer)
            if actor and name in gazetteer.names:
                wishes.never.add((name, actor))


_REMEDY = "write an id of the gazetteer, a name that it holds, or a new id that begins with per- or org-"


def _actor(text: str, gazetteer: Gazetteer) -> str:
    """The actor that an id or a name means, or ""."""
    names = gazetteer.named(text)
    if text in gazetteer.entities:
        return text
    return names[0].entity if len(names) == 1 else ""


def _changed(gazetteer: Gazetteer, wishes: _Wishes) -> Gazetteer:
    names = dict(gazetteer.names)
    preferred = dict(gazetteer.preferred)
    for name, actor in sorted(wishes.never):
        names[name] = tuple(reading for reading in names[name] if reading.entity != actor)
        if preferred.get(name) == actor:
            del preferred[name]
    names = {name: readings for name, readings in names.items() if readings}
    for name, actor in wishes.names.items():
        names[name] = (Name(name, actor, "alias"),)
        preferred.pop(name, None)
    spellings = {text: surface for text, surface in gazetteer.spellings.items() if surface in names}
    return replace(
        gazetteer,
        entities={**gazetteer.entities, **wishes.own},
        names=names,
        preferred=preferred,
        spellings={**spellings, **{name: name for name in wishes.names}},
    )
