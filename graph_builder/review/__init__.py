"""Facts that a person has judged: written out to be judged, read back, kept, and put over what extraction finds."""

from graph_builder.review.applying import Reviewed, lines_about, put_over
from graph_builder.review.forms import FORMS, Form, form_of
from graph_builder.review.gold import to_gold
from graph_builder.review.judgements import FILE_NAME, Judgement, Verdict, merged, read_judgements, to_bytes
from graph_builder.review.proposals import Proposal, judge

__all__ = [
    "FILE_NAME", "FORMS", "Form", "Judgement", "Proposal", "Reviewed", "Verdict", "form_of", "judge", "lines_about",
    "merged",    "put_over", "read_judgements", "to_bytes", "to_gold",
]  # fmt: skip
