"""What is fed with broken bytes, and what must hold: only errors of ours, and no good neighbour lost."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import GraphBuilderError
from graph_builder.evaluate.tables import read_facts, read_gold
from graph_builder.files import unchanged_files
from graph_builder.graph.assemble import assemble
from graph_builder.graph.snapshot import FILE_NAME, read_snapshot, to_bytes
from graph_builder.model import Article, Extraction, KnowledgeGraph, Run
from graph_builder.query.named import named_queries, read_query
from graph_builder.query.store import Made, look_into, open_store
from graph_builder.records.record import Maker, Record
from graph_builder.sources import READERS, Level, read_articles
from graph_builder.sources.dates import read_date
from graph_builder.sources.markup import plain_text
from graph_builder.vocabulary import Vocabulary
from graph_builder.vocabulary.aliases import with_aliases

CORPUS = Path(__file__).with_name("corpus")
_GOOD = ("Perú visitó Chile.", "España llamó a Cuba.")


class LostError(AssertionError):
    """A good article beside a bad one was not read."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that reads bytes of others."""

    name: str
    seeds: tuple[bytes, ...]  # good bytes, which are broken
    feed: Callable[[bytes, Path], None]  # broken bytes, and an empty folder


def targets(vocabulary: Vocabulary, folder: Path) -> tuple[Target, ...]:
    """Return all targets; `folder` is for what they are made of."""
    graph = _graph()
    snapshot = to_bytes(graph)
    store = _store(folder / "store", graph)
    texts = tuple(path.read_bytes() for path in sorted(CORPUS.glob("*")))
    return (
        *(Target(f"reader {suffix}", (*_seeds(suffix), *texts[:2]), _reader(suffix)) for suffix in READERS),
        Target("record of JSON Lines", tuple(_lines(_seeds(".jsonl"))), _record),
        Target("packed JSON Lines", _seeds(".jsonl"), lambda data, at: _reader(".jsonl.gz")(gzip.compress(data), at)),
        Target("metadata.tsv", _seeds("metadata.tsv"), _sidecar("metadata.tsv")),
        Target("metadata.csv", _seeds("metadata.csv"), _sidecar("metadata.csv")),
        Target("aliases.tsv", _seeds("aliases.tsv"), _aliases("aliases.tsv", vocabulary)),
        Target("forbidden.tsv", _seeds("forbidden.tsv"), _aliases("forbidden.tsv", vocabulary)),
        Target("gold.tsv", _seeds("gold.tsv"), _gold(vocabulary)),
        Target("facts.csv", _seeds("facts.csv"), _facts(vocabulary)),
        Target("knowledge.json.gz", (snapshot,), _snapshot),
        Target("knowledge.json", (gzip.decompress(snapshot),), lambda data, at: _snapshot(gzip.compress(data), at)),
        Target("report.json", _seeds("report.json"), _report),
        Target("date", tuple(_seeds("dates.txt")[0].splitlines()), _date),
        Target("markup", _seeds("htm"), _markup),
        Target("SPARQL text", tuple(query.text.encode() for query in named_queries()), _query),
        *(Target(f"store: {name}", (content,), _in_store(store, name)) for name, content in store.items()),
    )


def _seeds(end: str) -> tuple[bytes, ...]:
    found = tuple(path.read_bytes() for path in sorted(CORPUS.glob(f"*{end}")))
    return found or (gzip.compress(_seeds(".jsonl")[0]),)


def _lines(seeds: tuple[bytes, ...]) -> list[bytes]:
    return [line for seed in seeds for line in seed.splitlines() if line.strip()]


def _read(folder: Path, *good: str) -> None:
    reading = read_articles([str(folder)])
    texts = [article.text for article in reading.articles]
    refused = sum("language" in remark.message for remark in reading.remarks if remark.level is Level.SKIPPED)
    lost = [text for text in good if not any(text in one for one in texts)][refused:]
    if lost:
        raise LostError(f"{lost} not in {len(texts)} articles; {[remark.message for remark in reading.remarks]}")
    repr(reading).encode()  # nothing in it that no file can hold
    if len({article.id for article in reading.articles}) != len(texts) or not all(map(str.strip, texts)):
        raise LostError("ids are not unique, or a text is empty")


