"""The project file `graph-builder.toml`: what a researcher would otherwise type with every build."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_builder.errors import ConfigurationError
from graph_builder.sources.fetching import is_address
from graph_builder.vocabulary.tables import Problems
from graph_builder.vocabulary.toml_files import read_toml, told

FILE_NAME = "graph-builder.toml"

TEMPLATE = """\
# What `graph-builder build` reads where it is called without inputs, from the folder of this file.
# Paths are relative to this file; options on the command line win. Lines with # do nothing: take the # away.

inputs = [{inputs}]
out = "{out}"

# formats = ["parquet", "gexf"]    # beside csv, ttl, html, kg; `graph-builder export -h` lists them
# aliases = "aliases"              # folder with your aliases.tsv and forbidden.tsv
# store = "store"                  # a store that grows with every build
# reviews = "out/reviews.jsonl"    # judged facts, from `graph-builder review --import`
# published = "2024-06-19"         # date of articles that do not give their own
# publisher = "El Diario"          # publisher of articles that do not give their own
# fetch = true                     # inputs that are addresses of the web are fetched
# jobs = 2                         # processes
# min_confidence = 0.9             # hold back facts that are less probable; 0 keeps all
# model = "es_core_news_md"        # another spaCy pipeline
# reader = "small"                # a learned reader adds facts that the rules do not reach
# only_with = "foreign-states"     # articles that name none are not read
# home = ["MEX"]                   # states that are not foreign
# resolve_within = "year"          # actors of different periods are compared apart
# columns = {{ text = "cuerpo", published = "dia" }}    # columns of tables whose names are not guessed
"""


class Project(BaseModel):
    """What a project file says; what it does not say is None or empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    inputs: tuple[str, ...] = ()
    out: str = ""
    formats: tuple[str, ...] = ()
    aliases: str = ""
    store: str = ""
    reviews: str = ""
    published: str = ""
    publisher: str = ""
    jobs: int | None = Field(default=None, ge=1)
    model: str = ""
    fetch: bool = False
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    reader: str = ""
    only_with: str = ""
    home: tuple[str, ...] = ()
    resolve_within: str = ""
    columns: dict[str, str] = Field(default_factory=dict)


def read_project(path: Path) -> Project:
    """Read a project file; its paths are relative to its folder, and come back relative to the current one.

    Raises:
        ConfigurationError: there is no such file.
        VocabularyError: it is no TOML, or keys or values are wrong: all of them, with their lines.
    """
    problems = Problems()
    try:
        file = read_toml(path, problems)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); graph-builder init writes one") from error
    try:
        project = Project.model_validate(file.content)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            problems.add(file.where(*details["loc"]), told(details, Project))
        problems.raise_all()
        raise
    folder = path.parent
    return project.model_copy(
        update={
            "inputs": tuple(name if name == "-" or is_address(name) else str(folder / name) for name in project.inputs),
            **{
                name: str(folder / given)
                for name in ("out", "aliases", "store", "reviews")
                if (given := getattr(project, name))
            },
        }
    )


def write_project(path: Path, inputs: tuple[str, ...], out: str) -> None:
    """Write a project file to begin with.

    Raises:
        ConfigurationError: there is one already, or it cannot be written.
    """
    listed = ", ".join(f'"{_escaped(name)}"' for name in inputs)
    try:
        with path.open("x", encoding="utf-8") as handle:
            handle.write(TEMPLATE.format(inputs=listed, out=_escaped(out)))
    except FileExistsError as error:
        raise ConfigurationError(f"{path}: is there already; change it, or remove it first") from error
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be written ({error.strerror}); name another folder") from error


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
