"""The digest of the program's part that decides what is found in an article."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

AFTER_READING = frozenset({
    "api", "builder", "cli", "component", "corpus", "doctor", "endpoint", "evaluate", "export", "graph", "judge",
    "project", "push", "query", "records", "report", "review", "run", "shards",
    "tools", "training",
})  # fmt: skip
"""Packages and modules that reading (rules and learned reader) cannot import, as `[tool.importlinter]` orders them."""

_PACKAGE = Path(__file__).resolve().parent.parent
_LEARNED = _PACKAGE / "reader" / "weights.npz"  # it looks at what the rules find, whether it adds to it or not


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """Return the SHA-256 of all modules but those in `AFTER_READING`, of the reader's weights and of spaCy's version.

    The trained pipeline and the data under ontology/ have digests of their own, see `model.Run`.
    """
    return _digest(AFTER_READING)


@lru_cache(maxsize=1)
def program_sha256() -> str:
    """Return the SHA-256 of all modules, of the reader's weights and of spaCy's version."""
    return _digest(frozenset())


def _digest(without: Collection[str]) -> str:
    digest = hashlib.sha256(f"spacy {version('spacy')}\0".encode())
    digest.update(_LEARNED.read_bytes())
    for path in sorted(_PACKAGE.rglob("*.py")):
        name = path.relative_to(_PACKAGE)
        if name.parts[0].removesuffix(".py") not in without:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
