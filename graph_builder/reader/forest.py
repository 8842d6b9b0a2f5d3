"""A forest of decision trees as plain arrays: what it gives a row, and how much of that is each column's doing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees of one depth or another; a node is a column, a threshold, two children and a value.

    A row goes left where its number is at most the threshold. Leaves have themselves as children.
    """

    roots: Indices  # the first node of each tree
    column: Indices
    threshold: Numbers
    left: Indices
    right: Indices
    value: Numbers  # of a leaf what it adds, in log odds; of another node the mean of the leaves below it
    base: float
    depth: int

    def odds(self, rows: Numbers) -> Numbers:
        """Return the log odds of each row."""
        at = np.broadcast_to(self.roots.astype(np.intp), (len(rows), len(self.roots)))
        flat, starts = rows.ravel(), np.arange(len(rows))[:, None] * rows.shape[1]
        children = np.stack([self.right, self.left], axis=1).ravel().astype(np.intp)
        for _ in range(self.depth):
            goes_left = flat.take(starts + self.column.take(at)) <= self.threshold.take(at)
            at = children.take(2 * at + goes_left)
        return np.asarray(self.base + self.value.take(at).sum(axis=1), dtype=np.float32)

    def weights(self, row: Numbers) -> Numbers:
        """Return what each column adds to the log odds of one row: the changes of value along its paths (Saabas)."""
        found = np.zeros(len(row), dtype=np.float32)
        for root in self.roots.tolist():
            node = root
            while self.left[node] != node:
                column = int(self.column[node])
                below = int(self.left[node] if row[column] <= self.threshold[node] else self.right[node])
                found[column] += self.value[below] - self.value[node]
                node = below
        return found
