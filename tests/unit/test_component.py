"""The spaCy component gives the facts of `build` and leaves the Doc that it is given as it was."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.builder import build
from graph_builder.model import Fact
from graph_builder.nlp.pipeline import BUNDLED, Pipeline
from graph_builder.settings import Settings
from graph_builder.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = "2024-06-21"
TEXTS, SENTENCES = 20, 9  # texts of so many paragraphs, a case's text each


def seeds() -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))}


def joined_cases() -> dict[str, str]:
    """Texts of the cases, from all files in turn, every so many paragraphs one article."""
    texts = [
        case["text"]
        for path in sorted((ROOT / "tests/cases/es").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8")).get("case", ())
    ]
    chosen = [texts[n::TEXTS][:SENTENCES] for n in range(TEXTS)]
    return {f"cases-{n:02}": "\n\n".join(paragraphs) for n, paragraphs in enumerate(chosen)}


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.load(BUNDLED)
    pipeline.add_pipe("alliance_facts", config={"published": PUBLISHED})
    return pipeline


def told(fact: Fact) -> tuple[object, ...]:
    """A fact but for the name of its article."""
    return (
        fact.start, fact.end, fact.relation, fact.event_type, fact.subject_id, fact.subject, fact.subject_state,
        fact.object_id, fact.object, fact.object_state, fact.polarity, fact.status, fact.attributed_to,
        fact.attributed_to_id, fact.date, fact.place, fact.theme, fact.cue, fact.rule, fact.sentence, fact.evidence,
    )  # fmt: skip


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.text, t.lemma_, t.pos_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_) for t in doc]
    return [*words, tuple((s.start, s.end) for s in doc.sents)]


@pytest.mark.parametrize(("name", "text"), [*seeds().items(), *joined_cases().items()], ids=lambda part: part[:12])
def test_facts_are_those_of_build(
    name: str, text: str, nlp: Language, pipeline: Pipeline, vocabulary: Vocabulary, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("graph_builder.tools.load_pipeline", lambda _: pipeline)  # once for all texts
    monkeypatch.setattr("graph_builder.tools.load_vocabulary", lambda: vocabulary)
    (tmp_path / "doc.txt").write_text(text, encoding="utf-8")  # the component's name for it
    settings = Settings((str(tmp_path / "doc.txt"),), tmp_path / "out", published=PUBLISHED, dry_run=True)
    graph = build(settings).graph
    [article] = graph.articles
    doc = nlp(article.text)
    assert sorted(map(told, doc._.facts)) == sorted(map(told, graph.facts)) != []
    assert {e for f in doc._.facts for e in (f.subject_id, f.object_id) if e} <= doc._.entities.keys()


@pytest.mark.parametrize("text", ["Rusia tiene que retirar sus tropas.", "Uno.\n\nSe suministraron a Irak misiles."])
def test_the_doc_stays_as_it_was(text: str, nlp: Language) -> None:
    with nlp.select_pipes(disable=["alliance_facts"]):
        doc = nlp(text)
    before = annotations(doc)
    assert nlp.get_pipe("alliance_facts")(doc) is doc
    assert annotations(doc) == before


def test_a_headline_in_capitals_is_read_anew_by_a_saved_pipeline_too(tmp_path: Path) -> None:
    pipeline = spacy.load(BUNDLED)
    pipeline.add_pipe("alliance_facts")
    pipeline.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("EL PRESIDENTE OBAMA CONDENO LA INVASION DE RUSIA")
    assert ("HOLDS_OFFICE", "USA") in {(f.relation, f.object_id) for f in doc._.facts}


def test_a_component_before_it_that_was_added_later_is_heard(nlp: Language) -> None:
    pipeline = spacy.load(BUNDLED)
    pipeline.add_pipe("alliance_facts")
    ruler = pipeline.add_pipe("entity_ruler", before="alliance_facts", config={"overwrite_ents": True})
    ruler.add_patterns([{"label": "PER", "pattern": "Zutano Nuevo"}])  # type: ignore[attr-defined]
    doc = pipeline("Hoy.\n\nRusia acusó a Zutano Nuevo de espionaje.")
    assert "Zutano Nuevo" in {entity.label for entity in doc._.entities.values()}


@pytest.mark.parametrize(("text", "facts"), [("", 0), ("\n", 0), ("Rusia atacó a Ucrania.\n", 1)])
def test_texts_of_nothing_and_with_a_last_line_break(text: str, facts: int, nlp: Language) -> None:
    assert len(nlp(text)._.facts) == facts
