"""Named stages of a work folder in; each is run, or skipped when it finished on the same inputs before."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

LOGGER = logging.getLogger("graph_builder.training")
_CHUNK = 1 << 20


def fingerprint(files: Iterable[Path], *settings: object) -> str:
    """Hash the files' contents and of the settings; folders count with all their files."""
    digest = hashlib.sha256()
    for path in files:
        members = sorted(member for member in path.rglob("*") if member.is_file()) if path.is_dir() else [path]
        for member in members:
            digest.update(member.name.encode())
            with member.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
    digest.update(repr(settings).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Stages:
    """Markers under `folder`, one file a stage, that hold the fingerprint of what the stage was made from."""

    folder: Path

    def run(self, name: str, inputs: str, work: Callable[[], str]) -> bool:
        """Do the work unless the marker says that it is done; True when it was done now.

        `work` returns a line for the log. The marker is written last: an interrupted stage runs again.
        """
        marker = self.folder / f"{name}.done"
        if marker.exists() and marker.read_text(encoding="utf-8").split("\n")[0] == inputs:
            LOGGER.info("%s: done before on the same inputs, skipped", name)
            return False
        marker.unlink(missing_ok=True)
        LOGGER.info("%s: started", name)
        began = time.monotonic()
        result = work()
        self.folder.mkdir(parents=True, exist_ok=True)
        marker.write_text(f"{inputs}\n{result}\n", encoding="utf-8")
        LOGGER.info("%s: %s (%.0f s)", name, result, time.monotonic() - began)
        return True
