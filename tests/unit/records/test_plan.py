"""What a store will hold after a run, and what has become of each article."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.model import Article, Origin
from graph_builder.records.plan import Changes, make_plan


def there(origin: Origin) -> bool:
    return origin.folder != "/gone"


def file(folder: str, stem: str, text: str) -> Article:
    return Article(stem, text, origin=Origin(folder, stem, ".txt"))


def plan(held=(), given=(), gone=()):
    return make_plan(held, given, gone, there)


def ids(made) -> list[str]:
    return [article.id for article in made.articles]


def test_articles_come_stay_change_and_go():
    held = (Article("a", "uno"), Article("b", "dos"), Article("c", "tres"))
    made = plan(held, (Article("b", "dos"), Article("c", "cuatro"), Article("d", "cinco")), gone={"a"})
    assert ids(made) == ["b", "c", "d"]
    assert made.changes == Changes(added=("d",), replaced=("c",), unchanged=("b",), removed=("a",))


def test_what_is_told_of_an_article_is_part_of_it():
    made = plan((Article("a", "uno"),), (Article("a", "uno", publisher="Diario"),))
    assert made.changes.replaced == ("a",)
    assert made.articles[0].publisher == "Diario"


def test_another_file_of_one_name_replaces_nothing():
    made = plan((file("/n/18", "portada", "uno"),), (file("/n/19", "portada", "dos"),))
    assert ids(made) == ["18/portada", "19/portada"]
    assert made.changes == Changes(added=("19/portada",), renamed=(("portada", "18/portada"),))
    alone = plan(made.articles, gone={"18/portada"})
    assert ids(alone) == ["portada"]
    assert alone.changes == Changes(removed=("18/portada",), renamed=(("19/portada", "portada"),))


def test_a_record_with_an_id_is_not_the_file_of_that_name():
    made = plan((file("/n", "portada", "uno"),), (Article("portada", "dos"),))
    assert ids(made) == ["portada", "portada.txt"]
    assert made.changes.added == ("portada",)


def test_a_file_that_says_the_same_is_a_copy_and_counts_when_the_other_is_replaced():
    made = plan((file("/n/a", "x", "uno"),), (file("/n/b", "y", "uno"),))
    assert ids(made) == ["x"]
    assert made.changes == Changes(copies=(("y", "x"),))
    assert [(copy.id, copy.origin.folder) for copy in made.copies if copy.origin] == [("x", "/n/b")]
    again = plan((*made.articles, *made.copies), (file("/n/a", "x", "dos"),))
    assert ids(again) == ["x", "y"]
    assert again.changes.replaced == ("x",)
    assert ids(plan((*made.articles, *made.copies), gone={"x"})) == []


def test_records_with_ids_are_never_copies():
    assert ids(plan((Article("a", "uno"),), (Article("b", "uno"),))) == ["a", "b"]


def test_a_file_that_moved_is_the_same_article():
    made = plan((file("/gone", "x", "uno"),), (file("/new", "x", "uno"),))
    assert made.changes == Changes(unchanged=("x",))
    assert made.articles[0].origin == Origin("/new", "x", ".txt")
    changed = plan(made.articles, (file("/new", "x", "dos"),))
    assert (ids(changed), changed.changes.replaced) == (["x"], ("x",))


def test_a_file_whose_place_is_gone_stays_when_another_of_its_name_says_something_else():
    assert ids(plan((file("/gone", "x", "uno"),), (file("/new", "x", "dos"),))) == ["gone/x", "new/x"]


def test_articles_of_the_first_edition_have_no_place_until_they_come_again():
    old = [replace(Article(name, name), origin=Origin("", name, "")) for name in ("a", "b", "c", "x-3")]
    line = Article("x-3", "otra", origin=Origin("/n", "x", ".jsonl", 3))
    made = plan(old, (file("/n", "a", "otra cosa"), Article("b", "b"), line))
    assert ids(made) == ["a", "b", "c", "x-3"]
    assert made.changes == Changes(replaced=("a", "x-3"), unchanged=("b",))
    assert [article.origin for article in made.articles][:2] == [Origin("/n", "a", ".txt"), None]
    assert ids(plan(made.articles, (Article("c", "c"), file("/m", "a", "y otra")))) == ["b", "c", "m/a", "n/a", "x-3"]