def _reader(suffix: str) -> Callable[[bytes, Path], None]:
    def feed(data: bytes, folder: Path) -> None:
        (folder / f"bad{suffix}").write_bytes(data)
        (folder / "good.txt").write_text(_GOOD[0], "utf-8")
        _read(folder, _GOOD[0])

    return feed


def _record(data: bytes, folder: Path) -> None:
    before, after = (json.dumps({"text": text}, ensure_ascii=False).encode() for text in _GOOD)
    (folder / "in.jsonl").write_bytes(before + b"\n" + data + b"\n" + after + b"\n")
    _read(folder, *_GOOD)


def _sidecar(name: str) -> Callable[[bytes, Path], None]:
    def feed(data: bytes, folder: Path) -> None:
        (folder / name).write_bytes(data)
        for stem, text in zip("ab", _GOOD, strict=True):
            (folder / f"{stem}.txt").write_text(text, "utf-8")
        _read(folder, *_GOOD)

    return feed


def _aliases(name: str, vocabulary: Vocabulary) -> Callable[[bytes, Path], None]:
    def feed(data: bytes, folder: Path) -> None:
        (folder / name).write_bytes(data)
        with_aliases(vocabulary, folder)

    return feed


def _gold(vocabulary: Vocabulary) -> Callable[[bytes, Path], None]:
    relations = [relation.notation for relation in vocabulary.schema.relations]

    def feed(data: bytes, folder: Path) -> None:
        (folder / "a.gold.tsv").write_bytes(data)
        read_gold(folder, relations)

    return feed


def _facts(vocabulary: Vocabulary) -> Callable[[bytes, Path], None]:
    relations = [relation.notation for relation in vocabulary.schema.relations]

    def feed(data: bytes, folder: Path) -> None:
        (folder / "facts.csv").write_bytes(data)
        read_facts(folder, relations)

    return feed


def _snapshot(data: bytes, folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(data)
    read_snapshot(folder)


def _report(data: bytes, folder: Path) -> None:
    (folder / "report.json").write_bytes(data)
    unchanged_files(folder, "report.json")
    (folder / "good.txt").write_text(_GOOD[0], "utf-8")
    _read(folder, _GOOD[0])


def _date(data: bytes, folder: Path) -> None:
    value = read_date(data.decode("utf-8", "replace")).value
    if value and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise AssertionError(value)


def _markup(data: bytes, folder: Path) -> None:
    plain = plain_text(data.decode("utf-8", "replace")).replace("<", "").replace("&", "")
    if plain_text(plain) != plain:
        raise AssertionError(plain)


def _query(data: bytes, folder: Path) -> None:
    read_query("query", data.decode("utf-8", "replace"))


def _in_store(store: dict[str, bytes], name: str) -> Callable[[bytes, Path], None]:
    def feed(data: bytes, folder: Path) -> None:
        for other, content in store.items():
            path = folder / other
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if other == name else content)
        found = look_into(folder)
        for article in found.articles:
            if found.contents is not None:
                found.record(article, found.contents.maker)

    return feed


def _graph() -> KnowledgeGraph:
    text = "Perú visitó Chile."
    return KnowledgeGraph((Article("a", text, published="2024-06-19"),), (), (), (), Run("0", "p", "1", "2"))


def _store(folder: Path, graph: KnowledgeGraph) -> dict[str, bytes]:
    """The files of a store of one article that are read by us, by their places in it."""
    maker = Maker(graph.run, "3")
    article = graph.articles[0]
    with open_store(folder, lambda line: None) as store:
        store.add(Record(article, Extraction((), (), article.text), 1, maker))
        store.commit([article], [], Made(graph, assemble(graph), maker, ""))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "oxigraph" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.stat().st_size}


OURS = (GraphBuilderError,)
