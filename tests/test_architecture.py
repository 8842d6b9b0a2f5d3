"""Habits that a reviewer would otherwise have to watch: where knowledge lives, how big modules grow."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import graph_builder

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(p for p in (ROOT / "graph_builder").rglob("*.py") if "training" not in p.parts)
LONGEST_MODULE = 350


def strings_of(path):
    """String constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_python_names_no_verb_no_country_and_no_relation(path, vocabulary):
    relations = {r.notation for r in vocabulary.schema.relations}
    states = {e.label for e in vocabulary.gazetteer.entities.values() if e.kind == "country"}
    verbs = {lemma for lemma, pos in vocabulary.lexicon.triggers if pos == "VERB"}
    found = set(strings_of(path)) & (relations | states | verbs)
    assert not found, f"move to ontology/: {sorted(found)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_readable(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "a module says what enters and what leaves"
    assert path.stem not in {"utils", "helpers", "common", "misc", "manager", "handler"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_command_line_prints(path):
    if path.name == "cli.py":
        return
    assert not re.search(r"^\s*print\(", path.read_text("utf-8"), re.M)


def test_exports_are_sorted():
    assert sorted(graph_builder.__all__) == graph_builder.__all__


def test_no_path_of_a_machine_and_no_registry_in_the_tree():
    suffixes = {".py", ".toml", ".tsv", ".ttl", ".md", ".cfg", ".lock", ".json", ".jinja", ".js"}
    wrong = re.compile(r"(?<![\w.])/(?:work|tmp|root)/|pythonhosted|pypi\.org/simple|registry\.npmjs")
    folders = ("graph_builder", "ontology", "seeds", "notebooks")
    files = [p for f in folders for p in (ROOT / f).rglob("*") if p.suffix in suffixes] + list(ROOT.glob("*.*"))
    assert [str(p) for p in files if p.is_file() and p.suffix in suffixes and wrong.search(p.read_text("utf-8"))] == []
