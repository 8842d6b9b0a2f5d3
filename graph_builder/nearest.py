"""What somebody may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process, utils

_LIKE = 70  # of 100: names less alike are no suggestion


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return "; did you mean X?" with the known name that is spelt most like what was written, or "".

    >>> did_you_mean("disputd", ["claims", "disputed"])
    '; did you mean disputed?'
    >>> did_you_mean("xyz", ["claims", "disputed"])
    ''
    """
    found = process.extractOne(written, list(known), processor=utils.default_process, score_cutoff=_LIKE)
    return f"; did you mean {found[0]}?" if found else ""
