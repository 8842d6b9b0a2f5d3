"""Set a third of a folder of annotated articles aside: `python tests/benchmarks/choose_held_out.py GOLD`.

Writes `held_out.txt`, the ids of the articles that nobody reads and no rule is written on, and `read.txt`, the
others, into `tests/data/`: what `graph-builder eval --articles FILE` takes. The choice needs no reading: the articles
are put into strata by source (column `source` of `metadata.tsv`) and by the number of annotated rows (0-3, 4-9, 10 or
more); in each stratum they are ordered by the SHA-256 of their id, and the first third (rounded) is set aside.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from bisect import bisect
from collections import defaultdict
from pathlib import Path

SUFFIX = ".gold.tsv"
DATA = Path(__file__).resolve().parent.parent / "data"
LEAST_ROWS = (4, 10)  # of the second and the third stratum


def choose(sources: dict[str, str], rows: dict[str, int]) -> list[str]:
    """Return the ids set aside, sorted; `sources` and `rows` tell an article's source and number of annotated rows."""
    strata: dict[tuple[str, int], list[str]] = defaultdict(list)
    for article, count in rows.items():
        strata[sources.get(article, ""), bisect(LEAST_ROWS, count)].append(article)
    chosen: list[str] = []
    for articles in strata.values():
        ordered = sorted(articles, key=lambda article: hashlib.sha256(article.encode()).hexdigest())
        chosen += ordered[: round(len(ordered) / 3)]
    return sorted(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD", help="folder of NAME.gold.tsv files with a metadata.tsv")
    folder = parser.parse_args().gold
    with (folder / "metadata.tsv").open(encoding="utf-8", newline="") as stream:
        sources = {row["article"]: row["source"] for row in csv.DictReader(stream, delimiter="\t")}
    paths = folder.glob(f"*{SUFFIX}")
    rows = {path.name.removesuffix(SUFFIX): len(path.read_text("utf-8").splitlines()) - 1 for path in paths}
    held_out = choose(sources, rows)
    (DATA / "held_out.txt").write_text("\n".join(held_out) + "\n", "utf-8")
    (DATA / "read.txt").write_text("\n".join(sorted(rows.keys() - set(held_out))) + "\n", "utf-8")


if __name__ == "__main__":
    main()
