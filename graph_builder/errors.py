"""Every error that the library raises on purpose.

    GraphBuilderError
    ├── SourceError          an input cannot be read: skip it, go on (exit code 1)
    ├── ConfigurationError   an option, the model or the output folder is wrong (exit code 2)
    ├── VocabularyError      files under ontology/ contradict themselves: all problems at once (exit code 2)
    └── GraphError           a graph folder cannot be read or lacks what was asked for (exit code 2)

Messages name the file, the line where there is one, and the remedy.
"""

from __future__ import annotations


class GraphBuilderError(Exception):
    """Base of all errors of this package."""


class SourceError(GraphBuilderError):
    """An input that cannot be read; the rest of the batch goes on."""


class ConfigurationError(GraphBuilderError):
    """A wrong option, an unusable pipeline or an output folder that cannot be written."""


class GraphError(GraphBuilderError):
    """A graph folder that cannot be read, or a fact that it does not hold."""


class VocabularyError(GraphBuilderError):
    """Wrong rows in the data files under ontology/; `problems` lists them all."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))

    def __reduce__(self) -> tuple[type[VocabularyError], tuple[tuple[str, ...]]]:
        """Say how another process gets the same error."""
        return VocabularyError, (self.problems,)
