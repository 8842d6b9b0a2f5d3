"""Which facts and articles are scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ConfigurationError
from graph_builder.evaluate.tables import ScoredFact


@dataclass(frozen=True, slots=True)
class Selection:
    """What counts, on both sides alike; as it stands, everything does."""

    without: frozenset[str] = frozenset()  # relations left out
    between_states: bool = False  # only facts whose two participants belong to two different states
    articles: frozenset[str] | None = None  # only these; None is all

    def facts(self, by_article: Mapping[str, Sequence[ScoredFact]]) -> dict[str, list[ScoredFact]]:
        """Return the facts that count, by article."""
        return {article: [fact for fact in facts if self._counts(fact)] for article, facts in by_article.items()}

    def gold(self, by_article: Mapping[str, Sequence[ScoredFact]]) -> dict[str, list[ScoredFact]]:
        """Return the annotated facts that count, of the articles that are chosen.

        Raises:
            ConfigurationError: no article is left.
        """
        chosen = {
            article: facts for article, facts in by_article.items() if self.articles is None or article in self.articles
        }
        if not chosen:
            raise ConfigurationError("--articles: none of these articles is annotated; name ids of NAME.gold.tsv files")
        return self.facts(chosen)

    def _counts(self, fact: ScoredFact) -> bool:
        states = fact.subject_state, fact.object_state
        return fact.relation not in self.without and (
            not self.between_states or (all(states) and states[0] != states[1])
        )


EVERYTHING = Selection()


def select(
    relations: Iterable[str], without: Iterable[str] = (), between_states: bool = False, articles: Path | None = None
) -> Selection:
    """Return the selection that a user names.

    Args:
        relations: the relations that there are.
        without: those to leave out.
        between_states: keep only facts between two different states, the edges of the alliance graph.
        articles: a file that names articles, apart by white space.

    Raises:
        ConfigurationError: a relation that there is not, or a file that cannot be read.
    """
    known, left_out = set(relations), frozenset(without)
    if unknown := sorted(left_out - known):
        raise ConfigurationError(f"--without: '{unknown[0]}' must be one of {', '.join(sorted(known))}")
    chosen: frozenset[str] | None = None
    if articles is not None:
        try:
            chosen = frozenset(articles.read_text("utf-8").split())
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"--articles: {articles} cannot be read ({error}); name a text file") from error
    return Selection(left_out, between_states, chosen)
