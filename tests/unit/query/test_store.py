"""A store is the graph of its articles, opens as before or as after, and says what is wrong with it."""

from __future__ import annotations

import contextlib
import gzip
import json
import shutil
from dataclasses import replace

import pyoxigraph as ox
import pytest
from builders_store import TEXTS, graph_quads, remembering_tools, silent, state, update, written

from graph_builder.builder import build, remove
from graph_builder.corpus import make_corpus
from graph_builder.errors import GraphError
from graph_builder.graph.snapshot import FILE_NAME, read_snapshot, to_bytes
from graph_builder.model import Article, Origin
from graph_builder.query.named import named_query
from graph_builder.query.opening import open_store as open_quads
from graph_builder.query.opening import opened
from graph_builder.query.sparql import run_query
from graph_builder.query.store import DATABASE, look_into, open_store
from graph_builder.query.terms import oxigraph_quads
from graph_builder.records.contents import read_contents
from graph_builder.records.record import Maker
from graph_builder.settings import Settings


@pytest.fixture(scope="module")
def tools():
    return remembering_tools()


def given(*texts: int) -> list[Article]:
    """Articles that give their ids: t0, t1 ..."""
    return [Article(f"t{number}", TEXTS[number]) for number in texts]


def test_a_store_holds_what_one_build_makes_and_opens_again(tools, tmp_path):
    corpus = update(tmp_path, tools, given(0, 1, 9))
    assert written(corpus) == written(make_corpus(tools, given(0, 1, 9)))
    held = state(tmp_path)
    assert held.knowledge == to_bytes(corpus.graph) == to_bytes(read_snapshot(tmp_path))
    assert held.quads == {str(quad) for quad in oxigraph_quads(corpus.dataset)}
    by_store = run_query(tmp_path, named_query("claims"), {"actor": "CHN"})
    assert by_store == run_query(corpus.dataset, named_query("claims"), {"actor": "CHN"})
    assert by_store.rows
    assert len(graph_quads(open_quads(tmp_path))) == len(held.quads)


def test_two_ministers_of_one_name_are_two_in_one_build_and_in_two(tools, tmp_path):
    update(tmp_path, tools, given(0))
    both = update(tmp_path, tools, given(1))
    robledo = {entity.id: entity.state for entity in both.graph.entities if "robledo" in entity.id}
    assert sorted(robledo.values()) == ["CHL", "PER"]
    assert written(both) == written(make_corpus(tools, given(0, 1)))


def test_what_only_a_removed_article_told_is_forgotten(tools, tmp_path):
    before = update(tmp_path, tools, given(2))
    told = update(tmp_path, tools, given(0))
    [robledo] = [entity for entity in told.graph.entities if "robledo" in entity.id]
    assert robledo.state == "PER"
    assert written(update(tmp_path, tools, gone=["t0"])) == written(before)


def test_replaced_unchanged_and_added_articles_are_told_apart(tools, tmp_path):
    update(tmp_path, tools, given(0, 1, 2))
    changed = [Article("t0", TEXTS[4]), *given(1), *given(5)]
    changes = update(tmp_path, tools, changed).changes
    assert (changes.added, changes.replaced, changes.unchanged) == (("t5",), ("t0",), ("t1",))
    assert changes.lines() == ("replaced: t0",)


def test_what_a_store_holds_is_not_read_again(tools, tmp_path):
    assert update(tmp_path, tools, given(0, 1)).sentences == 2
    assert update(tmp_path, tools, given(0, 1)).sentences == 0
    told_more = [replace(article, publisher="Diario Uno", url="https://uno.example/a") for article in given(0, 1)]
    with_publisher = update(tmp_path, tools, told_more)
    assert with_publisher.sentences == 0
    assert written(with_publisher) == written(make_corpus(tools, told_more))


def test_another_run_reads_all_articles_again(tools, tmp_path):
    update(tmp_path, tools, given(0, 1))
    assert look_into(tmp_path).reread(tools.maker) == ""
    run = replace(tools.maker.run, ontology_sha256="0" * 64)
    assert "are others, so its articles are read again (2)" in look_into(tmp_path).reread(Maker(run, ""))
    for maker in (Maker(run, tools.maker.code_sha256), Maker(run, "1" * 64)):
        corpus = update(tmp_path, replace(tools, maker=maker), given(2))
        assert corpus.graph.run == replace(run, judge_sha256=tools.judge.sha256)
        assert len(corpus.graph.articles) == 3
        contents = read_contents(tmp_path)
        assert contents is not None
        assert contents.maker == maker
    assert corpus.sentences == 3


