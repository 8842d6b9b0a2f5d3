"""The links of one article and its actors, and how what the other articles tell is applied to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from graph_builder.model import Entity, Link, Mention
from graph_builder.resolve.cross_document.summary import ArticleSummary, Renaming


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """The links of one article, and what it tells to the others of the actors that no list holds."""

    links: Mapping[Mention, Link]
    summary: ArticleSummary

    @property
    def article(self) -> str:
        """The article's id, or "" where nothing is mentioned in it."""
        return self.summary.article

    @property
    def new(self) -> Mapping[str, Entity]:
        """The actors that no list holds, by id."""
        return self.summary.new

    def renamed(self, renaming: Renaming, known: Collection[str]) -> ArticleActors:
        """Return the same with other entities for some of its own; see `ArticleSummary.renamed`."""
        if not renaming:
            return self
        links = {mention: renamed_link(link, renaming) for mention, link in self.links.items()}
        links = {mention: link for mention, link in links.items() if link.entities}
        return ArticleActors(links, self.summary.renamed(renaming, known))


def renamed_link(link: Link, renaming: Renaming) -> Link:
    """Return a link to the entities that its actors turn out to be, with the reasons; perhaps to none."""
    others = [renaming[key] for key in link.entities if key in renaming]
    if not others:
        return link
    found = (renaming[key].entity if key in renaming else key for key in link.entities)
    entities = tuple(one.id if isinstance(one, Entity) else one for one in found if one is not None)
    why = [other.reason for other in others if other.reason and other.reason not in link.reason]
    return replace(link, entities=entities, reason="; ".join(filter(None, (link.reason, *dict.fromkeys(why)))))
