"""The file of weights: written and read again it is the same, and one that is none is refused."""

from __future__ import annotations

import numpy as np
import pytest
from builders_reader import weights

from graph_builder.errors import ConfigurationError
from graph_builder.reader.weights import FILE, read_weights, write_weights


def test_written_and_read_again_they_are_the_same(tmp_path):
    written = weights(threshold=0.3)
    write_weights(written, tmp_path / "a.npz")
    write_weights(written, tmp_path / "b.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    read, digest = read_weights(tmp_path / "a.npz")
    assert len(digest) == 64
    assert (read.relations, read.habits, read.usual) == (written.relations, written.habits, written.usual)
    assert (read.threshold, read.calibration) == (0.3, written.calibration)
    row = np.ones((1, 60), np.float32)
    assert read.forest.odds(row).tolist() == written.forest.odds(row).tolist()
    assert read.triggers.probabilities([(1, 2)]).tolist() == written.triggers.probabilities([(1, 2)]).tolist()


@pytest.mark.parametrize("content", [b"", b"PK nothing", None])
def test_what_holds_no_weights_is_refused_with_the_remedy(tmp_path, content):
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"weights\.npz: holds no weights.*graph_builder\.training reader"):
        read_weights(path)


def test_probabilities_lie_between_the_counted_ones():
    found = weights(calibration=((-2.0, 0.1), (0.0, 0.5))).probability(np.array([-9, -1, 9], np.float32))
    assert found.tolist() == pytest.approx([0.1, 0.3, 0.5])


def test_the_weights_that_are_shipped_are_small(vocabulary):
    shipped, _ = read_weights(FILE)
    assert FILE.stat().st_size < 15_000_000
    assert set(shipped.relations) <= {relation.notation for relation in vocabulary.schema.relations}
    assert 0 < shipped.threshold < 1
