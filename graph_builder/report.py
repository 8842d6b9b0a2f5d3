"""What a run did: counts, what was not read and why, what failed; the content of `report.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from graph_builder.faults import Failure
from graph_builder.graph.validate import Violation
from graph_builder.records.plan import Changes
from graph_builder.version import VERSION

FILE_NAME = "report.json"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What one run did; the command line prints it and takes the exit code from it."""

    read: int
    skipped: tuple[str, ...]  # inputs, records, rows that were not read: one line each, with file, line, remedy
    warnings: tuple[str, ...]  # articles that were read without a part of them: a date that is none, characters
    notes: tuple[str, ...]  # what was interpreted: an encoding, a date day first, a copy read once
    failed: tuple[Failure, ...]  # articles that an exception cost
    sentences: int
    statements: int
    facts: int
    held_back: int  # facts less probable than `min_confidence`; knowledge.json.gz keeps them
    min_confidence: float
    expected_precision: float  # of the facts that are left: the mean of their probabilities
    entities: int
    violations: tuple[Violation, ...]
    rules: dict[str, int]  # how often each rule led to a fact
    relations: dict[str, int]
    pipeline: str
    missing: tuple[str, ...]  # what the pipeline cannot do
    written: tuple[str, ...]
    seconds: float
    changes: Changes | None = None  # of the store, where there is one

    @property
    def exit_code(self) -> int:
        """0 all read as it was given; 1 something was skipped, left out or failed, and the rest was done."""
        return 1 if self.skipped or self.warnings or self.failed else 0

    def to_json(self, files: dict[str, str]) -> str:
        """Return the report as `report.json` holds it.

        Args:
            files: SHA-256 by name of all other files of the run; a reader sees by them whether the files that it
                has belong together.
        """
        violations = [
            {"article": v.article, "fact": v.fact, "message": v.message, "sentence": v.sentence}
            for v in self.violations
        ]
        failed = [
            {"article": f.article.id, "source": f.article.source, "error": f.error, "trace": f.trace}
            for f in self.failed
        ]
        content: dict[str, object] = {
            "version": VERSION, "pipeline": self.pipeline, "pipeline_lacks": self.missing, "read": self.read,
            "skipped": self.skipped, "warnings": self.warnings, "notes": self.notes, "failed": failed,
            "sentences": self.sentences, "statements": self.statements, "facts": self.facts,
            "held_back": self.held_back, "min_confidence": self.min_confidence,
            "expected_precision": round(self.expected_precision, 3), "entities": self.entities,
            "relations": self.relations, "rules": self.rules, "violations": violations, "written": self.written,
            "files": files, "seconds": self.seconds,
        }  # fmt: skip
        if self.changes is not None:
            content["store"] = asdict(self.changes)
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
