"""Classes of words: what `slot:class` conditions test, and what Python asks of a word (`classes.toml`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import TomlFile, Word, read_tables

# The classes that Python names: the type checker refuses any other, and reading refuses a table that lacks one.
WordClass = Literal[
    "agreement", "answer_to_deed", "arm", "assembly_of", "belonging", "both_adj", "bringing_to_end", "carrier",
    "collective", "common_organ", "common_organs", "counterpart", "crowd", "document", "dying", "event_gathering",
    "former_office", "frame_noun", "gathering_part", "goods", "harming", "hostile_noun", "intransitive", "leader",
    "no_actor", "no_name", "office", "office_adjective", "one_of_many", "organ", "partitive", "passing", "person",
    "phase", "plan_noun", "polity", "portfolio", "portfolio_name", "prisoner", "pronominal", "public_office",
    "quantifier", "receiving", "restricting", "sea", "seeking", "sort", "source", "state_organ", "staying",
    "support_noun", "talk", "territory", "thing_name", "time", "troops", "vessel", "victim_noun", "weapon",
]  # fmt: skip


class ClassTable(BaseModel):
    """The keys of a class in classes.toml."""

    model_config = ConfigDict(extra="forbid", strict=True)

    means: Word
    words: Annotated[list[Word], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of one language."""

    file: TomlFile
    names: frozenset[str]
    of_word: dict[str, frozenset[str]]  # lemma -> its classes

    def check_use(self, tested: Iterable[str], problems: Problems) -> None:
        """Note classes that no table and no Python names, and those that Python names and the file lacks.

        Args:
            tested: the classes that conditions and stances name.
            problems: where they are noted.
        """
        asked = get_args(WordClass)
        for name in sorted(self.names.difference(tested, asked)):
            problems.add(self.file.where(name), f"class '{name}' is used by no trigger, frame or Python; delete it")
        for name in sorted(set(asked) - self.names):
            problems.add(str(self.file.path), f"class '{name}', which Python asks for, is missing")


def read_classes(path: Path, problems: Problems) -> Classes:
    """Read classes.toml; classes that are wrong are noted and left out."""
    file, tables = read_tables(path, ClassTable, problems)
    found: dict[str, set[str]] = defaultdict(set)
    for name, table in tables.items():
        for word, count in Counter(table.words).items():
            found[word].add(name)
            if count > 1 or word != word.lower():
                wrong = "is named twice" if count > 1 else "must be in lower case"
                problems.add(file.where(name, "words"), f"word '{word}' {wrong}")
    return Classes(file, frozenset(file.content), {word: frozenset(names) for word, names in found.items()})