def test_a_killed_run_has_not_read_for_nothing(tools, tmp_path):
    update(tmp_path, tools, given(0))
    with open_store(tmp_path, silent) as store:
        for record in tools.read(given(1, 2)):
            store.add(record)
    assert len(read_snapshot(tmp_path).articles) == 1
    tools.asked.clear()
    update(tmp_path, tools, given(1, 2, 4))
    assert tools.asked == ["t4"]


def test_removing_what_is_not_there_names_the_remedy(tools, tmp_path):
    with pytest.raises(GraphError, match="build --store"):
        remove(tmp_path / "none", ["a"])
    assert not (tmp_path / "none").exists()
    update(tmp_path, tools, given(0, 1))
    before = state(tmp_path)
    with pytest.raises(GraphError, match=r"no article 'x', 'y'.*'t0', 't1'"):
        remove(tmp_path, ["t0", "y", "x"])
    assert state(tmp_path) == before


def test_several_articles_go_at_once(tools, tmp_path):
    update(tmp_path, tools, given(0, 1, 2))
    assert remove(tmp_path, ["t0", "t1"]) > 0
    assert [article.id for article in read_snapshot(tmp_path).articles] == ["t2"]
    assert remove(tmp_path, ["t2"]) > 0
    assert read_snapshot(tmp_path).facts == ()


def test_a_damaged_record_is_read_again_from_the_text_that_the_graph_keeps(tools, tmp_path):
    update(tmp_path, tools, given(0, 1))
    before = state(tmp_path)
    for damaged in (b"", b"no gzip", gzip.compress(b"{}")):
        for path in (tmp_path / "records").glob("*/*"):
            path.write_bytes(damaged)
        corpus = update(tmp_path, tools)
        assert corpus.sentences == 2
        assert state(tmp_path) == before


