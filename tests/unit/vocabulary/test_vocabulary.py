"""Data files: what ships loads; wrong rows are all told with file and line."""

from __future__ import annotations

import shutil

import pytest

from graph_builder.errors import VocabularyError
from graph_builder.model import EntityKind
from graph_builder.vocabulary import load_vocabulary
from graph_builder.vocabulary.lexicon import read_lexicon
from graph_builder.vocabulary.paths import ontology_root
from graph_builder.vocabulary.tables import Problems, read_rows


def test_closed_list_of_relations(vocabulary):
    assert {r.notation for r in vocabulary.schema.relations} == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
        "ALLIED_WITH", "MEMBER_OF", "PARTY_TO", "HOLDS_OFFICE", "PARTICIPATES_IN",
    }  # fmt: skip


def test_every_relation_has_triggers(vocabulary):
    said = {t.event_type.relation.notation for rows in vocabulary.lexicon.triggers.values() for t in rows}
    said |= {f.event_type.relation.notation for f in vocabulary.lexicon.frames.values() if f.event_type}
    assert {r.notation for r in vocabulary.schema.relations} <= said


@pytest.mark.parametrize(
    ("surface", "state"),
    [
        ("Moscú", "RUS"),
        ("Kremlin", "RUS"),
        ("EE. UU.", "USA"),
        ("EEUU", "USA"),
        ("Corea del Norte", "PRK"),
        ("RUSIA", "RUS"),
        ("Iran", "IRN"),
    ],
)
def test_surface_forms(vocabulary, surface, state):
    [name] = vocabulary.gazetteer.named(surface)
    assert name.entity == state


def test_demonyms_know_gender_and_number(vocabulary):
    [form] = vocabulary.gazetteer.demonyms["norcoreanas"]
    assert (form.state, form.feminine, form.plural) == ("PRK", True, True)


def test_ambiguous_names_need_context(vocabulary):
    assert {n.entity for n in vocabulary.gazetteer.named("Corea")} >= {"PRK", "KOR"}
    assert vocabulary.gazetteer.needs_context("Corea")


def test_states_carry_iso_codes(vocabulary):
    countries = [e for e in vocabulary.gazetteer.entities.values() if e.kind is EntityKind.COUNTRY]
    assert len(countries) >= 249
    assert all(len(e.id) == 3 and e.id.isupper() and e.state == e.id for e in countries)


def test_wrong_rows_are_collected(tmp_path, vocabulary):
    folder = tmp_path / "es"
    shutil.copytree(ontology_root() / "lang" / "es", folder)
    with (folder / "triggers.tsv").open("a", encoding="utf-8") as handle:
        handle.write("inventar\tVERB\tno-such-type\tno-such-frame\tdirect:no-such-class\n")
    with (folder / "speech.tsv").open("a", encoding="utf-8") as handle:
        handle.write("callar\tverb\t\n")
    with pytest.raises(VocabularyError) as caught:
        read_lexicon(folder, vocabulary.schema)
    problems = "\n".join(caught.value.problems)
    assert "no-such-type" in problems
    assert "no-such-frame" in problems
    assert "no-such-class" in problems
    assert "speech.tsv" in problems
    assert len(caught.value.problems) == 4


def test_repeated_row_names_the_first_line(tmp_path):
    path = tmp_path / "t.tsv"
    path.write_text("a\tb\n# note\nx\t1\nx\t2\ny\t1\t9\n", "utf-8")
    problems = Problems()
    assert [row["a"] for row in read_rows(path, ("a", "b"), problems, key=("a",))] == ["x"]
    assert problems.found == [f"{path}:4: the same a as line 3", f"{path}:5: 3 cells under 2 columns"]


def test_vocabulary_is_frozen():
    with pytest.raises(AttributeError):
        load_vocabulary().schema = None
