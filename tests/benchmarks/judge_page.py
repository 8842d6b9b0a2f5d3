"""Writes docs/judge.md and its two pictures: how good the judge is, on what, and what that rests on.

    python tests/benchmarks/judge_page.py --gold GOLD/news --seen GOLD/dev --unread tests/data/held_out.txt

The options are those of `python -m graph_builder.training judge`; it needs the extra `training` and matplotlib.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from graph_builder.judge.features import FEATURES, Group
from graph_builder.tools import load_tools
from graph_builder.training.examples import Annotated, Example
from graph_builder.training.judge.figures import (
    Judged,
    area_under_curve,
    best_threshold,
    calibration_error,
    curve,
    point,
    reliability,
    table,
)
from graph_builder.training.judge.judgement import LEAST_PRECISION, calibrated_by_folds, fit, train
from graph_builder.training.judge.recipe import JudgeData, JudgeInputs, read_judge_data

ROOT = Path(__file__).resolve().parents[2]
READERS = ROOT / "build" / "readers"
SHARES = (8, 4, 2, 1)  # one part in so many, for the learning curve
PARTS = 3  # of the curve's smaller shares, so many disjoint ones are averaged
FEW, MANY = 3, 10  # annotated facts of general and of dense news
LEAST_FACTS = 15  # of a relation that gets a row of its own


class Bench:
    """Judges trained in different ways, measured on the unread articles."""

    def __init__(self, data: JudgeData, office: str) -> None:
        self.data, self.office = data, office

    def measure(self, articles: Annotated, left_out: frozenset[Group] = frozenset()) -> Judged:
        """Train on some articles, or without some features, and judge the unread ones."""
        data, unread = self.data, self.data.unread
        regression = fit((*articles.examples, *data.seen.examples, *data.cases.examples), left_out)
        odds = np.array([regression.odds(example) for example in unread.examples])
        judged = Judged(calibrated_by_folds(odds, unread), unread.right, unread.count())
        return judged.only(unread.others(self.office), unread.count(self.office))

    def share(self, parts: int, number: int) -> Annotated:
        """One of some disjoint parts of the articles."""
        names = self.data.articles.gold
        return self.data.articles.only(
            {n for n in names if int(hashlib.sha256(n.encode()).hexdigest(), 16) % parts == number}
        )


def row(name: object, judged: Judged) -> str:
    threshold = best_threshold(judged, LEAST_PRECISION)
    at, best = point(judged, threshold), max(one.f1 for one in curve(judged))
    return (
        f"| {name} | {area_under_curve(judged):.3f} | {calibration_error(judged):.3f} | {at.precision:.3f} "
        f"| {at.recall:.3f} | {at.f1:.3f} | {best:.3f} |"
    )


HEAD = "| AUC | ECE | precision | recall | F1 | best F1 |\n|---|---|---|---|---|---|---|"


def learning_curve(bench: Bench) -> Iterator[str]:
    yield f"| articles {HEAD}"
    for parts in SHARES:
        runs = [bench.measure(bench.share(parts, number)) for number in range(min(parts, PARTS))]
        count = len(bench.share(parts, 0).gold) if parts > 1 else len(bench.data.articles.gold)
        for number, judged in enumerate(runs, start=1):
            yield row(f"1/{parts}, {count}" + (f" ({number})" if len(runs) > 1 else ""), judged)


def ablation(bench: Bench) -> Iterator[str]:
    yield f"| without {HEAD}"
    yield row("nothing", bench.measure(bench.data.articles))
    for group in Group:
        yield row(group, bench.measure(bench.data.articles, frozenset({group})))
        yield row(f"all but {group}", bench.measure(bench.data.articles, frozenset(Group) - {group}))


def reliability_table(judged: Judged) -> Iterator[str]:
    yield "| probability | facts | expected | right |\n|---|---|---|---|"
    for one in reliability(judged):
        yield f"| {one.low:.1f} to {one.low + 0.1:.1f} | {one.facts} | {one.expected:.3f} | {one.right:.3f} |"


def curve_table(judged: Judged) -> Iterator[str]:
    yield "| `--min-confidence` | facts | precision | recall | F1 |\n|---|---|---|---|---|"
    for one in curve(judged)[::10]:
        yield f"| {one.threshold:.1f} | {one.shown} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |"


def by_kind(annotated: Annotated, judged: Judged, threshold: float, kind: Callable[[Example], str]) -> Iterator[str]:
    """A row for each kind of fact: before the threshold, and after it."""
    kinds = np.array([kind(example) for example in annotated.examples])
    yield "| | found | right | shown | right | ECE |\n|---|---|---|---|---|---|"
    for name, count in sorted(Counter(kinds.tolist()).items(), key=lambda pair: (-pair[1], pair[0])):
        own = judged.only(kinds == name, 1)
        if count >= LEAST_FACTS:
            at = point(own, threshold)
            yield (
                f"| {name} | {count} | {own.right.mean():.3f} | {at.shown} | {at.precision:.3f} "
                f"| {calibration_error(own):.3f} |"
            )


def density(annotated: Annotated) -> Callable[[Example], str]:
    """What kind of news an article is, by how many facts it was annotated with."""

    def kind(example: Example) -> str:
        number = len(annotated.gold[example.article])
        return f"fewer than {FEW} facts" if number < FEW else f"{MANY} facts or more" if number >= MANY else "between"

    return kind


def draw(judged: Judged, folder: Path) -> None:
    """The two pictures, as SVG whose bytes repeat."""
    mpl.rcParams |= {"svg.hashsalt": "judge", "svg.fonttype": "none", "font.size": 9}
    figure, axes = plt.subplots(figsize=(4, 4), layout="constrained")
    bins = reliability(judged)
    axes.plot((0, 1), (0, 1), color="0.7", linewidth=1)
    axes.plot([b.expected for b in bins], [b.right for b in bins], marker="o", color="tab:blue")
    axes.set(xlabel="probability given", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    figure.savefig(folder / "judge-reliability.svg", metadata={"Date": None})
    figure, axes = plt.subplots(figsize=(4, 4), layout="constrained")
    points = [one for one in curve(judged) if one.shown]
    axes.plot([p.recall for p in points], [p.precision for p in points], color="tab:blue")
    axes.set(xlabel="recall", ylabel="precision", ylim=(0, 1), xlim=(0, None))
    figure.savefig(folder / "judge-precision-recall.svg", metadata={"Date": None})
    plt.close("all")


def parts_of(data: JudgeData) -> tuple[Annotated, Annotated, Annotated, Annotated]:
    return data.articles, data.seen, data.cases, data.unread


def features_table() -> Iterator[str]:
    yield "| feature | group | as `explain` says it | why |\n|---|---|---|---|"
    for feature in FEATURES:
        yield f"| {feature.name} | {feature.group} | {feature.sees} | {feature.why} |"


def page(data: JudgeData, learned_too: JudgeData, office: str, folder: Path) -> str:
    """Return the page, and draw its pictures."""
    learned = train(*parts_of(learned_too), office)
    trained = train(*parts_of(data), office)
    threshold = trained.weights.threshold
    judged = dict(trained.measured)[f"unread articles, without {office}"]
    unread = data.unread
    others = unread.others(office)
    hard = Annotated(tuple(e for e, own in zip(unread.examples, others, strict=True) if own), unread.gold)
    bench = Bench(data, office)
    cases = dict(trained.measured)["cases"]
    passing = cases.probabilities[cases.right] >= threshold
    draw(judged, folder)
    parts = {
        "measured": table(trained.measured, threshold),
        "learned": table(learned.measured, learned.weights.threshold),
        "learned_threshold": f"{learned.weights.threshold:.2f}",
        "threshold": f"{threshold:.2f}",
        "passing": f"{passing.mean():.3f}",
        "articles": str(len(data.articles.gold)),
        "seen": str(len(data.seen.gold)),
        "unread": str(len(unread.gold)),
        "cases": str(len(data.cases.gold)),
        "reliability": "\n".join(reliability_table(judged)),
        "curve": "\n".join(curve_table(judged)),
        "learning": "\n".join(learning_curve(bench)),
        "ablation": "\n".join(ablation(bench)),
        "relations": "\n".join(by_kind(hard, judged, threshold, lambda e: e.fact.relation)),
        "finders": "\n".join(by_kind(hard, judged, threshold, lambda e: e.fact.rule.partition(":")[0])),
        "densities": "\n".join(by_kind(hard, judged, threshold, density(unread))),
        "features": "\n".join(features_table()),
        "weights": str(sum(map(len, trained.weights.weights.values()))),
    }
    text = (Path(__file__).with_name("judge_page.md")).read_text("utf-8")
    for name, value in parts.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--seen", type=Path, action="append", default=[])
    parser.add_argument("--unread", type=Path, required=True)
    parser.add_argument("--readers", type=Path, default=READERS)
    parser.add_argument("--out", type=Path, default=ROOT / "docs")
    options = parser.parse_args()
    unread = frozenset(options.unread.read_text("utf-8").split())
    inputs = JudgeInputs(
        tuple(options.gold), tuple(options.seen), ROOT / "tests" / "cases" / "es", unread, options.readers
    )
    alone, both = load_tools(), load_tools(reader="small")
    data, learned = read_judge_data(inputs, alone), read_judge_data(inputs, both)
    text = page(data, learned, alone.vocabulary.relations.office, options.out)
    (options.out / "judge.md").write_text(text, "utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
