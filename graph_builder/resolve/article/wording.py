"""The words around the mentions of one article."""

from __future__ import annotations

from graph_builder.model import Mention

_WINDOW = 60  # characters beside a mention that are looked at


class Wording:
    """The text of one article, looked at from a mention."""

    def __init__(self, text: str) -> None:
        self.text = text

    def word_before(self, mention: Mention) -> str:
        """Return the word right before a mention in lower case, or ""."""
        before = self.words_before(mention)
        return before[-1] if before else ""

    def words_before(self, mention: Mention) -> list[str]:
        """Return the words close before a mention, in lower case."""
        return self.before(mention.span.start).lower().split()

    def word_after(self, mention: Mention) -> str:
        """Return the word right after a mention in lower case, with its punctuation, or ""."""
        after = self.text[mention.span.end : mention.span.end + _WINDOW].lower().split()
        return after[0] if after else ""

    def before(self, start: int) -> str:
        """Return the characters close before an offset."""
        return self.text[max(0, start - _WINDOW) : start].rstrip()

    def after(self, end: int) -> str:
        """Return the characters close after an offset."""
        return self.text[end : end + _WINDOW].lstrip()

    def between(self, one: Mention, other: Mention) -> str:
        """Return what stands between two mentions, without the blanks at its ends."""
        return self.text[one.span.end : other.span.start].strip()

    def opens_paragraph(self, mention: Mention) -> bool:
        """Return whether a mention is the first of its paragraph."""
        start = mention.span.start
        return not start or self.text[:start].rstrip(" ").endswith("\n")

    def holds(self, word: str) -> bool:
        """Return whether the text holds a word as a whole word."""
        start = self.text.find(word)
        while start >= 0:
            end = start + len(word)
            if not self.text[start - 1 : start].isalnum() and not self.text[end : end + 1].isalnum():
                return True
            start = self.text.find(word, start + 1)
        return False
