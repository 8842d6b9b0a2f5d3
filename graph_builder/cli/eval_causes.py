"""The tables of `eval --causes`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from rich.table import Table

from graph_builder.cli.app import out_console
from graph_builder.evaluate import Cause, Causes, Group, Missed, Side

_FEWEST = 10  # facts of a group that is shown
_COLUMNS: tuple[tuple[str, Callable[[Missed], bool]], ...] = (
    ("both linked", lambda m: m.subject is Side.RIGHT and m.object is Side.RIGHT),
    ("subject not", lambda m: m.subject is not Side.RIGHT and m.object is Side.RIGHT),
    ("object not", lambda m: m.subject is Side.RIGHT and m.object is not Side.RIGHT),
    ("neither", lambda m: m.subject is not Side.RIGHT and m.object is not Side.RIGHT),
    ("a speaker's content", lambda m: m.is_content),
)


def print_causes(causes: Causes) -> None:
    """Print the misses by cause and by what became of their participants, and the facts by what led to them."""
    _print_missed(causes.missed)
    _print_sides(causes.missed)
    for trait, groups in causes.groups.items():
        _print_groups(trait, groups)


def _print_missed(missed: tuple[Missed, ...]) -> None:
    table = _table("misses by cause", "cause", "misses", "share", *(name for name, _ in _COLUMNS))
    for cause in Cause:
        here = [m for m in missed if m.cause is cause]
        counts = (str(sum(map(holds, here))) for _, holds in _COLUMNS)
        table.add_row(cause, str(len(here)), f"{len(here) / len(missed) if missed else 0:.3f}", *counts)
    table.add_row("all", str(len(missed)), "", *(str(sum(map(holds, missed))) for _, holds in _COLUMNS))
    out_console.print(table)


def _print_sides(missed: tuple[Missed, ...]) -> None:
    table = _table("participants of the misses", "the words that refer to it are", "subject", "object")
    subjects, objects = Counter(m.subject for m in missed), Counter(m.object for m in missed)
    for side in Side:
        table.add_row(side, str(subjects[side]), str(objects[side]))
    out_console.print(table)


def _print_groups(trait: str, groups: tuple[Group, ...]) -> None:
    table = _table(f"facts by {trait}", trait, "right", "wrong", "precision")
    for group in groups:
        if group.right + group.wrong >= _FEWEST:
            table.add_row(group.name, str(group.right), str(group.wrong), f"{group.precision:.3f}")
    out_console.print(table)


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=f"\n{title}", title_justify="left", show_edge=False)
    table.add_column(first)
    for column in others:
        table.add_column(column, justify="right")
    return table


def causes_tree(causes: Causes) -> dict[str, object]:
    """Return the same for JSON, each miss with its place."""
    return {
        "missed": [
            {
                "article": m.article, "where": m.fact.where, "relation": m.fact.relation, "trigger": m.fact.trigger,
                "cause": m.cause, "subject": m.subject, "object": m.object, "evidence": m.fact.evidence,
            }
            for m in causes.missed
        ],
        "groups": {
            trait: [{"name": g.name, "right": g.right, "wrong": g.wrong} for g in groups]
            for trait, groups in causes.groups.items()
        },
    }  # fmt: skip
