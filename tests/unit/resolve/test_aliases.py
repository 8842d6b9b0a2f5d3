"""A user's own names and pairs: heeded, or told with file and line."""

from __future__ import annotations

import pytest

from graph_builder.errors import ConfigurationError, VocabularyError
from graph_builder.vocabulary.aliases import with_aliases


def write(folder, name: str, *rows: str):
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_name_means_what_the_user_says(vocabulary, tmp_path):
    path = write(tmp_path, "aliases.tsv", "name\tactor", "Zapatillas\tRUS", "EU\tUnión Europea", "Ana Vidal\tper-vidal")
    gazetteer = with_aliases(vocabulary, path).gazetteer
    meant = {name: gazetteer.named(name)[0].entity for name in ("Zapatillas", "EU", "Ana Vidal")}
    assert meant == {"Zapatillas": "RUS", "EU": "org-ue", "Ana Vidal": "per-vidal"}
    assert gazetteer.entities["per-vidal"].label == "Ana Vidal"
    assert len(gazetteer.readings("EU")) == 1


def test_a_name_never_means_what_the_user_forbids(vocabulary, tmp_path):
    write(tmp_path, "forbidden.tsv", "one\tother", "Santiago\tCHL", "Ana Vidal\tAna Vidal Soler")
    changed = with_aliases(vocabulary, tmp_path)
    assert changed.gazetteer.named("Santiago") == ()
    assert frozenset({"Ana Vidal", "Ana Vidal Soler"}) in changed.forbidden


def test_wrong_rows_are_all_told_with_file_and_line(vocabulary, tmp_path):
    write(tmp_path, "aliases.tsv", "name\tactor", "Zapatillas\tNadie", "Ana\t", "Corea\tCorea")
    write(tmp_path, "forbidden.tsv", "one\tother", "RUS\tRUS")
    with pytest.raises(VocabularyError) as error:
        with_aliases(vocabulary, tmp_path)
    told = "\n".join(error.value.problems)
    assert "aliases.tsv:2: actor 'Nadie' is neither an id nor one actor's name; write an id" in told
    assert "aliases.tsv:3: empty: actor" in told
    assert "aliases.tsv:4: actor 'Corea'" in told
    assert "forbidden.tsv:2: 'RUS' stands on both sides" in told


def test_a_folder_without_either_file_is_told(vocabulary, tmp_path):
    with pytest.raises(ConfigurationError, match="nor a folder with aliases"):
        with_aliases(vocabulary, tmp_path)
