"""The named questions of ontology/queries/ with their parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from graph_builder.errors import ConfigurationError, VocabularyError
from graph_builder.graph.identifiers import ID, XSD
from graph_builder.graph.scheme import load_scheme
from graph_builder.nearest import did_you_mean
from graph_builder.vocabulary.paths import ontology_root

_PARAMETER = re.compile(r"(?P<name>\w+):\s*(?P<kind>\w+)\s*(?:=\s*(?P<default>\S+?)\s*)?:\s*(?P<meaning>.+)")
_LOCAL = re.compile(r"[A-Za-z0-9-]+")
Terms = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]

_KINDS = ("entity", "concept", "text", "integer")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the user gives a value."""

    name: str
    kind: str  # entity: an id; concept: a relation or event type; text; integer
    default: str
    meaning: str
    spanish: str = ""  # the meaning


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question: its SPARQL text, what it answers, and what it must be told."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    background: tuple[str, ...]  # files of ontology/ that the question needs beside the graph
    text: str
    spanish: str = ""  # the description


def named_queries() -> tuple[NamedQuery, ...]:
    """All questions that ship, sorted by name.

    Raises:
        VocabularyError: a query file has a header that cannot be read; all of them are listed.
    """
    queries, problems = [], []
    for path in sorted((ontology_root() / "queries").glob("*.rq")):
        try:
            queries.append(read_query(path.stem, path.read_text(encoding="utf-8")))
        except ConfigurationError as error:
            problems.append(f"{path}: {error}")
    if problems:
        raise VocabularyError(tuple(problems))
    return tuple(queries)


def named_query(name: str) -> NamedQuery:
    """One question by its name, e.g. `named_query("disputed")`.

    Raises:
        ConfigurationError: there is no such question; the message lists those that there are.
    """
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        near = did_you_mean(name, queries)
        raise ConfigurationError(f"no named query '{name}'{near}; there are: {', '.join(queries)}")
    return queries[name]


def read_query(name: str, text: str) -> NamedQuery:
    """A question from its text; comment lines at the top may describe it and declare parameters.

        # description: what it answers
        # es description: lo mismo en español
        # param state: entity = PRK: the state's id
        # es state: lo mismo en español
        # background: agreements.ttl

    Raises:
        ConfigurationError: a `# param` line cannot be read.
    """
    description, parameters, background, spanish = "", list[Parameter](), list[str](), dict[str, str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("# param "):
            parameters.append(_parameter(line.removeprefix("# param "), number))
        elif line.startswith("# es "):
            told, _, words = line.removeprefix("# es ").partition(":")
            spanish[told.strip()] = words.strip()
        elif line.startswith("# description:"):
            description = line.partition(":")[2].strip()
        elif line.startswith("# background:"):
            background += line.partition(":")[2].split()
    translated = tuple(replace(parameter, spanish=spanish.get(parameter.name, "")) for parameter in parameters)
    return NamedQuery(name, description, translated, tuple(background), text, spanish.get("description", ""))


def _parameter(line: str, number: int) -> Parameter:
    match = _PARAMETER.fullmatch(line.strip())
    if not match or match["kind"] not in _KINDS:
        form = f"# param NAME: {'|'.join(_KINDS)} [= DEFAULT]: MEANING"
        raise ConfigurationError(f"line {number}: '{line.strip()}' is no parameter; write {form}")
    return Parameter(match["name"], match["kind"], match["default"] or "", match["meaning"])


def bind(query: NamedQuery, values: Mapping[str, str]) -> Terms:
    """The values as RDF terms for the query's variables; they are never pasted into the text.

    Raises:
        ConfigurationError: a value is missing, not of its kind, or of no parameter of the query.
    """
    unknown = sorted(set(values) - {parameter.name for parameter in query.parameters})
    if unknown:
        known = ", ".join(parameter.name for parameter in query.parameters) or "none"
        raise ConfigurationError(f"query '{query.name}' has no parameter '{unknown[0]}'; it has: {known}")
    bound: Terms = {}
    for parameter in query.parameters:
        value = values.get(parameter.name, parameter.default)
        if not value:
            hint = f"--param {parameter.name}=... ({parameter.meaning})"
            raise ConfigurationError(f"query '{query.name}' needs {hint}")
        bound[ox.Variable(parameter.name)] = _term(parameter, value)
    return bound


def _term(parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    if parameter.kind == "text":
        return ox.Literal(value)
    if parameter.kind == "integer" and value.isascii() and value.isdigit():
        return ox.Literal(value, datatype=ox.NamedNode(str(XSD.integer)))
    if parameter.kind in {"entity", "concept"} and _LOCAL.fullmatch(value.replace("_", "-")):
        scheme = load_scheme()
        return ox.NamedNode(ID + value if parameter.kind == "entity" else scheme.event_type(value, value))
    raise ConfigurationError(f"parameter {parameter.name}: '{value}' is no {parameter.kind} ({parameter.meaning})")
