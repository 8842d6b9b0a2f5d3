"""Command line of the recipe: `python -m graph_builder.training all --data DIR --work DIR`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.errors import GraphBuilderError
from graph_builder.judge.weights import FILE as WEIGHTS
from graph_builder.judge.weights import WITH_LEARNED
from graph_builder.reader.pair_encoder import FOLDER as LARGE
from graph_builder.reader.weights import FILE as READER_WEIGHTS
from graph_builder.training import recipe as stages
from graph_builder.training.encoder.__main__ import encoder as train_encoder
from graph_builder.training.judge.recipe import JudgeInputs, train_judge
from graph_builder.training.reader.recipe import train_reader
from graph_builder.training.recipe import Recipe
from graph_builder.training.sources import DEFAULT_TABLE, load_sources
from graph_builder.training.stages import LOGGER

PACKAGE = Path(__file__).resolve().parents[1] / "nlp" / "es_alliance_news"

app = typer.Typer(
    help="Train the bundled Spanish pipeline, and the judge of facts.", no_args_is_help=True, add_completion=False
)

Data = Annotated[Path, typer.Option("--data", help="Folder that the paths of the source table start from.")]
Work = Annotated[Path, typer.Option("--work", help="Folder for corpora, vectors, logs and trained parts.")]
Table = Annotated[Path, typer.Option("--sources", help="Table of corpora (TOML).")]
Out = Annotated[Path, typer.Option("--out", help="Folder of the pipeline to ship.")]
Seed = Annotated[int, typer.Option("--seed", help="Seed of sampling and of the networks.")]
Jobs = Annotated[int, typer.Option("--jobs", help="2 trains two things at the same time.", min=1, max=2)]
Steps = Annotated[int, typer.Option("--steps", help="Steps of the parser's first round; the others follow.", min=4)]

Annotation = Annotated[
    list[Path], typer.Option("--gold", help="Folder of annotated articles, each beside its NAME.gold.tsv. Repeatable.")
]

Readers = Annotated[
    Path, typer.Option("--readers", help="Folder of the readers of cross-fitting: `reader` writes, `judge` reads them.")
]

_WORK = Path("build/training")
READERS = Path("build/readers")
CASES = Path("tests/cases/es")


def _recipe(data: Path, work: Path, table: Path, out: Path, seed: int, jobs: int, steps: int) -> Recipe:
    work.mkdir(parents=True, exist_ok=True)
    _log_to(work / "training.log")
    return Recipe(
        load_sources(table, data),
        work,
        out,
        seed=seed,
        jobs=jobs,
        first_steps=steps,
        backward_steps=max(1, steps * 3 // 4),
        blind_steps=max(1, steps // 2),
        second_steps=max(1, steps * 11 // 20),
        polish_steps=max(1, steps * 9 // 80),
    )


def _log_to(file: Path) -> None:
    LOGGER.setLevel(logging.INFO)
    for handler in (logging.FileHandler(file, encoding="utf-8"), logging.StreamHandler()):
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
        LOGGER.addHandler(handler)


@app.command()
def convert(data: Data, work: Work = _WORK, sources: Table = DEFAULT_TABLE, seed: Seed = 0) -> None:
    """Turn treebanks, entity corpora and raw text into what spaCy trains on."""
    stages.run_conversion(_recipe(data, work, sources, PACKAGE, seed, 1, 8000))


@app.command()
def vectors(data: Data, work: Work = _WORK, sources: Table = DEFAULT_TABLE, seed: Seed = 0) -> None:
    """Train floret vectors on the converted raw text."""
    stages.run_vectors(_recipe(data, work, sources, PACKAGE, seed, 1, 8000))


@app.command()
def train(
    data: Data,
    work: Work = _WORK,
    sources: Table = DEFAULT_TABLE,
    seed: Seed = 0,
    jobs: Jobs = 1,
    steps: Steps = 8000,
) -> None:
    """Train syntax and entities on the converted corpora and the vectors."""
    stages.run_training(_recipe(data, work, sources, PACKAGE, seed, jobs, steps))


@app.command()
def package(data: Data, work: Work = _WORK, sources: Table = DEFAULT_TABLE, out: Out = PACKAGE, seed: Seed = 0) -> None:
    """Merge and round the trained parts into the folder to ship."""
    stages.run_packaging(_recipe(data, work, sources, out, seed, 1, 8000))


@app.command()
def evaluate(
    data: Data, work: Work = _WORK, sources: Table = DEFAULT_TABLE, out: Out = PACKAGE, seed: Seed = 0
) -> None:
    """Print the figures of a pipeline folder on the development corpora."""
    plan = _recipe(data, work, sources, out, seed, 1, 8000)
    stages.run_conversion(plan)
    typer.echo(stages.table(plan))


@app.command(name="all")
def run_all(
    data: Data,
    work: Work = _WORK,
    sources: Table = DEFAULT_TABLE,
    out: Out = PACKAGE,
    seed: Seed = 0,
    jobs: Jobs = 1,
    steps: Steps = 8000,
) -> None:
    """Convert, vectors, train, package, evaluate; what is done already is skipped."""
    typer.echo(stages.run_all(_recipe(data, work, sources, out, seed, jobs, steps)))


@app.command()
def judge(
    gold: Annotation,
    out: Annotated[Path, typer.Option("--out", help="File of the weights.")] = WEIGHTS,
    seen: Annotated[
        list[Path] | None,
        typer.Option(
            "--seen", help="Folder of annotated articles that rules were written from: no calibration on them."
        ),
    ] = None,
    unread: Annotated[
        Path | None,
        typer.Option("--unread", help="File that names articles to calibrate and measure on, not to train on."),
    ] = None,
    cases: Annotated[Path, typer.Option("--cases", help="Folder of cases: short texts with all their facts.")] = CASES,
    readers: Readers = READERS,
    learned_out: Annotated[
        Path, typer.Option("--learned-out", help="File of the weights for where the learned reader adds facts.")
    ] = WITH_LEARNED,
    jobs: Annotated[int, typer.Option("--jobs", help="Processes that read articles.", min=1)] = 1,
) -> None:
    """Train the judge, which gives each fact its probability, on annotated articles; yours beside others."""
    named = unread.read_text("utf-8").split() if unread is not None else ()
    inputs = JudgeInputs(tuple(gold), tuple(seen or ()), cases, frozenset(named), readers)
    typer.echo(train_judge(inputs, out, learned_out, jobs))


@app.command()
def reader(
    gold: Annotation,
    out: Annotated[Path, typer.Option("--out", help="File of the weights.")] = READER_WEIGHTS,
    unread: Annotated[
        Path | None, typer.Option("--unread", help="File that names articles to measure on, not to train on.")
    ] = None,
    readers: Readers = READERS,
    encoder: Annotated[
        Path | None, typer.Option("--encoder", help="Folder of an encoder: trains what `--reader large` reads with.")
    ] = None,
    large_out: Annotated[Path, typer.Option("--large-out", help="Folder of the large reader.")] = LARGE,
) -> None:
    """Train the learned reader on annotated articles, yours beside others; prints what it adds to the rules."""
    LOGGER.setLevel(logging.INFO)
    LOGGER.addHandler(logging.StreamHandler())
    named = unread.read_text("utf-8").split() if unread is not None else ()
    if encoder is None:
        typer.echo(train_reader(gold, frozenset(named), out, readers))
        return
    from graph_builder.training.encoder.fine_tuning import Tuning
    from graph_builder.training.encoder.large_recipe import LargeInputs, train_large

    typer.echo(train_large(LargeInputs(encoder, tuple(gold), frozenset(named), readers, Tuning()), large_out))


app.command(name="encoder")(train_encoder)


def main() -> None:
    """Run the command line; an error of ours is one line and exit code 2."""
    try:
        app()
    except GraphBuilderError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
