"""The command that judges facts by annotated ones: eval."""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from graph_builder.cli.app import app, err, exit_codes, out_console, plain
from graph_builder.cli.eval_causes import causes_tree, print_causes
from graph_builder.evaluate import (
    Difference,
    Differences,
    Score,
    ScoredFact,
    Scores,
    evaluate,
    find_causes,
    select,
)
from graph_builder.vocabulary.scoring import load_scoring_rules

_SHOWN = {"attributed": "speaker"}


@app.command("eval")
def eval_command(
    facts: Annotated[Path, typer.Argument(metavar="FACTS", help="facts.csv, or the folder that `build` wrote.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotated facts: NAME.gold.tsv an article.")],
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="RELATION", help="Leave a relation out; repeatable.")
    ] = None,
    between_states: Annotated[
        bool, typer.Option("--between-states", help="Only facts between two different states: edges of the graph.")
    ] = False,
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="FILE", help="Only the articles whose ids FILE names.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List misses and extras by article and kind.")] = False,
    causes: Annotated[
        bool, typer.Option("--causes", help="Read the articles again and sort the misses by stage, the facts by rule.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Score facts against hand-annotated ones: precision, recall, F1 at three levels and by relation."""
    with exit_codes():
        selection = select(load_scoring_rules().quads, without or (), between_states, articles)
        scores, differences = evaluate(facts, gold, selection)
        found = find_causes(facts, scores, differences) if causes else None
    if as_json:
        tree = _tree(scores, differences if errors else None)
        tree |= causes_tree(found) if found is not None else {}
        typer.echo(json.dumps(tree, ensure_ascii=False, indent=1))
        return
    if scores.unscored:
        err.print(Text(f"note: {scores.unscored} facts are of articles without gold and not scored"), soft_wrap=True)
    _print_levels(scores)
    _print_relations(scores)
    if errors or causes:
        _print_kinds(differences)
    if errors:
        _print_differences(differences)
    if found is not None:
        print_causes(found)


def _print_levels(scores: Scores) -> None:
    table = _score_table(f"{scores.articles} articles", "level")
    for level, score in scores.levels.items():
        table.add_row(level, *_cells(score))
    out_console.print(table)
    shares = "  ".join(f"{_SHOWN.get(name, name)} {share:.3f}" for name, share in scores.on_hits.items())
    out_console.print(Text(f"right on dyad hits: {shares}\n"), soft_wrap=True)


def _print_relations(scores: Scores) -> None:
    table = _score_table("by relation, dyad", "relation")
    for relation, score in scores.relations.items():
        table.add_row(relation, *_cells(score))
    out_console.print(table)


def _score_table(title: str, first: str) -> Table:
    table = Table(title=title, title_justify="left", show_edge=False)
    table.add_column(first)
    for column in ("precision", "recall", "F1", "hits", "predicted", "gold"):
        table.add_column(column, justify="right")
    return table


def _cells(score: Score) -> tuple[str, ...]:
    ratios = (f"{ratio:.3f}" for ratio in (score.precision, score.recall, score.f1))
    return (*ratios, str(score.hits), str(score.predicted), str(score.gold))


def _print_kinds(differences: Differences) -> None:
    table = Table(title="\nkinds of mistakes", title_justify="left", show_edge=False)
    table.add_column("on the other side")
    misses, extras = (
        Counter(difference.mistake for difference in side) for side in (differences.misses, differences.extras)
    )
    for column in ("misses", "extras"):
        table.add_column(column, justify="right")
    for mistake in sorted(misses.keys() | extras.keys(), key=lambda m: (-misses[m], m)):
        table.add_row(mistake, str(misses[mistake]), str(extras[mistake]))
    out_console.print(table)


def _print_differences(differences: Differences) -> None:
    listed = [("MISS", d) for d in differences.misses] + [("EXTRA", d) for d in differences.extras]
    for article, rows in groupby(sorted(listed, key=lambda row: row[1].article), key=lambda row: row[1].article):
        out_console.print(Text(f"\n{article}", style="bold"))
        for name, difference in rows:
            out_console.print(plain(f"{name:<5} {_line(difference.fact)}"), soft_wrap=True)
            instead = f" ({_line(difference.instead)})" if difference.instead is not None else ""
            out_console.print(Text(f"      {difference.mistake}{instead}", style="dim"), soft_wrap=True)


def _line(fact: ScoredFact) -> str:
    ends = (f"{n} [{s}]" if s else n for n, s in ((fact.subject, fact.subject_state), (fact.object, fact.object_state)))
    speaker = f" by {fact.attributed_to}" if fact.attributed_to else ""
    return f"{fact.relation} {' -> '.join(filter(None, ends))} {fact.polarity}/{fact.status}{speaker} | {fact.evidence}"


def _tree(scores: Scores, differences: Differences | None) -> dict[str, object]:
    """The scores as the annotation guide's scorer names them, ratios to three places."""
    tree: dict[str, object] = {"articles": scores.articles, "unscored": scores.unscored}
    tree |= {level: _leaf(score) for level, score in scores.levels.items()}
    tree["on_dyad_hits"] = {name: round(share, 3) for name, share in scores.on_hits.items()}
    tree["by_relation"] = {relation: _leaf(score) for relation, score in scores.relations.items()}
    if differences is not None:
        tree["misses"] = [_row(difference) for difference in differences.misses]
        tree["extras"] = [_row(difference) for difference in differences.extras]
    return tree


def _leaf(score: Score) -> dict[str, float]:
    return {
        "p": round(score.precision, 3),
        "r": round(score.recall, 3),
        "f1": round(score.f1, 3),
        "hits": score.hits,
        "predicted": score.predicted,
        "gold": score.gold,
    }


def _row(difference: Difference) -> dict[str, str]:
    fact = difference.fact
    return {
        "article": difference.article,
        "where": fact.where,
        "mistake": difference.mistake,
        "relation": fact.relation,
        "subject": fact.subject,
        "subject_state": fact.subject_state,
        "object": fact.object,
        "object_state": fact.object_state,
        "polarity": fact.polarity,
        "status": fact.status,
        "attributed_to": fact.attributed_to,
        "evidence": fact.evidence,
    }
