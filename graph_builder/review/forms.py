"""The programs in which facts are reviewed: what writes their files, and what reads them back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.model import KnowledgeGraph
from graph_builder.review.brat import read_brat, to_brat
from graph_builder.review.doccano import read_doccano, to_doccano
from graph_builder.review.proposals import Proposal
from graph_builder.review.sheet import read_sheet, to_sheet


@dataclass(frozen=True, slots=True)
class Form:
    """Files by name for a graph, and the proposals in a file or folder that came back."""

    write: Callable[[KnowledgeGraph], dict[str, bytes]]
    read: Callable[[Path, KnowledgeGraph], Iterator[Proposal]]


FORMS: dict[str, Form] = {
    "brat": Form(to_brat, read_brat),
    "doccano": Form(to_doccano, read_doccano),
    "sheet": Form(to_sheet, read_sheet),
}


def form_of(path: Path) -> Form:
    """Return the form that a path is of: a folder is brat's, JSON Lines doccano's, any other file a sheet."""
    if path.is_dir() or not path.suffix:
        return FORMS["brat"]
    return FORMS["doccano" if path.suffix in {".jsonl", ".json"} else "sheet"]
