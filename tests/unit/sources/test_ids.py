"""Articles are named by the set of them, never by the order in which they come."""

from __future__ import annotations

from itertools import permutations

import pytest

from graph_builder.model import Article, Origin
from graph_builder.sources import read_articles, settle_ids


def article(folder: str, stem: str, suffix: str = ".txt", line: int = 0) -> Article:
    return Article(stem, f"{folder} {stem} {suffix} {line}", origin=Origin(folder, stem, suffix, line))


GIVEN = Article("portada", "a record that gives its id")


@pytest.mark.parametrize(
    ("articles", "ids"),
    [
        ([article("/n/18", "portada"), article("/n/19", "nota")], ["portada", "nota"]),
        ([article("/n/18", "portada"), article("/n/19", "portada")], ["18/portada", "19/portada"]),
        ([article("/a/18", "portada"), article("/b/18", "portada")], ["a/18/portada", "b/18/portada"]),
        ([article("/n", "nota"), article("/n", "nota", ".md")], ["nota.txt", "nota.md"]),
        ([GIVEN, article("/n/18", "portada")], ["portada", "portada.txt"]),
        ([article("/n/18", "x", ".jsonl", 3), article("/n/19", "x", ".jsonl", 3)], ["18/x-3", "19/x-3"]),
        ([article("/n/a", "x"), article("/n/b", "x"), article("/n/b", "x", ".md")], ["a/x", "b/x.txt", "x.md"]),
    ],
)
def test_a_stem_gets_as_much_of_its_folder_as_is_needed(articles, ids):
    for order in permutations(range(len(articles))):
        assert [one.id for one in settle_ids([articles[i] for i in order])] == [ids[i] for i in order]


def test_names_that_differ_in_blanks_alone_are_told_apart():
    ids = {
        one.id for one in settle_ids([article("/n", "mi nota"), article("/n", "mi-nota"), article("/n", "mi  nota")])
    }
    assert len(ids) == 3


def test_settled_ids_are_settled_anew_when_an_article_comes_or_goes():
    first, second = article("/n/18", "portada"), article("/n/19", "portada")
    both = settle_ids([first, second])
    assert settle_ids(both[:1])[0].id == "portada"


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path):
    for day in ("18", "19"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "portada.txt").write_text(f"Día {day}.", "utf-8")
        (tmp_path / day / "metadata.tsv").write_text(f"article\ttitle\nportada\tTítulo {day}\n", "utf-8")
    read = read_articles([str(tmp_path)]).articles
    assert [(one.id, one.title) for one in read] == [("18/portada", "Título 18"), ("19/portada", "Título 19")]
    [alone] = read_articles([str(tmp_path / "19")]).articles
    assert (alone.id, alone.origin) == ("portada", read[1].origin)


def test_one_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.txt").write_text("Uno.", "utf-8")
    read = read_articles([str(tmp_path), str(tmp_path / "a.txt")])
    assert [one.id for one in read.articles] == ["a"]
    assert "given twice, read once" in read.remarks[0].message
