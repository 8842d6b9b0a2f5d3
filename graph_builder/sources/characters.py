"""Characters that no text should hold, and that encoders and databases refuse: half surrogate pairs, NUL."""

from __future__ import annotations

import re
import unicodedata

_UNUSABLE = re.compile("[\ud800-\udfff\0]")
_CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]+")
REPLACEMENT = "\ufffd"
UNUSABLE_REPLACED = "characters that no text can hold (half a surrogate pair, NUL); they were replaced by U+FFFD"


def usable(text: str) -> str:
    """Return a text in NFC, with U+FFFD for each half of a surrogate pair and each NUL."""
    return unicodedata.normalize("NFC", _UNUSABLE.sub(REPLACEMENT, text))


def is_usable(text: str) -> bool:
    """Whether a text has no character that `usable` would replace."""
    return _UNUSABLE.search(text) is None


def one_line(text: str) -> str:
    """Return a value for one line: usable, control characters and line separators as spaces."""
    return " ".join(_CONTROLS.sub(" ", usable(text)).split())
