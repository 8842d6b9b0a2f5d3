"""The digest of the program's part that decides what is found in an article."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

READING = ("errors", "extract", "files", "model", "nlp", "settings", "sources", "version", "vocabulary")
"""What extraction may import: its own layer and those below, as `[tool.importlinter]` orders them."""

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """Return the SHA-256 of the modules in `READING` and of spaCy's version.

    The trained pipeline and the data under ontology/ have digests of their own, see `model.Run`.
    """
    digest = hashlib.sha256(f"spacy {version('spacy')}\0".encode())
    for name in READING:
        root = _PACKAGE / name
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root.with_suffix(".py")]:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
