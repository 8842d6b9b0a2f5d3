"""The actors of a graph, their mentions and pairs that look like one actor, as rows.

What a researcher reads to check who was taken for whom: the columns are those of the files that
`graph-builder entities` writes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph_builder.model import Entity, KnowledgeGraph, Link
from graph_builder.resolve.cross_document.compare import COMPARED, Comparison, Profile, bearers_of
from graph_builder.resolve.cross_document.duplicates import Candidate, likely_pairs
from graph_builder.resolve.spelling import Spelling, entity_id, slug
from graph_builder.vocabulary import Vocabulary

Row = tuple[str, ...]

ENTITY_COLUMNS = ("entity", "kind", "label", "state", "mentions", "articles", "listed", "names")
MENTION_COLUMNS = ("entity", "article", "start", "end", "mention", "rule", "score", "reason")
DUPLICATE_COLUMNS = (
    "score", "one", "one_label", "one_state", "one_mentions", "other", "other_label", "other_state", "other_mentions",
    "reason",
)  # fmt: skip


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
        """Pairs that are perhaps one actor, the likeliest first; two actors of the gazetteer never are."""
        vocabulary = self._vocabulary
        candidates = list(self._candidates())
        bearers = bearers_of((one.profile.kind, one.profile.key) for one in candidates)
        comparison = Comparison(vocabulary.matching, bearers, vocabulary.forbidden)
        return [
            (f"{pair.score:.3f}", *_told(pair.one), *_told(pair.other), pair.reason)
            for pair in likely_pairs(candidates, vocabulary.matching, comparison, vocabulary.profile.trailing_words)
        ]

    def _candidates(self) -> Iterator[Candidate]:
        """Persons and organisations by all their names, with what their articles say of them."""
        spelling = Spelling(self._vocabulary)
        listed = self._vocabulary.gazetteer.entities
        offices: dict[str, set[str]] = defaultdict(set)
        for fact in self._graph.facts:
            if fact.relation == self._vocabulary.relations.office:
                offices[fact.subject_id].add(fact.theme.lower())
        company = self._company()
        for entity in self._graph.entities:
            if entity.kind in COMPARED and self._links[entity.id]:
                articles = sorted({link.mention.article for link in self._links[entity.id]})
                spoken_of = frozenset().union(*(company[article] for article in articles)) - {entity.id}
                profile = _profile(entity, spelling, frozenset(offices[entity.id]), spoken_of, articles[0])
                names = tuple(filter(None, dict.fromkeys((entity.label, *entity.aliases, entity.abbreviation))))
                keys = tuple(spelling.key_of(entity.kind, name) for name in names)
                yield Candidate(profile, names, keys, len(self._links[entity.id]), entity.id in listed)

    def _company(self) -> dict[str, frozenset[str]]:
        """Article -> the known actors that it speaks of."""
        found: dict[str, set[str]] = defaultdict(set)
        for identifier in self._links.keys() & self._vocabulary.gazetteer.entities.keys():
            for link in self._links[identifier]:
                found[link.mention.article].add(identifier)
        return defaultdict(frozenset, {article: frozenset(actors) for article, actors in found.items()})


def _told(candidate: Candidate) -> tuple[str, str, str, str]:
    return candidate.profile.id, candidate.profile.label, candidate.profile.state, str(candidate.mentions)


def _profile(
    entity: Entity, spelling: Spelling, offices: frozenset[str], company: frozenset[str], first: str
) -> Profile:
    key = spelling.key_of(entity.kind, entity.label)
    local = entity.id.removeprefix(entity_id(entity.kind, entity.label)) == f"-{slug(first)}"
    return Profile(entity.id, entity.kind, entity.label, key, entity.state, offices, company, first=first, local=local)
