"""A knowledge graph enters; its actors, their mentions and pairs that look like one actor leave as rows.

What a researcher reads to check who was taken for whom: the columns are those of the files that
`graph-builder entities` writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph_builder.model import Entity, KnowledgeGraph, Link
from graph_builder.resolve.comparison import COMPARED, Comparison, Profile
from graph_builder.resolve.spelling import Spelling, entity_id, slug
from graph_builder.vocabulary import Vocabulary

Row = tuple[str, ...]

ENTITY_COLUMNS = ("entity", "kind", "label", "state", "mentions", "articles", "listed", "names")
MENTION_COLUMNS = ("entity", "article", "start", "end", "mention", "rule", "score", "reason")
DUPLICATE_COLUMNS = ("one", "one_label", "other", "other_label", "score", "reason")


class Listing:
    """Rows on the actors of one graph."""

    def __init__(self, graph: KnowledgeGraph, vocabulary: Vocabulary) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in graph.links:
            for identifier in link.entities:
                self._links[identifier].append(link)

    def entities(self) -> list[Row]:
        """One row an actor, the most mentioned first, with the words that it is named by."""
        rows = []
        for entity in self._graph.entities:
            links = self._links[entity.id]
            articles = {link.mention.article for link in links}
            names = sorted({link.mention.text for link in links if link.mention.text})
            listed = "yes" if entity.id in self._vocabulary.gazetteer.entities else "no"
            rows.append(
                (entity.id, entity.kind, entity.label, entity.state, str(len(links)), str(len(articles)), listed,
                 " | ".join(names))
            )  # fmt: skip
        return sorted(rows, key=lambda row: (-int(row[4]), row[0]))

    def mentions(self) -> Iterator[Row]:
        """One row a mention, by actor and place: which words, which rule, which score, why."""
        for identifier in sorted(self._links):
            for link in sorted(self._links[identifier], key=lambda link: link.mention):
                mention = link.mention
                span = (str(mention.span.start), str(mention.span.end))
                yield (identifier, mention.article, *span, mention.text, link.rule, f"{link.score:.2f}", link.reason)

    def duplicates(self) -> list[Row]:
        """Pairs that look like one actor, the most alike first; two actors of the gazetteer never do."""
        known = self._vocabulary.gazetteer.entities
        matching = self._vocabulary.matching
        comparison = Comparison(matching, self._profiles(), self._vocabulary.forbidden)
        pairs = sorted(
            comparison.pairs(matching.suspicious), key=lambda pair: (-pair.score, pair.one.id, pair.other.id)
        )
        return [
            (pair.one.id, pair.one.label, pair.other.id, pair.other.label, f"{pair.score:.2f}", pair.reason)
            for pair in pairs
            if pair.one.id not in known or pair.other.id not in known
        ]

    def _profiles(self) -> Iterator[Profile]:
        spelling = Spelling(self._vocabulary)
        offices: dict[str, set[str]] = defaultdict(set)
        for fact in self._graph.facts:
            if fact.relation == self._vocabulary.relations.office:
                offices[fact.subject_id].add(fact.theme.lower())
        company = self._company()
        for entity in self._graph.entities:
            if entity.kind in COMPARED and self._links[entity.id]:
                articles = sorted({link.mention.article for link in self._links[entity.id]})
                spoken_of = frozenset().union(*(company[article] for article in articles)) - {entity.id}
                yield _profile(entity, spelling, frozenset(offices[entity.id]), spoken_of, tuple(articles))

    def _company(self) -> dict[str, frozenset[str]]:
        """Article -> the known actors that it speaks of."""
        found: dict[str, set[str]] = defaultdict(set)
        for identifier in self._links.keys() & self._vocabulary.gazetteer.entities.keys():
            for link in self._links[identifier]:
                found[link.mention.article].add(identifier)
        return defaultdict(frozenset, {article: frozenset(actors) for article, actors in found.items()})


def _profile(
    entity: Entity, spelling: Spelling, offices: frozenset[str], company: frozenset[str], articles: tuple[str, ...]
) -> Profile:
    key = spelling.key_of(entity.kind, entity.label)
    local = entity.id.removeprefix(entity_id(entity.kind, entity.label)) == f"-{slug(articles[0])}"
    return Profile(entity.id, entity.kind, entity.label, key, entity.state, offices, company, articles, local)
