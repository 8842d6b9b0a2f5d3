"""What words tell by themselves is found out once: keys for words, and a memory that does not grow without end."""

from __future__ import annotations

from typing import TypeVar

from spacy.tokens import Doc

_BYTES = 8  # of an attribute's number
_MOST = 10_000  # words: all that are common, and most of those in 150 articles
MANY = 40_000  # words: nearly all of 500 articles; for what takes a few hundred bytes a word

Key = TypeVar("Key")
Value = TypeVar("Value")


def keys_of(doc: Doc, *attributes: int) -> list[bytes]:
    """Return what each token of a Doc is by some attributes (`spacy.attrs.LEMMA` ...), as a key to look it up by."""
    rows = doc.to_array(list(attributes))
    return list(rows.view(f"V{_BYTES * len(attributes)}").ravel().tolist())


class Remembered(dict[Key, Value]):
    """A dict that forgets all it holds when it has `most` entries; what is common is soon back."""

    def __init__(self, most: int = _MOST) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: Key, value: Value) -> None:
        if len(self) >= self._most:
            self.clear()
        super().__setitem__(key, value)