def test_a_record_whose_text_is_lost_is_named_and_mended_by_giving_or_removing_the_article(tools, tmp_path):
    update(tmp_path, tools, given(0, 1))
    before = state(tmp_path)
    contents = read_contents(tmp_path)
    assert contents is not None
    [lost] = (tmp_path / "records").glob(f"*/{contents.articles[0].record}*")
    lost.write_bytes(b"")
    (tmp_path / "graphs" / contents.graph / FILE_NAME).write_bytes(b"")
    copy = tmp_path.with_name("copy")
    shutil.copytree(tmp_path, copy)
    with pytest.raises(GraphError, match=f"{lost.name}.*'t0' is damaged.*again, or remove"):
        update(tmp_path, tools, given(2))
    update(tmp_path, tools, given(0))
    assert state(tmp_path) == before
    remove(copy, ["t0"])
    assert [article.id for article in read_snapshot(copy).articles] == ["t1"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": 1, "sha256": "", "content": {}}', '{"format": 2}'])
def test_a_damaged_list_is_told_with_its_path(tools, tmp_path, content):
    update(tmp_path, tools, given(0))
    (tmp_path / "store.json").write_text(content, "utf-8")
    for attempt in (lambda: read_snapshot(tmp_path), lambda: update(tmp_path, tools, given(1))):
        with pytest.raises(GraphError, match=r"store\.json.*backup|store\.json.*update"):
            attempt()


DAMAGES = (lambda data: b"", lambda data: data[: len(data) // 2], lambda data: b"\xff" * 99)


def test_whatever_file_is_damaged_is_an_error_and_mended_by_the_next_run(tools, tmp_path):
    whole = tmp_path / "whole"
    update(whole, tools, given(0, 1))
    before = state(whole)
    files = [path.relative_to(whole) for path in sorted(whole.rglob("*")) if path.is_file() and path.name != "lock"]
    for number, name in enumerate(files):
        store = tmp_path / str(number)
        shutil.copytree(whole, store)
        (store / name).write_bytes(DAMAGES[number % 3]((store / name).read_bytes()))
        for look in (read_snapshot, count_quads):
            with contextlib.suppress(GraphError):
                look(store)
        if name.name == "store.json":
            with pytest.raises(GraphError, match=r"store\.json"):
                update(store, tools)
        else:
            update(store, tools)
            assert state(store) == before, name
        shutil.rmtree(store)


def count_quads(store):
    with opened(store) as quads:
        return len(list(quads))


def test_a_graph_that_is_gone_is_made_anew(tools, tmp_path):
    update(tmp_path, tools, given(0, 1))
    before = state(tmp_path)
    shutil.rmtree(tmp_path / "graphs")
    with pytest.raises(GraphError, match="build into the store again"):
        read_snapshot(tmp_path)
    update(tmp_path, tools)
    assert state(tmp_path) == before


def test_a_reader_keeps_its_graph_while_writers_go_on(tools, tmp_path):
    update(tmp_path, tools, given(0))
    with opened(tmp_path) as store:
        quads = {str(quad) for quad in store}
        for number in (1, 2, 4):
            update(tmp_path, tools, given(number))
        assert {str(quad) for quad in store} == quads
    update(tmp_path, tools, given(5))
    assert len(list((tmp_path / "graphs").iterdir())) == 1


def test_a_store_of_the_first_edition_is_taken_over_whole(tools, tmp_path):
    old = make_corpus(tools, given(0, 1, 2))
    (tmp_path / FILE_NAME).write_bytes(to_bytes(old.graph))
    database = ox.Store(str(tmp_path / DATABASE))
    database.bulk_extend(oxigraph_quads(old.dataset))
    database.flush()
    del database
    assert read_snapshot(tmp_path) == old.graph
    assert run_query(tmp_path, named_query("claims"), {"actor": "CHN"}).rows
    from_file = Article("t1", TEXTS[4], origin=Origin("/news", "t1", ".txt"))
    new = update(tmp_path, tools, [from_file, *given(0)])
    assert (new.changes.replaced, new.changes.unchanged) == (("t1",), ("t0",))
    assert written(new) == written(make_corpus(tools, [Article("t1", TEXTS[4]), *given(0, 2)]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graphs", "lock", "records", "store.json"]


def test_store_and_output_may_be_one_folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], "utf-8")
    folder = tmp_path / "both"
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(TEXTS[number], "utf-8")
        built = build(Settings((str(tmp_path / f"{number}.txt"),), folder, store=folder))
        assert (folder / FILE_NAME).read_bytes() == to_bytes(built.graph) == state(folder).knowledge
    assert len(read_snapshot(folder).articles) == 2


def test_files_of_one_name_get_their_folders_and_lose_them_again(tmp_path):
    days = [tmp_path / "news" / day for day in ("18", "19")]
    for number, day in enumerate(days):
        day.mkdir(parents=True)
        (day / "portada.txt").write_text(TEXTS[number], "utf-8")
    store, out = tmp_path / "store", tmp_path / "out"
    first = build(Settings((str(days[0]),), out, store=store))
    assert [article.id for article in first.graph.articles] == ["portada"]
    both = build(Settings((str(days[1]),), out, store=store)).report.changes
    assert both is not None
    assert (both.added, both.renamed) == (("19/portada",), (("portada", "18/portada"),))
    whole = build(Settings((str(tmp_path / "news"),), tmp_path / "whole"))
    assert to_bytes(whole.graph) == state(store).knowledge
    remove(store, ["19/portada"])
    assert state(store).knowledge == to_bytes(first.graph)
    (tmp_path / "news").rename(tmp_path / "archive")
    again = build(Settings((str(tmp_path / "archive" / "18"),), out, store=store))
    assert again.report.changes is not None
    assert again.report.changes.unchanged == ("portada",)
    assert len(again.graph.articles) == 1


def test_a_dry_run_looks_and_leaves_no_trace(tools, tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], "utf-8")
    store = tmp_path / "store"
    settings = Settings((str(tmp_path / "a.txt"),), tmp_path / "out", store=store, dry_run=True)
    build(settings)
    assert not store.exists()
    update(store, tools, given(1))
    before = state(store)
    assert len(build(settings).graph.articles) == 2
    assert state(store) == before
    assert len(list((store / "records").glob("*/*"))) == 1


@pytest.mark.parametrize("one_file", [False, True])
def test_removing_an_article_heeds_the_aliases_that_the_store_was_built_with(one_file, tmp_path):
    lines = [json.dumps({"id": f"t{number}", "text": TEXTS[number]}) for number in (0, 3, 4)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    aliases = tmp_path / "aliases"
    aliases.mkdir()
    (aliases / "aliases.tsv").write_text("name\tactor\nRobledo\tper-ana-robledo\n", "utf-8")
    store = tmp_path / "store"
    given_aliases = aliases / "aliases.tsv" if one_file else aliases
    built = build(Settings((str(tmp_path / "in.jsonl"),), tmp_path / "out", store=store, aliases=given_aliases))
    shutil.rmtree(aliases)
    told: list[str] = []
    remove(store, ["t4"], told.append)
    assert told == []  # nothing was read again
    left = read_snapshot(store)
    assert left.run == built.graph.run
    assert left.facts == tuple(fact for fact in built.graph.facts if fact.article != "t4")
    assert "per-ana-robledo" in {fact.subject_id for fact in left.facts if fact.article == "t3"}
