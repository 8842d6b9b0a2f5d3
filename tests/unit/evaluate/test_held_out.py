"""The third of the annotated news that is set aside is a third of every kind, and the rule gives it again."""

from __future__ import annotations

from collections import Counter

from benchmarks.choose_held_out import choose
from conftest import ROOT

SOURCES = {f"{number:04}": "press" if number % 4 else "portal" for number in range(400)}
ROWS = {article: int(article) % 15 for article in SOURCES}


def test_a_third_of_every_stratum():
    chosen = choose(SOURCES, ROWS)
    assert len(chosen) == len(set(chosen))
    assert Counter(SOURCES[article] for article in chosen) == {"press": 100, "portal": 34}
    assert 0.3 < sum(ROWS[article] >= 10 for article in chosen) / sum(count >= 10 for count in ROWS.values()) < 0.37


def test_the_choice_does_not_depend_on_the_order():
    backwards = dict(reversed(ROWS.items()))
    assert choose(SOURCES, ROWS) == choose(SOURCES, backwards)


def test_the_lists_hold_ids_only_and_share_none():
    held_out, read = (
        (ROOT / "tests" / "data" / name).read_text("utf-8").splitlines() for name in ("held_out.txt", "read.txt")
    )
    assert (len(held_out), len(read)) == (244, 492)
    assert not set(held_out) & set(read)
    assert all(lines == sorted(set(lines)) for lines in (held_out, read))
    assert all(len(line) == 4 and line.isdigit() for line in held_out + read)
