from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from builders_rdf import knowledge_graph

from graph_builder.errors import GraphError
from graph_builder.graph.snapshot import FILE_NAME, read_snapshot, to_bytes


def test_a_graph_comes_back_whole_and_the_bytes_repeat(tmp_path: Path) -> None:
    graph = knowledge_graph()
    (tmp_path / FILE_NAME).write_bytes(to_bytes(graph))
    assert read_snapshot(tmp_path) == graph
    assert to_bytes(read_snapshot(tmp_path)) == to_bytes(graph)


@pytest.mark.parametrize(
    "content", [b"", b"no gzip", gzip.compress(b"{}", mtime=0), gzip.compress(b'{"articles": 1}', mtime=0)[:-6]]
)
def test_what_is_no_graph_is_told_with_its_path(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(GraphError, match=FILE_NAME.replace(".", r"\.")):
        read_snapshot(tmp_path)


def test_a_missing_graph_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="run graph-builder build first"):
        read_snapshot(tmp_path)
