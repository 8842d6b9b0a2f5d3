"""Where the data files lie: the only finder of ontology/."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from graph_builder.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_root() -> Path:
    """Return the checkout's `ontology/` where there is one, else the copy that the wheel carries.

    Raises:
        ConfigurationError: neither is there.
    """
    for root in (_PACKAGE.parent / "ontology", _PACKAGE / "ontology"):
        if (root / "alliance.ttl").is_file():
            return root
    raise ConfigurationError(f"{_PACKAGE}: ontology/ is missing; install graph-builder again")


def ontology_file(name: str) -> Path:
    """Return the path of a data file, e.g. `ontology_file("lang/es/triggers.tsv")`.

    Raises:
        ConfigurationError: there is no such file.
    """
    path = ontology_root() / name
    if not path.is_file():
        raise ConfigurationError(f"{path}: data file missing; install graph-builder again")
    return path


def languages() -> tuple[str, ...]:
    """Return the languages that articles may be in: the folders under `ontology/lang` that have a profile."""
    return tuple(sorted(path.parent.name for path in ontology_root().glob("lang/*/profile.toml")))


def ontology_sha256(own: Iterable[Path] = ()) -> str:
    """Return a hex digest over names and bytes of all data files, in sorted order, and of a user's own after them."""
    digest = hashlib.sha256()
    root = ontology_root()
    for path in sorted(p for p in root.rglob("*") if p.suffix in {".ttl", ".tsv", ".toml", ".rq", ".jsonld"}):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in own:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
