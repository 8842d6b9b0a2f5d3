"""Reads the keys of a TOML file one by one, each as the type that it must have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import TomlFile, read_toml

V = TypeVar("V", str, int)


@dataclass(frozen=True, slots=True)
class TomlKeys:
    """A TOML file whose keys are all known; each method returns the value of one of them.

    A key that is missing or of another type is noted, and has an empty value; so is a key that was never asked for.
    """

    file: TomlFile
    problems: Problems
    asked: set[tuple[str, ...]] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path, problems: Problems) -> TomlKeys:
        """Read a file.

        Raises:
            VocabularyError: the file is no TOML.
        """
        return cls(read_toml(path, problems), problems)

    def text(self, *keys: str) -> str:
        """Return a string."""
        return self._one(keys, str, "a string")

    def count(self, *keys: str) -> int:
        """Return a whole number."""
        return self._one(keys, int, "a whole number")

    def number(self, *keys: str) -> float:
        """Return a number."""
        value = self._value(keys)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        self._refuse(keys, value, "a number")
        return 0.0

    def words(self, *keys: str) -> tuple[str, ...]:
        """Return a list of strings that holds at least one, each once."""
        value = self._value(keys)
        words = tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
        if not words or value != list(dict.fromkeys(words)):
            self._refuse(keys, value, "a list of strings, each once")
        return words

    def table(self, *keys: str) -> dict[str, str]:
        """Return a table whose values are strings."""
        value = self._value(keys)
        found = {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}
        if value != found:
            self._refuse(keys, value, "a table of strings")
        return found

    def names(self, *keys: str) -> tuple[str, ...]:
        """Return the names of the keys of a table."""
        value = self._value(keys)
        self.asked.discard(keys)  # its keys have still to be read
        if not isinstance(value, dict):
            self._refuse(keys, value, "a table")
            return ()
        return tuple(value)

    def finish(self) -> None:
        """Note the keys that nobody asked for."""
        for keys in _leaves(self.file.content):
            if not any(keys[:length] in self.asked for length in range(1, len(keys) + 1)):
                self.problems.add(self.file.where(*keys), f"unknown key '{'.'.join(keys)}'; delete it")

    def _one(self, keys: tuple[str, ...], kind: type[V], name: str) -> V:
        value = self._value(keys)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        self._refuse(keys, value, name)
        return kind()

    def _value(self, keys: tuple[str, ...]) -> object:
        self.asked.add(keys)
        value: object = self.file.content
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def _refuse(self, keys: tuple[str, ...], value: object, name: str) -> None:
        what = f"key '{'.'.join(keys)}' is missing; it is {name}" if value is None else f"{keys[-1]} must be {name}"
        self.problems.add(self.file.where(*keys), what)


def _leaves(table: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        if isinstance(value, dict) and value:
            yield from ((key, *inner) for inner in _leaves(value))
        else:
            yield (key,)
