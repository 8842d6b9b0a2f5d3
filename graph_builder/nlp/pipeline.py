"""Loading and checking of spaCy pipelines; nothing else loads them."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.errors import ConfigurationError
from graph_builder.nlp import boundaries, entity_tagger, known_forms, word_clusters  # noqa: F401  (registers them)

BUNDLED = Path(__file__).resolve().parent / "es_alliance_news"
_BATCH = 64  # texts that are parsed at once


@dataclass(frozen=True)
class Pipeline:
    """A loaded pipeline and what the run record says about it."""

    nlp: Language
    name: str
    missing: tuple[str, ...]  # what it cannot do, in words: "no named entities (the gazetteer alone finds actors)"
    words: frozenset[str] = frozenset()  # that it knew when it was loaded
    without: tuple[str, ...] = ()  # components that do not run

    def docs(self, texts: Iterable[str], jobs: int = 1) -> Iterator[Doc]:
        """Parse texts, each by itself; `jobs` is the number of processes."""
        return iter(self.nlp.pipe(texts, disable=self.without, n_process=jobs, batch_size=_BATCH))

    @cached_property
    def sha256(self) -> str:
        """Hex digest over the pipeline's files, so that a graph says exactly which weights made it."""
        digest = hashlib.sha256()
        root = Path(str(self.nlp.path)) if self.nlp.path else None
        for path in sorted(root.rglob("*")) if root else ():
            if path.is_file():
                digest.update(path.relative_to(str(root)).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()


def load_pipeline(model: str = "") -> Pipeline:
    """Load the bundled Spanish pipeline, or any other spaCy pipeline for Spanish, with our sentence boundaries.

    Args:
        model: name of an installed pipeline (`es_core_news_sm`), or a path; empty is the bundled one.

    Raises:
        ConfigurationError: it is not there, cannot be loaded, or lacks a dependency parser.
    """
    target = model or str(BUNDLED)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")  # trained with another 3.8.x: fine
            nlp = spacy.load(target)
    except (OSError, ValueError, ImportError, KeyError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ConfigurationError(
            f"pipeline '{model or 'bundled'}' cannot be loaded ({reason}); "
            "name an installed spaCy pipeline or a folder, or leave --model out for the bundled one"
        ) from error
    words = known_words(nlp)
    missing = _check_labels(nlp, model)
    if boundaries.NAME not in nlp.pipe_names:
        nlp.add_pipe(boundaries.NAME, before="parser")
    return Pipeline(nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", missing, words)


def known_words(nlp: Language) -> frozenset[str]:
    """Return the words that a pipeline knows: to be asked before it reads any text, which would add to them."""
    return frozenset(nlp.vocab.strings)


def _check_labels(nlp: Language, model: str) -> tuple[str, ...]:
    """Say what a pipeline lacks; without a parser with Universal Dependencies labels it is refused."""
    if nlp.lang != "es":
        raise ConfigurationError(f"pipeline '{model}' is for language '{nlp.lang}'; a Spanish one (es) is needed")
    deps = set(getattr(nlp.get_pipe("parser"), "labels", ())) if "parser" in nlp.pipe_names else set()
    if not {"nsubj", "obj", "obl", "case"} <= deps:
        raise ConfigurationError(
            f"pipeline '{model}' has no dependency parser with Universal Dependencies labels; "
            "roles cannot be found without one: choose another pipeline"
        )
    missing = []
    if "ner" not in nlp.pipe_names and "beam_ner" not in nlp.pipe_names:
        missing.append("no named entities: the gazetteer alone finds actors")
    if not {"morphologizer", "tagger"} & set(nlp.pipe_names):
        missing.append("no parts of speech or morphology: mood, tense and person are unknown")
    if not {"lemmatizer", "trainable_lemmatizer"} & set(nlp.pipe_names):
        missing.append("no lemmas: triggers are found only in their base form")
    return tuple(missing)
