"""A pipeline and development corpora in, a table of figures out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from graph_builder.training.conversion import Corpora


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement in per cent, with what the project asks of it (on other, hidden files)."""

    name: str
    value: float
    at_least: float
    aim: float


# spaCy's score, its name in the table, at least, aim.
_SYNTAX = (
    ("pos_acc", "POS accuracy", 97.9, 98.3),
    ("morph_acc", "morph accuracy", 97.3, 97.8),
    ("lemma_acc", "lemma accuracy", 98.0, 98.5),
    ("dep_uas", "UAS", 89.5, 91.0),
    ("dep_las", "LAS", 85.4, 87.5),
    ("sents_f", "sentence F", 97.7, 98.6),
)
_ENTITIES = (("ents_f", "NER F", 80.0, 84.0),)


def evaluate(pipeline: Path, corpora: Corpora) -> tuple[Figure, ...]:
    """Measure on the development corpora: trees on raw text, entities on the corpus's own words."""
    nlp = spacy.load(pipeline)
    scores = nlp.evaluate(_examples(nlp, corpora.syntax_dev))
    figures = _figures(scores, _SYNTAX)
    if "ner" in nlp.pipe_names:
        scores = nlp.evaluate(_examples(nlp, corpora.ner_dev))
        by_type = scores["ents_per_type"]
        figures += _figures(scores, _ENTITIES)
        figures += tuple(Figure(f"NER F {label}", 100 * by_type[label]["f"], 0.0, 0.0) for label in sorted(by_type))
    return figures


def _figures(scores: dict[str, Any], wanted: tuple[tuple[str, str, float, float], ...]) -> tuple[Figure, ...]:
    return tuple(Figure(name, 100 * (scores[key] or 0.0), least, aim) for key, name, least, aim in wanted)


def _examples(nlp: Language, file: Path) -> list[Example]:
    examples: list[Example] = []
    for gold in DocBin().from_disk(file).get_docs(nlp.vocab):
        if gold.has_unknown_spaces:
            words = [token.text for token in gold]
            predicted = Doc(nlp.vocab, words=words)
        else:
            predicted = nlp.make_doc(gold.text)
        examples.append(Example(predicted, gold))
    return examples


def folder_size(folder: Path) -> float:
    """Megabytes (10^6 bytes) of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def format_table(figures: tuple[Figure, ...], megabytes: float, compressed: float) -> str:
    """Write the figures as text, a line each, with the project's bars beside them."""
    lines = [f"{'':<16}{'measured':>10}{'at least':>10}{'aim':>8}"]
    for figure in figures:
        bars = f"{figure.at_least:>10.1f}{figure.aim:>8.1f}" if figure.aim else ""
        lines.append(f"{figure.name:<16}{figure.value:>10.2f}{bars}")
    lines.append(f"{'size MB':<16}{megabytes:>10.1f}{30:>10.1f}{15:>8.1f}")
    lines.append(f"{'size MB, zip':<16}{compressed:>10.1f}")
    return "\n".join(lines)
