"""Any spaCy pipeline for Spanish does: what one lacks is said in a line; without NER the gazetteer finds the actors."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from graph_builder.builder import build
from graph_builder.errors import ConfigurationError
from graph_builder.nlp.pipeline import BUNDLED, load_pipeline
from graph_builder.settings import Settings


def kept_without(tmp_path: Path, *pipes: str) -> str:
    folder = tmp_path / "pipeline"
    spacy.load(BUNDLED, exclude=list(pipes)).to_disk(folder)
    return str(folder)


def test_without_entities_the_gazetteer_alone_finds_actors(tmp_path: Path) -> None:
    model = kept_without(tmp_path, "ner")
    assert load_pipeline(model).missing == ("no named entities: the gazetteer alone finds actors",)
    (tmp_path / "a.txt").write_text("Francia condenó a Irán.\n", encoding="utf-8")
    built = build(Settings(inputs=(str(tmp_path / "a.txt"),), out=tmp_path / "out", model=model, dry_run=True))
    assert [(f.subject_id, f.relation, f.object_id) for f in built.graph.facts] == [("FRA", "ACCUSE", "IRN")]


def test_without_lemmas_a_line_says_what_follows(tmp_path: Path) -> None:
    (missing,) = load_pipeline(kept_without(tmp_path, "trainable_lemmatizer")).missing
    assert missing.startswith("no lemmas")


def test_without_a_parser_it_is_refused(tmp_path: Path) -> None:
    model = kept_without(tmp_path, "parser")
    with pytest.raises(ConfigurationError, match="no dependency parser"):
        load_pipeline(model)


def test_a_pipeline_for_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("pt").to_disk(tmp_path / "pt")
    with pytest.raises(ConfigurationError, match="language 'pt'"):
        load_pipeline(str(tmp_path / "pt"))
