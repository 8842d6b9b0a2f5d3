"""Functions are named by their enum: under a misspelt string nothing would stand, and nobody would see why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

EXTRACT = Path(__file__).resolve().parents[3] / "graph_builder" / "extract"
BY_FUNCTION = {"tokens", "mentions", "nested"}  # of `Arguments` and `ArgumentsBuilder`
METHODS = {"has", "add", "with_tokens", "with_mentions"}


def literals(tree: ast.AST) -> Iterator[tuple[int, object]]:
    """Line and value of each literal that stands where the arguments of a word take a function."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(value=ast.Attribute(attr=attr), slice=key) if attr in BY_FUNCTION:
                named = key
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr=attr), attr="get" | "pop"), args=[key, *_]) if (
                attr in BY_FUNCTION
            ):
                named = key
            case ast.Call(func=ast.Attribute(attr=attr), args=[key, *_]) if attr in METHODS:
                named = key
            case ast.Compare(left=key, ops=[ast.In() | ast.NotIn()], comparators=[ast.Attribute(attr=attr)]) if (
                attr in BY_FUNCTION
            ):
                named = key
            case _:
                continue
        for choice in (named.body, named.orelse) if isinstance(named, ast.IfExp) else (named,):
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield choice.lineno, choice.value


def test_no_function_is_named_by_a_string() -> None:
    found = [
        f"{path.relative_to(EXTRACT)}:{line}: {value!r}"
        for path in sorted(EXTRACT.rglob("*.py"))
        for line, value in literals(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'found.tokens["subjct"]',
        'lent.mentions.get("subjct", ())',
        'reading.found.add("direct" if passive else Function.SUBJECT, token)',
        'arguments.with_tokens("subjct", ())',
        '"subjct" in upper.mentions',
    ],
)
def test_a_string_in_the_place_of_a_function_is_seen(code: str) -> None:
    assert len(list(literals(ast.parse(code)))) == 1
