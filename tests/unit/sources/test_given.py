"""Articles that a program hands over, and columns that a user names."""

from __future__ import annotations

import pytest

from graph_builder.errors import ConfigurationError
from graph_builder.model import Article
from graph_builder.sources import Level, check_columns, read_articles
from graph_builder.sources.together import together


def test_texts_mappings_and_articles_are_read_as_if_from_files() -> None:
    article = Article("lunes/nota", "China <b>sancionó</b> a Taiwán.", "Título", published="2024-06-19")
    given = [
        "Rusia acusó a Ucrania.",
        {"texto": "Irán <b>sancionó</b> a Israel.", "Fecha": "19/06/2024", "medio": float("nan"), "id": 7, "otro": []},
        {"titulo": "sin texto"},
        article,
    ]
    reading = read_articles((), given=given)
    found = {one.id: one for one in reading.articles}
    assert set(found) == {"text-1", "7", "lunes/nota"}
    assert found["7"].text == "Irán sancionó a Israel."
    assert (found["7"].published, found["7"].publisher) == ("2024-06-19", "")
    assert found["lunes/nota"] == article
    [skipped] = reading.lines(Level.SKIPPED)
    assert skipped.startswith("article 3 of those given: has no text; name it text (there is: titulo)")


def test_columns_that_a_user_names_win_over_guesses(tmp_path) -> None:
    (tmp_path / "t.csv").write_text("texto,Cuerpo Nota\nresumen,China sancionó a Taiwán.\n", "utf-8")
    [guessed] = read_articles((str(tmp_path),)).articles
    [said] = read_articles((str(tmp_path),), columns={"text": "cuerpo nota"}).articles
    assert (guessed.text, said.text) == ("resumen", "China sancionó a Taiwán.")
    with pytest.raises(ConfigurationError, match="must read COLUMN=NAME, with one of id, language"):
        check_columns({"cuerpo": "texto"})


def test_the_articles_of_two_graphs_keep_apart_what_differs() -> None:
    same, other = Article("a", "uno"), Article("a", "dos")
    articles, lines = together([("x", [same]), ("y", [same]), ("y", [other])])
    assert [(one.id, one.text) for one in articles] == [("a", "uno"), ("y/a", "dos")]
    assert len(lines) == 2
