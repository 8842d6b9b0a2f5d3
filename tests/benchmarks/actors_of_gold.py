"""Do participants that gold names too have gold's state? `python tests/benchmarks/actors_of_gold.py OUT GOLD`.

OUT is a folder that `graph-builder build GOLD` wrote, GOLD a folder of `NN.gold.tsv` files (the annotation guide's
columns). A participant is matched with a gold participant of the same article whose name is the same, or whose words
are all among the other's ("Medvédev", "Dmitri Medvédev"). Prints the share whose state is gold's, then the others.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph_builder.resolve.spelling import slug


def gold_states(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Article -> participant's name as words -> the states that gold gives it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("*.gold.tsv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                for side in ("subject", "object"):
                    if row[side]:
                        found[path.name.removesuffix(".gold.tsv")][slug(row[side])].add(row[f"{side}_state"] or "")
    return found


def participants(facts: Path) -> Iterator[tuple[str, str, str]]:
    """Article, name and state of each participant, once an article."""
    seen = set()
    with facts.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for side in ("subject", "object"):
                key = (row["article"], row[side], row[f"{side}_state"])
                if row[side] and key not in seen:
                    seen.add(key)
                    yield key


def same_name(one: str, other: str) -> bool:
    """Equal, or the words of one all in the other."""
    first, second = set(one.split("-")), set(other.split("-"))
    return first <= second or second <= first


def main(out: Path, gold: Path) -> None:
    states = gold_states(gold)
    counts: Counter[bool] = Counter()
    wrong: list[tuple[str, str, str, str]] = []
    for article, name, state in participants(out / "facts.csv"):
        names = states.get(article, {})
        equal = names.get(slug(name))
        close = [found for other, found in names.items() if same_name(slug(name), other)]
        wanted = equal if equal is not None else set().union(*close)
        if equal is None and not close:
            continue
        counts[state in wanted] += 1
        if state not in wanted:
            wrong.append((article, name, state, " ".join(sorted(wanted))))
    matched = counts.total()
    print(
        f"{counts[True]} of {matched} participants with a name of gold's have its state: {counts[True] / matched:.3f}"
    )
    for row in wrong:
        print("\t".join(row))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
