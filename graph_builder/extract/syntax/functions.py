"""Grammatical functions around a word: the phrases and mentions that stand in each of them.

Functions follow Universal Dependencies, as AnCora uses them: `subject`, `direct`, `dative`, any preposition by its
words ("con", "por parte de"), `adj`, `poss`, `entre`, `appos`, `clause` and what is inside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph_builder.model import Mention
from graph_builder.nlp.syntax import conjuncts


@dataclass(frozen=True, slots=True)
class Arguments:
    """Heads of phrases by function, and mentions that no token carries (null subjects, demonyms, possessives).

    All who ask for the arguments of a word share one value, so it is never changed: see `edited`.
    """

    tokens: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    nested: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)  # what the parser hung on a phrase inside

    def has(self, function: str) -> bool:
        """Return whether anything stands in a function."""
        return bool(self.tokens.get(function) or self.mentions.get(function) or self.nested.get(function))

    def edited(self) -> ArgumentsBuilder:
        """Return a builder that begins with these arguments; they stay as they are."""
        tokens = defaultdict(list, {function: list(found) for function, found in self.tokens.items()})
        return ArgumentsBuilder(tokens, dict(self.mentions), {case: list(found) for case, found in self.nested.items()})

    def with_tokens(self, function: str, tokens: Iterable[Token]) -> Arguments:
        """Return these arguments with other phrases in one function."""
        return Arguments({**self.tokens, function: tuple(tokens)}, self.mentions, self.nested)

    def with_mentions(self, function: str, mentions: Iterable[Mention]) -> Arguments:
        """Return these arguments with other mentions in one function."""
        return Arguments(self.tokens, {**self.mentions, function: tuple(mentions)}, self.nested)


NO_ARGUMENTS = Arguments()


@dataclass
class ArgumentsBuilder:
    """Arguments while they are being found; `built` ends that."""

    tokens: defaultdict[str, list[Token]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    nested: dict[str, list[Token]] = field(default_factory=dict)

    def add(self, function: str, token: Token) -> None:
        """Put a phrase, and what is coordinated with it, under a function."""
        found = self.tokens[function]
        for part in conjuncts(token):
            if part not in found:
                found.append(part)

    def built(self) -> Arguments:
        """Return what was found."""
        return Arguments(
            {function: tuple(found) for function, found in self.tokens.items() if found},
            self.mentions,
            {case: tuple(found) for case, found in self.nested.items()},
        )
