"""A forest of plain arrays gives what its trees say, and tells what each column adds."""

from __future__ import annotations

import numpy as np
import pytest

from graph_builder.reader.forest import Forest


def forest() -> Forest:
    """Two trees: column 0 at most 1 gives -1, else column 1 at most 5 gives 1 or 3; column 1 at most 2 gives 0 or 2."""
    return Forest(
        roots=np.array([0, 5], np.int32),
        column=np.array([0, 0, 1, 0, 0, 1, 0, 0], np.int32),
        threshold=np.array([1, 0, 5, 0, 0, 2, 0, 0], np.float32),
        left=np.array([1, 1, 3, 3, 4, 6, 6, 7], np.int32),
        right=np.array([2, 1, 4, 3, 4, 7, 6, 7], np.int32),
        value=np.array([0.5, -1, 2, 1, 3, 1, 0, 2], np.float32),
        base=-0.25,
        depth=2,
    )


@pytest.mark.parametrize(("row", "odds"), [((1, 2), -1.25), ((2, 2), 0.75), ((2, 5), 2.75), ((2, 6), 4.75)])
def test_a_row_gets_the_sum_of_its_leaves(row, odds):
    assert forest().odds(np.array([row], np.float32)).tolist() == [odds]


def test_rows_do_not_disturb_each_other():
    rows = np.array([(1, 2), (2, 6)], np.float32)
    assert forest().odds(rows).tolist() == [-1.25, 4.75]
    assert forest().odds(rows[:0]).shape == (0,)


def test_what_columns_add_is_what_the_row_gets_beyond_the_usual():
    trees, row = forest(), np.array((2, 6), np.float32)
    added = trees.weights(row)
    assert added.tolist() == [1.5, 2.0]  # 0.5 to 2 by column 0; 2 to 3 and 1 to 2 by column 1
    usual = trees.base + trees.value[trees.roots].sum()
    assert usual + added.sum() == pytest.approx(trees.odds(row[None])[0])
