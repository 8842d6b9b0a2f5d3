"""Who the mentions of articles are: each is linked to known or new entities, with the rule, a score and the reason.

Every article by itself first (`PASSES`), then all together (`CROSS_DOCUMENT_PASSES` in `cross_document/`). The tables
of rules that the passes ask stand in `names/`, `descriptions/`, `anaphora.py`, `named_things.py` and `implicit/`.
Statements are never edited here: links are applied once, in `graph.facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from graph_builder.model import Entity, Extraction, Resolution
from graph_builder.resolve.affiliation import (
    affiliate_by_home_state,
    affiliate_by_office,
    affiliate_groups,
    note_tenures,
)
from graph_builder.resolve.context import Additions, ArticleContext
from graph_builder.resolve.cross_document import ArticleActors, ArticleSummary, Knowledge, resolve_together
from graph_builder.resolve.implicit import link_open_parts
from graph_builder.resolve.links import Links
from graph_builder.resolve.names import link_names
from graph_builder.resolve.reading_order import link_in_reading_order
from graph_builder.resolve.spelling import Spelling
from graph_builder.vocabulary import Vocabulary

__all__ = ["Resolver", "resolve"]

Pass = Callable[[ArticleContext], Additions]

_NEVER: Mapping[str, str] = MappingProxyType({})  # no article's date is known

PASSES: tuple[Pass, ...] = (
    link_names,  # "Colombia", "Medvedev", "Ejército sirio", "UAZ": in any order, a short form by a later full one too
    affiliate_by_office,  # "el canciller de Perú, X": X is of Peru, so that "el peruano" can be X
    note_tenures,  # "la canciller X": so that "la canciller" can be X
    link_in_reading_order,  # "el mandatario", "ambos países", "su", an unexpressed subject, "la reunión"
    link_open_parts,  # "el ataque dejó dos muertos": whose attack it was, as another sentence tells
    affiliate_by_office,  # again: of whose owner is a description, linked by now: "el portavoz de la junta, X"
    affiliate_by_home_state,  # "la ministra X": of the state that the article is about; late, nobody is found by it
    affiliate_groups,  # "los manifestantes", "el Ministerio de Exteriores": of the state spoken of where they act
)


class Resolver:
    """Links the mentions of articles by one vocabulary; what it prepares serves any number of runs.

    Args:
        vocabulary: whom it knows, and by what rules.
        within: compare the actors that no list holds within a "year" or "month" of publication only; "" within all.
    """

    def __init__(self, vocabulary: Vocabulary, within: str = "") -> None:
        self._vocabulary, self._spelling, self._within = vocabulary, Spelling(vocabulary), within

    def resolve(self, extractions: Iterable[Extraction], published: Mapping[str, str] = _NEVER) -> Resolution:
        """Link the mentions of all articles.

        Args:
            extractions: what each article says, read one at a time; their order makes no difference.
            published: the articles' dates by id, where actors are compared within periods.

        Returns:
            Links, and only entities that some mention is linked to.
        """
        articles = (self.article(extraction, published) for extraction in extractions)
        return self.settled(resolve_together(articles, self.knowledge))

    def article(self, extraction: Extraction, published: Mapping[str, str] = _NEVER) -> ArticleActors:
        """Link the mentions of one article by what it says alone."""
        return _article(extraction, self._spelling, self._vocabulary, published)

    @property
    def knowledge(self) -> Knowledge:
        """What holds for all articles."""
        vocabulary = self._vocabulary
        known = vocabulary.gazetteer.entities
        return Knowledge(known, self._spelling, vocabulary.matching, vocabulary.forbidden, self._within)

    def settled(self, articles: Iterable[ArticleActors]) -> Resolution:
        """Return the links of articles, to which all that others tell is applied, and the entities that they name."""
        known = self._vocabulary.gazetteer.entities
        entities: dict[str, Entity] = {}
        links = {}
        for article in articles:
            used = {identifier for link in article.links.values() for identifier in link.entities}
            entities.update({key: article.new[key] if key in article.new else known[key] for key in used})
            links[article.article] = article.links
        states = {entity.state for entity in entities.values()}
        entities.update({state: known[state] for state in states if state in known})
        return Resolution({key: entities[key] for key in sorted(entities)}, Links(links))


def resolve(
    extractions: Iterable[Extraction], vocabulary: Vocabulary, within: str = "", published: Mapping[str, str] = _NEVER
) -> Resolution:
    """Link the mentions of all articles once; see `Resolver`."""
    return Resolver(vocabulary, within).resolve(extractions, published)


def _article(
    extraction: Extraction, spelling: Spelling, vocabulary: Vocabulary, published: Mapping[str, str]
) -> ArticleActors:
    context = ArticleContext(extraction, spelling, vocabulary)
    for run in PASSES:
        context.add(run(context))
    own = context.entities.own()
    summary = ArticleSummary(
        article=context.article,
        new=own,
        linked=frozenset(identifier for link in context.links.values() for identifier in link.entities),
        offices={key: held for key in own if (held := context.offices.of(key))},
        abbreviations={short: context.entities[key] for short, key in context.abbreviations.items()},
        votes=context.votes,
        published=published.get(context.article, ""),
    )
    return ArticleActors(context.links, summary)
