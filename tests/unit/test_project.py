from __future__ import annotations

import pytest

from graph_builder.errors import ConfigurationError, VocabularyError
from graph_builder.project import read_project, write_project


def test_what_init_writes_can_be_read_and_is_not_overwritten(tmp_path):
    path = tmp_path / "graph-builder.toml"
    write_project(path, ("mis articulos", 'con "comillas"'), "out")
    project = read_project(path)
    assert project.inputs == (str(tmp_path / "mis articulos"), str(tmp_path / 'con "comillas"'))
    assert project.out == str(tmp_path / "out")
    with pytest.raises(ConfigurationError, match="is there already"):
        write_project(path, ("a",), "out")


def test_every_line_that_the_template_offers_is_right(tmp_path):
    path = tmp_path / "graph-builder.toml"
    write_project(path, ("a",), "out")
    lines = path.read_text("utf-8").splitlines()
    offered = [line.removeprefix("# ") if line.startswith("# ") and " = " in line else line for line in lines]
    path.write_text("\n".join(offered), "utf-8")
    project = read_project(path)
    assert all(getattr(project, name) for name in type(project).model_fields)


def test_wrong_keys_and_values_are_all_told_with_their_lines(tmp_path):
    path = tmp_path / "graph-builder.toml"
    path.write_text('inputs = ["a"]\nouput = "x"\njobs = 0\n', "utf-8")
    with pytest.raises(VocabularyError) as caught:
        read_project(path)
    problems = sorted(caught.value.problems)
    assert [problem.split(": ")[0] for problem in problems] == [f"{path}:2", f"{path}:3"]
    assert "a key is one of inputs, out" in problems[0]
    with pytest.raises(ConfigurationError, match="graph-builder init writes one"):
        read_project(tmp_path / "none.toml")
