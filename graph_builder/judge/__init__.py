"""Facts go in as rules and reader found them, and come out with the calibrated probability that each is right."""

from __future__ import annotations

from graph_builder.judge.judging import Judge, load_judge
from graph_builder.judge.threshold import expected_precision, shown_from
from graph_builder.judge.weights import WITH_LEARNED

__all__ = ["WITH_LEARNED", "Judge", "expected_precision", "load_judge", "shown_from"]
