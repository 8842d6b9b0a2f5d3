"""Recall of hand-coded event types among the extracted ones, and how many further types a sentence gets.

EVENTS is JSON Lines, one coded event a line: `id` of the sentence, its `text`, its PLOVER type `plover`, optionally
`published` as YYYYMMDD. Each sentence is read as an article of its own. Its types are those that `graph-builder code`
gives it; with `--facts`, the relations of its facts that are PLOVER event types, whoever takes part and of any status,
denied ones too, with nothing held back by the judge. A coded event is found where its type is among them (recall); an
extra is a type of a sentence that nobody coded there. The coders were after protest and conflict, so an extra is not
always wrong.

`--part read` takes the half of the documents that may be looked at, `--part figures` the other, which serves for
figures only: a document is the `id` up to its last "_", and the first hexadecimal digit of its SHA-256 decides.

    taskset -c 0 python tests/benchmarks/measure_events.py EVENTS.jsonl --min-recall 0.6 --max-extra 0.5
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from graph_builder.coding import code_articles  # noqa: E402
from graph_builder.extract import Extractor  # noqa: E402
from graph_builder.graph.facts import make_facts  # noqa: E402
from graph_builder.model import Article  # noqa: E402
from graph_builder.nlp.pipeline import load_pipeline  # noqa: E402
from graph_builder.nlp.prepare import Preparer  # noqa: E402
from graph_builder.resolve import resolve  # noqa: E402
from graph_builder.vocabulary import Vocabulary, load_vocabulary  # noqa: E402


def part_of(sentence: str) -> str:
    """Return "read" or "figures", the half to which the document of the sentence with this id belongs."""
    document = sentence.rpartition("_")[0]
    return "read" if hashlib.sha256(document.encode()).hexdigest()[0] < "8" else "figures"


def read_events(path: Path, part: str) -> tuple[list[Article], list[tuple[str, str]]]:
    """Articles of one sentence each, and the coded events as (article, type), one a line, of one part or of "all"."""
    articles: dict[str, Article] = {}
    coded = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if part not in ("all", part_of(row["id"])):
            continue
        day = str(row.get("published") or "")
        published = f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else ""
        articles.setdefault(row["id"], Article(row["id"], row["text"], published=published))
        coded.append((row["id"], row["plover"]))
    return [articles[key] for key in sorted(articles)], coded


def coded_types(articles: list[Article], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Types of the events that are coded in each article."""
    types = defaultdict(set)
    for event in code_articles(articles, load_pipeline(), vocabulary):
        types[event.article].add(event.event_type)
    return types


def types_of_facts(articles: list[Article], vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Event types of the facts of each article."""
    events = {relation.notation for relation in vocabulary.schema.relations if relation.quad}
    extractor = Extractor(vocabulary)
    types = defaultdict(set)
    extractions = Preparer(vocabulary).each(articles, load_pipeline(), extractor.extract)
    for article, extraction in zip(articles, extractions, strict=True):
        resolution = resolve([extraction], vocabulary)
        facts = make_facts([article], extraction.statements, resolution.entities, resolution.links, vocabulary)
        types[article.id] |= {fact.relation for fact in facts} & events
    return types


def main() -> int:
    """Print recall by type and extra types by sentence; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=Path)
    parser.add_argument("--part", choices=("all", "read", "figures"), default="all")
    parser.add_argument("--facts", action="store_true", help="count the types of facts, not of coded events")
    parser.add_argument("--missed", metavar="TYPE", help="list the sentences whose coded TYPE was not found")
    parser.add_argument("--min-recall", type=float, default=0.0)
    parser.add_argument("--max-extra", type=float, default=float("inf"))
    options = parser.parse_args()
    articles, coded = read_events(options.events, options.part)
    found = (types_of_facts if options.facts else coded_types)(articles, load_vocabulary())
    wanted = Counter(name for _, name in coded)
    hits = Counter(name for article, name in coded if name in found[article])
    of_sentence = defaultdict(set)
    for article, name in coded:
        of_sentence[article].add(name)
    extras = Counter(name for article in articles for name in found[article.id] - of_sentence[article.id])
    for name, count in wanted.most_common():
        print(f"{name:<10} {hits[name]:4} of {count:4}  {hits[name] / count:6.1%}   extra {extras[name]:4}")
    recall, extra = hits.total() / wanted.total(), extras.total() / len(articles)
    print(f"recall {recall:.3f} of {wanted.total()} coded events; {extra:.3f} extra types a sentence ({len(articles)})")
    for article in articles if options.missed else ():
        if options.missed in of_sentence[article.id] - found[article.id]:
            print(f"{article.id}  {sorted(found[article.id])}  {article.text}")
    return int(recall < options.min_recall or extra > options.max_extra)


if __name__ == "__main__":
    sys.exit(main())
